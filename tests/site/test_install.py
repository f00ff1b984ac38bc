import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.support.built import MADE, ROOT, contents, made

PROJECT = ("pyproject.toml", "README.md", "LICENSE", ".gitignore")
SITE_PACKAGES = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a venv in which somebody has said ``pip install .``; what the package needs is lent by ours."""
    folder = tmp_path_factory.mktemp("installed")
    for file in PROJECT:
        (folder / file).write_bytes((ROOT / file).read_bytes())
    for file, data in contents(ROOT / "generator").items():
        if "__pycache__" not in file:
            (folder / "generator" / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / "generator" / file).write_bytes(data)
    made_venv = folder / "venv"
    venv.create(made_venv, with_pip=False)
    (made_venv / SITE_PACKAGES / "lent.pth").write_text(sysconfig.get_path("purelib"))
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(made_venv / "bin/python"),
        "--disable-pip-version-check",
    ]
    ended = subprocess.run(
        [*pip, "install", "--quiet", "--no-deps", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return made_venv


def test_make_tells_a_venv_where_it_is_now(tmp_path: Path) -> None:
    """The command `briefing` of a copy would be that of the first folder, and a moved one would have none."""
    first, copy, moved = (tmp_path / name for name in ("the first", "a copy", "moved"))
    first.mkdir()
    shutil.copyfile(ROOT / "Makefile", first / "Makefile")
    venv.create(first / ".venv", symlinks=True, with_pip=False)
    (first / ".venv" / SITE_PACKAGES / "pip").mkdir()

    _make_venv(first)
    shutil.copytree(first, copy, symlinks=True)
    _make_venv(copy)
    first.rename(moved)
    _make_venv(moved)
    lent = tmp_path / "lent"
    lent.mkdir()
    shutil.copyfile(ROOT / "Makefile", lent / "Makefile")
    (lent / ".venv").symlink_to(moved / ".venv")
    subprocess.run(["make", "venv"], cwd=lent, check=True)  # noqa: S607


def _make_venv(folder: Path) -> None:
    """Say ``make venv``; what was installed is kept, and the shell finds it."""
    subprocess.run(["make", "venv"], cwd=folder, check=True)  # noqa: S607
    activate = ". .venv/bin/activate && command -v python"
    told = subprocess.run(["sh", "-c", activate], cwd=folder, capture_output=True, text=True, check=True)  # noqa: S607
    assert told.stdout == f"{folder}/.venv/bin/python\n"
    assert (folder / ".venv" / SITE_PACKAGES / "pip").is_dir()


def call(installed: Path, folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Run a program of the venv in a folder outside the checkout."""
    program, *arguments = command
    return subprocess.run(
        [installed / "bin" / program, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_installed_package_holds_its_templates_theme_and_explanations(installed: Path) -> None:
    """They are no Python, and packaging leaves out such files when nobody looks."""
    package = installed / SITE_PACKAGES / "generator"

    for folder in ("templates", "theme", "explanations"):
        assert contents(package / folder) == contents(ROOT / "generator" / folder)
        assert contents(package / folder)
    assert (package / "py.typed").is_file()


def test_nothing_but_the_package_is_installed(installed: Path) -> None:
    """Tests or a briefing in somebody's site-packages would shadow their own."""
    there = {path.name for path in (installed / SITE_PACKAGES).iterdir()}

    assert {name for name in there if not name.endswith((".pth", ".dist-info"))} == {"generator"}


def test_the_installed_command_builds_a_briefing_as_the_checkout_does(installed: Path, small: Path) -> None:
    """Somebody who has no make, and no clone of the project, gets the same site."""
    before = made(small)
    for top in MADE:
        shutil.rmtree(small / top)

    checked = call(installed, small, "python", "-m", "generator", "check")
    built = call(installed, small, "briefing", "build")
    where = call(installed, small, "python", "-c", "import generator; print(generator.__file__)")

    assert checked.returncode == 0, checked.stderr
    assert built.returncode == 0, built.stderr
    assert Path(where.stdout.strip()).is_relative_to(installed)
    assert made(small) == before
