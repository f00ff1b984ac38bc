import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from generator.build import Compiled, compile_briefing
from generator.catalog.folder import make_folder, read_folder
from generator.editing.edits import Edit, apply
from generator.editing.rename import Plan, find_changes, plan_renaming, resolve
from generator.model import Files, Folder
from generator.output.saving import save
from generator.problems import RefusedError
from tests.support.briefing import make_folder as make_small
from tests.support.built import BRIEFINGS, ROOT, contents, copy_sources, run

# Ids that stand in the same order as those they replace, so that no list is sorted otherwise.
RENAMED = [
    ("nagorno-karabakh", "nagorno-karabakh", "nagorno-karabakh-0"),
    ("nagorno-karabakh", "nk-2023-09-21", "nk-2023-09-21-0"),
    ("saltmere", "oskel-thrunby", "oskel-thrunby-0"),
    ("saltmere", "ormlow-sluice", "ormlow-sluice-0"),
    ("saltmere", "2021-03-02-dock-strike", "2021-03-02-dock-strike-0"),
    ("saltmere", "tidesheet-2021-03-12", "tidesheet-2021-03-12-0"),
    ("saltmere", "gate-failed-tuesday", "gate-failed-tuesday-0"),
]


@cache
def compiled(name: str) -> tuple[Folder, Compiled]:
    """One of the two briefings, compiled once for all tests."""
    folder = read_folder(BRIEFINGS[name])
    return folder, compile_briefing(folder)


@cache
def planned(name: str, old: str, new: str) -> tuple[Plan, Folder, Compiled]:
    """A renaming in one of the two briefings, and what they are after it."""
    folder, before = compiled(name)
    assert before.briefing is not None
    made = plan_renaming(folder, before.briefing, before.problems, old, new)
    return made, carried_out(folder, made), made.result


def plan(folder: Folder, old: str, new: str) -> Plan:
    result = compile_briefing(folder)
    assert result.briefing is not None
    return plan_renaming(folder, result.briefing, result.problems, old, new)


def carried_out(folder: Folder, made: Plan) -> Folder:
    """The briefing after a renaming, without a disk."""
    files = dict(all_files(folder))
    for change in made.changes:
        del files[change.file]
        files[change.new_file] = change.after
    return make_folder(files)


def all_files(folder: Folder) -> Files:
    assert folder.mkdocs is not None
    return {**folder.seeds, **folder.site_src, "mkdocs.yml": folder.mkdocs}


def renamed(folder: Folder, old: str, new: str) -> Folder:
    return carried_out(folder, plan(folder, old, new))


def harbour(given: Mapping[str, str]) -> Folder:
    """A briefing of a ferry, its port and its captain, with files of a test's own in place of these."""
    files = {
        "site_src/actors/captain.yml": "name: The captain\nkind: person\n",
        "site_src/places/brenna.yml": (
            "name: Brenna\n"
            "statements:\n"
            "  - text: The ferry to [[brenna|Brenna]] stopped running on Monday.\n"
            "    quote: The ferry to Brenna stopped running on Monday.\n"
        ),
        **given,
    }
    return make_small(files)


def written(folder: Folder, old: str, new: str, file: str) -> str:
    return renamed(folder, old, new).site_src[file].decode()


# --- both briefings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "old", "new"), RENAMED)
def test_the_pages_are_those_of_before_with_the_id_replaced(name: str, old: str, new: str) -> None:
    """A renaming is no change of what the briefing says; only addresses differ, and the old ones lead on."""
    _, before = compiled(name)

    _, _, after = planned(name, old, new)

    assert [p for p in after.problems if p.is_error] == []
    pages = {file.path: file.data for file in after.docs}
    former = {path for path, data in pages.items() if b"\nmoved_to: " in data}
    assert former == ({f"{_folder(before, old)}/{old}.md"} if _folder(before, old) else set())
    cited = {file.path for file in before.docs if file.path.startswith("data/cite/")}
    moved = {path for path in cited if _in_new_words(path, old, new) != path}
    assert all(pages[path] == pages[_in_new_words(path, old, new)] for path in moved)
    former |= moved
    kept = {
        _in_new_words(path, old, new): _plain(data, old, new)
        for path, data in ((file.path, file.data) for file in before.docs)
        if path.startswith(_TEXTS)
    }
    now = {path: _plain(data, old, new) for path, data in pages.items() if path.startswith(_TEXTS)}
    assert {path: data for path, data in now.items() if path not in former} == kept


