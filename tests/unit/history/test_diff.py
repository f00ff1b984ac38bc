import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator import schema
from generator.build import examine
from generator.history.compare import Difference, compare
from generator.history.pairing import Pairing
from generator.history.told import Teller
from generator.problems import Origin
from generator.schema.scalars import Words
from generator.values import Text
from tests.support.briefing import make_folder
from tests.support.built import BRIEFINGS, contents, copy_sources, edit, run

BRENNA = "site_src/places/brenna.yml"
STOP = "site_src/events/stop.yml"
FILES = {
    "seeds/article.txt": (
        "Ferry stops running to Brenna\n\nThe ferry to Brenna stopped running on Monday.\n\n"
        "The harbour office closed its doors at noon, the captain said.\n\n"
        "The office denied it. At least 20 people waited.\n"
    ),
    "site_src/actors/captain.yml": "name: The captain\nkind: person\n",
    "site_src/actors/office.yml": "name: The office\nkind: organisation\n",
    BRENNA: "name: Brenna\nkind: town\n",
    STOP: (
        "name: The last ferry\n"
        "date: 2021-03-01\n"
        "places: [brenna]\n"
        "statements:\n"
        "  - id: stopped\n"
        "    text: The ferry stopped on Monday.\n"
        "    quote: The ferry to Brenna stopped running on Monday.\n"
        "  - text: The harbour office closed at noon.\n"
        "    by: captain\n"
        "    quote: The harbour office closed its doors at noon, the captain said.\n"
        "    responses:\n"
        "      - by: office\n"
        "        stance: denies\n"
        "        quote: The office denied it.\n"
        "  - text: At least 20 people waited.\n"
        "    quote: At least 20 people waited.\n"
        "    figures:\n"
        "      - {measure: people waiting, at_least: 20}\n"
    ),
    "site_src/pages/read.md": "# How to read\n\nSlowly.\n",
}


def git(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    identity = ["-c", "user.name=An editor", "-c", "user.email=editor@example.org"]
    command = ["git", *identity, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "As it stands")


def write(root: Path, files: Mapping[str, str | bytes | None] = FILES) -> Path:
    folder = make_folder(files)
    assert folder.mkdocs is not None
    for file, data in {**folder.seeds, **folder.site_src, "mkdocs.yml": folder.mkdocs}.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(data)
    return root


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """Give a small briefing in a repository, committed."""
    git(tmp_path, "init", "-q")
    commit(write(tmp_path))
    return tmp_path


def diff(root: Path, *arguments: str) -> str:
    result = run("diff", "--root", root, *arguments)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return result.stdout


# --- what a reader sees ----------------------------------------------------------------------------------


def test_what_no_reader_sees_is_no_change(ferry: Path) -> None:
    """Comments, the order of keys and quotation marks are the editor's own."""
    edit(ferry, BRENNA, "name: Brenna\nkind: town\n", "# the port\nkind: 'town'\nname: >-\n  Brenna\n")

    assert diff(ferry).startswith("Nothing that a reader sees has changed since HEAD (")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (STOP, "2021-03-01", "2021-03-02", ["    date (", "was: 1 March 2021", "now: 2 March 2021"]),
        (STOP, "by: captain", "by: not-stated", ["    speaker (", "was: The captain", "now: A speaker whom"]),
        (
            STOP,
            "denies",
            "answers",
            ["    response (", "was: Denied by The office", "now: Answered by The office"],
        ),
        (STOP, "at_least: 20", "about: 20", ["    figure (", "at least 20", "about 20"]),
        (
            STOP,
            "Monday.\n    quote",
            "a Monday.\n    quote",
            ["    text (", "was: The ferry stopped on Monday."],
        ),
        (
            STOP,
            "running on Monday.",
            "running",
            ["    quote (", "now: “The ferry to Brenna stopped running” (passage 1"],
        ),
        (STOP, "places: [brenna]\n", "", ["    removed place: Brenna (", ":site_src/events/stop.yml:3:10)"]),
        (STOP, "name: The last ferry", "name: The last boat", ["was: The last ferry", "now: The last boat"]),
        (STOP, "date:", "status: alleged\ndate:", ["    status (", "was: reported", "now: alleged"]),
        (BRENNA, "kind: town", "kind: city", ["was: town", "now: city"]),
        (BRENNA, "kind: town", "kind: town\naliases: [The port]", ["new also called: The port ("]),
        (
            "site_src/site.yml",
            "What is known",
            "All",
            ["changed front page: ", "was: What is known of the ferry."],
        ),
        (
            "site_src/pages/read.md",
            "Slowly.",
            "Twice.",
            ["changed page: read", "was: Slowly.", "now: Twice."],
        ),
    ],
)
def test_a_change_is_told_in_a_readers_words_with_its_place(
    ferry: Path, file: str, old: str, new: str, said: list[str]
) -> None:
    """An editor checks by it what readers will see, and where to look if it is wrong."""
    edit(ferry, file, old, new)
    if file == "site_src/site.yml":
        edit(ferry, "mkdocs.yml", old, new)

    told = diff(ferry)

    for words in said:
        assert words in told
    assert f"({file}:" in told
    assert told.splitlines()[-1].startswith("1 changed ")


