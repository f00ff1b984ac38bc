"""The last line of a page: where its words are edited, and a checksum of all above it."""

import hashlib
import re
from dataclasses import dataclass

_CLOSING = re.compile(
    r"\n<!-- Made from (?P<made_from>[^\n]*?); edit there\. sha256: (?P<sha256>[0-9a-f]{64}) -->\n\Z"
)


@dataclass(frozen=True, slots=True)
class Closing:
    """What the last line of a page says."""

    made_from: str
    is_intact: bool  # whether the page is as it was written


def close(text: str, made_from: str) -> str:
    """Add the last line to a page."""
    body = text.rstrip("\n") + "\n"
    return f"{body}\n<!-- Made from {made_from}; edit there. sha256: {_digest(body)} -->\n"


def closing(page: str) -> Closing | None:
    """Read the last line of a page; None where it has none, for then no build wrote it."""
    match = _CLOSING.search(page)
    if match is None:
        return None
    return Closing(match["made_from"], _digest(page[: match.start()]) == match["sha256"])


def was_closed(page: str) -> bool:
    """Whether a build wrote the page once, even if its last line was touched since."""
    return "<!-- Made from " in page and " sha256: " in page


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
