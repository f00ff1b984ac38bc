"""Turn sources into numbered passages.

Passage 0 is the headline: the paragraph that is the source's title, word for
word. All paragraphs behind it are counted, boilerplate too, so that no number
changes when a line is declared boilerplate. Where no paragraph is the title,
there is no passage 0, and the first paragraph is passage 1.
"""

from collections.abc import Container, Iterator, Sequence

from generator import codes
from generator.catalog.formats import paragraphs_of
from generator.model import Document, Passage, PinnedSource
from generator.problems import Problem
from generator.schema import Boilerplate
from generator.text.folding import fold_text
from generator.text.spelling import closest
from generator.values import Text


def read_documents(
    sources: Sequence[PinnedSource], language: str
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Divide every source into passages; `language` holds for those that name none."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for source in sources:
        paragraphs = paragraphs_of(source.text, source.content.file)
        junk, refused = _boilerplate(paragraphs, source.content.boilerplate)
        problems.extend(refused)
        passages, doubts = _number(paragraphs, junk, source)
        problems.extend(doubts)
        content = source.content
        documents.append(Document(source.id, content, passages, str(content.language or language)))
    return tuple(documents), tuple(problems)


def _boilerplate(
    paragraphs: Sequence[str], declared: Sequence[Boilerplate]
) -> tuple[frozenset[int], tuple[Problem, ...]]:
    """The indexes of the paragraphs that have declared lines only, or stand behind the article's end."""
    lines = [[fold_text(line) for line in paragraph.split("\n")] for paragraph in paragraphs]
    single = [item.line for item in declared if item.line]
    ends = [item.from_ for item in declared if item.from_]
    firsts = [paragraph[0] for paragraph in lines]
    declared_ends = {fold_text(words) for words in ends}
    end = next((i for i, first in enumerate(firsts) if first in declared_ends), len(lines))
    declared_lines = {fold_text(words) for words in single}
    junk = frozenset(i for i, each in enumerate(lines) if i >= end or declared_lines.issuperset(each))
    problems = (
        *_not_among(single, sorted({line for each in lines for line in each}), "a line of the source"),
        *_not_among(ends, sorted(set(firsts)), "the first line of a paragraph"),
        *_beside_others(single, lines, junk),
    )
    return junk, problems


def _not_among(declared: Sequence[Text], known: Sequence[str], what: str) -> Iterator[Problem]:
    """Declared words that are not `what` they have to be in the source."""
    for words in declared:
        folded = fold_text(words)
        if folded not in known:
            guess = closest(folded, known)
            hint = f"did you mean '{guess}'?" if guess else "copy the whole line from the source"
            yield Problem(codes.LINE_NOT_FOUND, words.origin, f"'{words}' is not {what}", hint)


def _beside_others(
    declared: Sequence[Text], lines: Sequence[Sequence[str]], junk: Container[int]
) -> Iterator[Problem]:
    """Declared lines whose paragraphs have other lines that are part of the article."""
    dropped = {line for i, each in enumerate(lines) if i in junk for line in each}
    for words in declared:
        folded = fold_text(words)
        paragraph = next((each for each in lines if folded in each), None)
        if paragraph and folded not in dropped:
            sentence = f"'{words}' is one of {len(paragraph)} lines of a paragraph, which stays as a whole"
            hint = "list the paragraph's other lines, too, if none of it is part of the article"
            yield Problem(codes.LINE_NOT_FOUND, words.origin, sentence, hint)


def _number(
    paragraphs: Sequence[str], junk: frozenset[int], source: PinnedSource
) -> tuple[tuple[Passage, ...], list[Problem]]:
    title = source.content.title
    wanted = fold_text(title)
    at = next((i for i, p in enumerate(paragraphs) if fold_text(p) == wanted), -1)  # -1: no headline
    subject, problems = source.content.origin, []
    if at < 0:
        guess = closest(wanted, [fold_text(p) for p in paragraphs[:10]])
        hint = "copy the headline as the source has it, if it has one"
        hint = f"is it this one? {guess}" if guess else hint
        sentence = "the title is not a paragraph of the source"
        problems.append(Problem(codes.NO_HEADLINE, title.origin, sentence, hint, subject))
    for paragraph in (p for i, p in enumerate(paragraphs) if i < at and i not in junk):
        sentence = f"'{paragraph[:40]}' stands before the headline and is not counted as a passage"
        hint = "list the line under 'boilerplate:' if it is no part of the article"
        problems.append(Problem(codes.BEFORE_HEADLINE, title.origin, sentence, hint, subject))
    passages = (Passage(i - at, p, boilerplate=i in junk) for i, p in enumerate(paragraphs) if i >= at)
    return tuple(passages), problems