def test_new_and_removed_statements_stand_with_their_entity(ferry: Path) -> None:
    """Of what is gone the place in the revision is named, as git show takes it."""
    text = (ferry / STOP).read_text()
    gone = text[text.index("  - text: At least 20") :]
    (ferry / STOP).write_text(text.replace(gone, ""))
    (ferry / BRENNA).write_text(
        "name: Brenna\nkind: town\nstatements:\n"
        "  - text: It was denied.\n    by: office\n    quote: The office denied it.\n"
    )
    revision = git(ferry, "rev-parse", "HEAD")[:7]

    told = diff(ferry)

    event, place, summary = told.split("\n\n")
    assert event.startswith("changed event: The last ferry (site_src/events/stop.yml:1:1)\n")
    assert (
        f"removed statement: At least 20 people waited. ({revision}:site_src/events/stop.yml:15:5)" in event
    )
    assert place.splitlines()[1:] == [
        "    new statement: The office said: It was denied. (site_src/places/brenna.yml:4:5)",
        "        quote: “The office denied it.” (passage 3 of “Ferry stops running to Brenna”)",
    ]
    assert summary == f"1 new statement, 1 removed statement since HEAD ({revision})\n"


def test_a_statement_that_moves_is_neither_new_nor_gone(ferry: Path) -> None:
    """Its words and its evidence are the same; only where it stands differs."""
    text = (ferry / STOP).read_text()
    moved = text[text.index("  - text: At least 20") :]
    (ferry / STOP).write_text(text.replace(moved, ""))
    (ferry / BRENNA).write_text(f"name: Brenna\nkind: town\nstatements:\n{moved}")

    told = diff(ferry)

    assert "stands with (site_src/places/brenna.yml:4:5)" in told
    assert "was: The last ferry" in told
    assert "now: Brenna" in told
    assert told.splitlines()[-1].startswith("1 changed statement since")


def test_a_renamed_entity_is_one_entity_and_nothing_that_names_it_has_changed(ferry: Path) -> None:
    """A reader sees another address, and no more."""
    assert run("rename", "captain", "skipper", "--yes", "--root", ferry).exit_code == 0
    assert run("rename", "article", "news", "--yes", "--root", ferry).exit_code == 0

    told = diff(ferry)

    assert "changed actor: The captain" in told
    assert "was: actors/captain.html\n        now: actors/skipper.html" in told
    assert "was: sources/article.html\n        now: sources/news.html" in told
    assert told.splitlines()[-1].startswith("1 changed actor, 1 changed source since")


def test_a_file_that_was_moved_by_hand_is_known_by_its_name(ferry: Path) -> None:
    """That leaves no former id, and would else be one removed and one new."""
    (ferry / "site_src/actors/captain.yml").rename(ferry / "site_src/actors/skipper.yml")
    edit(ferry, STOP, "by: captain", "by: skipper")

    assert diff(ferry).splitlines()[-1].startswith("1 changed actor since")


