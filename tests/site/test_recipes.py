"""What we advise for work with git, done in real repositories."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.support.built import ROOT, edit, run

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


def test_what_two_branches_added_at_one_place_is_mended_where_the_message_points(repository: Path) -> None:
    """Neither is lost, and nobody mends pages by hand."""
    git(repository, "switch", "--quiet", "--create=theirs")
    _add_statement(repository, "The harbour office closed its doors.", "The harbour office closed its doors")
    git(repository, "switch", "--quiet", "main")
    _add_statement(repository, "The doors closed at noon.", "closed its doors at noon")
    git(repository, "merge", "--quiet", "--no-edit", "theirs", ends=1)

    told = run("check", "--root", repository).stderr

    assert re.search(rf"{BRENNA}:\d+:1: error: the marks of an unfinished merge .* \[merge-mark\]", told)
    text = (repository / BRENNA).read_text(encoding="utf-8")
    mended = text.replace("=======\n", "    voice: source\n", 1)  # git took it for a line of both
    mended = re.sub(r"^[<>=]{7}.*\n", "", mended, flags=re.MULTILINE)
    (repository / BRENNA).write_text(mended, encoding="utf-8")
    _end_merge(repository)
    page = git(repository, "show", "HEAD:docs/places/brenna.md")
    assert "The harbour office closed its doors." in page
    assert "The doors closed at noon." in page


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

    _end_merge(repository)

    index = git(repository, "show", "HEAD:docs/places/index.md")
    assert "[Osk](osk.md)" in index
    assert "[Odda](odda.md)" in index


def _end_merge(root: Path) -> None:
    """End a merge as the handbook says; all is as if one had written it."""
    assert run("build", "--overwrite", "--root", root).exit_code == 0
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--no-edit")
    assert git(root, "status", "--short") == ""
    assert run("check", "--strict", "--root", root).exit_code == 0


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
