"""Briefings on disk: copies of the two that ship, each built once a run, and what became of a command."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.support.once import Once

ROOT = Path(__file__).parents[2]
BRIEFINGS = {"nagorno-karabakh": ROOT, "saltmere": ROOT / "tests/briefings/saltmere"}
MADE = ("docs", "site")

_SMALL = {
    "seeds/ferry.txt": (
        "Ferry stops running to Brenna\n\nThe ferry to Brenna stopped running on Monday.\n\n"
        "The harbour office closed its doors at noon.\n"
    ),
    "site_src/site.yml": (
        "title: The ferry to Brenna\ndescription: What is known of the ferry.\ncontact: desk@ferry.example\n"
    ),
    "site_src/sources/ferry.yml": (
        "file: seeds/ferry.txt\n"
        "sha256: 0e8a188890d1a80b1ffa77eba4d7bc30a3bfe1f41a4a7095001fff7ac0120748\n"
        "title: Ferry stops running to Brenna\n"
    ),
    "site_src/places/brenna.yml": (
        "name: Brenna\n"
        "statements:\n"
        "  - text: The ferry to Brenna stopped running on Monday.\n"
        "    quote: The ferry to Brenna stopped running on Monday.\n"
    ),
    "mkdocs.yml": (
        "site_name: The ferry to Brenna\nsite_description: What is known of the ferry.\n"
        "use_directory_urls: false\ntheme:\n  name: material\n  custom_dir: docs/.theme\n  language: en\n"
        "  font: false\nplugins: []\nmarkdown_extensions: [footnotes, md_in_html]\n"
    ),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A command that has ended."""

    exit_code: int
    stdout: str
    stderr: str


def run(*arguments: str | Path, answer: str | None = None) -> Run:
    """Run ``briefing …`` in this process; `answer` is typed where it asks something."""
    result = CliRunner().invoke(main, [str(a) for a in arguments], input=answer, catch_exceptions=False)
    return Run(result.exit_code, result.stdout, result.stderr)


def copy_sources(briefing: Path, target: Path, *, reverse: bool = False) -> Path:
    """Copy what people wrote of a briefing, file by file in the order of their names or against it."""
    folders = (briefing / "seeds", briefing / "site_src")
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    for path in sorted([*files, briefing / "mkdocs.yml"], reverse=reverse):
        copied = target / path.relative_to(briefing)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)
    return target


def write_small(root: Path) -> Path:
    """Write the smallest briefing that has a place and a statement: building it takes the least time."""
    for file, text in _SMALL.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
    return root


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Change the only place in a file that holds `old`."""
    text = (root / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file} has {old!r} {text.count(old)} times"
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def made(root: Path) -> dict[str, bytes]:
    """Every file of docs/ and site/."""
    return {f"{top}/{file}": data for top in MADE for file, data in contents(root / top).items()}


def state(root: Path) -> dict[str, tuple[int, bytes | None]]:
    """All of docs/ and site/, folders too: when each was changed, and the bytes of files."""
    return {
        path.relative_to(root).as_posix(): (
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else None,
        )
        for top in MADE
        for path in [root / top, *sorted((root / top).rglob("*"))]
    }


@pytest.fixture(scope="session")
def build_once(once: Once) -> Callable[[str], Path]:
    """Return a function that gives the folder of a briefing, built; tests leave it as it is."""

    def build(name: str) -> Path:
        def fill(root: Path) -> None:
            copied = write_small(root) if name == "small" else copy_sources(BRIEFINGS[name], root)
            result = run("build", "--root", copied)
            assert result.exit_code == 0, result.stderr

        return once(name, fill)

    return build


@pytest.fixture(scope="session", params=BRIEFINGS)
def built(request: pytest.FixtureRequest, build_once: Callable[[str], Path]) -> Path:
    """Give each of the two briefings that ship, built; tests leave it as it is."""
    return build_once(request.param)


@pytest.fixture
def saltmere(tmp_path: Path, build_once: Callable[[str], Path]) -> Path:
    """Give a copy of the invented briefing, built, to be changed."""
    return shutil.copytree(build_once("saltmere"), tmp_path / "saltmere")


@pytest.fixture
def small(tmp_path: Path, build_once: Callable[[str], Path]) -> Path:
    """Give a copy of the smallest briefing, built, to be changed."""
    return shutil.copytree(build_once("small"), tmp_path / "small")
