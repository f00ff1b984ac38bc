import os
import re
from pathlib import Path

import pytest
import yaml

from generator.build import check
from tests.support.built import contents, edit, made, run, state, write_small

STRIKE = "site_src/events/2021-03-02-dock-strike.yml"
STRIKE_PAGE = "docs/events/2021-03-02-dock-strike.md"
LONG_AGO = 1_000_000_000 * 10**9  # in nanoseconds


# --- what the build refuses ------------------------------------------------------------------------------


def test_one_changed_letter_in_a_quote_stops_the_build(saltmere: Path) -> None:
    """The whole site rests on this: words that no source holds are not published."""
    edit(
        saltmere,
        STRIKE,
        "urged both sides in the Saltmere dock strike",
        "urged both sides in the Saltmere duck strike",
    )
    before = state(saltmere)

    result = run("build", "--root", saltmere)

    assert result.exit_code == 1
    assert "[quote-not-found]" in result.stderr
    line = (saltmere / STRIKE).read_text().split("duck")[0].count("\n") + 1
    assert re.search(rf"^{re.escape(STRIKE)}:{line}:\d+: error: ", result.stderr, re.MULTILINE)
    assert "urged both sides in the Saltmere dock strike to let repair crews through" in result.stderr
    assert "'dock' where the quote has 'duck'" in result.stderr
    assert "docs/ and site/ are as they were" in result.stderr
    assert state(saltmere) == before


def test_one_changed_byte_of_a_source_stops_the_build(saltmere: Path) -> None:
    """What was quoted yesterday has to be what is quoted today; the message says how to accept the change."""
    edit(
        saltmere,
        "seeds/tidesheet-strike.txt",
        "told the Tidesheet on Wednesday",
        "told the Tidesheet on wednesday",
    )
    before = state(saltmere)

    result = run("build", "--root", saltmere)

    assert result.exit_code == 1
    assert "[changed-source]" in result.stderr
    assert "briefing pin tidesheet-2021-03-12" in result.stderr
    assert state(saltmere) == before


def test_every_problem_is_named_in_one_run_sorted_by_file_and_line(saltmere: Path) -> None:
    """An editor who mends forty mistakes wants one run, not forty."""
    edit(saltmere, "mkdocs.yml", "site_name: Saltmere", "site_name: Somewhere")
    edit(saltmere, STRIKE, "- saltmere-harbour-board\nfollows", "- saltmere-harbour-bored\nfollows")
    edit(saltmere, STRIKE, "We will not load a crate", "We shall not load a crate")
    edit(saltmere, "site_src/actors/thelmyri-vraxou.yml", "kind: person", "kind: persona")

    result = run("build", "--root", saltmere)

    places = re.findall(r"^(\S+?):(\d+):(\d+): error: ", result.stderr, re.MULTILINE)
    found = [(file, int(line), int(column)) for file, line, column in places]
    assert found == sorted(found)
    assert [file for file, _, _ in found] == [
        "mkdocs.yml",
        "site_src/actors/thelmyri-vraxou.yml",
        STRIKE,
        STRIKE,
    ]
    assert result.stderr.splitlines()[-1].startswith("4 errors, ")


def test_a_briefing_without_anything_says_what_to_write_first(tmp_path: Path) -> None:
    """The first thing that a new user sees is a message, not a traceback."""
    result = run("build", "--root", tmp_path)

    assert result.exit_code == 1
    assert "site_src/site.yml: error: the briefing has no site.yml [missing-file]" in result.stderr
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("as_of", ["1914-07-28", "0476-09-04"])
def test_any_day_can_be_the_day_of_a_briefing(small: Path, as_of: str) -> None:
    """The sitemap's time stamp is made of it, and a briefing may be about 1914."""
    with (small / "site_src/site.yml").open("a") as site:
        site.write(f"as_of: {as_of}\n")

    assert run("build", "--root", small).exit_code == 0


# --- what the build leaves alone -------------------------------------------------------------------------


