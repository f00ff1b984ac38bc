"""Find the column that a wrongly indented line was meant for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DEEPER = 2  # columns from a key to the words of its block
_BEGINNING = re.compile(r" *(?P<dash>-(?= ))?[ -]*?(?:(?P<key>[\w-]+):(?: |$))?(?=\S|$)")
_OPENS_BLOCK = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[\w-]+): +[>|][-+0-9]*\s*(?:#.*)?")
_DASH = "the dash"
_FAR = 30  # lines that are looked at above


@dataclass(frozen=True, slots=True)
class _Beginning:
    """A dash or a key with which a line begins, or the key behind its dash."""

    name: str  # as it is told
    line: int  # from 0
    column: int  # from 0


@dataclass(frozen=True, slots=True)
class Shallow:
    """The lines of a block that are not indented deeper than its key."""

    key: str
    opening: str  # the line with the key
    words: tuple[str, ...]  # of each line, without what indents it
    first: int  # of these lines, from 0
    column: int  # that they have to stand in, from 0


def shallow_block(lines: Sequence[str], line: int) -> Shallow | None:
    """The words, from `line` on, of the block that the line above opens; None where they are deep enough."""
    above = _OPENS_BLOCK.fullmatch(lines[line - 1]) if 0 < line < len(lines) else None
    if above is None or indent(lines[line]) > len(above["lead"]):
        return None
    words = [lines[line].strip()]
    for below in lines[line + 1 :]:
        if not below.strip() or any(_beginnings(below, 0)):
            break
        words.append(below.strip())
    return Shallow(above["key"], lines[line - 1], tuple(words), line, len(above["lead"]) + _DEEPER)


def shallow_words(lines: Sequence[str], line: int) -> tuple[str, str] | None:
    """A sentence and a hint for a block whose words are not indented deep enough."""
    found = shallow_block(lines, line)
    if found is None:
        return None
    shown = "\n".join([found.opening, *(f"{' ' * found.column}{each}" for each in found.words)])
    sentence = f"the words of '{found.key}' stand no deeper than their key, so they are not read as its own"
    return sentence, f"write them two columns deeper than the key:\n{shown}"


def out_of_line(lines: Sequence[str], line: int) -> str | None:
    """A hint for a dash or key that lines up with none above it."""
    own = next(_beginnings(lines[line], line), None) if line < len(lines) else None
    if own is None:
        return None
    likes = [
        other
        for n in range(line - 1, max(line - _FAR, 0) - 1, -1)
        for other in _beginnings(lines[n], n)
        if (other.name == _DASH) == (own.name == _DASH)
    ]
    like = min(likes, key=lambda other: abs(other.column - own.column), default=None)
    if like is None or like.column == own.column:
        return None
    spaces = abs(like.column - own.column)
    count = "one space" if spaces == 1 else f"{spaces} spaces"
    move = f"put {count} more in front of" if like.column > own.column else f"take away {count} in front of"
    name = (
        f"the one in line {like.line + 1}" if like.name == _DASH else f"{like.name} in line {like.line + 1}"
    )
    return f"{move} {own.name}: it then stands below {name}"


def _beginnings(line: str, number: int) -> Iterator[_Beginning]:
    found = _BEGINNING.match(line)
    if found is None:
        return
    if found["dash"]:
        yield _Beginning(_DASH, number, found.start("dash"))
    if found["key"]:
        yield _Beginning(f"'{found['key']}'", number, found.start("key"))


def indent(line: str) -> int:
    """How many spaces indent a line; -1 for an empty one, which ends a value."""
    return len(line) - len(line.lstrip(" ")) if line.strip() else -1
