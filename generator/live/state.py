"""What a browser is told while somebody edits: the last good edition, and what is wrong since."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.live.edition import Edition

_LONGEST = 25.0  # seconds until a browser that waits is answered, so that no connection is given up for dead


@dataclass(frozen=True, slots=True)
class Notes:
    """What an editor is told on the pages of an edition, and readers are not."""

    places: Mapping[str, str] = field(default_factory=dict)  # where each statement is written, by its address
    bare: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    """By the page of a source: the place of a passage, and words of it that no statement has."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One state; a later one has a higher number."""

    number: int = 0
    edition: Edition | None = None  # the last good one; None: there has been none
    edited: int = 0  # the number of the state in which that edition came
    problems: tuple[Mapping[str, object], ...] = ()
    summary: str = ""  # the problems counted
    notes: Notes = Notes()


class State:
    """Holds what is shown, and wakes those who wait for it to change."""

    def __init__(self) -> None:
        self._shown = Shown()
        self._changed = threading.Condition()

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        with self._changed:
            return self._shown

    def show(self, edition: Edition, notes: Notes) -> None:
        """Show a new edition, in which nothing is wrong."""
        with self._changed:
            number = self._shown.number + 1
            self._shown = Shown(number, edition, number, notes=notes)
            self._changed.notify_all()

    def complain(self, problems: tuple[Mapping[str, object], ...], summary: str) -> None:
        """Show problems over the last good edition."""
        with self._changed:
            before = self._shown
            if (before.problems, before.summary) != (problems, summary):
                self._shown = replace(before, number=before.number + 1, problems=problems, summary=summary)
                self._changed.notify_all()

    def after(self, number: int) -> Shown:
        """Wait for a state later than the one that a browser has; after a while, what there is."""
        with self._changed:
            self._changed.wait_for(lambda: self._shown.number != number, _LONGEST)
            return self._shown