_TEXTS = (
    "actors/",
    "places/",
    "events/",
    "sources/",
    "data/cite/",
    "index.md",
    "timeline.md",
    "claims.md",
    "figures.md",
    "names.md",
    "about.md",
    "data/briefing.json",
    "data/index.js",
)


def _folder(result: Compiled, old: str) -> str:
    assert result.briefing is not None
    catalog = result.briefing.catalog
    if old in catalog.known:
        return catalog.known[old].folder
    return "sources" if old in catalog.known_sources else ""


def _in_new_words(text: str, old: str, new: str) -> str:
    return re.sub(rf"(?<![a-z0-9]){re.escape(old)}(?!-0|[a-z0-9])", new, text)


def _plain(data: bytes, old: str, new: str) -> str:
    """A page without what remembers the old id, without its checksum, and with the id replaced."""
    text = re.sub(r" sha256: \S+ -->|SHA-256\S*|\"formerly\": \[[^\]]*\],\s*", "", data.decode())
    text = re.sub(
        rf'<a id="s-(?:{old}|{old}--[^"]*|[^"]*--{old}-p[^"]*)"></a>(?=<a id="s-)',
        "",
        text,
    )
    return _in_new_words(text, old, new)


@pytest.mark.parametrize(("name", "old", "new"), RENAMED)
def test_renaming_there_and_back_leaves_only_the_former_id(name: str, old: str, new: str) -> None:
    """Whoever regrets it gets every byte back, but for the address that has been given away meanwhile."""
    folder, _ = compiled(name)
    _, there, after = planned(name, old, new)
    assert after.briefing is not None

    back = carried_out(there, plan_renaming(there, after.briefing, after.problems, new, old))

    assert all_files(back).keys() == all_files(folder).keys()
    different = {path: data for path, data in all_files(back).items() if data != all_files(folder)[path]}
    assert len(different) == 1
    ((path, data),) = different.items()
    lines = folder.site_src[path].decode().splitlines()
    added = [line for line in data.decode().splitlines() if line not in lines]
    assert [line.strip() for line in added] == ["formerly:", f"- {new}"]


@pytest.mark.parametrize(("name", "old", "new"), RENAMED)
def test_a_diff_shows_nothing_but_ids(name: str, old: str, new: str) -> None:
    """Comments, order, quotation marks and the length of lines are the editor's."""
    made, _, _ = planned(name, old, new)

    for change in made.changes:
        gone = [line[1:] for line in change.difference().splitlines()[2:] if line.startswith("-")]
        come = [line[1:] for line in change.difference().splitlines()[2:] if line.startswith("+")]
        come = [line for line in come if line.strip() not in ("formerly:", f"- {old}")]
        assert [_in_new_words(line, old, new) for line in gone] == come


@pytest.mark.parametrize(("name", "step"), [("saltmere", 1), ("nagorno-karabakh", 12)])
def test_whatever_is_renamed_nothing_else_changes(name: str, step: int) -> None:
    """Any id of any sort: every line has what it had, but for the id."""
    folder, result = compiled(name)
    assert result.briefing is not None
    catalog = result.briefing.catalog
    files = {path: data for path, data in all_files(folder).items() if not path.startswith("seeds/")}
    ids = [
        *(f"{cls.folder}/{entity_id}" for entity_id, cls in catalog.known.items()),
        *(f"sources/{source_id}" for source_id in sorted(catalog.known_sources)),
        *(f"statements/{s.id}" for s in result.briefing.evidence.statements),
    ]
    for old in ids[::step]:
        changes = find_changes(files, result.briefing, resolve(result.briefing, old, "quite-another"))

        assert changes
        for change in changes:
            old_id = old.partition("/")[2]
            before, after = change.before.decode(), _forgotten(change.after.decode(), old_id)
            assert _same(before, old_id) == _same(after, old_id), old


