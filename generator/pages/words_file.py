"""Read words.toml: every word of our own on the pages, by table and key."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from generator import codes
from generator.model import Folder
from generator.pages.wording import PLACEHOLDER, Wording
from generator.problems import Origin, Problem, line_of

_NAME = "words.toml"
_FILE = f"site_src/templates/{_NAME}"
_HINT = "compare it with the package's own file of the same name"
_LINE = re.compile(r"\(at line (\d+), column (\d+)\)$")


def read_words(folder: Folder) -> tuple[Wording, tuple[Problem, ...]]:
    """Read the words; a briefing's own need every key of the package's, and may have no other placeholder."""
    try:
        words = _parsed(folder.templates[_NAME])
    except UnicodeDecodeError as error:
        return Wording({}), (_problem(Origin(_FILE, line_of(error)), "the file is not text in UTF-8"),)
    except tomllib.TOMLDecodeError as error:
        return Wording({}), (_syntax(str(error), folder.templates[_NAME]),)
    package = _parsed(folder.words)
    return Wording(words), tuple(_compared(words, package))


def package_words(folder: Folder) -> Wording:
    """The package's own words, for use while the briefing's own cannot be read."""
    return Wording(_parsed(folder.words))


def is_about_words(problem: Problem) -> bool:
    """Whether a problem is about the briefing's own words: they cannot be read, or some are missing."""
    return problem.origin.file == _FILE


@lru_cache(maxsize=4)  # they hardly ever change while somebody edits
def _parsed(data: bytes) -> Mapping[str, str]:
    """Raises UnicodeDecodeError and tomllib.TOMLDecodeError."""
    return dict(_flat(tomllib.loads(data.decode())))


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its key; whatever is neither text nor a table is left out, and so is missing."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        elif isinstance(value, str):
            yield f"{prefix}{key}", value


def _compared(words: Mapping[str, str], package: Mapping[str, str]) -> Iterator[Problem]:
    for key, model in package.items():
        if key not in words:
            hint = f"the package’s own file says: {model}"
            yield _problem(Origin(_FILE), f"there are no words for '{key}'", hint)
            continue
        known = set(PLACEHOLDER.findall(model))
        for name in sorted(set(PLACEHOLDER.findall(words[key])) - known):
            given = ", ".join(f"{{{known_name}}}" for known_name in sorted(known)) or "nothing"
            yield _problem(Origin(_FILE), f"{{{name}}} is not put into '{key}'", f"what is put in: {given}")


def _syntax(message: str, data: bytes) -> Problem:
    """The problem that a parser tells of, at the place that stands in its message."""
    place = _LINE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (data.rstrip().count(b"\n") + 1, 0)
    said = message[: place.start()].rstrip() if place else message
    return _problem(Origin(_FILE, line, column), f"the file is not valid TOML: {said}")


def _problem(origin: Origin, sentence: str, hint: str = _HINT) -> Problem:
    return Problem(codes.TEMPLATE_ERROR, origin, sentence, hint)