def test_new_and_removed_entities_and_sources(ferry: Path) -> None:
    """With what is said of them."""
    article = "Ferry runs again\n\nThe ferry runs again.\n"
    write(
        ferry,
        {
            **FILES,
            "seeds/again.txt": article,
            "site_src/actors/captain.yml": None,
            "site_src/actors/pilot.yml": "name: The pilot\nroles:\n  - title: captain\n",
        },
    )
    (ferry / "site_src/actors/captain.yml").unlink()
    edit(ferry, STOP, "by: captain", "by: pilot")

    told = diff(ferry)

    assert "new actor: The pilot (site_src/actors/pilot.yml:1:1)\n    role: captain\n" in told
    assert "removed actor: The captain (" in told
    assert "new source: Ferry runs again (site_src/sources/again.yml:1:1)" in told


def test_a_draft_is_not_there_for_a_reader(ferry: Path) -> None:
    """It becomes new on the day that it is published."""
    (ferry / "site_src/actors/pilot.yml").write_text("name: The pilot\ndraft: true\n")

    assert diff(ferry).startswith("Nothing that a reader sees")


def test_the_whole_of_both_briefings_can_be_told(tmp_path: Path) -> None:
    """Every key that they have is a trait, against a briefing of nothing but its title."""
    root = copy_sources(BRIEFINGS["saltmere"], tmp_path)
    kept = {path: (root / path).read_bytes() for path in contents(root)}
    shutil.rmtree(root / "site_src/events")
    git(root, "init", "-q")
    commit(root)
    for path, data in kept.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)

    result = run("diff", "--root", root)

    assert result.exit_code == 0
    assert "in revision HEAD" in result.stderr
    for words in ("new event: ", "new statement: ", "quote: “", "figure: ", "response: Denied by", "date: "):
        assert words in result.stdout


class Port(schema.Place):
    """A place with a key that diff does not know, and nothing else does."""

    depth: Words | None = None


def test_a_key_that_diff_knows_nothing_of_is_told_by_itself() -> None:
    """Whoever adds one to the YAML need not think of diff."""

    def state(depth: str | None) -> Teller:
        examined = examine(make_folder(FILES))
        assert examined.briefing is not None
        catalog = examined.briefing.catalog
        place = catalog.entities["brenna"]
        text = None if depth is None else Text(depth, Origin(BRENNA, 3, 8))
        port = replace(place, content=Port.model_construct(**dict(place.content), depth=text))
        entities = {**catalog.entities, "brenna": port}
        briefing = replace(examined.briefing, catalog=replace(catalog, entities=entities))
        return Teller(briefing, examined.wording, {})

    (deeper,) = compare(state("9 m"), state("11 m"))
    (known,) = compare(state(None), state("9 m"))

    assert deeper.thing.words == known.thing.words == "Brenna"
    assert deeper.differences == (Difference("depth", "9 m", "11 m", Origin(BRENNA, 3, 8)),)
    assert known.differences == (Difference("depth", "", "9 m", Origin(BRENNA, 3, 8)),)


# --- revisions -------------------------------------------------------------------------------------------


def test_a_briefing_in_a_folder_with_spaces_and_cyrillic_below_its_repository(tmp_path: Path) -> None:
    """Also from elsewhere, by --root; another briefing beside it is another matter."""
    root = tmp_path / "все мои briefings" / "паром «1»"
    root.mkdir(parents=True)
    source = "file: seeds/статья.txt\nsha256: '{auto}'\ntitle: Ferry stops running to Brenna\n"
    article = FILES["seeds/article.txt"]
    seeds = {"seeds/article.txt": None, "seeds/статья.txt": article, "site_src/sources/article.yml": source}
    write(root, {**FILES, **seeds})
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    edit(root, STOP, "2021-03-01", "2021-03-02")

    assert "now: 2 March 2021" in diff(root)
    assert "now: 2 March 2021" in diff(root, "HEAD")


def test_any_name_of_a_revision(ferry: Path) -> None:
    """A tag, a branch, a parent."""
    git(ferry, "tag", "printed")
    edit(ferry, STOP, "2021-03-01", "2021-03-02")
    commit(ferry)

    assert diff(ferry).startswith("Nothing")
    for revision in ("HEAD~1", "printed"):
        assert "was: 1 March 2021" in diff(ferry, revision)


def test_nothing_is_written(ferry: Path) -> None:
    """Neither in the folder nor in git's own."""
    edit(ferry, STOP, "2021-03-01", "2021-03-02")
    before = contents(ferry)

    diff(ferry)

    assert contents(ferry) == before


