"""A file is read once a run, and a YAML file parsed once, however many stages ask what it says."""

import inspect
from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.support.built import run, write_small

MISTAKES = {
    "site_src/events/stop.yml": "name: Stop\nplaces: [brena]\nsummary: The [ferry] stopped.\n",
    "site_src/events/start.yml": "name: Start: again\nplaces: [brena]\n",
    "site_src/events/tide.yml": "name: Tide\nsummary: >-\n  The ferry runs.\n  kind: incident\n",
    "site_src/events/empty.yml": "name:\nkindd: incident\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a briefing of which no file has been read in this process before."""
    write_small(tmp_path)
    for file, text in MISTAKES.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    for path in yaml_files(tmp_path):
        path.write_text(f"{path.read_text(encoding='utf-8')}\n# {path}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count how often PyYAML is given each text to make nodes of; to try an edit out, events are enough."""
    counted: Counter[str] = Counter()
    parse = yaml.parse

    def counting(stream: str, Loader: type) -> object:  # noqa: N803  # the name is PyYAML's
        counted[stream] += inspect.stack(0)[1].function == "parse"
        return parse(stream, Loader=Loader)

    monkeypatch.setattr(yaml, "parse", counting)
    return counted


def yaml_files(root: Path) -> list[Path]:
    return [*sorted(root.glob("site_src/**/*.yml")), root / "mkdocs.yml"]


def times(parsed: Counter[str], root: Path) -> dict[str, int]:
    """How often each file was parsed, by its path."""
    texts = {str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in yaml_files(root)}
    return {file: parsed[text] for file, text in texts.items()}


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("is_wrong", [False, True])
def test_a_file_is_parsed_once_a_run(
    command: str, *, is_wrong: bool, root: Path, parsed: Counter[str]
) -> None:
    """Whoever reads a file again may read another one than what was checked, and takes twice the time."""
    for file in () if is_wrong else MISTAKES:
        (root / file).unlink()

    result = run(command, "--root", root)

    assert result.exit_code == int(is_wrong)
    assert set(times(parsed, root).values()) == {1}, times(parsed, root)


@pytest.mark.parametrize("command", ["check", "build"])
def test_the_folder_is_read_once_a_run(command: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is checked, mended and shown beside a message is one state of the files."""
    read: Counter[Path] = Counter()
    read_bytes = Path.read_bytes

    def counting(path: Path) -> bytes:
        read[path] += 1
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", counting)

    result = run(command, "--root", root)

    assert result.exit_code == 1
    assert {read[path] for path in root.glob("s*/**/*.*")} == {1}
