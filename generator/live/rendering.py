"""What MkDocs needs to render a page: a folder with settings, theme, and what is kept beside the pages.

To find out what it makes of settings and theme takes long, so it is kept while neither changes.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import mkdocs.config
from jinja2 import Environment, TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files

from generator import codes, layout
from generator.output.publish import broken_settings, broken_theme, collected_warnings, words_of
from generator.problems import Origin, Problem


class BrokenPageError(Exception):
    """A page that cannot be written or rendered."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@contextmanager
def told_of() -> Iterator[None]:
    """Make of what the theme or MkDocs cannot do a problem for the editor."""
    try:
        yield
    except TemplateError as error:
        raise BrokenPageError(broken_theme(error)) from error
    except (MkDocsException, OSError) as error:
        hint = "compare mkdocs.yml with the one of the example briefing"
        sentence = f"MkDocs: {str(error) or type(error).__name__}"
        raise BrokenPageError(Problem(codes.RENDERING, Origin(layout.MKDOCS), sentence, hint)) from error


def _settings(path: Path) -> MkDocsConfig:
    """Raises BrokenPageError with the words of MkDocs where it does not take them."""
    with collected_warnings() as warnings:
        try:
            return mkdocs.config.load_config(str(path))
        except MkDocsException as error:
            said = "; ".join(words_of(error, warnings))
            raise BrokenPageError(broken_settings(said, path.read_bytes())) from error


class Stage:
    """The folder, in which only what changed is written anew, and what MkDocs makes of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.frame: object = None  # the templates, theme and settings with which pages could be made
        self._config: MkDocsConfig | None = None
        self._of_theme: Sequence[File] = ()
        self._present: dict[str, bytes] = {}
        # The build of the whole site reports what it finds.
        logging.getLogger("mkdocs").setLevel(logging.ERROR)

    def clear(self) -> None:
        """Forget the frame: there is a new one."""
        self.frame, self._config, self._of_theme = None, None, ()

    def fill(self, files: Mapping[str, bytes]) -> None:
        """Make the folder hold these files, and no others."""
        for path in self._present.keys() - files.keys():
            (self.folder / path).unlink(missing_ok=True)
        for path, data in files.items():
            if self._present.get(path) != data:
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / path).write_bytes(data)
        self._present = dict(files)

    @property
    def config(self) -> MkDocsConfig:
        """The settings. Raises BrokenPageError where MkDocs does not take them."""
        if self._config is None:
            config = _settings(self.folder / layout.MKDOCS)
            config.plugins.on_startup(command="serve", dirty=False)
            self._config = config.plugins.on_config(config)
        return self._config

    def add_theme(self, files: Files, env: Environment) -> None:
        """Add what the theme brings, ten thousand icons among it, to the files of a site."""
        if self._of_theme:
            for file in self._of_theme:
                files.append(file)
            return
        own = {file.src_uri for file in files}
        files.add_files_from_theme(env, self.config)
        self._of_theme = [file for file in files if file.src_uri not in own]
