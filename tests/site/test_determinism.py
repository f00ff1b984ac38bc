import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.built import BRIEFINGS, ROOT, copy_sources, made


@dataclass(frozen=True, slots=True)
class Machine:
    """All that may differ from one machine to the next."""

    folder: str
    environment: Mapping[str, str] = field(default_factory=dict)
    umask: int = 0o022
    from_elsewhere: bool = False  # built by --root, from another folder than the briefing's
    files_backwards: bool = False  # created in another order, so that folders list them in another


MACHINES = (
    Machine(
        "a folder/Überblick – ქართული",
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"},
        umask=0o077,
        files_backwards=True,
    ),
    Machine(
        "x",
        {
            "PYTHONHASHSEED": "4242",
            "TZ": "America/St_Johns",
            "LC_ALL": "tr_TR.UTF-8",
            "SOURCE_DATE_EPOCH": "1",
        },
        umask=0o002,
        from_elsewhere=True,
    ),
)


@pytest.mark.parametrize(("name", "machine"), list(zip(BRIEFINGS, MACHINES, strict=True)), ids=BRIEFINGS)
def test_the_same_input_gives_the_same_bytes_on_every_machine(
    name: str, machine: Machine, build_once: Callable[[str], Path], tmp_path: Path
) -> None:
    """docs/ is committed: whoever builds must see the change that was made, and no other."""
    wanted = made(build_once(name))
    root = copy_sources(BRIEFINGS[name], tmp_path / machine.folder, reverse=machine.files_backwards)

    built = build_on(machine, root)

    assert built.returncode == 0, built.stderr
    got = made(root)
    assert [file for file in wanted | got if wanted.get(file) != got.get(file)] == []


def build_on(machine: Machine, root: Path) -> "subprocess.CompletedProcess[str]":
    """Build in a process of its own, as that machine would."""
    options = ["--root", str(root)] if machine.from_elsewhere else []
    return subprocess.run(
        [sys.executable, "-m", "generator", "build", *options],
        cwd=root.parent if machine.from_elsewhere else root,
        env={**os.environ, "PYTHONPATH": str(ROOT), **machine.environment},
        umask=machine.umask,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
