"""How articles are divided into paragraphs, by the ending of their file."""

import pytest

from generator.catalog.formats import ENDINGS, headline_of, paragraphs_of


def test_a_format_is_one_row() -> None:
    """What can be read as an article is what the table has a row for."""
    assert ENDINGS == (".txt", ".md")
    assert paragraphs_of("# One\n\ntwo", "seeds/talks.txt") == ("# One", "two")
    assert paragraphs_of("# One\n\ntwo", "seeds/talks.md") == ("One", "two")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# Talks *end*\n\nOne **two** `six`.", ["Talks end", "One two six."]),
        ("Talks\nend\n===\n\nOne\n---", ["Talks\nend", "One"]),
        ("- one\n- two\n  more\n\n  second\n1. three", ["one", "two\nmore", "second", "three"]),
        ("> one\n> more\n>\n> two", ["one\nmore", "two"]),
        (
            "a [link\nhere](x.md 'y') and <https://z.org>, [q][r]\n\n[r]: s",
            ["a link\nhere and https://z.org, q"],
        ),
        ("![a *picture*](x.png)", ["a picture"]),
        ("| a | b |\n| --- | --- |\n| c | d \\| e |\n", ["a", "b", "c", "d | e"]),
        ("AT&amp;T \\*x\\* &copy;", ["AT&T *x* ©"]),
        ("one  \ntwo\\\nthree", ["one\ntwo\nthree"]),
        ("one<br>two <b>bold</b> <!-- hidden -->", ["onetwo bold"]),
        ("<div>\nAT&amp;T <i>x</i>\n</div>\n\n<!-- hidden -->\n\ny", ["AT&T x", "y"]),
        ("<script>\nlet hidden = 1 < 2;\n\nhidden\n</script>\n\ny", ["y"]),
        ("```\ncode *x*\n\nmore\n```\n\n    indented", ["code *x*\n\nmore", "indented"]),
        ("one\n\n***\n\ntwo", ["one", "two"]),
        ("---\ntitle: x\n---\n\none", ["one"]),
        ("---\n---\n\none\n\n---\n\ntwo", ["one", "two"]),
        ("---\n\none\n\n---\n\ntwo", ["one", "two"]),
        ("one\n\n---\ntwo\n---\n\nthree", ["one", "two", "three"]),
        ("", []),
    ],
)
def test_markdown_is_read_as_its_reader_sees_it(markdown: str, expected: list[str]) -> None:
    """What is quoted is what was published: no marks, no addresses, nothing hidden."""
    assert list(paragraphs_of(markdown, "seeds/talks.md")) == expected


@pytest.mark.parametrize(
    ("article", "file", "expected"),
    [
        (
            "Skip to content\n\nTop officer killed\nin action\n\nOne two three four five.",
            "seeds/talks.txt",
            None,
        ),
        ("---\ntitle: x\n---\n\n# Top officer killed in action\n\nText", "seeds/talks.md", None),
        ("Talks end", "seeds/talks.txt", "Talks end"),
        ("", "seeds/talks.txt", ""),
    ],
)
def test_the_headline_is_the_first_paragraph_that_is_long_enough(
    article: str, file: str, expected: str | None
) -> None:
    """A page's furniture before it is shorter."""
    wanted = "Top officer killed in action" if expected is None else expected

    assert headline_of(article, file) == wanted
