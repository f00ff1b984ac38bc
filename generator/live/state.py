"""What a browser is told while somebody edits: the last good edition, and what is wrong since."""

import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

_LONGEST = 25.0  # seconds until a browser that waits is answered, so that no connection is given up for dead


class Gap(NamedTuple):
    """Words of a source in which something may have been overlooked."""

    place: str  # of their passage, in the page
    what: Literal["bare", "denial"]  # they are under no statement; no response rests on them
    words: str
    nth: int  # how many times the passage has them before


Gaps = Mapping[str, Sequence[Gap]]
"""By the page of a source."""


Site = Callable[[str], bytes | None]
"""Gives a file of one state of the site by its address from the root; None where there is none."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is wrong, as a browser shows it."""

    problems: tuple[Mapping[str, object], ...] = ()
    summary: str = ""  # the problems counted


@dataclass(frozen=True, slots=True)
class Shown:
    """One state; a later one has a higher number."""

    number: int = 0
    save: int = 0  # the number of the save that it tells of; 0: what was there at the start
    site: Site | None = None  # the last good one; None: there has been none
    edition: str = ""  # the name of that one, which no other has; "": there has been none
    told: Told = Told()
    gaps: Gaps | None = None


class State:
    """Holds what is shown, and wakes those who wait for it to change."""

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)  # a server that is started anew counts from the beginning
        self._shown = Shown()
        self._changed = threading.Condition()

    @property
    def shown(self) -> Shown:
        with self._changed:
            return self._shown

    def show(self, save: int, site: Site, told: Told, gaps: Gaps | None = None) -> None:
        """Show a new edition, and what is doubtful in it."""
        with self._changed:
            number = self._shown.number + 1
            self._shown = Shown(number, save, site, f"{self._run}-{number}", told, gaps)
            self._changed.notify_all()

    def complain(self, save: int, told: Told) -> None:
        """Show problems over the last good edition, even if they are the same as before."""
        with self._changed:
            self._shown = replace(self._shown, number=self._shown.number + 1, save=save, told=told)
            self._changed.notify_all()

    def after(self, number: int) -> Shown:
        """Wait for a state later than the one a browser has; after a while, give the same again."""
        with self._changed:
            self._changed.wait_for(lambda: self._shown.number != number, _LONGEST)
            return self._shown
