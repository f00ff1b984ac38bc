import logging
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.support.built import BRIEFINGS, ROOT, copy_sources, edit, made, run, state

BRENNA = "site_src/places/brenna.yml"
STEPS = range(4)  # docs/ aside, the new one in its place; site/ aside, the new one in its place


# --- MkDocs complains ------------------------------------------------------------------------------------


@contextmanager
def logging_disabled() -> Iterator[None]:
    """Switch all logging off, as a test runner or a program that embeds ours may."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def quiet(name: str) -> Iterator[None]:
    """Let one logger say nothing, as ``mkdocs build -q`` does."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


@contextmanager
def switched_off(name: str) -> Iterator[None]:
    """Disable one logger, as ``logging.config.dictConfig`` does with those that are there already."""
    logger = logging.getLogger(name)
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = False


def test_settings_that_mkdocs_refuses_are_told_with_its_reason_and_their_line(small: Path) -> None:
    """That it gave up tells nobody what to mend."""
    edit(small, "mkdocs.yml", "plugins: []", "plugins:\n  - offline-maps")

    result = run("build", "--root", small)

    assert result.exit_code == 1
    assert (
        "mkdocs.yml:10: error: MkDocs: Config value 'plugins': "
        'The "offline-maps" plugin is not installed [rendering]\n'
    ) in result.stderr
    assert result.stderr.endswith("1 error, 0 warnings\n")


@pytest.mark.parametrize(
    "silence",
    [
        pytest.param(lambda: quiet("generator"), id="not silenced"),
        pytest.param(logging_disabled, id="all logging disabled"),
        pytest.param(lambda: quiet("mkdocs"), id="mkdocs quiet"),
        pytest.param(lambda: quiet("mkdocs.structure.pages"), id="its links quiet"),
        pytest.param(lambda: switched_off("mkdocs"), id="mkdocs switched off"),
        pytest.param(lambda: switched_off("mkdocs.structure.pages"), id="its links switched off"),
    ],
)
def test_a_dead_anchor_stops_the_build_however_quiet_mkdocs_is(
    small: Path, silence: Callable[[], AbstractContextManager[None]]
) -> None:
    """MkDocs' strict mode counts log lines, and finds none to count where its logger is silent."""
    (small / "site_src/pages").mkdir()
    (small / "site_src/pages/x.md").write_text("# X\n\n[x](../places/brenna.md#nope)\n")
    before = state(small)

    with silence():
        result = run("build", "--root", small)

    assert result.exit_code == 1
    assert "site_src/pages/x.md:3:5: error: " in result.stderr
    assert "#nope" in result.stderr
    assert "whole.md" not in result.stderr
    assert state(small) == before


def test_a_theme_that_cannot_be_rendered_is_an_error_with_its_file_and_line(small: Path) -> None:
    """A briefing's own template is edited by people, too; they need no traceback."""
    (small / "site_src/theme").mkdir()
    (small / "site_src/theme/main.html").write_text(
        '{% extends "base.html" %}\n{% block styles %}{{ 1 + }}\n'
    )
    before = state(small)

    result = run("build", "--root", small)

    assert result.exit_code == 1
    assert "site_src/theme/main.html:2: error: " in result.stderr
    assert "[template-error]" in result.stderr
    assert state(small) == before


def test_a_plain_mkdocs_build_on_the_committed_tree_works_by_itself(tmp_path: Path) -> None:
    """Hosts run MkDocs and nothing else; only docs/ and mkdocs.yml are there then."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)

    ended = mkdocs_build(tmp_path)

    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "site/index.html").is_file()


def test_a_plain_mkdocs_build_gives_the_site_that_ours_gives(saltmere: Path) -> None:
    """A host that renders by itself must not show anything else than what its editors saw."""
    ours = made(saltmere)
    shutil.rmtree(saltmere / "site")

    ended = mkdocs_build(saltmere)

    assert ended.returncode == 0, ended.stderr
    theirs = made(saltmere)
    assert {file for file in ours if ours[file] != theirs.get(file)} <= {
        "site/sitemap.xml.gz"
    }  # holds a time
    assert set(theirs) == set(ours)


def mkdocs_build(root: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


# --- the exchange ----------------------------------------------------------------------------------------


def test_what_the_system_refuses_is_an_error_and_both_folders_stay(small: Path) -> None:
    """A link to nowhere in place of site/ cannot be exchanged, when docs/ has been already."""
    edit(small, BRENNA, "text: The ferry", "text: A ferry")
    shutil.rmtree(small / "site")
    (small / "site").symlink_to("nowhere")
    before = made(small)

    result = run("build", "--root", small)

    assert result.exit_code == 1
    assert "site: error: the system refuses to write: " in result.stderr
    assert "[cannot-write]" in result.stderr
    assert made(small) == before
    assert (small / "site").readlink() == Path("nowhere")
    assert not (small / ".briefing").exists()


STOPPED = """
import os, signal, sys

