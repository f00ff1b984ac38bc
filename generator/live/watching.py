"""Notice that a file of the briefing has changed, by whatever way an editor of texts saves it."""

import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from generator import layout

_WATCHED = (layout.SEEDS, layout.SITE_SRC)
_CHANGES = ("created", "modified", "moved", "deleted")
_QUIET = 0.05  # seconds without a change, after which a save is taken to be whole
_LOOKS = 1.0  # seconds after which we look ourselves: the system forgets folders that were made anew
_LONGEST = 0.5  # seconds for which changes one after another are waited for

Snapshot = Mapping[str, tuple[int, int, int]]
"""The files of a briefing with their times, sizes and modes."""


def snapshot(root: Path) -> Snapshot:
    """The files that people write; two snapshots are equal if nothing was saved between them."""
    return _looked_at([root / layout.MKDOCS, *(p for name in _WATCHED for p in (root / name).rglob("*"))])


def snapshot_of_docs(root: Path) -> Snapshot:
    """What stands in docs/, and where docs/ and site/ are to be."""
    docs = root / layout.DOCS
    return _looked_at([docs, root / layout.SITE, *docs.rglob("*")])


def _looked_at(paths: Iterable[Path]) -> Snapshot:
    seen = {}
    for path in paths:
        try:
            status = path.stat()
        except OSError:  # gone since
            continue
        seen[str(path)] = (status.st_mtime_ns, status.st_size, status.st_mode)
    return seen


class Watcher(FileSystemEventHandler):
    """Waits for changes in a briefing's folder, until it is stopped."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._changed = threading.Event()
        self._seen = snapshot(self._root)
        self._observer = self._started()

    def _started(self) -> "Observer | PollingObserver":  # type: ignore[valid-type]  # a name for one of several
        """Ask the system for changes; where it has no more watches to give, look for them."""
        for kind in (Observer, PollingObserver):
            observer = kind()
            try:
                # The folder itself for mkdocs.yml, and for folders that come later.
                observer.schedule(self, str(self._root))
                for name in _WATCHED:
                    if (self._root / name).is_dir():
                        observer.schedule(self, str(self._root / name), recursive=True)
                observer.start()
            except OSError:
                continue
            return observer
        raise OSError("neither the system nor we can watch the folder")

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES:
            return
        for path in (event.src_path, event.dest_path):
            parts = Path(str(path)).parts[len(self._root.parts) :]
            if parts and (parts[0] in _WATCHED or parts == (layout.MKDOCS,)):
                self._changed.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for a change and the end of it; False: there was none within so many seconds."""
        ends = None if seconds is None else time.monotonic() + seconds
        while not self._changed.wait(
            _LOOKS if ends is None else min(_LOOKS, max(ends - time.monotonic(), 0))
        ):
            if snapshot(self._root) != self._seen:
                break
            if ends is not None and time.monotonic() >= ends:
                return False
        for _ in range(int(_LONGEST / _QUIET)):
            self._changed.clear()
            if not self._changed.wait(_QUIET):
                break
        self._changed.clear()
        self._seen = snapshot(self._root)
        return True

    def is_due_within(self, seconds: float) -> bool:
        """Whether there is a change that `wait` has not seen yet, or comes one within so many seconds."""
        return self._changed.wait(seconds)

    def look_again(self) -> None:
        """Let the next wait end at once."""
        self._changed.set()

    def stop(self) -> None:
        self._observer.stop()
        self._observer.join()
