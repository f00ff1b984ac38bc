"""Find the Chromium that the tests open the site in.

Run as a program it prints where Chromium is, or says what to do and exits with 1: so tools/ensure-browser.sh
looks in the same places as the tests.
"""

import os
import shutil
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome")

# Without them Chromium asks its maker's hosts for updates and the like at each start.
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


class NoChromiumError(Exception):
    """There is no Chromium; the message is one line that says what to do."""


def find() -> Path:
    chosen = os.environ.get("BRIEFING_CHROMIUM")
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            raise NoChromiumError(
                f"BRIEFING_CHROMIUM names {chosen!r}, which is no program that can be run here."
            )
        return Path(found)
    for command in COMMANDS:
        found = shutil.which(command)
        if found is not None:
            return Path(found)
    raise NoChromiumError(
        "No Chromium found, and the tests open the site in one: install it (Debian: apt-get install chromium)"
        " or put its path into BRIEFING_CHROMIUM."
    )


def arguments() -> list[str]:
    """Return what Chromium is started with; its sandbox does not work for root."""
    return [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def main() -> None:
    try:
        sys.stdout.write(f"{find()}\n")
    except NoChromiumError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