def _forgotten(text: str, old: str) -> str:
    """A file without the lines that remember a former id, and without the id that a statement got."""
    lines = text.splitlines(keepends=True)
    added = re.compile(rf"\s*(?:formerly:|- {re.escape(old)})\n")
    text = "".join(line for line in lines if not added.fullmatch(line))
    return text.replace("id: quite-another\n    ", "") if "--" in old else text


def _same(text: str, old: str) -> str:
    """A text in which the old id and the new one cannot be told apart."""
    return re.sub(rf"(?<![\w-])(?:{re.escape(old)}|quite-another)(?=--|(?![\w-]))", "@", text)


# --- what refers to an id --------------------------------------------------------------------------------


def test_comments_quotation_marks_line_ends_and_the_byte_order_mark_stay() -> None:
    """An editor on Windows finds the file as it was left."""
    file = "site_src/actors/captain.yml"
    before = (
        "\ufeff# the captain of brenna\r\nname: 'The captain'  # Brenna's\r\nroles:\r\n"
        '  -   {title: captain, of: "brenna"}\r\n'
        "  - title: mayor\r\n    of: >-  # brenna?\r\n      brenna\r\n"
    )
    folder = harbour({file: before, "site_src/places/brenna.yml": "name: Brenna\n"})

    with pytest.raises(RefusedError, match=r"captain\.yml:6:9: the id cannot be replaced"):
        plan(folder, "brenna", "port")
    before = before.replace("# brenna?", "# the port")
    after = renamed(harbour({file: before, "site_src/places/brenna.yml": "name: Brenna\n"}), "brenna", "port")

    expected = before.replace('"brenna"', '"port"').replace("      brenna", "      port")
    assert after.site_src[file].decode() == expected


def test_words_quoted_from_a_source_are_never_touched() -> None:
    """They are evidence; that they look like an id or a link does not make them one."""
    article = "Ferry\n\nThe wiki calls it [[brenna]] or brenna, in short.\n"
    file = "site_src/places/brenna.yml"
    text = (
        "name: Brenna\nstatements:\n  - text: The wiki has [[brenna]] as brenna.\n"
        "    quote: The wiki calls it [[brenna]] or brenna\n"
    )

    after = written(
        harbour({"seeds/article.txt": article, file: text}),
        "brenna",
        "port",
        "site_src/places/port.yml",
    )

    assert "text: The wiki has [[port]] as brenna." in after
    assert "quote: The wiki calls it [[brenna]] or brenna" in after


def test_statements_named_by_their_place_follow_their_owner_and_their_source() -> None:
    """Their ids are made of both, so whatever names them has to change, too."""
    statement = "brenna--article-p1-0-46"
    other = (
        "name: The captain\nstatements:\n  - text: The harbour office closed its doors.\n"
        f"    quote: The harbour office closed its doors\n    contradicts: [{statement}]\n"
    )
    folder = harbour({"site_src/actors/captain.yml": other})

    by_owner = renamed(folder, "brenna", "port")
    by_source = renamed(by_owner, "article", "news")

    assert "[port--article-p1-0-46]" in by_owner.site_src["site_src/actors/captain.yml"].decode()
    assert "[port--news-p1-0-46]" in by_source.site_src["site_src/actors/captain.yml"].decode()
    page = next(
        file.data for file in compile_briefing(by_source).docs if file.path == "places/port.md"
    ).decode()
    for former in (statement, "port--article-p1-0-46", "brenna--news-p1-0-46"):
        assert f'<a id="s-{former}"></a>' in page


