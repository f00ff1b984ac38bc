"""Write the stub of a new file: valid at once, in house style, with what may follow as comments.

With the comments made text, it has the right form, too, and lacks but words of the
editor's own; what is said about them has two marks.
"""

import hashlib
import json
import re
from pathlib import Path, PurePosixPath

from generator import layout
from generator.catalog.catalog import read_catalog
from generator.catalog.folder import read_folder
from generator.catalog.formats import ENDINGS, headline_of
from generator.model import Class
from generator.output.schema_files import schema_line
from generator.problems import Origin, RefusedError
from generator.reading.parse import decode
from generator.schema import placeholders
from generator.text.folding import caseless
from generator.text.ids import as_id

_HOW = "## Take '# ' away in front of what you need, and delete the rest.\n"
_STATEMENTS = f"""\
# statements:
#   - text: {placeholders.TEXT}
#     by: {placeholders.ACTOR}  # leave it out where the article says it in its own voice
#     quote: >-
#       {placeholders.QUOTE}
#     responses:
#       - by: {placeholders.ACTOR}
#         stance: denies  # or: confirms, answers, condemns, supports
#         quote: {placeholders.SHORT_QUOTE}
"""
_ALIASES = f"""\
# aliases:  # other names in the articles
#   - name: {placeholders.ALIAS}
#     used_by: {placeholders.ACTOR}  # leave it out where the article itself uses it
#     quote: {placeholders.SHORT_QUOTE}
"""
_OWN_KEYS = {
    Class.ACTOR: f"""\
{_ALIASES}\
# roles:
#   - title: President
#     of: {placeholders.STATE}
#     quote: {placeholders.SHORT_QUOTE}
# relations:
#   - to: {placeholders.ACTOR}
#     kind: part of
#     quote: {placeholders.SHORT_QUOTE}
""",
    Class.PLACE: f"""\
{_ALIASES}\
# within:
#   value: {placeholders.PLACE}
#   quote: {placeholders.SHORT_QUOTE}
# coordinates:  # for the map
#   lat: 39.818
#   lon: 46.753
#   from: {placeholders.REFERENCE}
""",
    Class.EVENT: f"""\
# date:
#   value: 2023-09-21  # as precise as the article: 2023-09, 2023, 199X, 2023-09-19/2023-09-20
#   quote: {placeholders.SHORT_QUOTE}
# places:
#   - {placeholders.PLACE}
# participants:
#   - actor: {placeholders.ACTOR}
#     role: {placeholders.ROLE}
#     quote: {placeholders.SHORT_QUOTE}
# part_of: {placeholders.LARGER_EVENT}
# follows: {placeholders.EVENT_BEFORE}
# status: reported  # or: announced, alleged
""",
}


_ANOTHER = "for something else of that name: --id another-id"
_LONGEST = 80  # letters of an id: more than any name needs, less than any file system takes
_OTHER_TYPES = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")  # to programs other than ours
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # YAML wants them written as numbers


def new_entity(root: Path, cls: Class, name: str, entity_id: str | None = None) -> str:
    """Write the stub of an entity; returns its path. Raises RefusedError, and writes over nothing."""
    name = " ".join(name.split())
    made = _checked(entity_id or to_id(name))
    for other in Class:
        file = f"{layout.SITE_SRC}/{other.folder}/{made}.yml"
        if (root / file).exists():
            raise RefusedError(f"{file} is there already; {_ANOTHER}")
    if entity_id is None and (place := _named(root, name)):
        raise RefusedError(f"{place} has this name already; {_ANOTHER}")
    text = (
        f"name: {_scalar(name)}\n"
        f"{_HOW}"
        f"# kind: {cls.usual_kinds[0]}  # or: {', '.join(cls.usual_kinds[1:])}\n"
        "# summary: >-\n"
        f"#   {placeholders.SUMMARY}\n"
        f"{_OWN_KEYS[cls]}{_STATEMENTS}"
    )
    return _write(root, f"{layout.SITE_SRC}/{cls.folder}/{made}.yml", text)


