"""What we advise for work with git, done in real repositories."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.support.built import ROOT, edit, run, write_small

BRENNA = "site_src/places/brenna.yml"


def git(root: Path, *arguments: str, ends: int = 0) -> str:
    """Call git in a repository, as somebody, and as if nobody had configured anything."""
    return _call(root, "git", *arguments, ends=ends)


def _call(root: Path, *command: str, ends: int = 0) -> str:
    who = {
        f"GIT_{role}_{what}": f"ada@{role}" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    environment = {
        **os.environ,
        **who,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == ends, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def repository(small: Path) -> Path:
    """Give the smallest briefing as a repository, with our attributes, built and committed."""
    shutil.copy(ROOT / ".gitattributes", small)
    (small / ".gitignore").write_text("/site\n/.briefing\n/.venv\n", encoding="utf-8")
    git(small, "init", "--quiet", "--initial-branch=main")
    git(small, "add", "--all")
    git(small, "commit", "--quiet", "--message=Begin")
    return small


def _commit(root: Path, message: str) -> None:
    assert run("build", "--root", root).exit_code == 0
    git(root, "add", "--all")
    git(root, "commit", "--quiet", f"--message={message}")


def _add_statement(root: Path, text: str, quote: str, *, file: str = BRENNA) -> None:
    with (root / file).open("a", encoding="utf-8") as statements:
        statements.write(f"  - text: {text}\n    quote: {quote}\n    voice: source\n")
    _commit(root, text)


def _two_branches(root: Path) -> None:
    """Add a statement to the end of one file in each of two branches, and let git try to merge them."""
    git(root, "switch", "--quiet", "--create=theirs")
    _add_statement(root, "The harbour office closed its doors.", "The harbour office closed its doors")
    git(root, "switch", "--quiet", "main")
    _add_statement(root, "The doors closed at noon.", "closed its doors at noon")
    git(root, "merge", "--quiet", "--no-edit", "theirs", ends=1)


def test_a_merge_of_two_branches_that_add_statements_ends_in_one_command(repository: Path) -> None:
    """Neither is lost, none gets a line of the other, and nobody mends pages by hand."""
    _two_branches(repository)

    ended = run("merge", "--root", repository)

    assert (ended.exit_code, ended.stderr) == (0, "0 errors, 0 warnings\n")
    assert (
        (repository / BRENNA)
        .read_text(encoding="utf-8")
        .endswith(
            "  - text: The doors closed at noon.\n    quote: closed its doors at noon\n    voice: source\n"
            "  - text: The harbour office closed its doors.\n"
            "    quote: The harbour office closed its doors\n    voice: source\n"
        )
    )
    assert "end with: git commit" in ended.stdout
    git(repository, "commit", "--quiet", "--no-edit")
    assert git(repository, "status", "--short") == ""
    page = git(repository, "show", "HEAD:docs/places/brenna.md")
    assert "The harbour office closed its doors." in page
    assert "The doors closed at noon." in page
    assert run("check", "--strict", "--root", repository).exit_code == 0


def test_pages_of_two_branches_are_made_anew_though_git_sees_no_conflict_in_the_yaml(
    repository: Path,
) -> None:
    """Each branch wrote in a file of its own, and the lists name both."""
    git(repository, "switch", "--quiet", "--create=theirs")
    (repository / "site_src/places/osk.yml").write_text("name: Osk\n", encoding="utf-8")
    _commit(repository, "Osk")
    git(repository, "switch", "--quiet", "main")
    (repository / "site_src/places/odda.yml").write_text("name: Odda\n", encoding="utf-8")
    _commit(repository, "Odda")
    git(repository, "merge", "--quiet", "--no-edit", "theirs", ends=1)

    assert run("merge", "--root", repository).exit_code == 0

    git(repository, "commit", "--quiet", "--no-edit")
    assert run("check", "--root", repository).stderr == "0 errors, 0 warnings\n"
    index = git(repository, "show", "HEAD:docs/places/index.md")
    assert "[Osk](osk.md)" in index
    assert "[Odda](odda.md)" in index


def test_what_both_branches_changed_is_left_to_the_editor_who_may_take_several_runs(repository: Path) -> None:
    """Places are named, what is mended by hand stays as it is, and no page is made before all is."""
    git(repository, "switch", "--quiet", "--create=theirs")
    edit(repository, BRENNA, "text: The ferry to Brenna", "text: A ferry to Brenna")
    _add_statement(repository, "The harbour office closed its doors.", "The harbour office closed its doors")
    git(repository, "switch", "--quiet", "main")
    edit(repository, BRENNA, "text: The ferry to Brenna", "text: No ferry to Brenna")
    _commit(repository, "Reword")
    git(repository, "merge", "--quiet", "--no-edit", "theirs", ends=1)

    first = run("merge", "--root", repository)
    told = f"{BRENNA}:3: both branches have changed this: mend it, and take the marks away\n1 place to mend; "
    assert (first.exit_code, first.stderr) == (1, f"{told}then again: briefing merge\n")
    half = (repository / BRENNA).read_text(encoding="utf-8")
    assert half.count("The harbour office closed its doors.") == 1

    begun = half.replace("text: No ferry", "text: Hardly a ferry")
    (repository / BRENNA).write_text(begun, encoding="utf-8")
    assert run("merge", "--root", repository).stderr == first.stderr
    assert (repository / BRENNA).read_text(encoding="utf-8") == begun

    mended = re.sub(r"<{7} ours\n|={7}\n(.*\n)*?>{7} theirs\n", "", begun)
    (repository / BRENNA).write_text(mended, encoding="utf-8")
    assert run("merge", "--root", repository).exit_code == 0
    git(repository, "commit", "--quiet", "--no-edit")
    assert "Hardly a ferry to Brenna" in git(repository, "show", "HEAD:docs/places/brenna.md")


def test_a_merge_that_does_not_check_clean_is_not_ended(repository: Path) -> None:
    """What each branch may say by itself can be wrong together; the merge waits until it is mended."""
    git(repository, "switch", "--quiet", "--create=theirs")
    edit(repository, BRENNA, "  - text: The ferry", "  - id: ferry\n    text: The ferry")
    _commit(repository, "Give it an id")
    git(repository, "switch", "--quiet", "main")
    (repository / "site_src/places/osk.yml").write_text("name: Osk\nstatements:\n", encoding="utf-8")
    with (repository / "site_src/places/osk.yml").open("a", encoding="utf-8") as osk:
        osk.write("  - id: ferry\n    text: The office closed.\n    quote: The harbour office closed\n")
    _commit(repository, "Osk")
    git(repository, "merge", "--quiet", "--no-edit", "theirs", ends=1)

    ended = run("merge", "--root", repository)

    assert ended.exit_code == 1
    assert "[duplicate-statement]" in ended.stderr
    assert "mend this, then again: briefing merge\n" in ended.stderr
    assert "docs/sources/ferry.md" in git(repository, "diff", "--name-only", "--diff-filter=U")


def test_whoever_is_not_in_a_merge_is_told_so(repository: Path, tmp_path: Path) -> None:
    """Nothing is changed that is right, and outside of a repository nothing can be merged."""
    ended = run("merge", "--root", repository)

    assert (ended.exit_code, ended.stdout) == (
        0,
        "Nothing was left to merge; docs/ and site/ are made anew.\n",
    )
    assert git(repository, "status", "--short") == ""
    assert "is in no git repository" in run("merge", "--root", write_small(tmp_path / "elsewhere")).stderr


def test_the_hook_takes_only_what_is_without_errors_and_the_pages_with_it(repository: Path) -> None:
    """Nobody commits a broken briefing, or forgets the pages."""
    shutil.copy(ROOT / "recipes/pre-commit", repository / ".git/hooks/pre-commit")
    (repository / ".venv").symlink_to(ROOT / ".venv")
    edit(repository, BRENNA, "text: The ferry to Brenna", "text: A ferry to Brenna")
    assert "git add them" in git(repository, "commit", "--quiet", "--message=Nothing chosen", ends=1)

    git(repository, "add", BRENNA)
    forgotten = repository / "site_src/places/osk.yml"
    forgotten.write_text("name: Osk\n", encoding="utf-8")
    assert "git add them" in git(repository, "commit", "--quiet", "--message=One is not chosen", ends=1)
    forgotten.unlink()
    git(repository, "commit", "--quiet", "--message=Reword")
    assert "A ferry to Brenna" in git(repository, "show", "HEAD:docs/places/brenna.md")
    assert git(repository, "status", "--short") == ""

    edit(repository, BRENNA, "quote: The ferry", "quote: A ferry")
    git(repository, "add", BRENNA)
    assert "[quote-not-found]" in git(repository, "commit", "--quiet", "--message=Break", ends=1)
    assert "Reword" in git(repository, "log", "--max-count=1", "--format=%s")


@pytest.mark.parametrize("before", [["schema"], []], ids=["with schemas", "without"])
def test_the_recipe_for_web_pages_of_hosts_makes_and_pushes_the_pages(
    before: list[str], repository: Path, tmp_path: Path
) -> None:
    """Also after a merge on the web page, where whoever pressed the button mixed two states of the pages."""
    recipe = yaml.safe_load((ROOT / "recipes/regenerate-docs.yml").read_text(encoding="utf-8"))
    assert set(recipe[True]["push"]["paths"]) == {"seeds/**", "site_src/**", "mkdocs.yml"}
    steps = [step["run"] for step in recipe["jobs"]["docs"]["steps"] if "run" in step]
    assert steps[0].startswith("make runtime")
    (repository / ".venv").symlink_to(ROOT / ".venv")
    for command in before:
        assert run(command, "--root", repository).exit_code == 0
        _commit(repository, "Schemas")
    edit(repository, BRENNA, "text: The ferry to Brenna", "text: A ferry to Brenna")
    edit(repository, "docs/places/brenna.md", "# Brenna", "# Brenna, says somebody else")
    git(repository, "commit", "--all", "--quiet", "--message=Edited on a web page")
    git(tmp_path, "clone", "--quiet", "--bare", str(repository), "host.git")
    git(repository, "remote", "add", "origin", str(tmp_path / "host.git"))
    git(repository, "config", "push.autoSetupRemote", "true")

    for step in steps[1:]:
        _call(repository, "sh", "-e", "-c", step)

    page = git(tmp_path / "host.git", "show", "main:docs/places/brenna.md")
    assert "A ferry to Brenna" in page
    assert "somebody else" not in page
    assert git(repository, "status", "--short") == ""
