"""An editor who mends all that one run tells of is done: none hides another, and none looks like two."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from generator.build import examine
from generator.catalog.folder import read_folder
from generator.checks.acceptance import ACCEPTABLE
from generator.layout import SITE_FILE
from generator.model import Folder
from generator.reading.nodes import Mapping, Node, Scalar, Sequence
from generator.reading.parse import decode, parse
from tests.support.built import BRIEFINGS

EVERY_NAME = {"nagorno-karabakh": 3, "saltmere": 1}


def _keys(node: Node, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    """Each key with the keys that lead to it, from the folder of its file on."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield (*way, key.text), key
            yield from _keys(value, (*way, key.text))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _keys(item, (*way, "-"))


def _slips() -> Iterator[tuple[Scalar, Folder, str, bytes]]:
    """Each key that stands anywhere, once: two of its letters swapped, its file, and what that has then."""
    tried = set()
    for name in ("saltmere", "nagorno-karabakh"):
        folder = read_folder(BRIEFINGS[name])
        for file, data in folder.site_src.items():
            text = decode(data, file)[0] or ""
            node = parse(text, file)[0] if file.endswith(".yml") else None
            for way, key in _keys(node, (file.split("/")[1],)) if node else ():
                slipped = key.text[:1] + key.text[2:3] + key.text[1:2] + key.text[3:]
                # Of shorter ones nobody can tell.
                if way not in tried and len(key.text) > 3 and slipped != key.text:
                    tried.add(way)
                    yield key, folder, file, (text[: key.start] + slipped + text[key.end :]).encode()


def test_a_slip_in_a_key_is_one_mistake() -> None:
    """What the key holds is read as meant, so that nothing else is missing, unused or in doubt."""
    told = {
        (str(key.origin), "bad-value" if key.text in ACCEPTABLE else "unknown-key"): [
            (str(problem.origin), problem.code.name) for problem in examine(changed).problems
        ]
        for key, folder, file, data in _slips()
        for changed in [replace(folder, site_src={**folder.site_src, file: data})]
    }

    assert len(told) > 170
    assert {slip: problems for slip, problems in told.items() if problems != [slip]} == {}


def _without_names(folder: Folder) -> Iterator[tuple[str, bytes]]:
    """Each file of an entity without its name, and with its other names under a key that there is not."""
    for file, data in folder.site_src.items():
        for was, now in ((rb"^name: .*\n", b""), (rb"^aliases:", b"xyzzy:")):
            changed = re.sub(was, now, data, count=1, flags=re.MULTILINE)
            if changed != data and file.count("/") > 1:
                yield file, changed


@pytest.mark.parametrize("name", BRIEFINGS)
def test_names_that_cannot_be_read_are_one_mistake(name: str) -> None:
    """Who is named by them in other files is not in doubt for that."""
    folder = read_folder(BRIEFINGS[name])
    told = [
        (file, [str(problem) for problem in examine(changed).problems])
        for file, data in islice(_without_names(folder), 0, None, EVERY_NAME[name])
        for changed in [replace(folder, site_src={**folder.site_src, file: data})]
    ]

    assert len(told) > 20
    assert [(file, problems) for file, problems in told if len(problems) != 1] == []


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_false_quote_is_told_beside_a_name_that_is_missing(name: str) -> None:
    """The key that a file cannot do without is not all that it says."""
    folder = read_folder(BRIEFINGS[name])
    for file, data in islice(_without_names(folder), 0, None, EVERY_NAME[name]):
        if b"\nname: " not in data and b"quote: " in data:
            spoilt = data.replace(b"quote: ", b"quote: zyx ", 1)
            found = examine(replace(folder, site_src={**folder.site_src, file: spoilt})).problems
            assert [problem.code.name for problem in found] == ["missing-key", "quote-not-found"], file


@pytest.mark.parametrize("name", BRIEFINGS)
@pytest.mark.parametrize(
    ("was", "now"),
    [
        (rb"^title: .*", b"title: a: b"),  # no YAML
        (rb"^title: .*\n", b""),
        (rb"^kinds:", b"xyzzy:"),  # what kinds there are is known to nobody then
        (rb"^language:.*\n", b"xyzzy: en\n"),
        (rb"^<|\Z", b"<<<<<<< ours\n"),
    ],
    ids=["unreadable", "untitled", "without kinds", "without a language", "merged badly"],
)
def test_a_mistake_in_the_settings_is_one_and_hides_no_other(was: bytes, now: bytes, name: str) -> None:
    """No file of the briefing is in doubt for it, and a false quote in one is told as well."""
    folder = read_folder(BRIEFINGS[name])
    site = folder.site_src[SITE_FILE]
    broken = re.sub(was, now, site, count=1, flags=re.MULTILINE)
    assert broken != site
    file, data = next((f, d) for f, d in folder.site_src.items() if "/events/" in f and b"quote: " in d)
    spoilt = data.replace(b"quote: ", b"quote: zyx ", 1)
    changed = replace(folder, site_src={**folder.site_src, SITE_FILE: broken, file: spoilt})

    assert [problem.origin.file for problem in examine(changed).problems] == [file, SITE_FILE]


def test_a_false_quote_is_told_beside_a_slip_in_each_key() -> None:
    """Mending the slip uncovers nothing."""
    hidden = []
    for key, folder, file, data in _slips():
        spoilt = data.replace(b"quote: ", b"quote: zyx ", 1) if b"quote: " in data else b""
        line = spoilt[: spoilt.find(b"quote: zyx ")].count(b"\n") + 1
        if spoilt and line != key.origin.line:
            found = examine(replace(folder, site_src={**folder.site_src, file: spoilt})).problems
            if not any(p.origin.line == line and p.code.name == "quote-not-found" for p in found):
                hidden.append(f"{key.origin} hides line {line}")

    assert hidden == []


SPOILT = [
    (re.compile(rf"^( *(?:- )?)text: (?!>){was}", re.MULTILINE), rf"\1text: {now}")
    for was, now in ((r"(\w+ )", r"\2: "), ("", "[The] "), (r"(\w+ )", r"\2#"), ("", '"Well" '), ("", "%"))
]


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_value_that_yaml_cannot_read_hides_nothing_behind_it(name: str) -> None:
    """A sentence with a colon or a # is one mistake; a false quote and a slip in a key are others."""
    folder = read_folder(BRIEFINGS[name])
    tried = 0
    for file, data in islice(folder.site_src.items(), 0, None, EVERY_NAME[name]):
        *before, rest = re.split(r"\n    quote: (?!>)", data.decode())
        kept, key, most = "\n    quote: ".join(before).partition("\nkind: ")
        if not key:
            continue
        for was, now in SPOILT:
            broken, times = was.subn(now, most, count=1)
            if not times:
                continue
            tried += 1
            spoilt = f"{kept}\nknid: {broken}\n    quote: zyx {rest}"
            found = examine(replace(folder, site_src={**folder.site_src, file: spoilt.encode()})).problems
            assert [p.origin.file for p in found] == [file] * 3, [str(problem) for problem in found]
            assert {p.code.name for p in found} > {"unknown-key", "quote-not-found"}
    assert tried >= len(SPOILT)
