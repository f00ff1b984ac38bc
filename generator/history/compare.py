"""Compare two states of a briefing by what a reader sees: what is new, gone, or says something else.

Things are paired first (by id, by a former id, by name; statements also by their
words and quotes), then compared trait by trait.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any

from rapidfuzz import fuzz

from generator.history.pairing import Pairing
from generator.history.told import Ref, Teller, Thing, Trait
from generator.problems import Origin

_ALIKE = 60  # of 100: two sentences of one entity that share so much are one, reworded
_SAME_WORDS = 25  # more, where they rest on words of one place
_IN_HEADING = frozenset({"name", "class", "title", "text", "speaker", "verb", "mentioned in", "stands with"})


class State(StrEnum):
    """What has become of a thing."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    UNREADABLE = "unreadable"
    """It is written there still, and a mistake keeps it from being published."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A trait that differs."""

    what: str
    was: str  # "": it is new
    now: str  # "": it is gone
    origin: Origin  # of what is gone, in the earlier state


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that differs, and how."""

    state: State
    thing: Thing  # as it was where it is gone
    differences: tuple[Difference, ...] = ()
    statements: tuple["Change", ...] = ()


def compare(then: Teller, now: Teller) -> tuple[Change, ...]:
    """Every change: front page, events in order of time, actors, places, sources, pages by hand, looks."""
    today: dict[Hashable, Hashable] = {}
    pairings: dict[str, Pairing[Thing]] = {}
    for sort in ("front page", "entity", "source", "statement", "page", "looks"):
        old, new = ([thing for thing in side.things if thing.ref.sort == sort] for side in (then, now))
        known = (replace(t, marks=_of_today(t.marks, today), owner=_of_today(t.owner, today)) for t in old)
        pairings[sort] = _paired(known, new)
        today |= {was.ref: thing.ref for was, thing in pairings[sort].pairs}
    below: dict[Hashable, list[Change]] = defaultdict(list)
    for change in _changes(pairings.pop("statement"), now, today, {}):
        below[change.thing.owner].append(change)
    return tuple(change for pairing in pairings.values() for change in _changes(pairing, now, today, below))


def _of_today(value: Hashable, today: Mapping[Hashable, Hashable]) -> Any:  # noqa: ANN401  # of the same type
    """A value of the earlier state, the ids in it as they are now."""
    if isinstance(value, tuple) and not isinstance(value, Ref):
        return tuple(_of_today(item, today) for item in value)
    return today.get(value, value)


def _paired(then: Iterable[Thing], now: Sequence[Thing]) -> Pairing[Thing]:
    pairing = Pairing(then, now)
    pairing.by(_id, _id)
    pairing.by(_id, lambda thing: thing.formerly)
    pairing.by(lambda thing: thing.formerly, _id)
    for n in range(max((len(thing.marks) for thing in now), default=0)):
        pairing.by(partial(_mark, n), partial(_mark, n))
    pairing.by_likeness(_likeness, _ALIKE)
    return pairing


def _id(thing: Thing) -> tuple[str]:
    return (thing.ref.id,)


def _mark(n: int, thing: Thing) -> tuple[Hashable, ...]:
    return thing.marks[n : n + 1]


def _likeness(then: Thing, now: Thing) -> float:
    """How much the sentences of two statements share."""
    if now.owner is None or then.marks[0][0] != now.owner:
        return 0
    (_, text), (_, quotes), _ = now.marks
    (_, old_text), (_, old_quotes), _ = then.marks
    is_one_place = {quote[:2] for quote in quotes} & {quote[:2] for quote in old_quotes}
    return fuzz.ratio(old_text, text) + (_SAME_WORDS if is_one_place else 0)


def _changes(
    pairing: Pairing[Thing],
    now: Teller,
    today: Mapping[Hashable, Hashable],
    below: dict[Hashable, list[Change]],
) -> Iterator[Change]:
    """What differs, each with its statements; what nobody can read today says nothing of them."""
    order = {thing.ref: i for i, thing in enumerate(now.things)}
    new = [(None, thing) for thing in pairing.now]
    for was, thing in sorted([*pairing.pairs, *new], key=lambda pair: order[pair[1].ref]):
        statements = tuple(below.pop(thing.ref, ()))
        if thing.ref in now.broken:
            yield from [Change(State.UNREADABLE, was)] if was else []
        elif was is None:
            told = _differences((), [trait for trait in thing.traits if trait.what not in _IN_HEADING])
            yield Change(State.NEW, thing, told, statements)
        else:
            traits = [
                replace(t, key=_of_today(t.key, today), value=_of_today(t.value, today)) for t in was.traits
            ]
            differing = (*_moved(was, thing), *_differences(traits, thing.traits))
            if differing or statements:
                yield Change(State.CHANGED, thing, differing, statements)
    for gone in pairing.then:
        if now.broken.isdisjoint({gone.ref, *gone.marks}):
            yield Change(State.REMOVED, gone, statements=tuple(below.pop(gone.ref, ())))
        else:
            yield Change(State.UNREADABLE, gone)


def _moved(was: Thing, thing: Thing) -> Iterator[Difference]:
    leads_on = was.ref.sort == "statement" and was.ref.id in thing.formerly
    if was.address != thing.address and not leads_on:
        yield Difference("address", was.address, thing.address, thing.origin)


def _differences(then: Iterable[Trait], now: Iterable[Trait]) -> tuple[Difference, ...]:
    """Trait by trait; a single one of a sort that is gone, and a single one that is new, are a change."""
    sorts: dict[str, Pairing[Trait]] = defaultdict(lambda: Pairing((), ()))
    for trait in now:
        sorts[trait.what].now.append(trait)
    for trait in then:
        sorts[trait.what].then.append(trait)
    found: list[Difference] = []
    for what, pairing in sorts.items():
        pairing.by(lambda t: [(t.key, t.value)], lambda t: [(t.key, t.value)])
        pairing.by(lambda t: [t.key], lambda t: [t.key])
        if len(pairing.then) == len(pairing.now) == 1:
            pairing.by(lambda _: [None], lambda _: [None])
        found += (
            Difference(what, a.words, b.words, b.origin)
            for a, b in pairing.pairs
            if (a.key, a.value) != (b.key, b.value)
        )
        found += (Difference(what, trait.words, "", trait.origin) for trait in pairing.then)
        found += (Difference(what, "", trait.words, trait.origin) for trait in pairing.now)
    return tuple(found)
