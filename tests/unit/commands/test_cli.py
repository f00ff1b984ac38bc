import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from generator.cli import COMMANDS, Later, main
from tests.support.built import ROOT, contents, edit, run, state

SOURCE = "site_src/sources/tidesheet-2021-03-12.yml"
SEED = "seeds/tidesheet-strike.txt"
COUNT = re.compile(r"\d+ errors?, \d+ warnings?")


def commands(group: click.Group = main, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it."""
    for name, listed in group.commands.items():
        command = listed.real() if isinstance(listed, Later) else listed
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


# --- help ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_each_command_has_help_with_an_example(name: str) -> None:
    """What a command is for is best seen from a call that works as it stands."""
    result = run(*name.split(), "--help")

    assert result.exit_code == 0
    purpose = result.stdout.split("\n\n")[1].strip()
    assert len(purpose.split()) > 3
    assert re.search(rf"Example:\n +briefing {name}\b", result.stdout)


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_each_option_of_a_command_says_what_it_does(name: str) -> None:
    """An option without a word on it is known to its author only."""
    command = dict(commands())[name]

    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help, parameter.name


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_each_command_is_told_of_in_the_documents(name: str) -> None:
    """A command that nobody reads of might as well not be there."""
    documents = [(ROOT / file).read_text(encoding="utf-8") for file in ("README.md", "HANDBOOK.md")]

    assert re.search(rf"(briefing |generator |`){name}\b", "\n".join(documents))


def test_the_help_lists_every_command_with_the_sentence_that_opens_its_own_help() -> None:
    """It is written before any command is imported, so both are told by hand."""
    modules = {path.stem for path in (ROOT / "generator/commands").glob("*.py")} - {"__init__", "shared"}
    listed = {name: Later(name).real().get_short_help_str(limit=200) for name in sorted(modules)}

    assert listed == COMMANDS
    assert all(run("--help").stdout.count(f"\n  {name} ") == 1 for name in modules)


def test_the_version_and_the_help_are_told_at_once() -> None:
    """MkDocs, pydantic and YAML take most of a second, and neither needs them."""
    code = (
        "import sys; from generator.cli import main; main(sys.argv[1:], standalone_mode=False);"
        "sys.exit({'jinja2', 'mkdocs', 'pydantic', 'yaml'} & sys.modules.keys() or None)"
    )
    for option in ("--version", "--help"):
        told = subprocess.run(
            [sys.executable, "-c", code, option], cwd=ROOT, capture_output=True, check=False
        )
        assert told.stderr == b""


# --- exit codes and streams ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["build", "--nonsense"],
        ["check", "--root", "/nowhere/at/all"],
        ["new", "actor"],
        ["pin"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    """A script can tell a mistake in its own call from a mistake in the briefing."""
    result = run(*arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error: " in result.stderr


def test_results_go_to_stdout_and_problems_to_stderr(small: Path) -> None:
    """Whoever pipes the one does not want the other in it; the last line of the problems counts them."""
    good = run("build", "--root", small)
    edit(small, "site_src/places/brenna.yml", "quote: The ferry", "quote: A ferry")
    bad = run("build", "--root", small)

    assert good.exit_code == 0
    assert good.stdout.splitlines()[-1].endswith("1 statement, 1 quote, 0 errors, 0 warnings")
    assert good.stderr == ""
    assert bad.exit_code == 1
    assert bad.stdout == ""
    assert bad.stderr.splitlines()[-1] == "1 error, 0 warnings"


def test_check_exits_with_1_for_an_error(small: Path) -> None:
    """CI stops there."""
    edit(small, "site_src/places/brenna.yml", "quote: The ferry", "quote: A ferry")

    result = run("check", "--root", small)

    assert result.exit_code == 1
    assert "[quote-not-found]" in result.stderr
    assert result.stderr.splitlines()[-1] == "1 error, 0 warnings"


def test_a_warning_fails_a_strict_check_only(small: Path) -> None:
    """Editors may go on with a doubt; what is published by CI may not have one."""
    (small / "seeds/unread.txt").write_text("Nobody has described this.\n")

    usual, strict = run("check", "--root", small), run("check", "--strict", "--root", small)

    assert (usual.exit_code, strict.exit_code) == (0, 1)
    assert usual.stderr == strict.stderr
    assert "[unused-seed]" in strict.stderr
    assert strict.stderr.splitlines()[-1] == "0 errors, 1 warning"


def test_a_strict_check_passes_where_there_is_nothing_to_say(small: Path) -> None:
    """Else nobody would use it."""
    assert run("check", "--strict", "--root", small).exit_code == 0


def test_accepted_warnings_are_listed_on_request(saltmere: Path) -> None:
    """What was waved through must be easy to look at again, with the reason that was given."""
    usual, asked = run("check", "--root", saltmere), run("check", "--accepted", "--root", saltmere)

    assert usual.stdout == ""
    found = re.findall(
        r"^(\S+):(\d+):(\d+): accepted: .+ \[([a-z-]+)\]\n    because: \S", asked.stdout, re.MULTILINE
    )
    assert [(file, code) for file, _, _, code in found] == [
        ("site_src/events/2021-03-09-sluice-breakdown.yml", "omission-turns-sense")
    ]


# --- new -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cls", "name", "file"),
    [
        ("actor", "Gegham Stepanian", "site_src/actors/gegham-stepanian.yml"),
        ("place", "Łódź: Old Town", "site_src/places/lodz-old-town.yml"),
        ("event", "No", "site_src/events/no.yml"),
    ],
)
def test_a_new_entity_is_a_file_that_the_next_build_takes(
    small: Path, cls: str, name: str, file: str
) -> None:
    """An editor fills in a file that is right already; a colon or a NO in a name must not break it."""
    result = run("new", cls, name, "--root", small)

    assert (result.exit_code, result.stdout) == (0, f"{file}\n")
    assert run("check", "--strict", "--root", small).exit_code == 0
    assert run("build", "--root", small).exit_code == 0
    page = file.removeprefix("site_src/").replace(".yml", ".html")
    assert f"<h1>{name}" in re.sub(r"<h1[^>]*>", "<h1>", (small / "site" / page).read_text(encoding="utf-8"))


def test_a_name_of_several_words_needs_no_quotation_marks(small: Path) -> None:
    """It is what everybody forgets, and it can have been meant in one way only."""
    result = run("new", "actor", "Gegham", "Stepanian", "--root", small)

    assert (result.exit_code, result.stdout) == (0, "site_src/actors/gegham-stepanian.yml\n")


def test_what_cannot_be_begun_is_told_with_what_can_be() -> None:
    """A person is an actor, and who does not know it reads it here."""
    result = run("new", "person", "Gegham Stepanian")

    assert result.exit_code == 2
    assert "'person' is nothing that can be begun; these are: source, actor (a person," in result.stderr


def test_what_has_a_file_under_another_name_is_not_begun_again(small: Path) -> None:
    """Two pages on one person are worse than none, and the id alone does not show it."""
    aliases = "aliases:\n  - name: Port Brenna\n  - name: The island\n    metonym: true\n"
    edit(small, "site_src/places/brenna.yml", "name: Brenna\n", f"name: Brenna\n{aliases}")

    known = run("new", "place", "port  BRENNA", "--root", small)
    another = run("new", "place", "Port Brenna", "--id", "port", "--root", small)
    metonym = run("new", "place", "The island", "--root", small)

    assert (known.exit_code, known.stdout) == (1, "")
    assert "site_src/places/brenna.yml:3:11 has this name already" in known.stderr
    assert "--id another-id" in known.stderr
    assert (another.exit_code, another.stdout) == (0, "site_src/places/port.yml\n")
    assert (metonym.exit_code, metonym.stdout) == (0, "site_src/places/the-island.yml\n")


def test_a_new_source_is_pinned_and_has_its_headline(small: Path) -> None:
    """The hash and the headline are what nobody should type."""
    article = b"Skip to content\n\nThe harbour office in Brenna is closed\n\nIt closed at noon.\n"
    (small / "seeds/office.txt").write_bytes(article)

    result = run("new", "source", "seeds/office.txt", "--root", small, "--id", "office-2021")

    assert (result.exit_code, result.stdout) == (0, "site_src/sources/office-2021.yml\n")
    written = (small / "site_src/sources/office-2021.yml").read_text()
    assert "file: seeds/office.txt\n" in written
    assert f"sha256: {hashlib.sha256(article).hexdigest()}\n" in written
    assert "title: The harbour office in Brenna is closed\n" in written
    assert run("check", "--root", small).exit_code == 0


def test_a_new_source_can_be_named_from_any_folder(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell completes the path from where one stands, not from the briefing's folder."""
    (small / "seeds/office.txt").write_text("The harbour office in Brenna is closed\n")
    monkeypatch.chdir(small / "seeds")

    result = run("new", "source", "office.txt", "--root", "..")

    assert (result.exit_code, result.stdout) == (0, "site_src/sources/office.yml\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["actor", "Brenna"], "site_src/places/brenna.yml is there already"),
        (["place", "Brenna"], "site_src/places/brenna.yml is there already"),
        (["actor", "…"], "--id some-id"),
        (["actor", "Georgia", "--id", "a" * 300], "too long for an id"),
        (["event", "Talks", "--id", "../talks"], "cannot be an id"),
        (["source", "seeds/nothing.txt"], "the articles of seeds/ are: ferry.txt"),
        (["source", "mkdocs.yml"], "not in seeds/"),
        (["source", "seeds/ferry.txt"], "site_src/sources/ferry.yml is there already"),
    ],
)
def test_what_cannot_be_begun_says_why_and_writes_nothing(
    small: Path, arguments: list[str], says: str
) -> None:
    """Never is a file written over, and never one outside the briefing."""
    before = contents(small.parent)

    result = run("new", *arguments, "--root", small)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert says in result.stderr
    assert contents(small.parent) == before