def test_a_statement_without_an_id_can_be_given_one() -> None:
    """Only what has an id of its own can be named in words that somebody remembers."""
    after = written(harbour({}), "brenna--article-p1-0-46", "stopped", "site_src/places/brenna.yml")

    assert "  - id: stopped\n    formerly:\n      - brenna--article-p1-0-46\n    text: The ferry" in after


def test_pages_by_hand_templates_and_settings_follow() -> None:
    """A link of any kind that led to the page leads to it still."""
    page = "# Read\n\n[[brenna]], [[brenna|the port]], [it](../places/brenna.md#s-x), brenna.\n"
    template = '{{ link("brenna") }} {{ to("places/brenna.md") }} {{ say("brenna") }}\n'
    folder = harbour(
        {
            "site_src/pages/read.md": page,
            "site_src/templates/written.md": "{{ hand_written(page.page) }}\n",
            "site_src/templates/mine.md": template,
        }
    )
    folder = make_folder(
        {**all_files(folder), "mkdocs.yml": (folder.mkdocs or b"") + b"nav:\n- places/brenna.md\n"}
    )

    made = plan(folder, "brenna", "port")
    after = carried_out(folder, made)

    assert after.site_src["site_src/pages/read.md"].decode() == (
        "# Read\n\n[[port]], [[port|the port]], [it](../places/port.md#s-x), brenna.\n"
    )
    assert after.site_src["site_src/templates/mine.md"].decode() == (
        '{{ link("port") }} {{ to("places/port.md") }} {{ say("brenna") }}\n'
    )
    assert (after.mkdocs or b"").endswith(b"- places/port.md\n")
    assert [str(origin) for origin in made.left] == [
        "site_src/pages/read.md:3:59",
        "site_src/templates/mine.md:1:55",
    ]


def test_decisions_follow() -> None:
    """A ruling names the entity, and the source it is for."""
    decisions = "- name: the town\n  means: brenna\n  source: article\n"
    article = "Ferry\n\nThe ferry to Brenna stopped running on Monday. It left the town.\n"
    folder = harbour({"site_src/decisions.yml": decisions, "seeds/article.txt": article})

    after = renamed(renamed(folder, "brenna", "port"), "article", "news")

    assert (
        after.site_src["site_src/decisions.yml"].decode()
        == "- name: the town\n  means: port\n  source: news\n"
    )


def test_a_second_renaming_leads_from_both_former_addresses() -> None:
    """Links to the first address were never mended; they are to work for ever."""
    twice = renamed(renamed(harbour({}), "brenna", "port"), "port", "haven")

    assert twice.site_src["site_src/places/haven.yml"].startswith(
        b"name: Brenna\nformerly:\n  - port\n  - brenna\n"
    )
    pages = {file.path: file.data.decode() for file in compile_briefing(twice).docs}
    assert "moved_to: haven.md" in pages["places/brenna.md"]
    assert "moved_to: haven.md" in pages["places/port.md"]
    for page in ("names.md", "places/index.md", "whole.md", "data/index.js"):
        assert "brenna.md" not in pages[page]
        assert "new address" not in pages[page]


# --- what is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("brena", "port", "nothing has the id 'brena'; did you mean 'brenna'?"),
        ("Brenna", "port", "the id of what is called so is 'brenna'"),
        ("brenna", "captain", "'captain' is taken by site_src/actors/captain.yml; choose another id"),
        ("brenna", "actors/brenna", "'brenna' is a place and stays one"),
        ("actors/brenna", "port", "did you mean places/brenna?"),
        ("brenna", "Port", "'Port' cannot be an id"),
        ("brenna", "index", "'index' cannot be an id"),
        ("brenna", "brenna", "'brenna' has this id already"),
        (
            "ferry",
            "boat",
            "'ferry' is the id of more than one thing; say which: events/ferry or sources/ferry",
        ),
    ],
)
def test_what_cannot_be_renamed_so_is_refused(old: str, new: str, message: str) -> None:
    """The message says what to type instead."""
    source = "file: seeds/article.txt\nsha256: '{auto}'\ntitle: Ferry stops running to Brenna\n"
    folder = harbour(
        {"site_src/sources/ferry.yml": source, "site_src/events/ferry.yml": "name: The last ferry\n"}
    )

    with pytest.raises(RefusedError, match=re.escape(message)):
        plan(folder, old, new)


