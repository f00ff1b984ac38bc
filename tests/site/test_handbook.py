"""The handbook, done as it says: each block is a file to write, a command to run, or what it prints.

After a change of what is printed: ``pytest tests/site/test_handbook.py --update``, and read the difference.
"""

import contextlib
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator import schema
from generator.cli import Later, main
from tests.support.built import ROOT, run
from tests.support.served import serving, wait_for

HANDBOOK = "HANDBOOK.md"
NOT_RUN = {
    "make site": ".ci/run does it; here it would install the packages that run this test",
    ". .venv/bin/activate": "it puts `briefing` within reach, which a test has already",
}
"""Commands of the handbook that are not run here, each with its reason."""


TOLD_ELSEWHERE = ("GIT_", "COLUMNS", "FORCE_COLOR")
"""Whoever runs the tests may have set these; what is printed must not depend on it."""


def handbook() -> str:
    return (ROOT / HANDBOOK).read_text(encoding="utf-8")


# --- the blocks of the handbook --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: what its first line says that it is, and its text."""

    line: int
    chapter: str
    before: str  # what is said since the last block or heading
    info: str
    text: str

    def __str__(self) -> str:
        return f"{HANDBOOK}:{self.line}: {self.info}"

    def file(self, form: str) -> str:
        """The file named where the block's first line is of this form; else nothing."""
        found = re.fullmatch(form.replace("FILE", r"([\w./-]+\.\w+)"), self.info)
        return found[1] if found else ""


WHOLE, ADDED, CHANGED = FILES = ("(?:yaml|text) FILE", r"yaml FILE \+=", "diff FILE")
RUN, FAILS, PRINTED = "sh", "sh fails", "text printed"
ASKED = "[y/N]: "


def blocks() -> list[Block]:
    """All fenced blocks, in order."""
    found: list[Block] = []
    chapter, before, opened, lines = "", "", 0, [""]
    for number, line in enumerate(handbook().splitlines(), 1):
        if line.startswith("```") and not opened:
            opened, lines = number, [line.removeprefix("```")]
        elif line == "```":
            text = "".join(f"{inside}\n" for inside in lines[1:])
            found.append(Block(opened, chapter, before, lines[0], text))
            opened, before = 0, ""
        elif opened:
            lines.append(line)
        elif line.startswith("## "):
            chapter, before = line.removeprefix("## "), ""
        else:
            before += f"{line}\n"
    assert not opened, f"{HANDBOOK}:{opened}: this block is never closed"
    return found


def command(line: str) -> str:
    """A line of a block of commands without what is remarked on it."""
    return re.sub(r"\s+# .*", "", line)


BLOCKS = blocks()
CHAPTERS = tuple(dict.fromkeys(block.chapter for block in BLOCKS))


# --- somebody who reads it and does what it says ---------------------------------------------------------


