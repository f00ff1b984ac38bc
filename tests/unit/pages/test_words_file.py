"""All words of our own on the pages stand in templates/words.toml, and a briefing may bring its own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from generator.pages.words_file import read_words
from tests.support.briefing import check_folder, make_folder

PACKAGE = Path(__file__).parents[3] / "generator"
TEMPLATES = sorted((PACKAGE / "templates").glob("*.md"))
WORDS = (PACKAGE / "templates" / "words.toml").read_text(encoding="utf-8")
OWN = "site_src/templates/words.toml"

_WORDING, _ = read_words(make_folder({}))
KEYS = {re.sub(r"\.(one|many)$", "", key) for key in _WORDING.words}

_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"<[^>]*>")
_IN_PYTHON = re.compile(r"\b(?:say|text)\(\s*\"([a-z_.0-9]+)\"(, [a-z])?")

each_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)


def tree_of(path: Path) -> nodes.Template:
    return Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))


def printed(path: Path) -> str:
    """What a template holds outside of its expressions and of HTML's tags."""
    tokens = Environment(autoescape=True).lex(path.read_text(encoding="utf-8"))
    return _TAG.sub("", "".join(text for _, kind, text in tokens if kind == "data"))


def calls(tree: nodes.Node, *names: str) -> Iterator[nodes.Call]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in names:
            yield call


def constants(*found: nodes.Node) -> Iterator[nodes.Const]:
    """The texts with letters in them that stand in some expressions."""
    for node in found:
        for constant in [node] if isinstance(node, nodes.Const) else node.find_all(nodes.Const):
            if isinstance(constant.value, str) and _LETTER.search(constant.value):
                yield constant


def asked_for() -> Iterator[str]:
    """The keys that templates and code ask for, and "table.*" where the key is known to the page alone."""
    for path in TEMPLATES:
        tree = tree_of(path)
        for call in calls(tree, "say"):
            first, *more = call.args
            rest = ".*" if more else ""
            yield from (f"{c.value}{rest}" for c in constants(first) if more or "." in c.value)
        for counted in tree.find_all(nodes.Filter):
            if counted.name == "count":
                yield from (f"count.{constant.value}" for constant in constants(*counted.args))
    for path in PACKAGE.rglob("*.py"):
        for key, more in _IN_PYTHON.findall(path.read_text(encoding="utf-8")):
            yield f"{key}.*" if more and key not in KEYS else key
    for path in (PACKAGE / "theme").rglob("*.html"):
        found = re.findall(r"\bwords\.(?!html)(\w+)", path.read_text(encoding="utf-8"))
        yield from (f"theme.{key}" for key in found)


def broken_words(words: str) -> list[str]:
    """What an editor is told whose words.toml says `words`."""
    compiled = check_folder(make_folder({OWN: words}))
    assert compiled.docs == ()
    return [f"{problem.origin}: {problem.sentence}; {problem.advice}" for problem in compiled.problems]


@each_template
def test_no_template_holds_a_word_of_its_own(path: Path) -> None:
    """A word that stands elsewhere would stay English on the pages of a briefing in another language."""
    letters = [line for line in printed(path).splitlines() if _LETTER.search(line)]

    assert letters == []


@each_template
def test_no_expression_prints_a_word_of_its_own(path: Path) -> None:
    """Between {{ and }}, letters are keys, paths, or values that are compared."""
    tree = tree_of(path)
    allowed = {id(c) for call in calls(tree, "say", "to", "picture") for c in constants(*call.args)}
    allowed |= {id(c) for counted in tree.find_all(nodes.Filter) for c in constants(*counted.args)}
    allowed |= {id(c) for compared in tree.find_all(nodes.Compare) for c in constants(compared)}
    allowed |= {id(c) for imported in tree.find_all(nodes.Import) for c in constants(imported)}

    assert [c.value for c in constants(tree) if id(c) not in allowed] == []


def test_every_key_is_used() -> None:
    """Words that nothing prints would be translated in vain."""
    used = set(asked_for())

    assert sorted(key for key in KEYS - used if f"{key.rpartition('.')[0]}.*" not in used) == []


def test_every_key_that_is_used_exists() -> None:
    """Some pages are rarely made; a key that is missing has to be seen before one of them is."""
    tables = {f"{key.rpartition('.')[0]}.*" for key in KEYS}

    assert sorted(set(asked_for()) - KEYS - tables) == []


def test_the_words_of_a_briefing_take_the_place_of_the_package_s() -> None:
    """A briefing in another language is made without a change of the program."""
    own = WORDS.replace('"What is not known"', '"Ce qu’on *ignore*"').replace('"September"', '"septembre"')
    event = "name: Stop\ndate: {value: 2023-09-04, because: the paper's date}\n"

    compiled = check_folder(make_folder({OWN: own, "site_src/events/stop.yml": event}))

    pages = {file.path: file.data.decode() for file in compiled.docs}
    assert compiled.problems == ()
    assert "\n## Ce qu’on \\*ignore\\*\n" in pages["index.md"]
    assert "4 septembre 2023" in pages["events/stop.md"]


def test_words_that_lack_a_key_are_named_with_the_package_s() -> None:
    """Every hole is named at once, by its key, also on pages that this briefing does not have."""
    own = WORDS.replace('\nnot_known = "What is not known"', "").replace('\n9 = "September"', "\n9 = 9")

    assert broken_words(own) == [
        f"{OWN}: there are no words for 'home.not_known'; the package’s own file says: What is not known",
        f"{OWN}: there are no words for 'month.9'; the package’s own file says: September",
    ]


def test_words_that_ask_for_what_is_not_put_in_are_named() -> None:
    """A misspelt placeholder would show as it is, or fail on one page in a hundred."""
    own = WORDS.replace('"As of {date}"', '"As of {dat}"').replace('"What is not known"', '"Not {known}"')

    assert broken_words(own) == [
        f"{OWN}: {{dat}} is not put into 'home.as_of'; what is put in: {{date}}",
        f"{OWN}: {{known}} is not put into 'home.not_known'; what is put in: nothing",
    ]
