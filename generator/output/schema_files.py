"""Write the schemas into .schemas/, and the line that names its schema into each YAML file.

A file is replaced whole or not at all, and only where something changes.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from generator import layout
from generator.model import Class, Files, Written
from generator.output.saving import Change, beside, refusal, save
from generator.problems import Problem

_OF_FILES = {layout.SITE_FILE: "site", layout.DECISIONS_FILE: "decisions"}
_OF_FOLDERS = {"sources": "source", **{cls.folder: cls.value for cls in Class}}
_LINE = re.compile(rb"^(?:\xef\xbb\xbf)?#[ \t]+yaml-language-server[ \t]*:.*", re.MULTILINE)
_TO_OURS = re.compile(rb"\$schema=(\S*\.schemas/[a-z]+\.json)")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def schema_line(file: str) -> str | None:
    """The first line of a YAML file of site_src/; None for a file that has no schema."""
    path = PurePosixPath(file)
    name = _OF_FILES.get(file)
    if len(path.parts) == 3 and path.parts[0] == layout.SITE_SRC and path.suffix == ".yml":
        name = _OF_FOLDERS.get(path.parts[1])
    if name is None:
        return None
    up = "../" * (len(path.parts) - 1)
    return f"# yaml-language-server: $schema={up}{layout.SCHEMAS}/{name}.json"


def has_schemas(root: Path) -> bool:
    """Whether this briefing keeps schemas at all."""
    return (root / layout.SCHEMAS).is_dir()


def write_schemas(root: Path, schemas: Sequence[Written]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Write the schemas that changed; which files these are, and what could not be written."""
    changed: list[str] = []
    for schema in schemas:
        file = f"{layout.SCHEMAS}/{schema.path}"
        path = root / file
        try:
            if path.is_file() and path.read_bytes() == schema.data:
                continue
            _replace(path, schema.data)
        except OSError as error:
            return tuple(changed), (refusal(file, error),)
        changed.append(file)
    return tuple(changed), ()


def add_schema_lines(root: Path, site_src: Files) -> tuple[str, ...]:
    """Give every YAML file that lacks it the line that leads to its schema; raises RefusedError."""
    lined = {file: with_schema_line(file, data) for file, data in site_src.items()}
    changes = [Change(file, data, lined[file]) for file, data in site_src.items() if lined[file] != data]
    save(root, changes)
    return tuple(change.file for change in changes)


def with_schema_line(file: str, data: bytes) -> bytes:
    """A file with its schema line on top; one that has such a line keeps it, even if it leads elsewhere.

    A line that leads to the schema of another folder is replaced: the file was moved.
    """
    line = schema_line(file)
    if line is None or not _is_text(data):
        return data
    if found := _LINE.search(data):
        target = _TO_OURS.search(found[0])
        if target is None:
            return data
        start, end = (found.start() + place for place in target.span(1))
        return data[:start] + line.partition("$schema=")[2].encode() + data[end:]
    mark = _BYTE_ORDER_MARK if data.startswith(_BYTE_ORDER_MARK) else b""
    end_of_line = re.search(rb"\r\n|\r|\n", data)
    return mark + line.encode() + (end_of_line[0] if end_of_line else b"\n") + data.removeprefix(mark)


def _is_text(data: bytes) -> bool:
    """Whether it is UTF-8; anything else is left alone, and the check complains of it."""
    with suppress(UnicodeDecodeError):
        data.decode()
        return True
    return False


def _replace(path: Path, data: bytes) -> None:
    target = path.resolve()  # a link stays a link
    target.parent.mkdir(parents=True, exist_ok=True)
    new = beside(target, data)
    try:
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)
