"""Merge what two branches made of a YAML file: thing by thing, not line by line.

git merges lines, and two statements share some: where both branches add one, a key
of the one may end up in the other. Here a statement is one thing. What one branch
adds, changes or deletes is taken over; what both changed, each in its own way, is
left to the editor between the marks that git writes, too. No line is reworded.
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise, takewhile

from rapidfuzz import fuzz

from generator.history.pairing import Pairing

_KEY = r"(?:[^\s#\[\]{}'\",-][^:#]*|'[^']*'|\"[^\"]*\")\s*:(?=\s|$)"
_ENTRY = re.compile(rf"(\s*)({_KEY})")
_ENTRY_WITHOUT_VALUE = re.compile(rf"\s*{_KEY}\s*(#.*)?$")
_ITEM = re.compile(r"(\s*)-(\s+)(?=\S)")
_COMMENT = re.compile(r"(\s*)(#.*)?$")
_ID = re.compile(r"[\s-]*id:\s*(\S+)")
_ALIKE = 60.0  # of 100: an item that shares so much with one of the other state is that one, changed

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """What both branches changed, each in its own way."""

    ours: Lines
    theirs: Lines


Merged = tuple[str | Clash, ...]
"""Lines, and between them what is left to the editor."""


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Merge a file as it was before two branches parted, and as it is in each; "" where there is none."""
    states = [_lines(text) for text in (base, ours, theirs)]
    found = _of_three(*states)
    if not isinstance(found, Clash):
        return found
    end = _comments_at_the_end(states)
    parts = (_Part((), *_divided(lines[: len(lines) - len(end)])) for lines in states)
    inside = _of_parts(*parts, is_one_thing=False)
    return (found,) if inside is None else (*inside, *end)


def _lines(text: str) -> Lines:
    return tuple(text.removesuffix("\n").split("\n")) if text else ()


def _comments_at_the_end(states: Sequence[Lines]) -> Lines:
    """What all states end with and belongs to nothing, such as what is left of a stub."""
    same = takewhile(
        lambda lines: len(set(lines)) == 1 and _COMMENT.fullmatch(lines[0]),
        zip(*map(reversed, states), strict=False),
    )
    return tuple(lines[0] for lines in same)[::-1]


def as_text(merged: Merged) -> str:
    """The file's new text, with marks around what is left to the editor."""
    lines: list[str] = []
    for part in merged:
        if isinstance(part, str):
            lines.append(part)
        else:
            lines += ["<<<<<<< ours", *part.ours, "=======", *part.theirs, ">>>>>>> theirs"]
    return "".join(f"{line}\n" for line in lines)


# --- a text taken apart ----------------------------------------------------------------------------------


class _Kind(Enum):
    """What a thing consists of."""

    ENTRIES = "entries of a mapping"
    ITEMS = "items of a list"
    WORDS = "nothing that can be taken apart"


@dataclass(frozen=True, slots=True)
class _Part:
    """A thing: the lines that introduce it, and those of each thing in it."""

    head: Lines
    kind: _Kind
    blocks: tuple[Lines, ...]


def _taken_apart(lines: Lines) -> _Part:
    """An entry of a mapping, or an item of a list that is a mapping (then without its hyphen)."""
    at = _first_significant(lines)
    if at is None:
        return _Part((), _Kind.WORDS, (lines,) if lines else ())
    if _ITEM.match(lines[at]):
        opened = _ITEM.sub(r"\1 \2", lines[at], count=1)
        return _Part((), *_divided((*lines[:at], opened, *lines[at + 1 :])))
    if _ENTRY_WITHOUT_VALUE.match(lines[at]):
        return _Part(lines[: at + 1], *_divided(lines[at + 1 :]))
    return _Part((), _Kind.WORDS, (lines,))


def _divided(lines: Lines) -> tuple[_Kind, tuple[Lines, ...]]:
    """Lines by the things that begin as deep as the first; comments go with what they stand above."""
    at = _first_significant(lines)
    for kind, pattern in ((_Kind.ITEMS, _ITEM), (_Kind.ENTRIES, _ENTRY)):
        first = pattern.match(lines[at]) if at is not None else None
        if first is None:
            continue
        starts = [i for i, line in enumerate(lines) if (m := pattern.match(line)) and m[1] == first[1]]
        cuts = [0, *(_with_comments(lines, start, first[1]) for start in starts[1:]), len(lines)]
        return kind, tuple(lines[a:b] for a, b in pairwise(cuts))
    return _Kind.WORDS, (lines,) if lines else ()


def _first_significant(lines: Lines) -> int | None:
    return next((i for i, line in enumerate(lines) if not _COMMENT.fullmatch(line)), None)


def _with_comments(lines: Lines, start: int, indent: str) -> int:
    """Where the comments and empty lines begin that stand above a line."""
    while (above := _COMMENT.fullmatch(lines[start - 1])) and (above[1] == indent or not above[2]):
        start -= 1
    return start


# --- three states made one -------------------------------------------------------------------------------


