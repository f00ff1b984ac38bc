"""Turn sources into numbered passages.

Passage 0 is the headline: the paragraph that is the source's title, word for
word. From there every paragraph is counted, boilerplate too, so that numbers
never shift when a line is declared boilerplate. A source whose title is no
paragraph of it has no passage 0 and is counted from its first paragraph on.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator import codes
from generator.model import Document, Passage, PinnedSource
from generator.problems import Problem
from generator.schema import Boilerplate
from generator.text.folding import fold_text
from generator.text.spelling import closest

_EMPTY_LINES = re.compile(r"\n[^\S\n]*\n\s*")
# Behind a line of dashes with an empty line below there is no front matter, but the article.
_FRONT_MATTER = re.compile(r"---[^\S\n]*\n(?:(?![^\S\n]*\n).*?\n)??---[^\S\n]*(\n|\Z)", re.DOTALL)
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_PARSER = MarkdownIt("commonmark").enable("table")


def read_documents(
    sources: Sequence[PinnedSource], language: str
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Divide every source into passages; `language` holds for those that name none."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for source in sources:
        paragraphs = list(
            _markdown_paragraphs(source.text) if source.is_markdown else _paragraphs(source.text)
        )
        junk, refused = _boilerplate(paragraphs, source.content.boilerplate)
        problems.extend(refused)
        passages, doubts = _number(paragraphs, junk, source)
        problems.extend(doubts)
        content = source.content
        documents.append(Document(source.id, content, passages, str(content.language or language)))
    return tuple(documents), tuple(problems)


def headline(text: str, *, is_markdown: bool) -> str:
    """What looks like the headline of a source that nobody has described yet."""
    paragraphs = list(_markdown_paragraphs(text) if is_markdown else _paragraphs(text))
    if is_markdown and (heading := _first_heading(text)):
        return heading
    # A page's furniture ("Skip to content") is shorter than a headline and stands before it.
    long_enough = (p for p in paragraphs if len(p.split()) > 3)
    return " ".join(next(long_enough, paragraphs[0] if paragraphs else "").split())


def _first_heading(text: str) -> str | None:
    """The text of the first heading of Markdown."""
    tokens = _PARSER.parse(_body(text))
    at = next((i for i, token in enumerate(tokens) if token.type == "heading_open"), None)
    if at is None:
        return None
    return " ".join("".join(_visible(child) for child in tokens[at + 1].children or ()).split()) or None


def _paragraphs(text: str) -> Iterator[str]:
    """What empty lines divide."""
    for paragraph in _EMPTY_LINES.split(text):
        if stripped := paragraph.strip():
            yield stripped


def _markdown_paragraphs(text: str) -> Iterator[str]:
    """What a reader of the rendered Markdown sees as one piece: paragraph, heading, list item, cell."""
    for token in _PARSER.parse(_body(text)):
        if token.type == "inline":
            words = "".join(_visible(child) for child in token.children or ())
        elif token.type in ("fence", "code_block"):
            words = token.content
        elif token.type == "html_block":
            words = unescape(_HIDDEN.sub("", token.content))
        else:
            continue
        if stripped := words.strip():
            yield stripped


def _body(text: str) -> str:
    """Markdown without its front matter."""
    return _FRONT_MATTER.sub("", text, count=1) if text.startswith("---") else text


def _visible(token: Token) -> str:
    """What is seen of a piece of a line: no marks, no addresses, no tags."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "image":  # what stands in its place for whoever cannot see it
        return "".join(_visible(child) for child in token.children or ())
    return "" if token.type == "html_inline" else token.content


def _boilerplate(
    paragraphs: Sequence[str], declared: Sequence[Boilerplate]
) -> tuple[frozenset[int], tuple[Problem, ...]]:
    """The indexes of the paragraphs that are made of declared lines only."""
    lines = [[fold_text(line) for line in paragraph.split("\n")] for paragraph in paragraphs]
    everywhere = {line for paragraph in lines for line in paragraph}
    firsts = [paragraph[0] for paragraph in lines]
    single: set[str] = set()
    start = len(paragraphs)
    problems = []
    for item in declared:
        words = item.line or item.from_
        assert words is not None  # the model has one of the two
        folded = fold_text(words)
        known = everywhere if item.line else set(firsts)
        if folded not in known:
            guess = closest(folded, sorted(known))
            where = "a line of the source" if item.line else "the first line of a paragraph"
            hint = f"did you mean '{guess}'?" if guess else "copy the whole line from the source"
            problems.append(Problem(codes.LINE_NOT_FOUND, words.origin, f"'{words}' is not {where}", hint))
        elif item.line:
            single.add(folded)
        else:
            start = min(start, firsts.index(folded))
    junk = {i for i, paragraph in enumerate(lines) if i >= start or all(line in single for line in paragraph)}
    dropped = {line for i in junk for line in lines[i]}
    for item in declared:
        if item.line and (folded := fold_text(item.line)) in everywhere - dropped:
            others = next(paragraph for paragraph in lines if folded in paragraph)
            sentence = f"'{item.line}' is one of {len(others)} lines of a paragraph, which stays as a whole"
            hint = "list the paragraph's other lines, too, if none of it is part of the article"
            problems.append(Problem(codes.LINE_NOT_FOUND, item.line.origin, sentence, hint))
    return frozenset(junk), tuple(problems)


def _number(
    paragraphs: Sequence[str], junk: frozenset[int], source: PinnedSource
) -> tuple[tuple[Passage, ...], tuple[Problem, ...]]:
    title = source.content.title
    wanted = fold_text(title)
    at = next((i for i, p in enumerate(paragraphs) if fold_text(p) == wanted), None)
    if at is None:
        guess = closest(wanted, [fold_text(p) for p in paragraphs[:10]])
        hint = (
            f"is it this one? {guess}" if guess else "copy the headline as the source has it, if it has one"
        )
        sentence = "the title is not a paragraph of the source"
        problem = Problem(codes.NO_HEADLINE, title.origin, sentence, hint, subject=source.content.origin)
        counted = tuple(Passage(i + 1, p, boilerplate=i in junk) for i, p in enumerate(paragraphs))
        return counted, (problem,)
    problems = tuple(
        Problem(
            codes.BEFORE_HEADLINE,
            title.origin,
            f"'{paragraphs[i][:40]}' stands before the headline and is not counted as a passage",
            "list the line under 'boilerplate:' if it is no part of the article",
            subject=source.content.origin,
        )
        for i in range(at)
        if i not in junk
    )
    return tuple(
        Passage(i - at, p, boilerplate=i in junk) for i, p in enumerate(paragraphs) if i >= at
    ), problems
