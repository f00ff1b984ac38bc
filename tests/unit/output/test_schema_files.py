from pathlib import Path

import pytest

from generator.output.schema_files import with_schema_line
from tests.support.built import BRIEFINGS, contents, copy_sources, edit, run, write_small


@pytest.mark.parametrize("briefing", BRIEFINGS.values(), ids=BRIEFINGS)
def test_the_committed_schemas_and_lines_are_those_that_would_be_written(
    briefing: Path, tmp_path: Path
) -> None:
    """After a change of models, ids or names: briefing schema, for both briefings."""
    root = copy_sources(briefing, tmp_path)
    before = contents(root / "site_src")

    assert run("schema", "--root", root).exit_code == 0

    assert contents(root / ".schemas") == contents(briefing / ".schemas")
    assert contents(root / "site_src") == before


def test_schema_says_what_it_wrote_and_nothing_the_second_time(tmp_path: Path) -> None:
    """What changes in one's files has to be said; and saying it again would be noise."""
    root = write_small(tmp_path)

    first, second = run("schema", "--root", root), run("schema", "--root", root)

    assert first.stdout.splitlines()[-4:] == [
        "site_src/places/brenna.yml",
        "site_src/site.yml",
        "site_src/sources/ferry.yml",
        "7 schemas written, 3 schema lines added",
    ]
    assert second.stdout == "0 schemas written, 0 schema lines added\n"
    assert (
        (root / "site_src/places/brenna.yml")
        .read_text()
        .startswith("# yaml-language-server: $schema=../../.schemas/place.json\nname: Brenna\n")
    )
    assert run("check", "--root", root).exit_code == 0


LINE = b"# yaml-language-server: $schema=../../.schemas/place.json"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"name: Brenna\n", LINE + b"\nname: Brenna\n"),
        (b"name: Brenna\r\n# a\r\n", LINE + b"\r\nname: Brenna\r\n# a\r\n"),
        (b"\xef\xbb\xbfname: Brenna\n", b"\xef\xbb\xbf" + LINE + b"\nname: Brenna\n"),
        (b"---\nname: Brenna", LINE + b"\n---\nname: Brenna"),
        (b"# ours  \n\n" + LINE + b"\nname: A", b"# ours  \n\n" + LINE + b"\nname: A"),
        (LINE.replace(b"place", b"actor") + b"\r\nname: A", LINE + b"\r\nname: A"),
        (
            b"# yaml-language-server: $schema=../mine.json\n",
            b"# yaml-language-server: $schema=../mine.json\n",
        ),
        (b"name: caf\xe9\n", b"name: caf\xe9\n"),
        (b"", LINE + b"\n"),
    ],
)
def test_a_file_gets_its_line_and_keeps_every_other_byte(before: bytes, after: bytes) -> None:
    """The file is somebody's: line ends, comments and a choice of one's own stay."""
    assert with_schema_line("site_src/places/brenna.yml", before) == after
    assert with_schema_line("site_src/places/brenna.yml", after) == after


@pytest.mark.parametrize("file", ["site_src/templates/page.yml", "site_src/pages/a.md", "site_src/new/a.yml"])
def test_a_file_without_a_schema_gets_no_line(file: str) -> None:
    """It is not the tool's to say what stands there."""
    assert with_schema_line(file, b"a: b\n") == b"a: b\n"


def test_a_build_keeps_the_schemas_current_and_makes_none(small: Path) -> None:
    """Who keeps them has them right; who does not want them is not made to."""
    assert run("build", "--root", small).exit_code == 0
    assert not (small / ".schemas").exists()

    run("schema", "--root", small)
    edit(small, "site_src/places/brenna.yml", "name: Brenna", "name: New Brenna")
    assert run("build", "--root", small).exit_code == 0

    assert '"New Brenna"' in (small / ".schemas/known.json").read_text()


def test_a_new_file_has_its_line_and_its_id_is_known_at_once(small: Path) -> None:
    """The next thing that an editor does is to name it somewhere."""
    file = run("new", "actor", "Ada Morn", "--root", small).stdout.strip()

    assert (
        (small / file).read_text().startswith("# yaml-language-server: $schema=../../.schemas/actor.json\n")
    )
    assert '"ada-morn"' in (small / ".schemas/known.json").read_text()


def test_without_a_site_yml_that_can_be_read_nothing_is_written(small: Path) -> None:
    """The error says why; half a list of ids would mislead."""
    (small / "site_src/site.yml").write_text("title: [\n")
    before = contents(small)

    result = run("schema", "--root", small)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "site_src/site.yml:1:8: error:" in result.stderr
    assert contents(small) == before


def test_schemas_are_written_for_files_that_have_mistakes(small: Path) -> None:
    """While one types, there always are some."""
    edit(small, "site_src/places/brenna.yml", "name: Brenna", "nam: Brenna")

    assert run("schema", "--root", small).exit_code == 0

    assert '"brenna"' in (small / ".schemas/known.json").read_text()
