"""Text from outside shows as the very same text, whatever it holds, in every place where pages put it."""

import html
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import unquote

import markdown  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.pages.markdown import Markdown, to_address, to_attribute, to_markdown

EXTENSIONS = [
    "tables",
    "footnotes",
    "toc",
    "fenced_code",
    "attr_list",
    "md_in_html",
    "admonition",
    "abbr",
    "def_list",
]
GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class _Rendered(HTMLParser):
    """The text of some HTML, what it links to, and the tags that it is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.addresses: list[str | None] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def python_markdown(source: str) -> _Rendered:
    return _Rendered(markdown.markdown(source, extensions=EXTENSIONS))


def commonmark(source: str) -> _Rendered:
    return _Rendered(GITHUB.render(source))


RENDERERS = [python_markdown, commonmark]

PLACES = {
    "a paragraph": ("{}\n", "{}", {"p"}),
    "a list item": ("- {}\n- z\n", "{} z", {"ul", "li"}),
    "an item inside an item": ("- z\n    - {}\n", "z {}", {"ul", "li"}),
    "a table cell": (
        "| z | z |\n| --- | --- |\n| {} | z |\n",
        "z z {} z",
        {"table", "thead", "tbody", "tr", "th", "td"},
    ),
    "a heading": ("## {}\n", "{}", {"h2"}),
    "the words of a link": ("[{}](there.md)\n", "{}", {"p", "a"}),
    "before a link": ("{}[z](there.md)\n", "{}z", {"p", "a"}),
    "behind a link": ("[z](there.md){}\n", "z{}", {"p", "a"}),
    "a mark": ("z <mark>{}</mark> z\n", "z {} z", {"p", "mark"}),
    "behind bold words": ("**z**{}\n", "z{}", {"p", "strong"}),
}


def shown(text: str) -> str:
    """What a browser shows of `text`: white space as one space, a control character as none at all.

    The two marks that end a change of direction do not count: they are added where a text leaves one open.
    """
    control = dict.fromkeys((*range(9), *range(0x0E, 0x1C), 0x7F), "\ufffd")
    return " ".join(text.translate({**control, 0x202C: "", 0x2069: ""}).split())


NASTY = [
    "*bold*",
    "**bold**",
    "_slanted_",
    "__bold__",
    "snake_case_name",
    "2 * 3 * 4",
    "`code`",
    "``co`de``",
    "~~struck~~",
    "~~~",
    "```",
    "# No heading",
    "#hashtag",
    "C#",
    "learn C #",
    "a ## b ##",
    "- no item",
    "+ no item",
    "* no item",
    "1. no item",
    "1986. A great year.",
    "1234567890123. no item",
    "2) no item",
    "١. no item",
    "---",
    "***",
    "===",
    "> no quotation",
    ">",
    "<b>no tag</b>",
    "</p>",
    "<script>alert(1)</script>",
    "<!-- no comment",
    "-->",
    "a < b > c",
    "AT&T",
    "&amp;",
    "&lt;b&gt;",
    "&#35;",
    "&copy; 2023",
    "[words](https://example.org)",
    "![picture](x.png)",
    "](x.png)",
    "[x]: https://example.org",
    "[x]",
    "]:",
    "a]: b",
    "[^1]",
    "[^1]: no note",
    "[[id|words]]",
    "[…] and [of]",
    "[TOC]",
    "*[HTML]: no abbreviation",
    ": no definition",
    "!!! note",
    "Stop!",
    "{: .class }",
    "{#id}",
    "{{ name }} {% if %}",
    "<https://example.org>",
    "https://example.org/a_b_c",
    "me@example.org",
    "a | b | c",
    "|",
    ":---:",
    ":smile:",
    "12:30:45",
    "\\",
    "\\\\",
    "C:\\new\\*",
    "\\`",
    "a\\",
    '"quoted"',
    "$x^2$",
    "H~2~O ==marked== ^up^",
    "two\nlines",
    "two  \nlines",
    "two\n\nparagraphs",
    "    four spaces",
    "\ta tab",
    "\u00a0# behind a hard space",
    "\u2028# behind a line separator",
    "\x02klzzwxh:0001\x03",
    "\x02wzxhzdk:0\x03",
    "\x00\x1b[31m",
    "“Здравствуйте”, 霧鳴丸, cafe\u0301, 👩\u200d👧",
]

PIECES = [
    *NASTY,
    *"\\`*_[]{}()<>#+-.!|~=:\"'$^&;/@ab1 \n\u00a0\u0301é…’١",
    "](",
    "![",
    "[^",
    "<!--",
    "{:",
    "]:",
]

renderers = pytest.mark.parametrize("renderer", RENDERERS)


def wrongly_shown(text: str, renderer: Callable[[str], _Rendered]) -> dict[str, tuple[str, set[str]]]:
    """The places where `text` shows as another text, or makes tags: what is seen there, and those tags."""
    wrong = {}
    for place, (template, expected, tags) in PLACES.items():
        rendered = renderer(template.format(to_markdown(text)))
        seen = shown(rendered.text)
        if seen != shown(expected.format(shown(f"x{text}x")[1:-1])) or rendered.tags - tags:
            wrong[place] = seen, rendered.tags - tags
    return wrong


@renderers
@pytest.mark.parametrize("text", NASTY)
def test_text_shows_as_it_is(text: str, renderer: Callable[[str], _Rendered]) -> None:
    """A bracket that is lost, or an asterisk that makes words bold, would be a false quotation."""
    assert wrongly_shown(text, renderer) == {}


@renderers
@settings(max_examples=300, deadline=None)
@example(text="\u202a")
@given(
    text=st.one_of(
        st.lists(st.sampled_from(PIECES)).map("".join), st.text(st.characters(exclude_categories=["Cs"]))
    ).filter(str.strip)
)
def test_any_text_shows_as_it_is(text: str, renderer: Callable[[str], _Rendered]) -> None:
    """Nobody can think of every combination of marks that some renderer reads."""
    assert wrongly_shown(text, renderer) == {}


def test_markdown_is_not_escaped_again() -> None:
    """A link inside a sentence has to stay a link."""
    link = Markdown("[*x*](there.md)")

    assert to_markdown(link) == link
    assert Markdown("{} and {}").format(link, "*y*") == r"[*x*](there.md) and \*y\*"


def test_text_that_meets_markdown_is_escaped() -> None:
    """However a template joins its pieces, what came from outside is escaped."""
    bold = Markdown("**x**")

    assert bold + "*y*" == r"**x**\*y\*"
    assert "*y*" + bold == r"\*y\***x**"
    assert Markdown(" ").join([bold, "*y*"]) == r"**x** \*y\*"
    assert Markdown("{}").format("*y*") == r"\*y\*"


def test_plain_words_stay_readable() -> None:
    """The pages are read on code hosts, too, as they stand."""
    plain = "Mr. O’Brien (45) said: “Don't!”, then left – at 12.30; 50% of it's his/hers."

    assert to_markdown(plain) == plain


@renderers
@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a_(b)_c",
        "https://example.org/?a=1&copy=2",
        "https://example.org/?a&copy;b",
        "https://example.org/*x*/~y~/[z]",
        "https://example.org/%C3%A9?q=a+b#f",
        "https://example.org/é",
    ],
)
def test_an_address_leads_where_it_says(url: str, renderer: Callable[[str], _Rendered]) -> None:
    """A bracket or an ampersand in an address must not cut it off or change it."""
    rendered = renderer(f"[z]({to_address(url)})\n")

    assert [unquote(address or "") for address in rendered.addresses] == [unquote(url)]
    assert rendered.tags == {"p", "a"}


def test_a_text_turns_no_other_words_around() -> None:
    """A mark of direction left open would show our own words backwards, up to the paragraph's end."""
    assert str(to_markdown("a \u202eb")) == "a \u202eb\u202c"
    assert str(to_markdown("\u2067a \u2066b\u2069")) == "\u2067a \u2066b\u2069\u2069"
    assert str(to_markdown("a \u202eb\u202c c")) == "a \u202eb\u202c c"


@pytest.mark.parametrize(
    "text", ['a "b" c', "`code`", "*x* _y_", "[a](b)", "<b>", "a\nb", ":smile:", "&amp;", "\\\\"]
)
def test_text_in_an_attribute_is_the_text_and_no_mark(text: str) -> None:
    """A picture's image is written as HTML, which some extensions of Markdown would read marks in."""
    written = to_attribute(text)

    assert not set(written) & set('"<>`*_[]\n\\:')
    assert html.unescape(written) == " ".join(text.split())