# --- pin -------------------------------------------------------------------------------------------------


def change_seed(root: Path) -> str:
    """Change words that a quote holds; returns the new checksum."""
    edit(root, SEED, "We will not load a crate", "We shall not load a crate")
    return hashlib.sha256((root / SEED).read_bytes()).hexdigest()


def test_pin_lists_the_quotes_that_are_lost_before_it_asks(saltmere: Path) -> None:
    """Nobody should accept new bytes without having seen what they take away."""
    change_seed(saltmere)
    before = contents(saltmere)

    result = run("pin", "tidesheet-2021-03-12", "--root", saltmere, answer="n\n")

    assert result.exit_code == 1
    lost = [line for line in result.stdout.splitlines() if "no longer there" in line]
    assert len(lost) == 1
    assert lost[0].startswith("site_src/events/2021-03-02-dock-strike.yml:")
    assert "We will not load a crate until the Board signs" in lost[0]
    assert f"{SEED} has changed; 1 quote no longer found in it." in result.stdout
    assert contents(saltmere) == before


@pytest.mark.parametrize("answer", ["yes", "--yes"])
def test_pin_changes_the_checksum_and_not_another_byte(saltmere: Path, answer: str) -> None:
    """The file is somebody's: its comments, its order and its spaces stay."""
    (saltmere / SOURCE).write_bytes(b"# ours\r\n" + (saltmere / SOURCE).read_bytes())
    pinned = hashlib.sha256((saltmere / SEED).read_bytes()).hexdigest().encode()
    before = contents(saltmere)
    new = change_seed(saltmere).encode()
    changed = {**before, SEED: (saltmere / SEED).read_bytes(), SOURCE: before[SOURCE].replace(pinned, new)}

    if answer == "--yes":
        result = run("pin", "tidesheet-2021-03-12", "--yes", "--root", saltmere)
    else:
        result = run("pin", "tidesheet-2021-03-12", "--root", saltmere, answer="y\n")

    assert result.exit_code == 0
    assert contents(saltmere) == changed
    again = run("check", "--root", saltmere)
    assert "[changed-source]" not in again.stderr
    assert "[quote-not-found]" in again.stderr


