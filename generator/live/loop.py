"""The live loop: watch, read, examine, show; and when it is quiet, write docs/ and site/."""

import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import click

from generator import codes, layout
from generator.build import examine, prepare
from generator.docs import leftovers
from generator.folder import read_folder
from generator.gaps import bare_words
from generator.live.builder import Builder
from generator.live.edition import BrokenPageError, Edition, Stage, built_before
from generator.live.server import Server
from generator.live.state import Bare, State, Told
from generator.live.watching import Watcher, snapshot, snapshot_of_docs
from generator.mending import mend
from generator.model import Briefing, Folder, Written
from generator.problems import Origin, Problem
from generator.report import counted, for_browsers, show_problems
from generator.wording import Wording

_IDLE = 2.0  # seconds without a change, after which docs/ and site/ are written
_LOOKS = 1.0  # seconds between two looks at docs/ while it cannot be written
_MOST_TRIES = 20
_OF_DOCS = (codes.PAGE_EDITED, codes.PAGE_NOT_OURS, codes.CANNOT_WRITE)  # mended where no save is noticed
_KEPT = "the site stays as it was until this is mended."
_NOTHING = "there is no site to show until this is mended."


def serve(root: Path, host: str, port: int) -> None:
    """Serve a briefing until Ctrl-C. Raises ClickException where the port is taken."""
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
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            loop.end()
            worker.join()
    click.echo("Stopped.")


