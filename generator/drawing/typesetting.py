"""How large the type of pictures is, how wide words are in it, and where lines break."""

import unicodedata
from functools import lru_cache

WIDTH = 360  # of pictures, so that their type can still be read where a phone makes it 320
EDGE = 8  # around a chart
TYPE = 13  # px
SMALL = 11.5  # px
LINE = 1.35  # from line to line, in sizes of the type
BOLD = 1.15  # how much wider bold type is, in the widest of the common fonts

_NARROW = frozenset("iljtfrI.,;:'’‘|!()[] ")
_WIDE = frozenset("mwMW—@%")


def text_width(words: str, size: float) -> float:
    """About how wide a line is in a common sans-serif; rather too wide than too narrow."""
    return _advances(words) * size


@lru_cache(maxsize=20_000)
def _advances(words: str) -> float:
    return sum(map(_advance, unicodedata.normalize("NFC", words)))


def _advance(c: str) -> float:
    if unicodedata.combining(c):
        return 0.0
    if unicodedata.east_asian_width(c) in "WF":
        return 1.0
    if c in _NARROW:
        return 0.36
    if c in _WIDE:
        return 0.95
    return 0.72 if c.isupper() else 0.6


def wrap(words: str, width: float, size: float, *, most: int = 3) -> tuple[str, ...]:
    """Break words into lines of that width; with more than `most`, the last of these ends in an ellipsis."""
    lines: list[str] = []
    for word in (piece for whole in words.split() for piece in _broken(whole, width, size)):
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        last = lines[most - 1]
        while last and text_width(f"{last} …", size) > width:
            last = last.rpartition(" ")[0] or ("" if " " in last else last[:-1])
        lines = [*lines[: most - 1], f"{last} …".lstrip()]
    return tuple(lines)


def _broken(word: str, width: float, size: float) -> list[str]:
    """A word in pieces that fit: an address, or a script that has no spaces."""
    pieces = [""]
    for c in word:
        if pieces[-1] and text_width(pieces[-1] + c, size) > width:
            pieces.append("")
        pieces[-1] += c
    return pieces
