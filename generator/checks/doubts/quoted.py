"""What the doubts are judged by, and the names and numbers of a text that its quotes lack."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from generator import codes
from generator.model import Briefing, Catalog, Evidence, Found, LinkedText, Mentions
from generator.problems import Code, Origin, Problem
from generator.text.english import ENGLISH
from generator.text.folding import fold
from generator.text.language import Language, plain_words
from generator.text.languages import language_for
from generator.text.words import is_edge, sentence_around, word_spans
from generator.values import Text

_BETWEEN = "\n;\n"  # between quotes, so that the end of one and the start of the next make no number or name


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that a doubt is judged by."""

    catalog: Catalog
    evidence: Evidence
    mentions: Mentions
    passages: Mapping[tuple[str, int], str]
    languages: Mapping[str, Language | None]  # by source
    language: Language | None  # of the briefing's own words
    always_capital: frozenset[str]  # words that the sources never write small
    vocabulary: frozenset[str]  # every word of the sources, in small letters; of joined ones each part, too
    is_in_one_language: bool  # whether all sources speak the briefing's own

    def passage(self, quote: Found) -> str:
        return self.passages[quote.source, quote.passage]


def make_reading(briefing: Briefing) -> Reading:
    """Collect what the checks may look at."""
    catalog, documents = briefing.catalog, briefing.documents
    return Reading(
        catalog=catalog,
        evidence=briefing.evidence,
        mentions=briefing.mentions,
        passages={(d.id, p.n): p.text for d in documents for p in d.passages},
        languages={d.id: language_for(d.language) for d in documents},
        language=language_for(catalog.site.language),
        always_capital=_always_capital(tuple(p.text for d in documents for p in d.article if p.n > 0)),
        vocabulary=_vocabulary(tuple(p.text for d in documents for p in d.passages)),
        is_in_one_language=all(d.language == catalog.site.language for d in documents),
    )


def quoted_words(quotes: Sequence[Found], reading: Reading) -> str:
    """The words that the quotes take from their passages."""
    return _BETWEEN.join(reading.passage(quote)[slice(*span)] for quote in quotes for span in quote.spans)


def quoted_sentences(quotes: Sequence[Found], reading: Reading) -> Iterator[str]:
    """The whole sentence or sentences around each quote."""
    for quote in quotes:
        passage = reading.passage(quote)
        yield passage[slice(*sentence_around(passage, quote.spans[0][0], quote.spans[-1][1]))]


@dataclass(frozen=True, slots=True)
class Doubt:
    """How to report a word of a text that its quotes lack."""

    sentence: str  # with {} for the word
    subject: Origin  # where the doubt may be accepted
    hint: str = ""  # none: the usual one

    def problem(self, code: Code, text: Text, word: str, what: str, usual_hint: str) -> Problem:
        sentence = self.sentence.format(f"the {what} '{word}'")
        return Problem(code, text.origin, sentence, self.hint or usual_hint, self.subject, words=(word,))


def words_missing(text: Text, quoted: str, doubt: Doubt, reading: Reading) -> Iterator[Problem]:
    """The numbers and names in a text that `quoted` does not have."""
    yield from numbers_missing(text, quoted, doubt, reading)
    yield from names_missing(text, quoted, doubt, reading)


def numbers_missing(text: Text, quoted: str, doubt: Doubt, reading: Reading) -> Iterator[Problem]:
    """The numbers in a text that `quoted` does not have."""
    if reading.language is None:
        return
    said = reading.mentions.text(text).text
    held = reading.language.numbers_in(quoted, with_one=True)
    hint = "quote the words that give it, or leave it out; no number is computed here"
    for number in sorted(reading.language.numbers_in(said) - held):
        yield doubt.problem(codes.NUMBER_NOT_QUOTED, text, number, "number", hint)


