"""What the real check-jsonschema says of files, as text editors and other people's CI run it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from check_jsonschema import main
from click.testing import CliRunner

from generator.output.schema_files import schema_line


@dataclass(frozen=True, slots=True)
class Refused:
    """What check-jsonschema says of a file."""

    file: Path
    at: tuple[str | int, ...]  # keys and positions; none: the mapping or list that the file is
    is_read: bool = True  # else it is no YAML to the program, which looks at nothing in it


def check_jsonschema(schema_file: Path, files: Sequence[Path]) -> list[Refused]:
    """Call the real program, which reads YAML and schema itself."""
    if not files:
        return []
    arguments = ["-o", "json", "--schemafile", str(schema_file), *(str(file) for file in files)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code in (0, 1), result.stderr
    report = json.loads(result.stdout)
    errors = [Refused(Path(error["filename"]), steps(error["path"])) for error in report.get("errors", [])]
    return errors + [
        Refused(Path(error["filename"]), (), is_read=False) for error in report.get("parse_errors", [])
    ]


def steps(path: str) -> tuple[str | int, ...]:
    """``$.statements[0].by`` as keys and positions."""
    return tuple(
        int(index) if index else key for key, index in re.findall(r"\.([^.\[\]]+)|\[([0-9]+)\]", path)
    )


def by_schema(root: Path, files: Sequence[str]) -> dict[str, list[Path]]:
    """The files that have a schema, by its name."""
    found: dict[str, list[Path]] = {}
    for file in files:
        if line := schema_line(file):
            found.setdefault(line.rpartition("/")[2], []).append(root / file)
    return found
