"""`briefing check --fix` as a command: what it shows, asks, writes and answers."""

import json
from pathlib import Path

import pytest

from tests.support.built import edit, run, write_small

PLACE = "site_src/places/brenna.yml"
DIFFERENCE = f"""\
--- {PLACE}
+++ {PLACE}
@@ -1,4 +1,4 @@
 name: Brenna
 statements:
   - text: The ferry to Brenna stopped running on Monday.
-    quote: The Ferry to Brenna stopped running on Monday.
+    quote: The ferry to Brenna stopped running on Monday.
"""
MARKED = "      The ferry to Brenna stopped running on Monday.\n    fixed by: briefing check --fix\n"
TOLD = "1 of these can be fixed by: briefing check --fix\n2 errors, 0 warnings\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a briefing with a mistake that can be fixed."""
    write_small(tmp_path)
    edit(tmp_path, PLACE, "quote: The ferry", "quote: The Ferry")
    return tmp_path


def place(root: Path) -> str:
    return (root / PLACE).read_text(encoding="utf-8")


def test_check_tells_which_problems_it_can_fix(root: Path) -> None:
    """Who does not know of --fix learns of it where it helps."""
    alone = run("check", "--root", root)
    (root / "site_src/events").mkdir()
    (root / "site_src/events/stop.yml").write_text("name: Stop\nxyzzy: 1\n", encoding="utf-8")
    beside_another = run("check", "--root", root)

    assert alone.stderr.endswith("This can be fixed by: briefing check --fix\n1 error, 0 warnings\n")
    assert beside_another.stderr.endswith(TOLD)
    assert beside_another.stderr.count("fixed by") == 2
    assert MARKED in beside_another.stderr


def test_nothing_is_said_of_fixing_where_nothing_can_be(root: Path) -> None:
    """A hint that does not help is noise."""
    edit(root, PLACE, "quote: The Ferry", "quote: Another ferry")

    told = run("check", "--root", root)
    tried = run("check", "--root", root, "--fix", "--yes")

    assert "fixed" not in told.stderr
    assert (tried.exit_code, tried.stdout, tried.stderr) == (1, "", told.stderr)


@pytest.mark.parametrize("answer", ["n\n", "\n", None])
def test_nothing_is_written_where_nobody_agrees(root: Path, answer: str | None) -> None:
    """Without a terminal there is nobody to ask: what would be changed is shown all the same."""
    before = place(root)

    result = run("check", "--root", root, "--fix", answer=answer)

    assert result.exit_code == 1
    assert result.stdout == DIFFERENCE
    assert "Fix 1 problem in 1 file as shown?" in result.stderr
    assert result.stderr.endswith("Nothing was written; --yes writes it without asking.\n")
    assert place(root) == before


def test_with_json_nothing_else_stands_on_stdout(root: Path) -> None:
    """A program reads what stands there."""
    result = run("check", "--root", root, "--fix", "--yes", "--format", "json")

    assert json.loads(result.stdout) == []
    assert result.stderr.startswith(DIFFERENCE)
    assert "Fixed 1 problem in 1 file." in result.stderr


@pytest.mark.parametrize(("arguments", "answer"), [([], "y\n"), (["--yes"], None)])
def test_what_is_agreed_to_is_written(root: Path, arguments: list[str], answer: str | None) -> None:
    """The change is shown, made, and the briefing checked again as it lies on disk."""
    before = place(root)

    result = run("check", "--root", root, "--fix", *arguments, answer=answer)

    assert result.exit_code == 0
    assert result.stdout == f"{DIFFERENCE}Fixed 1 problem in 1 file.\n"
    assert result.stderr.endswith("0 errors, 0 warnings\n")
    assert place(root) == before.replace("The Ferry", "The ferry")
    assert not (root / "docs").exists()


def test_what_cannot_be_fixed_is_told_after_what_is(root: Path) -> None:
    """A run that leaves a mistake ends with 1, and says which."""
    (root / PLACE).write_text(f"{place(root)}kind: harbour\n", encoding="utf-8")

    result = run("check", "--root", root, "--fix", "--yes")

    assert result.exit_code == 1
    assert result.stdout.endswith("Fixed 1 problem in 1 file.\n")
    assert "'harbour' is not a kind of place" in result.stderr
    assert result.stderr.endswith("1 error, 0 warnings\n")


def test_a_briefing_without_mistakes_stays_as_it_is(tmp_path: Path) -> None:
    """Nothing is asked, and no file gets another time stamp."""
    write_small(tmp_path)
    before = (tmp_path / PLACE).stat().st_mtime_ns

    result = run("check", "--root", tmp_path, "--fix")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 errors, 0 warnings\n")
    assert (tmp_path / PLACE).stat().st_mtime_ns == before


def test_yes_without_fix_is_wrong_usage(root: Path) -> None:
    """Who says yes expects something to be written."""
    result = run("check", "--root", root, "--yes")

    assert result.exit_code == 2
    assert "add --fix" in result.stderr