def test_a_page_that_did_not_change_keeps_its_time_stamp(saltmere: Path) -> None:
    """Whoever copies the site to a host by time stamp copies what changed, no more."""
    for file in contents(saltmere / "docs"):
        os.utime(saltmere / "docs" / file, ns=(LONG_AGO, LONG_AGO))
    before = contents(saltmere / "docs")
    edit(
        saltmere,
        "site_src/events/sluice-repair.yml",
        "Shutting the gate comes first.",
        "First, shut the gate.",
    )

    assert run("build", "--root", saltmere).exit_code == 0

    after = contents(saltmere / "docs")
    changed = {file for file in after if after[file] != before[file]}
    newer = {file for file in after if (saltmere / "docs" / file).stat().st_mtime_ns != LONG_AGO}
    assert newer == changed
    assert "events/sluice-repair.md" in changed
    assert "pages/how-to-read.md" not in changed


def test_a_file_that_no_build_wrote_stays_and_reaches_the_site(saltmere: Path) -> None:
    """A host's CNAME, a picture, a page of somebody's: docs/ is shared with them."""
    (saltmere / "docs/CNAME").write_text("saltmere.example\n")
    (saltmere / "docs/pictures").mkdir()
    (saltmere / "docs/pictures/gate.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>\n")
    (saltmere / "docs/mine.md").write_text("# Mine\n")

    assert run("build", "--root", saltmere).exit_code == 0

    for folder in ("docs", "site"):
        assert (saltmere / folder / "CNAME").read_text() == "saltmere.example\n"
        assert (saltmere / folder / "pictures/gate.svg").is_file()
    assert (saltmere / "docs/mine.md").read_text() == "# Mine\n"
    assert "Mine" in (saltmere / "site/mine.html").read_text()


def test_the_page_of_a_removed_entity_goes_away(small: Path) -> None:
    """A page that stays behind would state what its editors took back."""
    before = made(small)
    run("new", "actor", "Ferryman", "--root", small)
    run("build", "--root", small)
    assert (small / "docs/actors/ferryman.md").is_file()
    (small / "site_src/actors/ferryman.yml").unlink()

    assert run("build", "--root", small).exit_code == 0

    assert made(small) == before


def test_nothing_of_the_build_itself_stays_behind(built: Path) -> None:
    """People commit the folder: what a build needs while it runs is gone when it ends."""
    assert sorted(path.name for path in built.iterdir()) == [
        "docs",
        "mkdocs.yml",
        "seeds",
        "site",
        "site_src",
    ]


# --- pages edited by hand --------------------------------------------------------------------------------


def test_a_page_edited_by_hand_is_an_error_that_says_where_its_words_are_edited(saltmere: Path) -> None:
    """An edit in the wrong place must neither get lost in silence nor get published unchecked."""
    edit(saltmere, STRIKE_PAGE, "## Who says what\n", "## Who knows what\n")
    before = state(saltmere)

    result = run("build", "--root", saltmere)

    assert result.exit_code == 1
    assert f"{STRIKE_PAGE}: error: " in result.stderr
    assert "[page-edited]" in result.stderr
    assert re.search(r"^ +\+.*## Who knows what", result.stderr, re.MULTILINE)
    assert re.search(r"^ +-.*## Who says what", result.stderr, re.MULTILINE)
    assert f"its words are edited in {STRIKE}" in result.stderr
    assert "briefing build --overwrite" in result.stderr
    assert state(saltmere) == before


def test_overwrite_gives_up_what_was_edited_by_hand(saltmere: Path) -> None:
    """It is the way out that the message names, and the answer after a git merge."""
    before = made(saltmere)
    edit(saltmere, STRIKE_PAGE, "## Who says what\n", "## Who knows what\n")

    assert run("build", "--overwrite", "--root", saltmere).exit_code == 0

    assert made(saltmere) == before


def test_a_page_edited_by_hand_whose_source_is_gone_is_an_error(small: Path) -> None:
    """Removing it would lose the edit."""
    run("new", "actor", "Ferryman", "--root", small)
    run("build", "--root", small)
    (small / "site_src/actors/ferryman.yml").unlink()
    edit(small, "docs/actors/ferryman.md", "# Ferryman\n", "# Ferryman, who knows the way\n")

    result = run("build", "--root", small)

    assert result.exit_code == 1
    assert "docs/actors/ferryman.md: error: " in result.stderr
    assert "[page-edited]" in result.stderr