def new_source(root: Path, seed: Path, source_id: str | None = None) -> str:
    """Describe an article of seeds/; returns the new file's path. Raises RefusedError."""
    try:
        inside = seed.resolve().relative_to(root.resolve())
    except ValueError:
        inside = seed
    file = PurePosixPath(*inside.parts)
    if file.parts[:1] != (layout.SEEDS,):
        raise RefusedError(f"'{seed}' is not in seeds/; copy the article there first")
    if not (root / file).is_file():
        raise RefusedError(f"'{file}' is not there; the articles of seeds/ are: {_articles(root)}")
    if not file.name.endswith(ENDINGS):
        neither = f"'{file}' is neither {' nor '.join(ENDINGS)}"
        raise RefusedError(f"{neither}; save the article's text as one of them")
    data = (root / file).read_bytes()
    text, problems = decode(data, str(file))
    if text is None:
        raise RefusedError(str(problems[0]))
    title = headline_of(text, str(file))
    stub = (
        f"file: {_scalar(str(file))}\n"
        f"sha256: {hashlib.sha256(data).hexdigest()}\n"
        f"title: {_scalar(title)}\n"
        f"{_HOW}"
        f"# publisher: {placeholders.PUBLISHER}\n"
        "# author: Likewise\n"
        "# url: https://example.org/where-the-article-is\n"
        "# published: 2023-09-21\n"
        '# speaks_from: 2023-09-21  # the day that is "today" in the text\n'
        "# boilerplate:  # what is not part of the article, letter for letter\n"
        "#   - a line\n"
        "#   - from: the line from which on nothing is\n"
        "# set_aside:\n"
        f"#   - quote: {placeholders.NO_STATEMENT}\n"
        "#     reason: why not\n"
        "# notes:\n"
        f"#   - {placeholders.NOTE}\n"
    )
    return _write(root, f"{layout.SITE_SRC}/sources/{_checked(source_id or to_id(file.stem))}.yml", stub)


def to_id(name: str) -> str:
    """An id made of a name: lower-case Latin letters, digits and hyphens. Raises RefusedError."""
    made = as_id(name)
    if not made:
        raise RefusedError(f"'{name}' has no letters to make an id of; choose one: --id some-id")
    if len(made) > _LONGEST:
        made = made[: _LONGEST + 1].rpartition("-")[0] or made[:_LONGEST]
    return made


def _named(root: Path, name: str) -> Origin | None:
    """Where an entity has a name already, if one does."""
    catalog, _ = read_catalog(read_folder(root))
    for entity in catalog.entities.values():
        for each in entity.names:
            if caseless(each) == caseless(name):
                return each.origin
    return None


def _scalar(value: str) -> str:
    """A value as YAML: plain where that is safe, else in double quotation marks."""
    safe = re.fullmatch(r"[^\W\d_][\w ./,;()’“”–-]*", value) and value == value.strip()
    if safe and value.lower() not in _OTHER_TYPES:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)


def _articles(root: Path) -> str:
    return ", ".join(sorted(path.name for path in (root / layout.SEEDS).glob("*"))) or "none"


def _checked(made: str) -> str:
    if not layout.ID.fullmatch(made):
        raise RefusedError(f"'{made}' cannot be an id: lower-case letters, digits and hyphens are")
    if reason := layout.unfit(made):
        raise RefusedError(f"{reason}; choose another: --id some-id")
    if len(made) > _LONGEST:
        raise RefusedError(f"'{made}' is too long for an id: {_LONGEST} letters are enough")
    return made


def _write(root: Path, file: str, text: str) -> str:
    path = root / file
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as new:
            new.write(f"{schema_line(file)}\n{text}")
    except FileExistsError:
        raise RefusedError(f"{file} is there already; choose another id: --id some-id") from None
    except OSError as error:
        raise RefusedError(f"{file} cannot be written: {error.strerror}") from None
    return file