@pytest.mark.parametrize("revision", ["nonsense", "HEAD~9", "HEAD:seeds"])
def test_an_unknown_revision_is_named(ferry: Path, revision: str) -> None:
    """With an example of what can be written."""
    result = run("diff", revision, "--root", ferry)

    assert result.exit_code == 1
    assert f"there is no revision '{revision}' in this repository; for instance HEAD~1" in result.stderr


def test_without_a_repository_it_says_so(tmp_path: Path) -> None:
    """There is nothing to compare with."""
    result = run("diff", "--root", write(tmp_path))

    assert result.exit_code == 1
    assert "is in no git repository" in result.stderr


def test_before_the_first_commit_it_says_so(tmp_path: Path) -> None:
    """HEAD is there, and leads to nothing."""
    git(tmp_path, "init", "-q")

    result = run("diff", "--root", write(tmp_path))

    assert result.exit_code == 1
    assert "nothing has been committed yet" in result.stderr


def test_a_revision_without_the_briefing_says_so(ferry: Path) -> None:
    """The folder was begun later."""
    git(ferry, "rm", "-rq", "--cached", "site_src")
    git(ferry, "commit", "-q", "-m", "Without it")

    result = run("diff", "--root", ferry)

    assert result.exit_code == 1
    assert "this folder holds no briefing" in result.stderr


def test_without_git_it_says_so(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything else works without it."""
    monkeypatch.setenv("PATH", "")

    result = run("diff", "--root", ferry)

    assert result.exit_code == 1
    assert "git is not installed here" in result.stderr


def test_a_revision_with_errors_is_compared_as_far_as_it_can_be_read(ferry: Path) -> None:
    """It says how many there were."""
    edit(ferry, STOP, "quote: At least 20 people", "quote: At least 30 people")
    commit(ferry)
    edit(ferry, STOP, "quote: At least 30 people", "quote: At least 20 people")
    edit(ferry, STOP, "2021-03-01", "2021-03-02")

    result = run("diff", "--root", ferry)

    assert result.exit_code == 0
    assert "has 1 error; what they keep from being published is not compared." in result.stderr
    assert "now: 2 March 2021" in result.stdout
    assert "new statement: At least 20 people waited." in result.stdout


def test_what_a_mistake_hides_today_is_not_called_removed(ferry: Path) -> None:
    """It stands in its file, and is back once the mistake is mended."""
    edit(ferry, STOP, "quote: At least 20 people", "quote: At least 30 people")
    edit(ferry, BRENNA, "kind: town", "kindd: town")

    result = run("diff", "--root", ferry)

    assert "removed" not in result.stdout
    assert (
        "statement that cannot be published now, see briefing check: At least 20 people waited."
        in result.stdout
    )
    assert "place that cannot be published now, see briefing check: Brenna" in result.stdout


def test_a_revision_that_cannot_be_read_at_all_names_its_problems(ferry: Path) -> None:
    """Without a site.yml there is no briefing."""
    text = (ferry / "site_src/site.yml").read_text()
    (ferry / "site_src/site.yml").write_text("title:\n")
    commit(ferry)
    (ferry / "site_src/site.yml").write_text(text)

    result = run("diff", "--root", ferry)

    assert result.exit_code == 1
    assert "in revision HEAD" in result.stderr
    assert "[empty-value]" in result.stderr


def test_a_hook_of_another_repository_does_not_mislead(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git sets GIT_DIR for its hooks, which is about the hook's own repository."""
    monkeypatch.setenv("GIT_DIR", "/nowhere")

    assert diff(ferry).startswith("Nothing")


# --- pairing ---------------------------------------------------------------------------------------------


def test_rules_take_what_those_before_left_over() -> None:
    """The surest rule comes first."""
    pairing = Pairing(["ab", "cd", "ce"], ["cd", "ax", "cf"])

    pairing.by(lambda w: [w], lambda w: [w])
    pairing.by(lambda w: [w[0]], lambda w: [w[0]])

    assert pairing.pairs == [("cd", "cd"), ("ab", "ax"), ("ce", "cf")]
    assert (pairing.then, pairing.now) == ([], [])
