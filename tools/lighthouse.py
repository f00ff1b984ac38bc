"""Let Lighthouse judge a page of each kind, as a phone and as a desktop see it.

Exits with 1 where accessibility, best practices or search are under 100; the
performance depends on the machine, and is reported. Run: make lighthouse
"""

import json
import subprocess
import sys
from pathlib import Path

from tests import chromium, web
from tests.sites import Site

HAVE_TO_BE_WHOLE = ("accessibility", "best-practices", "seo")
EXPECTED = 98  # of the performance
FEW = ("index.html", "claims.html", "events/", "sources/")


def judge(address: str, *, as_desktop: bool) -> dict[str, int]:
    """The four scores of a page, out of a hundred."""
    flags = " ".join(["--headless=new", *chromium.arguments()])
    command = [
        "node_modules/.bin/lighthouse",
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join((*HAVE_TO_BE_WHOLE, 'performance'))}",
        f"--chrome-flags={flags}",
        *(["--preset=desktop"] if as_desktop else []),
    ]
    environment = {
        "CHROME_PATH": str(chromium.find()),
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": "/tmp",
    }  # noqa: S108
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603
    categories = json.loads(ran.stdout)["categories"]
    return {name: round(100 * category["score"]) for name, category in categories.items()}


def main() -> None:
    """Print a line for each page and size."""
    site = Site(Path("site"), "")
    kinds = site.kinds()
    if "--few" in sys.argv:
        kinds = [path for path in kinds if path.startswith(FEW) and not path.endswith("/index.html")]
    failed = False
    print(f"{'':45} {'size':8} accessibility  practices  search  performance")
    with web.serving(site.folder) as address:
        for path in kinds:
            for as_desktop in (False, True):
                found = judge(address + path, as_desktop=as_desktop)
                failed |= any(found[name] < 100 for name in HAVE_TO_BE_WHOLE)
                slow = "  slower than expected" if found["performance"] < EXPECTED else ""
                print(
                    f"{path:45} {'desktop' if as_desktop else 'phone':8} {found['accessibility']:13}"
                    f"  {found['best-practices']:9}  {found['seo']:6}  {found['performance']:11}{slow}",
                    flush=True,
                )
    if failed:
        sys.exit("Accessibility, best practices and search have to be 100 everywhere.")


if __name__ == "__main__":
    main()
