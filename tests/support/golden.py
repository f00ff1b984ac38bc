"""Read the golden cases, and do with a case what an editor would do.

The keys of a case are told of in test_cases.py.
"""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.build import Compiled, build
from tests.support.briefing import Given, check_folder, fill_in, make_folder

CASES = Path(__file__).parents[1] / "cases"
PATHS = sorted(CASES.rglob("*.yml"))
_KEYS = {"why", "given", "problems", "mended", "written", "explains", "matters", "right", "beside", "built"}


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it is written."""

    why: str  # in a sentence
    given: Given
    problems: Sequence[str]
    mended: Mapping[str, str] | None  # what `check --fix` makes of the files that it changes
    written: Mapping[str, Sequence[str] | None]
    explains: str | None  # the code that it is the example of
    matters: str | None  # why such a thing is refused or doubted, for somebody who does not know the tool
    right: Given  # files that take the place of given ones, so that its problem is gone
    beside: Sequence[str]  # files that a reader of the example has to see, too
    built: bool  # whether docs/ and site/ are written, and not only checked

    @property
    def righted(self) -> Given:
        """The briefing without its mistake."""
        return {**self.given, **self.right}

    def compile(self, given: Given) -> Compiled:
        """Do what `briefing check` does, without a disk, or what `briefing build` does."""
        if not self.built:
            return check_folder(make_folder(given))
        with tempfile.TemporaryDirectory() as folder:
            for path, data in fill_in(given).items():
                file = Path(folder, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
            return build(Path(folder))


def read_case(path: Path) -> Case:
    """Read a case strictly, for a misspelt key would expect nothing."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(case) <= _KEYS, f"unknown keys: {set(case) - _KEYS}"
    assert case["why"].endswith("."), "'why' is a sentence"
    assert ("explains" in case) == ("right" in case), "an example has a code and its mending"
    assert "matters" not in case or "explains" in case, "why it matters is told of a code"
    return Case(
        why=case["why"],
        given=_contents(case.get("given")),
        problems=case.get("problems") or [],
        mended=case.get("mended"),
        written=case.get("written") or {},
        explains=case.get("explains"),
        matters=case.get("matters"),
        right=_contents(case.get("right")),
        beside=case.get("beside") or [],
        built=case.get("built", False),
    )


def _contents(files: Mapping[str, Any] | None) -> Given:
    return {name: _content(value) for name, value in (files or {}).items()}


def _content(value: Any) -> str | bytes | None:  # noqa: ANN401 - whatever YAML holds
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"])
    assert value is None or isinstance(value, str), "a file's content is text, {hex: …} or nothing"
    return value