class Loop:
    """Follows the changes of one briefing."""

    def __init__(self, root: Path, state: State, stage: Stage) -> None:
        self._root = root
        self._state = state
        self._stage = stage
        self._watcher = Watcher(root)
        self._builder = Builder(root, self._written)
        self._frame: object = None  # the templates, theme and settings with which pages could be made
        self._edition: Edition | None = None  # the last good one
        self._ends = False
        self._save = 0  # how many there have been
        self._doubts: tuple[Problem, ...] = ()  # of what is shown
        self._mendable: tuple[Problem, ...] = ()  # what the tool could mend when that was last found out
        self._is_good = False  # whether what is shown is the last save
        self._docs = snapshot_of_docs(root)  # before the last build began
        self._in_the_way: tuple[Problem, ...] = ()  # what that build found there
        self._telling = threading.Lock()

    def run(self) -> None:
        """Show each change until `end` is called, whatever happens."""
        self._guarded(self._take_up)
        while not self._ends:
            if self._watcher.wait(self._patience()):
                if not self._ends:
                    with self._telling:
                        self._save += 1
                    self._guarded(self._take_up)
            else:
                self._write()
        self._watcher.stop()
        if self._builder.due is not None:
            click.echo("Writing docs/ and site/ …")
        self._builder.finish()

    def end(self) -> None:
        """Stop after what is being done now."""
        self._ends = True
        self._watcher.look_again()

    def _patience(self) -> float | None:
        """Seconds to wait for a save before something else is to be done; None: there is nothing else."""
        if self._builder.due is not None:
            return _IDLE
        is_to_look = self._builder.is_at_work or (self._is_good and self._in_the_way)
        return _LOOKS if is_to_look else None

    def _write(self) -> None:
        """Write docs/ and site/ where that is due, or where what stood in the way has been changed."""
        docs = snapshot_of_docs(self._root)
        if self._is_good and self._in_the_way and docs != self._docs:
            self._builder.due = self._save
        if self._builder.due is not None:
            self._docs = docs
            self._builder.begin()

    def _guarded(self, step: Callable[[], None]) -> None:
        try:
            step()
        except Exception as error:  # noqa: BLE001  # an editor's work goes on, whatever we did wrong
            traceback.print_exc()
            sentence = f"a fault of the program, of which the terminal says more: {error}"
            self._refuse((Problem(codes.RENDERING, Origin(layout.MKDOCS), sentence),))

    def _take_up(self) -> None:
        began = time.perf_counter()
        folder = self._read()
        examined = examine(folder)
        if examined.briefing is None or not examined.is_publishable:
            self._refuse(examined.problems, folder)
            return
        edition = self._edition_of(folder, examined.briefing, examined.wording)
        if isinstance(edition, Problem):
            if self._edition:
                self._edition.put_on()
            self._refuse((edition,))
            return
        with self._telling:
            self._edition, self._doubts, self._is_good = edition, examined.problems, True
            told = self._told((*examined.problems, *self._in_the_way))
            self._state.show(self._save, edition, told, _bare(examined.briefing))
            self._builder.due = self._save
        seconds = time.perf_counter() - began
        if examined.problems:
            self._say(examined.problems, folder)
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

    def _edition_of(self, folder: Folder, briefing: Briefing, wording: Wording) -> Edition | Problem:
        """What is to be shown, or why its pages cannot be made."""
        prepared = prepare(folder, briefing, wording)
        pages = [Written(page.path, b"") for page in prepared.pages]
        kept = [
            Written(path, folder.docs[f"{layout.DOCS}/{path}"])
            for path in leftovers(folder.docs, (*pages, *prepared.others))
        ]
        try:
            edition = Edition(prepared, kept, folder.mkdocs or b"", self._stage)
            frame = (folder.templates, folder.theme, folder.mkdocs)
            if frame != self._frame:
                edition.try_out()
        except BrokenPageError as error:
            return error.problem
        self._frame = frame
        return edition

    # --- what browsers and the terminal are told -----------------------------------------------------------

    def _refuse(self, problems: tuple[Problem, ...], folder: Folder | None = None) -> None:
        """Show problems over the last good edition, which may be the site of the last build."""
        with self._telling:
            self._builder.due, self._is_good = None, False
            last = None if self._state.shown.site else built_before(self._root)
            if last:
                self._state.show(self._save, last, self._told(problems))
            else:
                self._state.complain(self._save, self._told(problems))
        self._say(problems, folder)
        kept = _KEPT if self._state.shown.site else _NOTHING
        click.echo(f"{_named(self._save)}: {kept}", err=True)

    def _say(self, problems: tuple[Problem, ...], folder: Folder | None) -> None:
        """Say in the terminal what browsers show already, and in both what the tool can mend."""
        if folder and not self._watcher.is_due:
            told_before, self._mendable = self._told(problems), mend(folder, problems).among(problems)
            if self._told(problems) != told_before:
                with self._telling:
                    self._state.complain(self._save, self._told(problems))
        show_problems(problems, self._root, [each for each in self._mendable if each in problems])

    def _told(self, problems: tuple[Problem, ...]) -> Told:
        return Told(for_browsers(problems, self._root, self._mendable), counted(problems))

    def _written(self, save: int, problems: tuple[Problem, ...]) -> None:
        """Tell of the end of a build; of its problems only where nothing has been saved since it was due."""
        is_written = not any(problem.is_error for problem in problems)
        with self._telling:
            is_latest = save == self._save and self._is_good and self._builder.due is None
            if is_latest and (self._in_the_way or not is_written):
                self._state.complain(save, self._told(self._doubts if is_written else problems))
            if is_latest:
                self._in_the_way = tuple(problem for problem in problems if problem.code in _OF_DOCS)
        if is_written:
            click.echo(f"{_named(save)}: docs/ and site/ are written.")
        elif is_latest:
            show_problems(problems, self._root)
            click.echo(f"{_named(save)}: docs/ and site/ are as they were.", err=True)


def _named(save: int) -> str:
    return f"Save {save:,}" if save else "At the start"


def _bare(briefing: Briefing) -> Bare:
    """The words of each source that no statement has."""
    bare: dict[str, list[tuple[str, str]]] = {}
    for each in bare_words(briefing):
        bare.setdefault(f"sources/{each.source}.html", []).append((f"p{each.passage}", each.words))
    return bare