def test_pin_finds_a_checksum_that_stands_below_its_key(saltmere: Path) -> None:
    """`>-` is house style for long values; the checksum then stands in the next line."""
    edit(saltmere, SOURCE, "sha256: ", "sha256: >-\n  ")
    new = change_seed(saltmere)

    assert run("pin", "tidesheet-2021-03-12", "--yes", "--root", saltmere).exit_code == 0

    assert f"sha256: >-\n  {new}\n" in (saltmere / SOURCE).read_text()


def test_pin_has_nothing_to_do_where_nothing_changed(saltmere: Path) -> None:
    """To ask then would teach people to say yes without reading."""
    before = state(saltmere)

    result = run("pin", "tidesheet-2021-03-12", "--root", saltmere)

    assert result.exit_code == 0
    assert result.stdout == f"{SEED} is as it was pinned; nothing to do.\n"
    assert state(saltmere) == before


def test_pin_proposes_the_source_that_was_meant(saltmere: Path) -> None:
    """Ids are long, and typed by hand."""
    result = run("pin", "tidesheet-2021-03-21", "--root", saltmere)

    assert result.exit_code == 1
    assert "did you mean 'tidesheet-2021-03-12'?" in result.stderr


# --- coverage --------------------------------------------------------------------------------------------


def test_coverage_shows_which_words_stand_under_no_statement(small: Path) -> None:
    """What was left unread is what an editor reads next."""
    result = run("coverage", "--root", small)

    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [
        "  words  stated   aside neither  source",
        "     21       8       0      13  ferry",
    ]
    assert "  ferry ¶2: ⟦The harbour office closed its doors at noon⟧.\n" in result.stdout
    assert "Entities without a statement: none\n" in result.stdout
    assert COUNT.fullmatch(result.stderr.strip())


