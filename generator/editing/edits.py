"""Change a file by stretches of its text, and leave every other byte of it as it is.

Stretches count the characters of the text as `reading.parse.decode` gives it, which
drops a byte order mark and knows one sort of line end; here they are found again
in what the file really holds.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """New words in place of some characters; of none, where both ends are the same."""

    start: int
    end: int
    new: str  # its line ends are written as the file has them


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The file with all edits made; they must not overlap."""
    raw = data.decode()
    line_end = found[0] if (found := _LINE_END.search(raw)) else "\n"
    pieces: list[str] = []
    position = 0
    places = _places(raw)
    for edit in sorted(edits):
        start, end = places[edit.start], places[edit.end]
        assert start >= position, "edits overlap"
        pieces += [raw[position:start], edit.new.replace("\n", line_end)]
        position = end
    return "".join([*pieces, raw[position:]]).encode()


def _places(raw: str) -> list[int]:
    """Where each character of the decoded text stands in the raw one, and where that ends."""
    start = 1 if raw.startswith("\ufeff") else 0
    return [*(i for i in range(start, len(raw)) if raw[i - 1 : i + 1] != "\r\n"), len(raw)]