def test_an_id_that_something_else_had_is_taken() -> None:
    """Its old address leads there."""
    folder = renamed(harbour({}), "brenna", "port")

    with pytest.raises(RefusedError, match="'brenna' is taken by 'port', which had it before"):
        plan(folder, "captain", "brenna")


def test_a_broken_file_that_holds_the_id_is_mended_first() -> None:
    """What in it refers to the id cannot be told; it would refer to nothing afterwards."""
    folder = harbour({"site_src/events/stop.yml": "name: The stop\nplace: brenna\n"})

    with pytest.raises(RefusedError, match=r"stop\.yml has mistakes"):
        plan(folder, "brenna", "port")


def test_nothing_is_renamed_while_there_is_an_error() -> None:
    """Nobody could check the result, and a place that refers to the id may be hidden by the mistake."""
    folder = harbour({"site_src/pages/read.md": "# Read\n\n[[ brenna ]]\n"})

    with pytest.raises(RefusedError, match=r"errors to mend first:\nsite_src/pages/read\.md:3:1: error"):
        plan(folder, "captain", "skipper")


def test_a_renaming_that_mends_the_only_error_is_carried_out() -> None:
    """A file whose name is no id gets one that is."""
    folder = harbour({"site_src/actors/The Mate.yml": "name: The mate\n"})

    assert plan(folder, "The Mate", "mate").changes


def test_a_citation_lies_under_its_former_id_too() -> None:
    """Somebody has sent the link to it."""
    folder = harbour({})
    pages = {file.path: file.data for file in compile_briefing(renamed(folder, "brenna", "port")).docs}

    old, new = (pages[f"data/cite/{place}--article-p1-0-46.txt"] for place in ("brenna", "port"))
    assert old == new
    assert new.decode().rstrip().endswith("places/port.html#s-port--article-p1-0-46")


def test_a_file_renamed_by_hand_is_told_as_that() -> None:
    """The page of the last build has its name; to put it back and to rename it leaves no link dead."""
    stop = "name: The stop\nplaces: [brenna]\n"
    folder = harbour({"site_src/events/stop.yml": stop})
    docs = {f"docs/{file.path}": file.data for file in compile_briefing(folder).docs}
    files = {**all_files(folder), **docs}
    files["site_src/places/port.yml"] = files.pop("site_src/places/brenna.yml")

    problems = compile_briefing(make_folder(files)).problems

    assert {(p.code.name, p.advice) for p in problems} == {
        (
            "unknown-entity",
            "was brenna.yml renamed to port.yml? Give it its name back, then: briefing rename brenna port",
        )
    }


def test_a_file_that_is_deleted_is_told_as_that() -> None:
    """Its page of the last build is there still: nobody is told to begin it anew."""
    folder = harbour({"site_src/events/stop.yml": "name: The stop\nplaces: [brenna]\n"})
    docs = {f"docs/{file.path}": file.data for file in compile_briefing(folder).docs}
    files = {**all_files(folder), **docs}
    del files["site_src/places/brenna.yml"]

    problems = compile_briefing(make_folder(files)).problems

    file = "site_src/places/brenna.yml"
    assert {p.code.name for p in problems} == {"unknown-entity"}
    assert {p.advice.split("; ")[0] for p in problems} == {
        f"the last build had {file}. If it is gone by mistake: git restore --source=HEAD {file}"
    }


# --- the command -----------------------------------------------------------------------------------------


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """Give the small briefing on disk."""
    for file, data in all_files(harbour({})).items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(data)
    return tmp_path


