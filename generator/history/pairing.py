"""Find what of two lists is the same thing: rule after rule, each taking what the ones before left over."""

from collections.abc import Callable, Hashable, Iterable
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
        for k, thing in enumerate(self.now):
            for key in of_now(thing):
                waiting.setdefault(key, []).append(k)
        self._take(
            (i, k) for i, a in enumerate(self.then) for key in of_then(a) for k in waiting.get(key, ())
        )

    def by_likeness(self, likeness: Callable[[T, T], float], at_least: float) -> None:
        """Pair those that are most alike first, as long as they are alike enough."""
        scored = ((-likeness(a, b), i, k) for i, a in enumerate(self.then) for k, b in enumerate(self.now))
        self._take((i, k) for score, i, k in sorted(scored) if -score >= at_least)

    def _take(self, found: Iterable[tuple[int, int]]) -> None:
        """Pair by their positions in the lists, those that come first, each thing once."""
        of_then: set[int] = set()
        of_now: set[int] = set()
        for i, k in found:
            if i not in of_then and k not in of_now:
                of_then.add(i)
                of_now.add(k)
                self.pairs.append((self.then[i], self.now[k]))
        self.then = [thing for i, thing in enumerate(self.then) if i not in of_then]
        self.now = [thing for k, thing in enumerate(self.now) if k not in of_now]
