"""Build docs/ and site/ in a process of its own, so that nobody who looks at a page waits for it.

What is in the way of a build lies in docs/ or site/, where no save is noticed: so it is looked for there.
"""

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path

from generator.build import build
from generator.live.watching import snapshot_of_docs
from generator.problems import Problem

_IDLE = 2.0  # seconds without a save, after which what is due is written
_LOOKS = 1.0  # seconds between two looks at docs/ while it cannot be written


class Builder:
    """Writes docs/ and site/ once nothing has been saved for a while; nobody waits for it."""

    def __init__(self, root: Path, tell: Callable[[int, tuple[Problem, ...]], None]) -> None:
        """`tell` gets the number of the save that was written, and its problems."""
        self.save: int | None = None  # the one that docs/ and site/ are to hold; None: there are errors since
        self.is_due = False  # whether it is still to be written
        self.in_the_way: tuple[Problem, ...] = ()  # what the last build found in docs/ and site/
        self._root = root
        self._tell = tell
        self._docs = snapshot_of_docs(root)  # before the last build began
        self._running: Future[tuple[Problem, ...]] | None = None
        self._process = ProcessPoolExecutor(1, get_context("spawn"), _begin_writing)

    def take(self, save: int) -> None:
        """Write this save, when it is quiet."""
        self.save, self.is_due = save, True

    def hold(self) -> None:
        """Leave docs/ and site/ as they are until there is something to take."""
        self.save, self.is_due = None, False

    @property
    def patience(self) -> float | None:
        """Seconds without a save after which `go_on` has something to do; None: it has nothing."""
        if self.is_due:
            return _IDLE
        is_to_look = self._is_at_work or (self.save is not None and self.in_the_way)
        return _LOOKS if is_to_look else None

    def go_on(self) -> None:
        """Write what is due; try again when what was in the way has been changed."""
        docs = snapshot_of_docs(self._root)
        if self.save is not None and self.in_the_way and docs != self._docs:
            self.is_due = True
        if self.is_due:
            self._docs = docs
            self._begin()

    def finish(self) -> None:
        """Write what is due, and wait for it."""
        if self._running is not None:
            self._running.exception()
        self._begin()
        self._process.shutdown()

    @property
    def _is_at_work(self) -> bool:
        return self._running is not None and not self._running.done()

    def _begin(self) -> None:
        if self.save is None or not self.is_due or self._is_at_work:
            return
        save, self.is_due = self.save, False
        self._running = self._process.submit(_build, self._root)
        self._running.add_done_callback(lambda future: self._done(save, future))

    def _done(self, save: int, future: "Future[tuple[Problem, ...]]") -> None:
        if future.exception() is None:
            self._tell(save, future.result())


def _begin_writing() -> None:
    """Leave Ctrl-C to the server, let it and browsers go first, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)
    server = parent_process()
    if server is not None:
        threading.Thread(target=_end_after, args=(server,), daemon=True).start()


def _end_after(server: "BaseProcess") -> None:
    server.join()
    os._exit(1)  # a build that is cut off leaves both folders whole


def _build(root: Path) -> tuple[Problem, ...]:
    return build(root).problems