def _of_parts(base: _Part, ours: _Part, theirs: _Part, *, is_one_thing: bool) -> Merged | None:
    """What both branches changed, thing by thing; None where it has to be taken as a whole."""
    kinds = {part.kind for part in (base, ours, theirs) if part.blocks}
    head = _of_three(base.head, ours.head, theirs.head)
    if len(kinds) != 1 or _Kind.WORDS in kinds or isinstance(head, Clash):
        return None
    known_by = _entries if _Kind.ENTRIES in kinds else _items
    states = known_by(base.blocks, ours.blocks, theirs.blocks)
    if is_one_thing and _Kind.ENTRIES in kinds and _are_changed_apart(*states):
        return None
    if [len(state) for state in states] != [len(part.blocks) for part in (base, ours, theirs)]:
        return None  # a key that stands there twice
    before, here, there = states
    made: list[str | Clash] = list(head)
    for key in _order(before, here, there):
        made += _merged(before.get(key, ()), here.get(key, ()), there.get(key, ()))
    return tuple(made)


def _merged(base: Lines, ours: Lines, theirs: Lines) -> Merged:
    """One thing in its three states; () where it is not there."""
    found = _of_three(base, ours, theirs)
    if not isinstance(found, Clash):
        return found
    if ours and theirs:
        parts = (_taken_apart(lines) for lines in (base, ours, theirs))
        if (inside := _of_parts(*parts, is_one_thing=True)) is not None:
            item = _ITEM.match(ours[_first_significant(ours) or 0])
            return _with_hyphen(inside, len(item[1])) if item else inside
    return (found,)


def _of_three(base: Lines, ours: Lines, theirs: Lines) -> Lines | Clash:
    if ours in (base, theirs):
        return theirs
    return ours if base == theirs else Clash(ours, theirs)


State = Mapping[Hashable, Lines]
"""The things of one state, by what they are known by in all three."""


def _are_changed_apart(base: State, ours: State, theirs: State) -> bool:
    """Whether each branch changed something else of one thing: together they say what nobody wrote."""

    def own(state: State) -> bool:
        return any(
            base.get(key) != state.get(key) and ours.get(key) != theirs.get(key)
            for key in {*base, *state}
            if not any(_is_list(each.get(key, ())) for each in (base, ours, theirs))
        )

    return own(ours) and own(theirs)


def _is_list(lines: Lines) -> bool:
    return _taken_apart(lines).kind is _Kind.ITEMS


def _order(base: State, ours: State, theirs: State) -> list[Hashable]:
    """Everything in the order of the branch that changed it; what the other added stands behind ours."""
    first, second = (theirs, ours) if list(base) == list(ours) else (ours, theirs)
    order = list(first)
    at = 0
    for key in second:
        if key in first:
            at = order.index(key) + 1
            continue
        while at < len(order) and order[at] not in second and order[at] not in base:
            at += 1
        order.insert(at, key)
        at += 1
    return order


def _entries(*states: Iterable[Lines]) -> tuple[State, State, State]:
    """The entries of mappings, known by their keys."""
    by_key: list[State] = [{_key(lines): lines for lines in blocks} for blocks in states]
    base, ours, theirs = by_key
    return base, ours, theirs


def _key(lines: Lines) -> str:
    match = _ENTRY.match(lines[_first_significant(lines) or 0])
    return match[2].rstrip(": \t").strip("'\"") if match else ""


def _items(
    base: Iterable[Lines], ours: Iterable[Lines], theirs: Iterable[Lines]
) -> tuple[State, State, State]:
    """The items of lists, known again by what they were before, or by being the same in both branches."""
    before: State = dict(enumerate(base))
    here = _known_again(before, {("ours", i): lines for i, lines in enumerate(ours)})
    there = _known_again(before, {("theirs", i): lines for i, lines in enumerate(theirs)})
    added = Pairing(*([each for each in state.items() if each[0] not in before] for state in (here, there)))
    added.by(_words, _words)
    return before, here, _renamed(there, added)


def _known_again(before: State, now: State) -> State:
    pairing = Pairing(before.items(), now.items())
    pairing.by(_words, _words)
    pairing.by(_ids, _ids)
    pairing.by(_first_entry, _first_entry)
    pairing.by_likeness(lambda a, b: fuzz.ratio("\n".join(a[1]), "\n".join(b[1])), _ALIKE)
    return _renamed(now, pairing)


def _renamed(state: State, pairing: Pairing[tuple[Hashable, Lines]]) -> State:
    keys = {now: then for (then, _), (now, _) in pairing.pairs}
    return {keys.get(key, key): lines for key, lines in state.items()}


def _words(item: tuple[Hashable, Lines]) -> list[Hashable]:
    return [item[1]]


def _ids(item: tuple[Hashable, Lines]) -> list[Hashable]:
    return [match[1] for line in item[1] if (match := _ID.match(line))]


def _first_entry(item: tuple[Hashable, Lines]) -> list[Hashable]:
    return [_taken_apart(item[1]).blocks[0]]


def _with_hyphen(merged: Merged, column: int) -> Merged:
    """The entries of a mapping as an item of a list: what is first in it gets the hyphen."""

    def put(lines: Lines) -> Lines:
        at = _first_significant(lines)
        if at is None:
            return lines
        line = f"{lines[at][:column]}-{lines[at][column + 1 :]}"
        return (*lines[:at], line, *lines[at + 1 :])

    for i, part in enumerate(merged):
        if isinstance(part, Clash):
            return (*merged[:i], Clash(put(part.ours), put(part.theirs)), *merged[i + 1 :])
        if not _COMMENT.fullmatch(part):
            return (*merged[:i], *put((part,)), *merged[i + 1 :])
    return merged
