"""Write the stub of a new file: valid at once, in house style, with what may follow as comments."""

import hashlib
import json
import re
import unicodedata
from pathlib import Path, PurePosixPath

from generator import layout, schema
from generator.documents import headline
from generator.model import Class
from generator.yaml_nodes import decode

_KINDS = {Class.ACTOR: schema.ACTOR_KINDS, Class.PLACE: schema.PLACE_KINDS, Class.EVENT: schema.EVENT_KINDS}

_STATEMENT = """\
# statements:
#   - text: One sentence that stands on its own and does not name its speaker.
#     by: the-id-of-an-actor
#     quote: >-
#       words copied from the article
"""
_OWN_KEYS = {
    Class.ACTOR: """\
# roles:
#   - title: President
#     of: the-id-of-a-state
#     quote: words copied from the article
""",
    Class.PLACE: """\
# aliases:
#   - name: Another name
#     used_by: the-id-of-an-actor
#     quote: words copied from the article
# within: the-id-of-a-place
""",
    Class.EVENT: """\
# date:
#   value: 2023-09-21
#   quote: words copied from the article
# places:
#   - the-id-of-a-place
# participants:
#   - actor: the-id-of-an-actor
#     role: what they did
#     quote: words copied from the article
""",
}


# Letters that Unicode does not take apart into a Latin one and an accent.
_LATIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ə": "e",
    }
)
_LEFT_OUT = "'\u2018\u2019\u02bc\u00ad\u200b"  # apostrophes and what nobody sees: O’Brien is obrien


_OTHER_TYPES = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")  # to programs other than ours
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # YAML wants them written as numbers


class ScaffoldError(Exception):
    """A file that cannot be begun; the message is for the editor."""


def new_entity(root: Path, cls: Class, name: str, entity_id: str | None = None) -> str:
    """Write the stub of an entity; returns its path. Raises ScaffoldError, and writes over nothing."""
    name = " ".join(name.split())
    entity_id = _checked(entity_id or to_id(name))
    for other in Class:
        if (root / layout.SITE_SRC / other.folder / f"{entity_id}.yml").exists():
            raise ScaffoldError(
                f"{layout.SITE_SRC}/{other.folder}/{entity_id}.yml is there already; "
                "for something else of that name: --id another-id"
            )
    text = (
        f"name: {_scalar(name)}\n"
        f"# kind: {_KINDS[cls][0]}  # or: {', '.join(_KINDS[cls][1:])}\n"
        "# summary: >-\n"
        "#   One or two sentences, from the evidence below.\n"
        f"{_OWN_KEYS[cls]}{_STATEMENT}"
    )
    return _write(root, f"{layout.SITE_SRC}/{cls.folder}/{entity_id}.yml", text)


def new_source(root: Path, seed: Path, source_id: str | None = None) -> str:
    """Describe an article of seeds/; returns the new file's path. Raises ScaffoldError."""
    try:
        inside = seed.resolve().relative_to(root.resolve())
    except ValueError:
        inside = seed
    file = PurePosixPath(*inside.parts)
    if file.parts[:1] != (layout.SEEDS,):
        raise ScaffoldError(f"'{seed}' is not in seeds/; copy the article there first")
    if not (root / file).is_file():
        raise ScaffoldError(f"'{file}' is not there; the articles of seeds/ are: {_articles(root)}")
    if file.suffix not in (".txt", ".md"):
        raise ScaffoldError(f"'{file}' is neither .txt nor .md; save the article's text as one of them")
    data = (root / file).read_bytes()
    text, problems = decode(data, str(file))
    if text is None:
        raise ScaffoldError(str(problems[0]))
    title = headline(text, is_markdown=file.suffix == ".md")
    stub = (
        f"file: {_scalar(str(file))}\n"
        f"sha256: {hashlib.sha256(data).hexdigest()}\n"
        f"title: {_scalar(title)}\n"
        "# publisher: leave out what the article does not state\n"
        '# speaks_from: 2023-09-21  # the day that is "today" in the text\n'
        "# boilerplate:\n"
        "#   - a line that is not part of the article, word for word\n"
        "# notes:\n"
        "#   - What a reader should know before relying on it.\n"
    )
    return _write(root, f"{layout.SITE_SRC}/sources/{_checked(source_id or to_id(file.stem))}.yml", stub)


def to_id(name: str) -> str:
    """An id made of a name: lower-case Latin letters, digits and hyphens. Raises ScaffoldError."""
    apart = unicodedata.normalize("NFKD", name.lower().translate(_LATIN))
    plain = "".join(c for c in apart if not unicodedata.combining(c) and c not in _LEFT_OUT)
    made = "-".join(re.findall(r"[a-z0-9]+", plain))
    if not made:
        raise ScaffoldError(f"'{name}' has no Latin letters to make an id of; choose one: --id some-id")
    return made


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
        raise ScaffoldError(f"'{made}' cannot be an id: lower-case letters, digits and hyphens are")
    return made


def _write(root: Path, file: str, text: str) -> str:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except FileExistsError:
        raise ScaffoldError(f"{file} is there already; choose another id: --id some-id") from None
    return file
