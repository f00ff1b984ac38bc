"""The live loop: watch, read, examine, show; and when it is quiet, write docs/ and site/."""

import gc
import signal
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import click

from generator import codes, layout
from generator.build import examine
from generator.catalog.folder import read_folder
from generator.editing.fix import find_fixes
from generator.evidence.overlooked import bare_words, denials
from generator.live.builder import Builder
from generator.live.edition import Edition, built_before, make_edition
from generator.live.server import Server
from generator.live.stage import Stage
from generator.live.state import Gap, Gaps, State, Told
from generator.live.watching import Watcher, snapshot
from generator.model import Briefing, Folder
from generator.output.renderer import BrokenPageError
from generator.pages.page import grouped
from generator.problems import Origin, Problem
from generator.reporting.report import counted, for_browsers, show_problems

_MOST_TRIES = 20
_FETCHING = 0.5  # seconds in which browsers fetch a new page, and nothing else is done
_OF_DOCS = (codes.PAGE_EDITED, codes.PAGE_NOT_OURS, codes.CANNOT_WRITE)  # mended where no save is noticed
_KEPT = "the site stays as it was until this is mended."
_NOTHING = "there is no site to show until this is mended."


def serve(root: Path, host: str, port: int) -> None:
    """Serve a briefing until Ctrl-C or SIGTERM. Raises ClickException where the port is taken."""
    state = State()
    try:
        server = Server((host, port), state)
    except OSError as error:
        raise click.ClickException(
            f"cannot listen on {host}, port {port}: {error.strerror}; choose another: --port {port + 1}"
        ) from None
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder, server:
        loop = Loop(root, state, Stage(Path(folder).resolve()))
        worker = threading.Thread(target=loop.run)
        worker.start()
        click.echo(f"Look at http://{host}:{port}/ – stop with Ctrl-C")
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            loop.end()
            worker.join()
    click.echo("Stopped.")


@dataclass(frozen=True, slots=True)
class _Found:
    """What is wrong or doubtful with one state of the folder."""

    problems: tuple[Problem, ...] = ()
    folder: Folder | None = None  # as it was read, so that a problem's lines are of the same moment
    fixable: tuple[Problem, ...] = ()  # what the tool could fix when that was last found out

    @property
    def is_good(self) -> bool:
        """Whether pages can be shown."""
        return not any(problem.is_error for problem in self.problems)

    def told(self, more: tuple[Problem, ...] = ()) -> Told:
        problems = (*self.problems, *more)
        return Told(for_browsers(problems, self._read, self.fixable), counted(problems))

    def show(self) -> None:
        fixable = [problem for problem in self.fixable if problem in self.problems]
        show_problems(self.problems, self._read, fixable)

    def _read(self, file: str) -> bytes | None:
        return self.folder.read(file) if self.folder else None