deed, step, root = sys.argv[1], int(sys.argv[2]), sys.argv[3]
moves = []

def hook(event, arguments):
    if event == "fcntl.flock" and deed == "tells that it waits":
        print("waits", flush=True)
    if event == "os.rename" and ".briefing" in f"{arguments[0]} {arguments[1]}":
        moves.append(event)
        if len(moves) == step + 1:
            if deed == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            if deed == "refused":
                raise OSError(28, "No space left on device")
            if deed == "interrupted":
                raise KeyboardInterrupt
            if deed == "paused":
                print("paused", flush=True)
                sys.stdin.readline()

sys.addaudithook(hook)
from generator.cli import main
main(["build", "--root", root])
"""


def start_build(root: Path, deed: str, step: int = 0) -> "subprocess.Popen[str]":
    """Build in a process to which Python itself does something right before one of the moves of folders."""
    command = [sys.executable, "-c", STOPPED, deed, str(step), str(root)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


@pytest.mark.parametrize("deed", ["refused", "interrupted"])
@pytest.mark.parametrize("step", [1, 3])
def test_an_exchange_that_fails_is_undone(small: Path, deed: str, step: int) -> None:
    """Ctrl-C or a full disk must not leave new pages beside an old site, nor lose the old ones."""
    (small / "docs/CNAME").write_text("ferry.example\n")
    edit(small, BRENNA, "text: The ferry", "text: A ferry")
    before = made(small)

    build = start_build(small, deed, step)
    _, errors = build.communicate()

    assert build.returncode == 1
    assert "Traceback" not in errors
    assert made(small) == before
    assert not (small / ".briefing").exists() or deed == "interrupted"


@pytest.mark.parametrize("step", STEPS)
def test_what_a_killed_build_left_is_mended_by_the_next(small: Path, tmp_path: Path, step: int) -> None:
    """What it had moved aside is still there; the next build brings it back, even one that fails itself."""
    (small / "docs/CNAME").write_text("ferry.example\n")
    old = {file: data for file, data in made(small).items() if file != "docs/CNAME"}
    edit(small, BRENNA, "text: The ferry", "text: A ferry")
    shutil.copytree(small, tmp_path / "undisturbed")
    run("build", "--root", tmp_path / "undisturbed")
    new = made(tmp_path / "undisturbed")

    build = start_build(small, "killed", step)
    build.communicate()

    assert build.returncode == -signal.SIGKILL
    edit(small, BRENNA, "quote: The ferry", "quote: A ferry")
    assert run("build", "--root", small).exit_code == 1
    left = made(small)
    assert left.pop("docs/CNAME") == b"ferry.example\n"
    without = {file: data for file, data in new.items() if not file.endswith("/CNAME")}
    assert left in (old, {**without, "site/CNAME": b"ferry.example\n"})
    edit(small, BRENNA, "quote: A ferry", "quote: The ferry")
    assert run("build", "--root", small).exit_code == 0
    assert made(small) == new
    assert not (small / ".briefing").exists()


def test_a_page_edited_by_hand_is_not_lost_over_a_killed_build(small: Path) -> None:
    """The next build finds no docs/ at first, and must bring the edit back before it looks for edits."""
    edit(small, BRENNA, "text: The ferry", "text: A ferry")
    start_build(small, "killed", 1).communicate()
    aside = next((small / ".briefing").glob("build-*/old-docs"))
    edit(aside.parent, "old-docs/places/brenna.md", "# Brenna\n", "# Brenna, an island\n")

    result = run("build", "--root", small)

    assert result.exit_code == 1
    assert "[page-edited]" in result.stderr
    assert "# Brenna, an island\n" in (small / "docs/places/brenna.md").read_text()


def test_two_builds_at_once_wait_for_each_other(small: Path) -> None:
    """`serve` builds when a file is saved, and `make site` may run beside it."""
    edit(small, BRENNA, "text: The ferry", "text: A ferry")
    first = start_build(small, "paused", 1)
    assert first.stdout
    assert first.stdout.readline() == "paused\n"

    second = start_build(small, "tells that it waits")
    assert second.stdout
    assert second.stdout.readline() == "waits\n"
    errors = [first.communicate("go on\n")[1], second.communicate()[1]]

    assert (first.returncode, second.returncode) == (0, 0), errors
    assert "A ferry" in (small / "site/places/brenna.html").read_text()
    assert not (small / ".briefing").exists()


def test_the_first_build_needs_no_folder_to_exchange(tmp_path: Path) -> None:
    """A fresh copy of what people wrote is all that a build asks for."""
    root = copy_sources(BRIEFINGS["saltmere"], tmp_path)

    assert run("build", "--root", root).exit_code == 0

    assert (root / "docs/index.md").is_file()
    assert (root / "site/index.html").is_file()
