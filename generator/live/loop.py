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
from generator.live.edition import BrokenPageError, Edition, Stage
from generator.live.server import Server
from generator.live.state import Notes, State
from generator.live.watching import Watcher, snapshot
from generator.model import Briefing, Folder, Written
from generator.problems import Origin, Problem
from generator.report import counted, for_browsers, show_problems
from generator.wording import Wording

_IDLE = 2.0  # seconds without a change, after which docs/ and site/ are written
_MOST_TRIES = 20
_KEPT = "The site stays as it was until this is mended."


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
        self._ends = False

    def run(self) -> None:
        """Show each change until `end` is called, whatever happens."""
        self._guarded(self._take_up)
        while not self._ends:
            if self._watcher.wait(_IDLE if self._builder.is_due else None):
                if not self._ends:
                    self._guarded(self._take_up)
            else:
                self._builder.begin()
        self._watcher.stop()
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
            self._complain((Problem(codes.RENDERING, Origin(layout.MKDOCS), sentence),))

    def _take_up(self) -> None:
        began = time.perf_counter()
        folder = self._read()
        examined = examine(folder)
        if examined.briefing is None or not examined.is_publishable:
            self._complain(examined.problems, _KEPT)
            return
        edition = self._edition(folder, examined.briefing, examined.wording)
        if isinstance(edition, Problem):
            if last := self._state.shown.edition:
                last.put_on()
            self._complain((edition,), _KEPT)
            return
        self._state.show(edition, notes_on(examined.briefing))
        self._builder.is_due = True
        if examined.problems:
            self._complain(examined.problems)
        click.echo(f"Shown after {time.perf_counter() - began:.2f} s.")

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

    def _edition(self, folder: Folder, briefing: Briefing, wording: Wording) -> Edition | Problem:
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

    def _complain(self, problems: tuple[Problem, ...], consequence: str = "") -> None:
        show_problems(problems, self._root)
        if consequence:
            click.echo(consequence, err=True)
        self._state.complain(for_browsers(problems, self._root), counted(problems))

    def _written(self, problems: tuple[Problem, ...]) -> None:
        if any(problem.is_error for problem in problems):
            self._complain(problems, "docs/ and site/ are as they were.")
        else:
            click.echo("docs/ and site/ are written.")


def notes_on(briefing: Briefing) -> Notes:
    """What the pages of a briefing say to its editors."""
    entities = briefing.catalog.entities
    places = {
        f"{entities[s.owner].page.removesuffix('.md')}.html#{s.anchor}": str(s.content.origin)
        for s in briefing.statements
    }
    bare: dict[str, list[tuple[str, str]]] = {}
    for each in bare_words(briefing):
        bare.setdefault(f"sources/{each.source}.html", []).append((f"p{each.passage}", each.words))
    return Notes(places, bare)