@pytest.mark.parametrize("where", ["in the middle", "around the last line"])
def test_marks_of_an_unfinished_merge_in_a_page_are_an_error_that_overwrite_mends(
    saltmere: Path, where: str
) -> None:
    """Two editors who both built end up here; the last line differs in every page that both changed."""
    before = made(saltmere)
    page = saltmere / STRIKE_PAGE
    text = page.read_text()
    ours = text.splitlines(keepends=True)[-1] if where == "around the last line" else "- 410\n"
    merge = f"<<<<<<< HEAD\n{ours}=======\n{ours.replace('0', '1')}>>>>>>> theirs\n"
    if where == "around the last line":
        page.write_text(text.removesuffix(ours) + merge)
    else:
        page.write_text(text.replace("\n## ", f"\n{merge}\n## ", 1))

    result = run("build", "--root", saltmere)

    assert result.exit_code == 1
    assert "[page-edited]" in result.stderr
    assert "briefing build --overwrite" in result.stderr
    assert run("build", "--overwrite", "--root", saltmere).exit_code == 0
    assert made(saltmere) == before


def test_a_page_that_git_gave_other_line_ends_is_not_edited(small: Path) -> None:
    """Git on Windows does that to text; no editor could say what was changed."""
    before = made(small)
    page = small / "docs/places/brenna.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))

    assert run("build", "--root", small).exit_code == 0

    assert made(small) == before


def test_a_file_of_somebodys_is_not_written_over(small: Path) -> None:
    """A page that is to come where somebody's own already lies would destroy it."""
    (small / "docs/actors").mkdir(exist_ok=True)
    (small / "docs/actors/ferryman.md").write_text("# My notes on the ferryman\n")
    run("new", "actor", "Ferryman", "--root", small)
    before = state(small)

    result = run("build", "--root", small)

    assert result.exit_code == 1
    assert "docs/actors/ferryman.md: error: " in result.stderr
    assert "[page-not-ours]" in result.stderr
    assert state(small) == before


# --- the two that ship -----------------------------------------------------------------------------------


def test_check_writes_nothing(built: Path) -> None:
    """It runs in editors and hooks, where a file that changes would start it anew."""
    before = state(built)

    assert run("check", "--root", built).exit_code == 0

    assert state(built) == before


def test_a_second_build_gives_the_same_bytes(saltmere: Path) -> None:
    """A build over what is there already is no other than one from nothing."""
    before = made(saltmere)

    assert run("build", "--root", saltmere).exit_code == 0

    assert made(saltmere) == before


def test_the_briefings_that_ship_hold_what_they_expect_of_themselves(built: Path) -> None:
    """An expectation nobody wrote cannot fail; both briefings say how much they hold at least."""
    site = yaml.safe_load((built / "site_src/site.yml").read_text())

    assert set(site["expectations"]) == {"sources", "actors", "places", "events", "statements"}


def test_what_editors_of_texts_leave_behind_is_no_mistake(tmp_path: Path) -> None:
    """Nobody wrote these files."""
    root = write_small(tmp_path)
    for name in (
        "#x.yml#",
        "4913",
        "x.tmp",
        "x.yml~",
        ".#x.yml",
        "Thumbs.db",
        ".DS_Store",
        "x.swp",
        "x.yml.bak",
    ):
        (root / "site_src/places" / name).write_bytes(b"\xff")

    assert check(root).problems == ()


def test_a_link_on_the_disk_that_leads_to_nothing_is_told(tmp_path: Path) -> None:
    """Somebody took it for a file of the briefing."""
    root = write_small(tmp_path)
    (root / "site_src/places/orlen.yml").symlink_to("orlen-of-old.yml")
    (root / "site_src/places/.lock").symlink_to("user@host.1234")  # an editor's own

    assert [str(problem).split("\n")[0] for problem in check(root).problems] == [
        "site_src/places/orlen.yml: error: this is a link on the disk that leads to nothing [missing-file]"
    ]