@dataclass
class Reader:
    """Does in a folder what the handbook says, block after block."""

    folder: Path
    environment: dict[str, str]
    left: list[Block] = field(default_factory=lambda: list(BLOCKS))
    printed: str = ""
    update: bool = False
    updated: dict[int, str] = field(default_factory=dict)  # by the line of the block

    def read_to_the_end_of(self, chapter: str) -> None:
        """Do all that is not done yet, up to the end of a chapter."""
        while self.left and CHAPTERS.index(self.left[0].chapter) <= CHAPTERS.index(chapter):
            self.do(self.left.pop(0))

    def do(self, block: Block) -> None:
        if file := block.file(WHOLE):
            self.write(file, block.text)
        elif file := block.file(ADDED):
            assert (self.folder / file).is_file(), f"{block}: there is no such file to add to"
            self.write(file, (self.folder / file).read_text(encoding="utf-8") + block.text)
        elif file := block.file(CHANGED):
            self.change(block, file)
        elif block.info in {RUN, FAILS}:
            for line in block.text.splitlines():
                self.type(block, line)
        else:
            assert block.info == PRINTED, f"{block}: what is it? the test knows no such block"
            if self.update:
                self.updated[block.line] = self.printed
                return
            differs = "\n".join(difflib.ndiff(block.text.splitlines(), self.printed.splitlines()))
            assert block.text == self.printed, f"{block}: something else is printed:\n{differs}"

    def write(self, file: str, text: str) -> None:
        """Write a file, below the line for text editors that `briefing new` has put at its head."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        first = path.read_text(encoding="utf-8").splitlines(keepends=True)[:1] if path.exists() else []
        kept = first if first and first[0].startswith("# yaml-language-server") else []
        path.write_text("".join(kept) + text.removeprefix("".join(kept)), encoding="utf-8")

    def change(self, block: Block, file: str) -> None:
        """Put the lines marked + in place of those marked -, where the block's other lines stand."""
        lines = block.text.splitlines(keepends=True)
        assert all(line[0] in " +-" for line in lines), block
        old = "".join(line[1:] for line in lines if line[0] != "+")
        new = "".join(line[1:] for line in lines if line[0] != "-")
        text = (self.folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{block}: these lines stand there {text.count(old)} times"
        (self.folder / file).write_text(text.replace(old, new), encoding="utf-8")

    def type(self, block: Block, line: str) -> None:
        if command(line) in NOT_RUN:
            return
        if command(line) == "briefing serve":
            self.serve()
            return
        words = shlex.split(line, comments=True)
        is_first = block.chapter == CHAPTERS[0]
        code = self.in_shell(line) if is_first or words[0] != "briefing" else self.in_process(words[1:])
        assert (code != 0) == (block.info == FAILS), f"{block}: {line}\n{self.printed}"

    def in_shell(self, line: str) -> int:
        script = f'{line}\ncode=$?; pwd > "$WHERE"; exit $code'
        done = subprocess.run(
            ["bash", "-c", script],  # noqa: S607  # the reader's own shell
            cwd=self.folder,
            env=self.environment,
            input="y\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.printed = done.stdout.replace(ASKED, f"{ASKED}y\n")  # what is typed is not printed, but seen
        self.folder = Path(Path(self.environment["WHERE"]).read_text().rstrip("\n"))
        return done.returncode

    def in_process(self, arguments: list[str]) -> int:
        """Call `briefing` as the shell does, in a fifth of the time."""
        environment = {**dict.fromkeys(os.environ), **self.environment}
        with contextlib.chdir(self.folder):
            done = CliRunner().invoke(
                main, arguments, "y\n", environment, catch_exceptions=False, prog_name="briefing"
            )
        self.printed = done.output
        return done.exit_code

    def serve(self) -> None:
        with serving(self.folder) as served:
            wait_for(lambda: "The ferry to Brenna" in served.page("index.html"), served)
            assert served.stop() == 0


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Somebody in a clone of this repository, with `briefing` within reach, who says yes to all questions.

    With --update, what is printed is written into the handbook.
    """
    root = tmp_path_factory.mktemp("handbook")
    for folder in ("clone", "commands", "home"):
        (root / folder).mkdir()
    shutil.copyfile(ROOT / "mkdocs.yml", root / "clone/mkdocs.yml")
    briefing = root / "commands/briefing"
    briefing.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m generator "$@"\n')
    briefing.chmod(0o755)
    person = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "A reader"), ("EMAIL", "reader@example.org"))
    }
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(TOLD_ELSEWHERE)},
        **person,
        "HOME": str(root / "home"),
        "PATH": f"{briefing.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "WHERE": str(root / "where"),  # the folder in which the next command is typed
    }
    reader = Reader(root / "clone", environment, update=request.config.getoption("--update"))
    yield reader
    lines = handbook().splitlines(keepends=True)
    for line, printed in sorted(reader.updated.items(), reverse=True):
        lines[line : lines.index("```\n", line)] = [printed]
    if reader.updated:
        (ROOT / HANDBOOK).write_text("".join(lines), encoding="utf-8")


# --- what holds of it ------------------------------------------------------------------------------------


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_whoever_does_what_a_chapter_says_gets_what_it_shows(reader: Reader, chapter: str) -> None:
    """Files, commands and what they print: an example that fails costs a newcomer the ten minutes."""
    reader.read_to_the_end_of(chapter)

    if (reader.folder / "site_src").is_dir():
        result = run("check", "--strict", "--root", reader.folder)
        assert (result.exit_code, result.stderr) == (0, "0 errors, 0 warnings\n")


def test_each_block_says_what_it_is() -> None:
    """One that says nothing would be run by nobody, and rot."""
    unknown = [
        str(block)
        for block in BLOCKS
        if block.info not in {RUN, FAILS, PRINTED} and not any(block.file(form) for form in FILES)
    ]

    assert unknown == []


def test_the_file_of_a_block_is_named_in_the_sentence_before_it() -> None:
    """Code hosts show the block alone, not what its first line says."""
    unnamed = [
        str(block)
        for block in BLOCKS
        for file in filter(None, map(block.file, FILES))
        if f"`{file}`" not in block.before
    ]

    assert unnamed == []


def test_what_is_printed_stands_right_behind_its_command() -> None:
    """Nobody should have to search for which command it is that prints this."""
    before = [first.info for first, second in pairwise(BLOCKS) if second.info == PRINTED]

    assert set(before) <= {RUN, FAILS}


def test_a_command_that_is_not_run_stands_in_the_handbook() -> None:
    """An exception that nobody needs any more goes."""
    typed = {command(line) for block in BLOCKS if block.info == RUN for line in block.text.splitlines()}

    assert typed >= set(NOT_RUN)


def test_what_is_quoted_of_the_article_of_this_repository_stands_in_it() -> None:
    """A handbook on quoting quotes letter for letter."""
    chapter = handbook().partition("\n## How to read an article\n")[2].partition("\n## ")[0]
    article = (ROOT / "seeds/000_212850c7222ce42b.txt").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in chapter.splitlines() if line.startswith("| “")]
    quoted = [part.strip(" “”") for row in rows for part in row.split("…")]

    assert len(quoted) >= 6
    assert [part for part in quoted if part.replace("‘", "“").replace("’", "”") not in article] == []


def test_each_link_to_a_chapter_leads_to_one() -> None:
    """A heading that is reworded takes its address along."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"\(#([^)]+)\)", handbook()) + re.findall(rf"\({HANDBOOK}#([^)]+)\)", readme)
    headings = re.findall(r"^#+ (.+)", handbook(), re.MULTILINE)
    addresses = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}

    assert linked
    assert set(linked) <= addresses


def test_each_command_in_a_sentence_exists_with_its_options() -> None:
    """These are not run; a name or an option that is gone would stay in the book."""
    told = re.findall(r"`briefing ([^`]+)`", handbook())

    assert told
    for words in map(shlex.split, told):
        called: click.Command = main
        for word in words:
            if isinstance(called, click.Group) and word in called.commands:
                called = called.commands[word]
                called = called.real() if isinstance(called, Later) else called
        options = {name for parameter in called.params for name in parameter.opts} | {"--help"}
        assert called is not main, words
        assert {word for word in words if word.startswith("--")} <= options, words


def test_each_key_of_the_list_exists() -> None:
    """A key that is gone would be answered with an error."""
    models = (schema.Site, schema.Source, schema.Actor, schema.Event, schema.Statement, schema.Response)
    known = {name for model in models for name in model.model_fields}
    keys = handbook().partition("\n| key |")[2].partition("\n\n")[0]
    told = [key for row in keys.splitlines()[2:] for key in re.findall(r"`(\w+)", row.split("|")[1])]

    assert told
    assert set(told) <= known


def test_the_list_of_keys_names_every_kind() -> None:
    """Whoever begins a file has to choose one."""
    row = next(line for line in handbook().splitlines() if line.startswith("| `kind` |"))

    kinds = (schema.ACTOR_KINDS, schema.PLACE_KINDS, schema.EVENT_KINDS)
    assert [", ".join(each) in row for each in kinds] == [True] * 3