class Loop:
    """Follows the changes of one briefing."""

    def __init__(self, root: Path, state: State, stage: Stage) -> None:
        self._root = root
        self._state = state
        self._stage = stage
        self._watcher = Watcher(root)
        self._builder = Builder(root, self._written)
        self._edition: Edition | None = None  # the last good one
        self._found = _Found()  # what the last save was found to have
        self._save = 0  # how many there have been
        self._ends = False
        self._telling = threading.Lock()  # the builder tells of its work in a thread of its own

    def run(self) -> None:
        """Show each change until `end` is called, whatever happens."""
        self._guarded(self._take_up)
        gc.freeze()  # most of it stays for good, and is not looked through for garbage during some later save
        while not self._ends:
            if not self._watcher.wait(self._builder.patience):
                self._builder.go_on()
            elif not self._ends:
                with self._telling:
                    self._save += 1
                    self._builder.hold()
                self._guarded(self._take_up)
        self._watcher.stop()
        if self._builder.is_due:
            click.echo("Writing docs/ and site/ …")
        self._builder.finish()

    def end(self) -> None:
        """Stop after what is being done now."""
        self._ends = True
        self._watcher.look_again()

    def _guarded(self, step: Callable[[], None]) -> None:
        try:
            step()
        except Exception as error:  # noqa: BLE001  # an editor's work goes on, whatever we did wrong
            traceback.print_exc()
            sentence = f"a fault of the program, of which the terminal says more: {error}"
            self._refuse(_Found((Problem(codes.RENDERING, Origin(layout.MKDOCS), sentence),)))

    def _take_up(self) -> None:
        began = time.perf_counter()
        folder = self._read()
        examined = examine(folder)
        found = _Found(examined.problems, folder, self._found.fixable)
        if examined.briefing is None or not examined.is_publishable:
            self._refuse(found)
            return
        try:
            self._edition = make_edition(examined, self._stage)
        except BrokenPageError as error:
            if self._edition:
                self._edition.put_on()
            self._refuse(_Found((error.problem,), folder))
            return
        with self._telling:
            self._found = found
            self._state.show(self._save, self._edition.get, self._told(), _gaps(examined.briefing))
            self._builder.take(self._save)
        seconds = time.perf_counter() - began
        if found.problems:
            self._say()
        since = " since its files were quiet" if self._save else ""
        click.echo(f"{_named(self._save)}: ready for browsers after {seconds:.2f} s{since}.")

    def _read(self) -> Folder:
        """The folder as it stood at one moment: nothing was saved while it was read."""
        for _ in range(_MOST_TRIES):
            before = snapshot(self._root)
            try:
                folder = read_folder(self._root)
            except OSError:  # a file went away meanwhile
                time.sleep(0.02)
                continue
            if snapshot(self._root) == before:
                return folder
        return read_folder(self._root)

    def _told(self) -> Told:
        return self._found.told(self._builder.in_the_way if self._found.is_good else ())

    def _refuse(self, found: _Found) -> None:
        """Show problems over the last good edition, which may be the site of the last build."""
        with self._telling:
            self._found = found
            self._builder.hold()
            last = None if self._state.shown.site else built_before(self._root)
            if last:
                self._state.show(self._save, last, self._told())
            else:
                self._state.complain(self._save, self._told())
        self._say()
        kept = _KEPT if self._state.shown.site else _NOTHING
        click.echo(f"{_named(self._save)}: {kept}", err=True)

    def _say(self) -> None:
        """Say in the terminal what browsers show already, and in both what the tool can fix."""
        found = self._found
        if found.folder and not self._watcher.is_due_within(_FETCHING if found.is_good else 0):
            fixed = find_fixes(found.folder, found.problems)
            with self._telling:
                told_before = self._told()
                self._found = replace(found, fixable=fixed.among(found.problems))
                if self._told() != told_before:
                    self._state.complain(self._save, self._told())
        self._found.show()

    def _written(self, save: int, problems: tuple[Problem, ...]) -> None:
        """Tell that a build has ended; and its problems, unless something has been saved since."""
        built = _Found(problems, self._read())
        with self._telling:
            is_latest = save == self._builder.save and not self._builder.is_due
            if is_latest:
                had_been_told = bool(self._builder.in_the_way)
                self._builder.in_the_way = tuple(problem for problem in problems if problem.code in _OF_DOCS)
                if not built.is_good:
                    self._state.complain(save, built.told())
                elif had_been_told:
                    self._state.complain(save, self._told())
        if built.is_good:
            click.echo(f"{_named(save)}: docs/ and site/ are written.")
        elif is_latest:
            built.show()
            click.echo(f"{_named(save)}: docs/ and site/ are as they were.", err=True)


def _named(save: int) -> str:
    return f"Save {save:,}" if save else "At the start"


def _gaps(briefing: Briefing) -> Gaps:
    """What may have been overlooked, by the page of its source."""
    found = [
        *((b.source, Gap(f"p{b.passage}", "bare", b.words, b.nth)) for b in bare_words(briefing)),
        *((d.source, Gap(f"p{d.passage}", "denial", d.sentence, d.nth)) for d in denials(briefing)),
    ]
    return grouped((layout.address(layout.source_page(source)), gap) for source, gap in found)
