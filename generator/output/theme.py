"""Compose docs/.theme/, which mkdocs.yml names as its custom_dir: MkDocs knows one such folder only."""

import json

from generator.model import Files, Written
from generator.pages.wording import Wording

_TABLE = "theme."


def compose_theme(theme: Files, wording: Wording) -> tuple[Written, ...]:
    """The package's theme, with the briefing's own files of the same name in their place, and its words."""
    files = tuple(Written(f".theme/{name}", data) for name, data in theme.items())
    return (*files, Written(".theme/partials/words.html", _words(wording).encode()))


def _words(wording: Wording) -> str:
    """The words of the frame as a template that others import; they are escaped where they are printed."""
    table = {key.removeprefix(_TABLE): said for key, said in wording.words.items() if key.startswith(_TABLE)}
    return "".join(f"{{% set {key} = {json.dumps(said)} %}}\n" for key, said in table.items())