def test_coverage_shows_each_passage_where_asked_for(small: Path) -> None:
    """For an article that is read from its beginning to its end."""
    result = run("coverage", "--root", small, "--passages")

    assert "      8       8       0       0    ¶1\n" in result.stdout


@pytest.mark.parametrize(
    ("more", "number"),
    [("It denied that the ferry sank.", "1 place"), ("It said that the ferry sank.", "none")],
)
def test_coverage_names_what_may_have_been_overlooked(small: Path, more: str, number: str) -> None:
    """A claim must not stand without the answer that the article gives, nor a page without a word."""
    seed = next((small / "seeds").iterdir())
    seed.write_text(f"{seed.read_text(encoding='utf-8')}\n{more}\n", encoding="utf-8")
    (small / "site_src/places/osk.yml").write_text("name: Osk\n", encoding="utf-8")
    lines = run("coverage", "--root", small).stdout.splitlines()

    assert f"Sentences that deny, without a response that rests on them: {number}" in lines
    assert "Entities without a statement: 1 place" in lines
    assert "  site_src/places/osk.yml: Osk" in lines


def test_coverage_names_what_rests_on_one_source_only_where_there_are_several(
    saltmere: Path, small: Path
) -> None:
    """Of one source all statements are; of several, those are to be looked at that no second bears out."""
    heading = "Statements on one source only"
    told = run("coverage", "--root", saltmere).stdout
    listed = [line for line in told.split(heading)[1].splitlines()[1:] if line]

    assert "  site_src/places/vethrick.yml:13:5: The pumps at Vethrick run day and night." in listed
    assert told.split(heading)[1].startswith(f": {len(listed)} places\n")
    on_two = "The Ormlow Sluice got its gate in the 1990s"
    assert on_two not in "\n".join(listed)
    assert heading not in run("coverage", "--root", small).stdout


def test_coverage_counts_the_words_of_both_briefings_whole(built: Path) -> None:
    """Three numbers that do not add up would make a reader doubt all others."""
    result = run("coverage", "--root", built)

    assert result.exit_code == 0
    table = result.stdout.split("\n\n")[0].splitlines()[1:]
    rows = [[int(number) for number in line.replace(",", "").split()[:4]] for line in table]
    assert rows
    assert all(words == stated + aside + neither for words, stated, aside, neither in rows)