def names_missing(text: Text, quoted: str, doubt: Doubt, reading: Reading) -> Iterator[Problem]:
    """The names in a text that `quoted` does not have."""
    linked = reading.mentions.text(text)
    missing = (*_mentions_missing(linked, quoted, reading), *_capitals_missing(linked, quoted, reading))
    hint = "quote the words that give it (several quotes may stand under 'quotes:'), or leave it out"
    for name in dict.fromkeys(missing):
        yield doubt.problem(codes.NAME_NOT_QUOTED, text, name, "name", hint)


def _mentions_missing(linked: LinkedText, quoted: str, reading: Reading) -> Iterator[str]:
    """The names of entities that `quoted` has in no form."""
    held, folded = _held(quoted), fold(quoted).text
    for mention in linked.mentions:
        shown = linked.text[mention.start : mention.end]
        known = reading.catalog.entities[mention.entity].every_name
        if shown.islower() and shown not in known:
            continue  # words of the editor's own that lead to a page: [[stop|it stopped]]
        is_spoken = all(word in held for word in plain_words(shown))
        if not is_spoken and not any(holds(name, folded) for name in known):
            yield shown


def _capitals_missing(linked: LinkedText, quoted: str, reading: Reading) -> Iterator[str]:
    """The words with a capital that name no entity and that `quoted` lacks; neighbours are one name."""
    held = _held(quoted)
    covered = {at for mention in linked.mentions for at in range(mention.start, mention.end)}
    names: list[tuple[int, int]] = []
    for start, end in word_spans(linked.text):
        word = linked.text[start:end]
        if start in covered or not _is_name(word, linked.text, start, reading):
            continue
        if any(form in held for form in _stems(next(iter(plain_words(word)), word))):
            continue
        if names and linked.text[names[-1][1] : start] == " ":
            names[-1] = names[-1][0], end
        else:
            names.append((start, end))
    yield from (linked.text[start:end] for start, end in names)


def _is_name(word: str, text: str, start: int, reading: Reading) -> bool:
    """Whether a word has a capital of its own, and not only because it opens a sentence."""
    return word[0].isupper() and (
        not _opens_a_sentence(text, start) or ENGLISH.without_possessive(word) in reading.always_capital
    )


@lru_cache(maxsize=20_000)
def _held(quoted: str) -> frozenset[str]:
    return frozenset(form for word in plain_words(quoted) for form in _stems(word))


def _opens_a_sentence(text: str, start: int) -> bool:
    """Whether a word has its capital, or may have it, because a sentence begins."""
    before = text[:start].rstrip(" \n“\"(‘'")
    return not before or before.rstrip("”\")’'")[-1:] in ".!?:"


@lru_cache(maxsize=4)  # sources hardly ever change while somebody edits
def _always_capital(passages: tuple[str, ...]) -> frozenset[str]:
    """Words with a capital in the middle of a sentence somewhere, and written small nowhere."""
    capital: set[str] = set()
    small: set[str] = set()
    for passage in passages:
        last, end_of_last = "", 0
        for start, end in word_spans(passage):
            word = ENGLISH.without_possessive(passage[start:end])
            if word[0].islower():
                small.add(word)
            elif last[:1].islower() and passage[end_of_last:start] in (" ", ", "):
                capital.add(word)
            last, end_of_last = word, end
    return frozenset(word for word in capital if word[0].isupper() and word.lower() not in small)


@lru_cache(maxsize=4)
def _vocabulary(passages: tuple[str, ...]) -> frozenset[str]:
    """Each word as it stands, without its possessive ending, and the parts that hyphens join."""
    words = chain.from_iterable(map(plain_words, passages))
    return frozenset(part for word in words for part in (*_stems(word), *word.split("-")))


def _stems(word: str) -> tuple[str, ...]:
    """A word with and without its possessive ending."""
    return (word, ENGLISH.without_possessive(word))


def holds(name: str, folded: str) -> bool:
    """Whether a name stands in a folded text, with a possessive ending or without."""
    needle = fold(name).text
    start = folded.find(needle)
    while start >= 0:
        end = start + len(needle)
        if is_edge(folded, start) and (is_edge(folded, end) or folded.startswith(ENGLISH.possessive, end)):
            return True
        start = folded.find(needle, start + 1)
    return False
