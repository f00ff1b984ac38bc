"""Find what of two lists is the same thing: rule after rule, each taking what the ones before left over."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

Keys = Callable[[T], Iterable[Hashable]]


class Pairing(Generic[T]):
    """The things of then and of now, and which of them are one."""

    def __init__(self, then: Iterable[T], now: Iterable[T]) -> None:
        self.then, self.now = list(then), list(now)
        self.pairs: list[tuple[T, T]] = []

    def by(self, of_then: Keys[T], of_now: Keys[T]) -> None:
        """Pair what shares a key; of several that do, the first of each list."""
        waiting: dict[Hashable, list[int]] = {}
        for i, thing in enumerate(self.now):
            for key in of_now(thing):
                waiting.setdefault(key, []).append(i)
        taken: set[int] = set()
        left: list[T] = []
        for thing in self.then:
            found = (i for key in of_then(thing) for i in waiting.get(key, ()) if i not in taken)
            if (at := next(found, None)) is None:
                left.append(thing)
            else:
                taken.add(at)
                self.pairs.append((thing, self.now[at]))
        self.then = left
        self.now = [thing for i, thing in enumerate(self.now) if i not in taken]

    def by_likeness(self, likeness: Callable[[T, T], float], at_least: float) -> None:
        """Pair those that are most alike first, as long as they are alike enough."""
        scored = [(likeness(a, b), i, k) for i, a in enumerate(self.then) for k, b in enumerate(self.now)]
        scored = sorted((s for s in scored if s[0] >= at_least), key=lambda s: (-s[0], *s[1:]))
        of_then: set[int] = set()
        of_now: set[int] = set()
        for _, i, k in scored:
            if i not in of_then and k not in of_now:
                of_then.add(i)
                of_now.add(k)
                self.pairs.append((self.then[i], self.now[k]))
        self.then = _without(self.then, of_then)
        self.now = _without(self.now, of_now)


def _without(things: Sequence[T], taken: set[int]) -> list[T]:
    return [thing for i, thing in enumerate(things) if i not in taken]
