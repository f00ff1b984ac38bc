"""What we advise for work with git, done in real repositories."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.built import ROOT, edit, run

BRENNA = "site_src/places/brenna.yml"


def git(root: Path, *arguments: str, ends: int = 0) -> str:
    """Call git in a repository, as somebody, and as if nobody had configured anything."""
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
    command = ["git", *arguments]
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


def _add_statement(root: Path, text: str, quote: str) -> None:
    with (root / BRENNA).open("a", encoding="utf-8") as file:
        file.write(f"  - text: {text}\n    quote: {quote}\n")
    assert run("build", "--root", root).exit_code == 0
    git(root, "add", "--all")
    git(root, "commit", "--quiet", f"--message={text}")


def test_after_a_merge_of_two_branches_one_command_makes_the_pages(repository: Path) -> None:
    """Both added a statement at the end of one file; neither is lost, and nobody mends pages by hand."""
    git(repository, "switch", "--quiet", "--create=theirs")
    _add_statement(repository, "The office closed its doors.", "The harbour office closed its doors")
    git(repository, "switch", "--quiet", "main")
    _add_statement(repository, "The doors closed at noon.", "closed its doors at noon")
    git(repository, "merge", "--quiet", "--no-edit", "theirs")

    assert run("build", "--root", repository, "--overwrite").exit_code == 0

    page = (repository / "docs/places/brenna.md").read_text(encoding="utf-8")
    assert "The office closed its doors." in page
    assert "The doors closed at noon." in page
    assert run("check", "--root", repository).exit_code == 0


def test_the_hook_takes_only_what_is_without_errors_and_the_pages_with_it(repository: Path) -> None:
    """Nobody commits a broken briefing, or forgets the pages."""
    shutil.copy(ROOT / "recipes/pre-commit", repository / ".git/hooks/pre-commit")
    (repository / ".venv").symlink_to(ROOT / ".venv")
    edit(repository, BRENNA, "text: The ferry to Brenna", "text: A ferry to Brenna")
    assert "git add them" in git(repository, "commit", "--quiet", "--message=Nothing chosen", ends=1)

    git(repository, "add", BRENNA)
    git(repository, "commit", "--quiet", "--message=Reword")
    assert "A ferry to Brenna" in git(repository, "show", "HEAD:docs/places/brenna.md")
    assert git(repository, "status", "--short") == ""

    edit(repository, BRENNA, "quote: The ferry", "quote: A ferry")
    git(repository, "add", BRENNA)
    assert "[quote-not-found]" in git(repository, "commit", "--quiet", "--message=Break", ends=1)
    assert "Reword" in git(repository, "log", "--max-count=1", "--format=%s")


def test_the_recipe_for_web_pages_of_hosts_is_a_workflow() -> None:
    """It runs after each push of a source, makes the pages, and commits what has changed."""
    recipe = yaml.safe_load((ROOT / "recipes/regenerate-docs.yml").read_text(encoding="utf-8"))

    assert set(recipe[True]["push"]["paths"]) == {"seeds/**", "site_src/**", "mkdocs.yml"}
    steps = [step["run"] for step in recipe["jobs"]["docs"]["steps"] if "run" in step]
    assert steps[0] == "make site"
    assert "git add -- docs .schemas" in steps[1]