def test_without_a_terminal_it_only_shows(ferry: Path) -> None:
    """A script that did not say --yes may not have meant it."""
    before = contents(ferry)

    result = run("rename", "brenna", "port", "--root", ferry)

    assert result.exit_code == 1
    assert "site_src/places/brenna.yml becomes site_src/places/port.yml" in result.stdout
    assert "+  - text: The ferry to [[port|Brenna]] stopped running on Monday." in result.stdout
    assert result.stdout.splitlines()[-1] == "place 'brenna' becomes 'port': 1 file changed"
    assert contents(ferry) == before


def test_with_yes_it_writes(ferry: Path) -> None:
    """The file has its new name, and the briefing checks clean."""
    result = run("rename", "brenna", "port", "--yes", "--root", ferry)

    assert result.exit_code == 0, result.stderr
    assert not (ferry / "site_src/places/brenna.yml").exists()
    assert (
        (ferry / "site_src/places/port.yml").read_text().startswith("name: Brenna\nformerly:\n  - brenna\n")
    )
    assert not list(ferry.rglob(".renaming-*"))
    assert run("check", "--strict", "--root", ferry).exit_code == 0


@pytest.mark.parametrize(("answer", "code"), [("n\n", 1), ("y\n", 0)])
def test_on_a_terminal_it_asks(ferry: Path, answer: str, code: int) -> None:
    """What was shown is written only if somebody says so."""
    leader, follower = pty.openpty()
    os.write(leader, answer.encode())
    command = [sys.executable, "-m", "generator", "rename", "brenna", "port", "--root", str(ferry)]

    result = subprocess.run(command, stdin=follower, capture_output=True, text=True, cwd=ROOT, check=False)

    os.close(leader)
    os.close(follower)
    assert "Write this?" in result.stderr
    assert result.returncode == code
    assert (ferry / "site_src/places/port.yml").exists() == (code == 0)


def test_a_file_saved_meanwhile_is_not_written_over(ferry: Path) -> None:
    """Between the question and the answer somebody may have gone on editing."""
    made = plan(read_folder(ferry), "brenna", "port")
    (ferry / "site_src/places/brenna.yml").write_text("name: Brenna on the sea\n")
    before = contents(ferry)

    with pytest.raises(RefusedError, match="changed meanwhile"):
        save(ferry, made.changes)

    assert contents(ferry) == before


def test_a_failure_in_the_middle_leaves_every_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A briefing half renamed would be the worst of all."""
    root = copy_sources(BRIEFINGS["saltmere"], tmp_path)
    folder, result = compiled("saltmere")
    assert result.briefing is not None
    made = plan_renaming(folder, result.briefing, result.problems, "oskel-thrunby", "thrunby")
    before = contents(root)
    assert len(made.changes) > 2
    replace, calls = Path.replace, iter(range(100))

    def refuse_the_third(self: Path, target: Path) -> Path:
        if next(calls) == 2:
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse_the_third)
    with pytest.raises(RefusedError, match="No space left on device; nothing was written"):
        save(root, made.changes)

    assert contents(root) == before


# --- former ids ------------------------------------------------------------------------------------------


def test_a_former_id_that_is_in_use_is_an_error() -> None:
    """Its address would lead to two things."""
    folder = harbour({"site_src/actors/captain.yml": "name: The captain\nformerly:\n  - brenna\n"})

    problems = compile_briefing(folder).problems

    assert [str(p.origin) for p in problems if p.code.name == "duplicate-id"] == [
        "site_src/actors/captain.yml:3:5"
    ]


# --- edits -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_edits_count_characters_as_the_reader_does(line_end: str, mark: str) -> None:
    """The reader drops the byte order mark and knows one sort of line end."""
    data = f"{mark}é{line_end}{line_end}ab{line_end}c".encode()

    changed = apply(data, [Edit(6, 6, "\nd"), Edit(3, 5, "x")])

    assert changed.decode() == f"{mark}é{line_end}{line_end}x{line_end}{line_end}dc"
