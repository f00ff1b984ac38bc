import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.built import BRIEFINGS, ROOT, copy_sources, edit, made, run

BRENNA = "site_src/places/brenna.yml"
STEPS = range(4)  # docs/ aside, the new one in its place; site/ aside, the new one in its place


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
