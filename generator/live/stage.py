"""The folder in which pages are rendered: settings, theme, and what is kept beside the pages."""

from collections.abc import Mapping
from pathlib import Path

from generator.output.renderer import Frame
from generator.pages.templates import COMPILED


class Stage:
    """The folder, in which only what changed is written anew, and what MkDocs makes of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tried: object = None  # the templates, theme and settings with which pages could be made
        self._frame: Frame | None = None
        self._present: dict[str, bytes] = {}

    def clear(self) -> None:
        """Forget what MkDocs made of the settings and the theme: there are new ones."""
        self.tried = self._frame = None

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
    def frame(self) -> Frame:
        """Settings and theme. Raises BrokenPageError where MkDocs does not take them."""
        if self._frame is None:
            self._frame = Frame(self.folder, COMPILED)
        return self._frame
