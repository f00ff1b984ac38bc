import logging
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.resources import files
from pathlib import Path

import pytest

from generator.output.renderer import Frame, PageByPage
from generator.pages.templates import COMPILED
from tests.support.built import ROOT, contents, edit, made, run, state

# --- one page, and all of them ---------------------------------------------------------------------------


def test_a_page_rendered_alone_is_the_page_of_the_whole_site(saltmere: Path) -> None:
    """What an editor sees while writing is what readers get."""
    whole = {file: data for file, data in contents(saltmere / "site").items() if file.endswith(".html")}
    shutil.rmtree(saltmere / "site")

    site = PageByPage(Frame(saltmere, COMPILED), (), lambda _: None, lambda _: None)

    alone = {file: site.not_found() if file == "404.html" else site.render(file) for file in whole}
    assert alone == whole


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


def test_the_style_sheet_of_material_that_pages_name_is_there() -> None:
    """Its name changes from release to release; pages written by hand would lose their looks in silence."""
    named = re.findall(
        r"assets/stylesheets/main\.\w+\.min\.css", (ROOT / "generator/theme/main.html").read_text()
    )

    assert len(named) == 1
    assert (files("material") / "templates" / named[0]).is_file()


# --- what MkDocs complains of ----------------------------------------------------------------------------


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
