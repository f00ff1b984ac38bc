from pathlib import Path

import pytest

from generator.output.saving import Change, save
from generator.problems import RefusedError


@pytest.fixture
def two(tmp_path: Path) -> tuple[Change, Change]:
    (tmp_path / "a.yml").write_bytes(b"old a")
    (tmp_path / "b.yml").write_bytes(b"old b")
    return Change("a.yml", b"old a", b"new a"), Change("b.yml", b"old b", b"new b")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_changes_are_written(tmp_path: Path, two: tuple[Change, Change]) -> None:
    """Nothing is left beside them, and a file keeps its mode."""
    (tmp_path / "a.yml").chmod(0o640)

    save(tmp_path, two)

    assert contents(tmp_path) == {"a.yml": b"new a", "b.yml": b"new b"}
    assert (tmp_path / "a.yml").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is changed."""
    (tmp_path / "real.yml").write_bytes(b"old")
    (tmp_path / "a.yml").symlink_to("real.yml")

    save(tmp_path, [Change("a.yml", b"old", b"new")])

    assert (tmp_path / "a.yml").is_symlink()
    assert (tmp_path / "real.yml").read_bytes() == b"new"


def test_what_was_typed_meanwhile_is_not_lost(tmp_path: Path, two: tuple[Change, Change]) -> None:
    """Somebody may save a file while the question is still open."""
    (tmp_path / "b.yml").write_bytes(b"newer b")

    with pytest.raises(RefusedError, match=r"b\.yml has been changed meanwhile"):
        save(tmp_path, two)

    assert contents(tmp_path) == {"a.yml": b"old a", "b.yml": b"newer b"}


def test_a_file_that_is_gone_is_told(tmp_path: Path, two: tuple[Change, Change]) -> None:
    """The system's own words, and nothing written."""
    (tmp_path / "b.yml").unlink()

    with pytest.raises(RefusedError, match=r"the system refuses .*b\.yml"):
        save(tmp_path, two)

    assert contents(tmp_path) == {"a.yml": b"old a"}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", [1, 2])
def test_an_interrupted_write_leaves_every_file_as_it_was(
    tmp_path: Path,
    two: tuple[Change, Change],
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    at: int,
) -> None:
    """All are as they were, and nothing lies about."""
    exchange = Path.replace
    calls = []

    def interrupted(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == at:
            raise error
        return exchange(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)

    with pytest.raises((RefusedError, KeyboardInterrupt)):
        save(tmp_path, two)

    assert contents(tmp_path) == {"a.yml": b"old a", "b.yml": b"old b"}
