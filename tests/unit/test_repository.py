import hashlib
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.support.built import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")


def pins(lock: str) -> list[str]:
    """The entries of a lock, each on one line: what is pinned, and its checksums."""
    joined = (ROOT / lock).read_text().replace("\\\n", " ")
    return [line for line in joined.splitlines() if line and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_everything_by_version_and_checksum(lock: str) -> None:
    """What was tested is what gets installed, wherever it comes from."""
    entry = r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+ *"

    assert pins(lock)
    assert [line for line in pins(lock) if not re.fullmatch(entry, line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_no_host_and_no_path(lock: str) -> None:
    """It is made on somebody's machine, and has to work on all the others."""
    text = (ROOT / lock).read_text()

    assert (
        re.findall(r"--(?:extra-)?index-url|--find-links|--trusted-host|://|file:|(?:^| )[./~]*/\S+", text)
        == []
    )


def test_the_pins_of_the_runtime_are_those_of_development() -> None:
    """The tests must run what ships."""
    runtime, dev = (set(pins(lock)) for lock in LOCKS)

    assert runtime <= dev


def test_the_article_is_untouched() -> None:
    """Every quotation rests on its bytes; an editor or git that rewrites line ends would change them."""
    article = (ROOT / "seeds/000_212850c7222ce42b.txt").read_bytes()

    assert (
        hashlib.sha256(article).hexdigest()
        == "18462fc379509c72b741a26cd015dc915c2b7a7b1f0d8cc74a77518ecef636b4"
    )


def test_git_keeps_the_bytes_of_articles() -> None:
    """Where git turns line ends, a checkout on another system would change the pinned bytes."""
    rules = (ROOT / ".gitattributes").read_text().splitlines()

    assert {"seeds/** -text", "tests/**/seeds/** -text"} <= set(rules)


def test_ci_runs_every_check_that_a_person_can_run() -> None:
    """What CI leaves out is broken one day, and nobody hears of it."""
    script = (ROOT / ".ci/run").read_text()

    steps = dict(re.findall(r"^step '([^']+)' (.+)$", script, re.MULTILINE))

    assert list(steps.values()) == [
        "make --no-print-directory lint",
        "make --no-print-directory types",
        "make --no-print-directory contract",
        "make --no-print-directory site",
        "docs_are_as_committed",
        ".venv/bin/python -m generator check --strict",
        "make --no-print-directory test",
        "make --no-print-directory lighthouse ARGS=--few",
    ]
    assert (ROOT / ".ci/run").stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", ROOT / ".ci/run"], check=False).returncode == 0  # noqa: S607


def test_unit_tests_open_no_browser() -> None:
    """They are what one runs while working: they answer within a minute, and wherever there is a Python."""
    files = (ROOT / "tests/unit").rglob("test_*.py")

    assert [
        file for file in files if re.search(r"^from playwright|\bbrowser: ", file.read_text(), re.MULTILINE)
    ] == []


def test_make_help_lists_every_target_that_is_for_people() -> None:
    """Somebody who has just cloned the project asks it what it can do."""
    makefile = (ROOT / "Makefile").read_text()
    asked = subprocess.run(
        ["make", "--no-print-directory", "help"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    phony = re.search(r"^\.PHONY: (.+)$", makefile.replace("\\\n", " "), re.MULTILINE)
    assert phony
    for target in set(phony[1].split()) - {"venv", "runtime", "dev", "npm"}:
        assert re.search(rf"^  make {target} +\S", asked.stdout, re.MULTILINE), target


def test_the_recipe_for_github_pages_builds_and_publishes_the_site() -> None:
    """It is copied as it is; a mistake in it shows on somebody else's server only."""
    recipe = yaml.safe_load((ROOT / "recipes/github-pages.yml").read_text())

    steps = recipe["jobs"]["build"]["steps"]
    assert {"run": "make site"} in steps
    assert [step["with"]["path"] for step in steps if "upload-pages-artifact" in step.get("uses", "")] == [
        "site"
    ]
    assert recipe["jobs"]["deploy"]["needs"] == "build"
    assert recipe["permissions"] == {"contents": "read"}
    assert set(recipe[True]) == {"push", "workflow_dispatch"}  # YAML 1.1 reads the key "on" so


def test_what_npm_installs_is_pinned_by_version_and_checksum() -> None:
    """As with Python: what was tested is what gets installed, wherever it comes from."""
    asked = json.loads((ROOT / "package.json").read_text())
    lock = json.loads((ROOT / "package-lock.json").read_text())

    packages = {path: package for path, package in lock["packages"].items() if path}
    assert [path for path, package in packages.items() if "sha512-" not in package.get("integrity", "")] == []
    assert [path for path, package in packages.items() if "resolved" in package] == []
    for name, version in (asked["devDependencies"] | asked["overrides"]).items():
        assert packages[f"node_modules/{name}"]["version"] == version
    assert asked["private"]
    assert "dependencies" not in asked


def test_every_file_that_the_documents_link_to_is_there() -> None:
    """A reader's first click must not fail."""
    dead = [
        f"{document.name}: {target}"
        for document in sorted(ROOT.glob("*.md"))
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", without_code(document))
        if "://" not in target and not target.startswith("mailto:") and not (ROOT / target).exists()
    ]

    assert dead == []


def test_every_module_is_named_once_by_its_room() -> None:
    """Whoever looks for a module, or for a place for a new one, finds it in the one list of them."""
    package = ROOT / "generator"
    modules = [
        (path.parent.relative_to(ROOT).as_posix().removeprefix("generator/"), path.stem)
        for path in package.rglob("*.py")
        if not path.stem.startswith("__")
    ]

    named = [
        (room, module)
        for document in ("README.md", "CONTRIBUTING.md")
        for room, cell in re.findall(
            r"^\| `([a-z/]+)/` \| ((?:`[a-z_]+`,? ?)+) \|$", (ROOT / document).read_text(), re.MULTILINE
        )
        for module in re.findall(r"`([a-z_]+)`", cell)
    ]

    assert sorted(named) == sorted(modules)


def test_no_room_is_overfull_and_each_says_what_it_is_for() -> None:
    """Among more than thirteen modules nobody finds one by its name."""
    for room in {path.parent for path in (ROOT / "generator").rglob("*.py")}:
        modules = [path for path in room.glob("*.py") if not path.stem.startswith("__")]
        assert len(modules) <= 13, room
        assert (room / "__init__.py").read_text().startswith('"""'), room


def without_code(document: Path) -> str:
    """A document's text outside blocks and spans of code, where brackets are examples."""
    return re.sub(r"```.*?```|`[^`\n]+`", "", document.read_text(), flags=re.DOTALL)


def test_the_version_is_said_in_one_place() -> None:
    """Two places differ one day."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())

    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == "generator/__init__.py"
