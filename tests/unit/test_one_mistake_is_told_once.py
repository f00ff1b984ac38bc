"""A file that is gone, elsewhere, unreadable or changed is one mistake, whatever rests on it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import pytest

from generator.build import examine
from generator.catalog.folder import make_folder, read_folder
from generator.layout import DECISIONS_FILE, SITE_FILE
from generator.model import Files
from tests.support.built import BRIEFINGS

EVERY = {"nagorno-karabakh": 30, "saltmere": 7}
"""Each of so many entities is tried: all of them take minutes."""
_ELSEWHERE = {"actors": "events", "events": "places", "places": "actors", "sources": "places"}


def _files(name: str) -> Files:
    folder = read_folder(BRIEFINGS[name])
    return {**folder.seeds, **folder.site_src, "mkdocs.yml": folder.mkdocs or b""}


def _told(files: Files) -> list[str]:
    """Each problem by its file and code, alike ones once, as an editor is shown them."""
    problems = examine(make_folder(files)).problems
    shown = {(p.code, p.sentence, p.advice): f"{p.origin.file} {p.code.name}" for p in reversed(problems)}
    return sorted(shown.values())


def _of(files: Files, *folders: str) -> list[str]:
    return [file for file in files if PurePosixPath(file).parent.name in folders]


def _moved(files: Files, file: str, to: str) -> Files:
    return {path: data for path, data in files.items() if path != file} | {to: files[file]}


def _entities(name: str) -> tuple[Files, list[str]]:
    files = _files(name)
    return files, _of(files, "actors", "events", "places")[:: EVERY[name]]


def _places_for(file: str) -> Iterator[tuple[str, str]]:
    """Where else a file may end up, and what is told of it there."""
    path = PurePosixPath(file)
    folder = path.parent.name
    yield file.replace(f"/{folder}/", f"/{_ELSEWHERE[folder]}/"), "wrong-place"
    yield file.replace(f"/{folder}/", "/pages/"), "wrong-place"
    yield file.replace(f"/{folder}/", "/"), "wrong-place"
    yield file.replace(f"/{folder}/", f"/{folder}/old/"), "wrong-place"
    yield file.replace(".yml", ".yaml"), "wrong-name"
    yield file.replace(".yml", ".yml.txt"), "wrong-name"


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_file_in_another_place_is_one_mistake(name: str) -> None:
    """It is read as what it is, so that nobody who refers to it is wrong."""
    files, entities = _entities(name)
    tried = [
        file
        for file in (*entities, *_of(files, "sources"))
        if b"\nkind: " in files[file] or b"sha256" in files[file]
    ]
    assert len(tried) > 2

    for file in tried:
        for place, code in _places_for(file):
            assert _told(_moved(files, file, place)) == [f"{place} {code}"]


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_copy_is_one_mistake(name: str) -> None:
    """File managers call it so."""
    files, entities = _entities(name)

    for file in (*entities, *_of(files, "sources")):
        copy = file.replace(".yml", " copy.yml")
        assert _told({**files, copy: files[file]}) == [f"{copy} wrong-name"]


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_copy_under_an_id_of_its_own_is_one_doubt(name: str) -> None:
    """Until it is said which of the two is meant, each name of theirs would be in doubt."""
    files, entities = _entities(name)

    for file in entities:
        copy = file.replace(".yml", "-2.yml")
        told = [
            said for said in _told({**files, copy: files[file]}) if not said.endswith(" duplicate-statement")
        ]
        assert told == [f"{copy} told-twice"]


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_file_that_cannot_be_read_is_one_mistake(name: str) -> None:
    """Whatever it says, others may rest on it."""
    files, entities = _entities(name)
    broken: Mapping[bytes, str] = {
        b"name: [\n": "yaml-syntax",
        b"\xff\n": "not-utf8",
        b"# nothing\n": "empty-file",
        b"<<<<<<< ours\nname: A\n": "merge-mark",
    }

    for file in (*entities, *_of(files, "sources")):
        for data, code in broken.items():
            assert _told({**files, file: data}) == [f"{file} {code}"]


@pytest.mark.parametrize("name", BRIEFINGS)
def test_an_entity_that_is_gone_is_one_mistake(name: str) -> None:
    """It is told once, for whatever refers to it, and nothing looks lost with it."""
    files, entities = _entities(name)
    told = {}
    for file in entities:
        found = _told({path: data for path, data in files.items() if path != file})
        named = re.compile(rf"(?<![\w-]){PurePosixPath(file).stem}(?![\w-])".encode())
        is_named = any(named.search(data) for path, data in files.items() if path != file)
        codes = {problem.split()[-1] for problem in found}
        if is_named and (len(found) != 1 or not codes <= {"unknown-entity", "unknown-link"}):
            told[file] = found

    assert told == {}


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_source_whose_description_is_gone_is_one_mistake(name: str) -> None:
    """Its quotes are not false, and no words of another source are proposed for them."""
    files = _files(name)

    for file in _of(files, "sources"):
        seed = re.search(rb"^file: (\S+)", files[file], re.MULTILINE)
        assert seed is not None
        without = {path: data for path, data in files.items() if path != file}
        assert _told(without) == [f"{seed[1].decode()} missing-file"]


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_seed_that_changed_is_one_mistake(name: str) -> None:
    """What may come of it is told once the change is accepted."""
    files = _files(name)

    for file in _of(files, "sources"):
        seed = re.search(rb"^file: (\S+)", files[file], re.MULTILINE)
        assert seed is not None
        path = seed[1].decode()
        for was, now in ((rb"[ae]", b"o"), (rb"\n\n.*", b""), (rb"[A-Z][a-z]+", b"Xyzzy")):
            changed = {**files, path: re.sub(was, now, files[path], flags=re.DOTALL)}
            assert _told(changed) == [f"{file} changed-source"]
        gone = {other: data for other, data in files.items() if other != path}
        assert _told(gone) == [f"{file} missing-file"]


@pytest.mark.parametrize("name", BRIEFINGS)
def test_decisions_that_cannot_be_read_are_one_mistake(name: str) -> None:
    """No name is in doubt for that."""
    files = _files(name)

    for data, code in ((b"- name: [\n", "yaml-syntax"), (b"\xff", "not-utf8"), (b"name: A\n", "wrong-type")):
        assert _told({**files, DECISIONS_FILE: data}) == [f"{DECISIONS_FILE} {code}"]
    other = DECISIONS_FILE.replace(".yml", ".yaml")
    assert _told(_moved(files, DECISIONS_FILE, other)) == [f"{other} wrong-place"]


@pytest.mark.parametrize("name", BRIEFINGS)
def test_settings_that_are_gone_are_one_mistake(name: str) -> None:
    """Without them nothing can be built, and the other files are none the worse."""
    files = _files(name)

    without = {path: data for path, data in files.items() if path != SITE_FILE}
    assert _told(without) == [f"{SITE_FILE} missing-file"]
