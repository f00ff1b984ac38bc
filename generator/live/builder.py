"""Build docs/ and site/ in a process of its own, so that nobody who looks at a page waits for it."""

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path

from generator.build import build
from generator.problems import Problem


class Builder:
    """Writes docs/ and site/ in a process of its own, so that nobody waits for it."""

    def __init__(self, root: Path, tell: Callable[[int, tuple[Problem, ...]], None]) -> None:
        """Whoever is told hears the number of the save that was written, and of its problems."""
        self.due: int | None = None  # the save that is shown, and not written yet
        self._root = root
        self._tell = tell
        self._running: Future[tuple[Problem, ...]] | None = None
        self._process = ProcessPoolExecutor(1, get_context("spawn"), _begin_writing)

    @property
    def is_at_work(self) -> bool:
        """Whether something is being written."""
        return self._running is not None and not self._running.done()

    def begin(self) -> None:
        """Write what is due, unless something is being written already."""
        if self.due is None or self.is_at_work:
            return
        save, self.due = self.due, None
        self._running = self._process.submit(_build, self._root)
        self._running.add_done_callback(lambda future: self._done(save, future))

    def finish(self) -> None:
        """Write what is due, and wait for it."""
        if self._running is not None:
            self._running.exception()
        self.begin()
        self._process.shutdown()

    def _done(self, save: int, future: "Future[tuple[Problem, ...]]") -> None:
        if future.exception() is None:
            self._tell(save, future.result())


def _begin_writing() -> None:
    """Leave Ctrl-C to the server, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = parent_process()
    if server is not None:
        threading.Thread(target=_end_after, args=(server,), daemon=True).start()


def _end_after(server: "BaseProcess") -> None:
    server.join()
    os._exit(1)  # a build that is cut off leaves both folders whole


def _build(root: Path) -> tuple[Problem, ...]:
    return build(root).problems
