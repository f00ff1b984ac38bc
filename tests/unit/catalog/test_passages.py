import pytest

from generator.catalog.passages import read_documents
from generator.model import Document, PinnedSource
from generator.problems import Origin, Problem
from generator.schema import Source
from generator.values import Text

FILE = "site_src/sources/talks.yml"


def text(words: str, line: int = 0) -> Text:
    return Text(words, Origin(FILE, line, 1))


def document(
    article: str,
    title: str = "Talks end",
    *boilerplate: str | dict[str, str],
    language: str | None = None,
) -> tuple[Document, tuple[Problem, ...]]:
    """The passages of an article, whose file declares a title and boilerplate."""
    content = Source.model_validate(
        {
            "\0origin": Origin(FILE, 1, 1),
            "file": text("seeds/talks.txt"),
            "sha256": text("0" * 64),
            "title": text(title, 3),
            **({"language": text(language)} if language else {}),
            "boilerplate": [
                text(item, 5)
                if isinstance(item, str)
                else {"\0origin": Origin(FILE, 5, 1), **{k: text(v, 5) for k, v in item.items()}}
                for item in boilerplate
            ],
        }
    )
    documents, problems = read_documents([PinnedSource("talks", content, article, "0" * 64)], "en-GB")
    return documents[0], problems


def passages(found: Document) -> dict[int, str]:
    return {passage.n: passage.text for passage in found.passages}


def test_empty_lines_divide_paragraphs() -> None:
    """Wrapped lines are one paragraph, and keep their line ends; white space makes no paragraph."""
    found, problems = document("\n\nTalks end\n\nFirst line\n  second line \n \t \n\n\n Second one\n")

    assert passages(found) == {0: "Talks end", 1: "First line\n  second line", 2: "Second one"}
    assert problems == ()


def test_the_headline_may_be_wrapped_and_spelt_with_other_marks() -> None:
    """The title is found by the same rule as any quote."""
    found, problems = document("Talks\n  “end”\n\nOne", 'Talks "end"')

    assert passages(found) == {0: "Talks\n  “end”", 1: "One"}
    assert problems == ()


def test_boilerplate_is_counted_but_is_no_article() -> None:
    """Numbers never shift when a line is declared, for footnotes and rulings name them."""
    article = "Skip to content\n\nTalks end\n\nAdvertisement\n\nOne\n\nShare\nPrint\n\nTwo"

    bare, warned = document(article)
    declared, problems = document(article, "Talks end", "Skip to content", "Advertisement", "Share", "Print")

    assert passages(bare) == passages(declared)
    assert [p.n for p in declared.article] == [0, 2, 4]
    assert problems == ()
    assert [(p.code.name, p.origin.line) for p in warned] == [("before-headline", 3)]


def test_a_paragraph_is_boilerplate_only_as_a_whole() -> None:
    """Words of the article that share it stay quotable."""
    found, _ = document("Talks end\n\nShare\nOne", "Talks end", "Share")

    assert [p.n for p in found.article] == [0, 1]


def test_from_a_line_on_nothing_is_the_article() -> None:
    """What stands below an article differs from day to day; one line is enough to cut it off."""
    found, problems = document(
        "Talks end\n\nOne\n\nLeave a Reply\n\nYour name", "Talks end", {"from": "Leave a Reply"}
    )

    assert [(p.n, p.boilerplate) for p in found.passages] == [(0, False), (1, False), (2, True), (3, True)]
    assert problems == ()


@pytest.mark.parametrize(
    ("item", "hint"),
    [
        ("Skip to contents", "did you mean 'Skip to content'?"),
        ("Something else entirely", "copy the whole line from the source"),
        ({"from": "Leave a reply"}, "did you mean 'Leave a Reply'?"),
        ({"from": "second line"}, "copy the whole line from the source"),
    ],
)
def test_boilerplate_that_is_not_there_is_an_error(item: str | dict[str, str], hint: str) -> None:
    """A line that does not match would be quoted, counted and shown in silence."""
    _, problems = document(
        "Skip to content\n\nTalks end\n\nOne\nsecond line\n\nLeave a Reply",
        "Talks end",
        "Skip to content",
        item,
    )

    assert [(p.code.name, p.origin.line, p.advice) for p in problems] == [("line-not-found", 5, hint)]


def test_without_its_headline_a_source_has_no_passage_0() -> None:
    """It is counted from its first paragraph on, and the editor is told."""
    found, (problem,) = document("Talks ended\n\nOne")

    assert passages(found) == {1: "Talks ended", 2: "One"}
    assert problem.code.name == "no-headline"
    assert problem.advice == "is it this one? Talks ended"


def test_a_source_has_its_own_language_or_the_briefings() -> None:
    """Which words are negations depends on it."""
    assert document("Talks end")[0].language == "en-GB"
    assert document("Talks end", language="de")[0].language == "de"
