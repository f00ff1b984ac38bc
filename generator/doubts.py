"""Warn of statements that are true to the letter and may yet mislead.

Each check is a function from one text with its quotes to the problems it sees.
What the checks know of a language stands in `language`; a source in a language
without word lists passes those checks that need none.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import codes, schema
from generator.folding import DOUBLE_MARKS, fold
from generator.language import Language, language_for, plain_words
from generator.matching import find
from generator.model import Catalog, Document, Entity, Evidence, Found, Mentions
from generator.problems import Code, Origin, Problem
from generator.values import DatePoint, Text
from generator.words import is_edge, sentence_around, word_spans

_OPENING, _CLOSING = "\u201c", "\u201d"
_BETWEEN = "\n;\n"  # between quotes, so that the end of one and the start of the next make no number or name
_PASSAGES_BEFORE = 2  # how far from a quote its speaker may be named


@dataclass(frozen=True, slots=True)
class _Case:
    """A sentence of the editor's and what it rests on."""

    text: Text | None  # None: a response whose quote speaks for itself
    quotes: tuple[Found, ...]
    by: schema.Party | None
    is_attributed: bool  # has a speaker, or says that the article itself speaks
    subject: Origin
    figures: tuple[schema.Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """All that a check may look at."""

    catalog: Catalog
    mentions: Mentions
    passages: Mapping[tuple[str, int], str]
    languages: Mapping[str, Language | None]  # by source
    language: Language | None  # of the briefing's own words
    always_capital: frozenset[str]  # words that the sources never write small: names, also where a text opens

    def passage(self, quote: Found) -> str:
        return self.passages[quote.source, quote.passage]


Check = Callable[[_Case, _Reading], Iterator[Problem]]


def find_doubts(
    catalog: Catalog, documents: Sequence[Document], evidence: Evidence, mentions: Mentions
) -> tuple[Problem, ...]:
    """Look at every statement, response and summary."""
    reading = _Reading(
        catalog=catalog,
        mentions=mentions,
        passages={(d.id, p.n): p.text for d in documents for p in d.passages},
        languages={d.id: language_for(d.language) for d in documents},
        language=language_for(catalog.site.language),
        always_capital=_always_capital([p.text for d in documents for p in d.article if p.n > 0]),
    )
    problems = [problem for case in _cases(evidence) for check in CHECKS for problem in check(case, reading)]
    for entity in catalog.entities.values():
        problems.extend(_dates_not_quoted(entity, evidence, reading))
        problems.extend(_entity_texts(entity, evidence, reading))
    return tuple(problems)


def _cases(evidence: Evidence) -> Iterator[_Case]:
    seen: set[Origin] = set()  # a response to several claims is looked at once
    for statement in evidence.statements:
        content = statement.content
        attributed = content.by is not None or content.voice is not None
        yield _Case(content.text, statement.quotes, content.by, attributed, content.origin, content.figures)
        for response in statement.responses:
            if response.content.origin not in seen:
                seen.add(response.content.origin)
                answer = response.content
                yield _Case(
                    answer.text, (response.quote,), answer.by, is_attributed=True, subject=answer.origin
                )


# --- who says it -----------------------------------------------------------------------------------------


def unattributed(case: _Case, reading: _Reading) -> Iterator[Problem]:
    """Words that somebody says, in a statement without a speaker."""
    if case.is_attributed:
        return
    for quote in case.quotes:
        passage = reading.passage(quote)
        start, end = quote.spans[0][0], quote.spans[-1][1]
        hint = (
            "name the speaker under 'by:'; if the article itself says it: 'voice: source', "
            "if it is the article's opinion: 'voice: judgement'"
        )
        if _is_inside_marks(passage, start, end):
            sentence = (
                "the quote stands within quotation marks, so somebody says it, and the statement names nobody"
            )
            yield Problem(codes.UNATTRIBUTED, quote.words.origin, sentence, hint, case.subject)
            continue
        language = reading.languages[quote.source]
        verb = language and language.verb_of_saying(passage[slice(*sentence_around(passage, start, end))])
        if verb:
            sentence = (
                f"the quote's sentence has '{verb}', so somebody says it, and the statement names nobody"
            )
            yield Problem(codes.UNATTRIBUTED, quote.words.origin, sentence, hint, case.subject)


def _is_inside_marks(passage: str, start: int, end: int) -> bool:
    """Whether one pair of double quotation marks holds everything from `start` to `end`."""
    opened: int | None = None
    for position, character in enumerate(passage):
        if character == _OPENING or (character == '"' and opened is None):
            opened = position
        elif character in (_CLOSING, '"') and opened is not None:
            if opened <= start and end <= position + 1:
                return True
            opened = None
    # Where somebody is quoted over several paragraphs, only the last of them closes the marks.
    return opened is not None and opened <= start and passage[opened] == _OPENING


def speaker_not_near(case: _Case, reading: _Reading) -> Iterator[Problem]:
    """A speaker who is named neither in the quote's passage nor in the two before it."""
    if case.by is None or case.by.not_stated:
        return
    for quote in case.quotes:
        near = range(quote.passage - _PASSAGES_BEFORE, quote.passage + 1)
        if not any(_names_speaker(case.by, quote.source, n, reading) for n in near):
            who = case.by.actor or case.by.unnamed
            place = f"passage {quote.passage} of {quote.source}"
            sentence = f"'{who}' is named neither in {place} nor in the two before it"
            hint = "is it really this speaker? An alias or a ruling in decisions.yml may be missing"
            yield Problem(codes.SPEAKER_NOT_NEAR, case.by.origin, sentence, hint, case.subject)
            return


def _names_speaker(by: schema.Party, source: str, n: int, reading: _Reading) -> bool:
    passage = reading.passages.get((source, n))
    if passage is None:
        return False
    if by.unnamed is not None:
        return any(find(words, [fold(passage)]) for words in _in_both_cases(by.unnamed))
    if any(mention.entity == by.actor for mention in reading.mentions.in_sources.get((source, n), ())):
        return True
    speaker = reading.catalog.entities.get(by.actor or "")
    # A file that cannot be read is a problem of its own.
    return speaker is None or (speaker.content.draft and any(name in passage for name in speaker.names))


def _in_both_cases(words: str) -> tuple[str, str]:
    """Words as they stand at the start of a sentence, and within it."""
    return words[:1].upper() + words[1:], words[:1].lower() + words[1:]


# --- what the quotes hold --------------------------------------------------------------------------------


def numbers_not_quoted(case: _Case, reading: _Reading) -> Iterator[Problem]:
    """A number in the text that its quotes do not hold."""
    if case.text is None:
        return
    quoted = _quoted_words(case.quotes, reading)
    for problem in _numbers_missing(case.text, quoted, "its quotes do", reading):
        yield Problem(*problem, subject=case.subject)


def figures_not_quoted(case: _Case, reading: _Reading) -> Iterator[Problem]:
    """A figure whose number its statement's quotes do not hold."""
    quoted = _quoted_words(case.quotes, reading)
    language = reading.languages[case.quotes[0].source]
    if language is None:
        return
    for figure in case.figures:
        for number in (figure.exactly, figure.at_least, figure.at_most, figure.about):
            if number is not None and f"{number}" not in language.numbers_in(quoted, with_one=True):
                sentence = f"the figure '{figure.measure}' is {number}, and the quotes have no such number"
                hint = (
                    "quote the words that give it; what one has to compute is 'words:', as the source puts it"
                )
                yield Problem(codes.NUMBER_NOT_QUOTED, figure.origin, sentence, hint, case.subject)


def speaker_in_text(case: _Case, reading: _Reading) -> Iterator[Problem]:
    """A text that names its own speaker: the page would say "Putin said: Putin stressed …"."""
    if case.text is None or case.by is None or case.by.actor is None:
        return
    for mention in reading.mentions.text(case.text).mentions:
        if mention.entity == case.by.actor:
            shown = reading.mentions.text(case.text).text[mention.start : mention.end]
            sentence = f"the text names its own speaker, '{shown}'; the page says who speaks in front of it"
            hint = "write what is said, in a sentence that stands on its own"
            yield Problem(codes.SPEAKER_IN_TEXT, case.text.origin, sentence, hint, case.subject)
            return


def names_not_quoted(case: _Case, reading: _Reading) -> Iterator[Problem]:
    """A name in the text that its quotes do not hold; an editor's words in [brackets] count, too."""
    if case.text is None:
        return
    put_in = [words for quote in case.quotes for words in quote.put_in]
    quoted = "\n".join([_quoted_words(case.quotes, reading), *put_in])
    for problem in _names_missing(case.text, quoted, "its quotes do", reading):
        yield Problem(*problem, subject=case.subject)


def _quoted_words(quotes: Sequence[Found], reading: _Reading) -> str:
    """The words of the passages that the quotes hold, without what they leave out or put in."""
    return _BETWEEN.join(reading.passage(quote)[slice(*span)] for quote in quotes for span in quote.spans)


_Sketch = tuple[Code, Origin, str, str]


def _numbers_missing(text: Text, quoted: str, who: str, reading: _Reading) -> Iterator[_Sketch]:
    if reading.language is None:
        return
    said = reading.mentions.text(text).text
    held = reading.language.numbers_in(quoted, with_one=True)
    for number in sorted(reading.language.numbers_in(said) - held):
        sentence = f"the text has the number {number}, and {who} not"
        hint = "quote the words that give it, or leave it out; no number is computed here"
        yield codes.NUMBER_NOT_QUOTED, text.origin, sentence, hint


def _names_missing(text: Text, quoted: str, who: str, reading: _Reading) -> Iterator[_Sketch]:
    linked = reading.mentions.text(text)
    held = set(plain_words(quoted)) | {part for word in plain_words(quoted) for part in _stems(word)}
    folded = [fold(quoted)]
    missing: list[str] = []
    covered: set[int] = set()
    for mention in linked.mentions:
        covered.update(range(mention.start, mention.end))
        shown = linked.text[mention.start : mention.end]
        entity = reading.catalog.entities[mention.entity]
        known = (*entity.names, *(alias.name for alias in entity.content.aliases))
        spoken = all(word in held for word in plain_words(shown))
        if shown.islower() and shown not in known:
            continue  # words of the editor's own that lead to a page: [[stop|it stopped]]
        if not spoken and not any(_holds(name, folded[0].text) for name in known):
            missing.append(shown)
    begin = last = 0
    for start, end in word_spans(linked.text):
        word = linked.text[start:end]
        if start in covered or not word[0].isupper():
            continue
        if (
            _opens_a_sentence(linked.text, start)
            and word.removesuffix("'s").removesuffix("\u2019s") not in reading.always_capital
        ):
            continue
        if not any(form in held for form in _stems(plain_words(word)[0] if plain_words(word) else word)):
            if last and linked.text[last:start] == " ":  # a name of several words
                missing.pop()
            else:
                begin = start
            last = end
            missing.append(linked.text[begin:end])
    for name in dict.fromkeys(missing):
        sentence = f"the text has the name '{name}', and {who} not"
        hint = "quote the words that give it (several quotes may stand under 'quotes:'), or leave it out"
        yield codes.NAME_NOT_QUOTED, text.origin, sentence, hint


def _opens_a_sentence(text: str, start: int) -> bool:
    """Whether a word has its capital, or may have it, because a sentence begins."""
    before = text[:start].rstrip(" \n“\"(‘'")
    return not before or before.rstrip("”\")’'")[-1:] in ".!?:"


def _always_capital(passages: Sequence[str]) -> frozenset[str]:
    """Words that stand with a capital behind a small word somewhere, and nowhere without one."""
    capital: set[str] = set()
    small: set[str] = set()
    for passage in passages:
        last, end_of_last = "", 0
        for start, end in word_spans(passage):
            word = passage[start:end].removesuffix("'s").removesuffix("\u2019s")
            if word[0].islower():
                small.add(word)
            elif last[:1].islower() and passage[end_of_last:start] in (" ", ", "):
                capital.add(word)
            last, end_of_last = word, end
    return frozenset(word for word in capital if word[0].isupper() and word.lower() not in small)


def _stems(word: str) -> tuple[str, ...]:
    """A word with and without its possessive ending."""
    return (word, word.removesuffix("'s"))


def _holds(name: str, folded: str) -> bool:
    needle = fold(name).text
    start = folded.find(needle)
    while start >= 0:
        end = start + len(needle)
        if is_edge(folded, start) and (is_edge(folded, end) or folded.startswith("'s", end)):
            return True
        start = folded.find(needle, start + 1)
    return False


# --- how the quotes are cut ------------------------------------------------------------------------------


def omission_turns_sense(case: _Case, reading: _Reading) -> Iterator[Problem]:
    """Words left out or put in that hold a negation, a denial or a hedge."""
    for quote in case.quotes:
        language = reading.languages[quote.source]
        if language is None:
            continue
        for what, pieces in (("left out", quote.left_out), ("put in", quote.put_in)):
            for piece in pieces:
                if word := language.turns_sense(piece):
                    sentence = f"the words that are {what} hold '{word}': '{_shortened(piece)}'"
                    hint = "quote the words whole; if the sense is the same, accept it and say why"
                    yield Problem(
                        codes.OMISSION_TURNS_SENSE, quote.words.origin, sentence, hint, case.subject
                    )


def _shortened(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"


def quote_cut_short(case: _Case, reading: _Reading) -> Iterator[Problem]:
    """A quote that starts right behind a negation, or ends right before "but", "if" and the like."""
    for quote in case.quotes:
        language = reading.languages[quote.source]
        if language is None:
            continue
        passage = reading.passage(quote)
        start, end = sentence_around(passage, quote.spans[0][0], quote.spans[-1][1])
        before = plain_words(passage[start : quote.spans[0][0]])
        after = plain_words(passage[quote.spans[-1][1] : end])
        hint = "quote the word too; if the sense is the same without it, accept it and say why"
        if before and language.is_negation(before[-1]):
            sentence = f"the quote starts right behind '{before[-1]}'"
            yield Problem(codes.QUOTE_CUT_SHORT, quote.words.origin, sentence, hint, case.subject)
        if after and after[0] in language.limits:
            sentence = f"the quote ends right before '{after[0]}'"
            yield Problem(codes.QUOTE_CUT_SHORT, quote.words.origin, sentence, hint, case.subject)


def unbalanced_quote(case: _Case, reading: _Reading) -> Iterator[Problem]:
    """A quote with an opening or a closing quotation mark alone."""
    for quote in case.quotes:
        words = _quoted_words((quote,), reading)
        marks = [c for c in words if c in DOUBLE_MARKS or c == '"']
        if len(marks) % 2 or _open_at_the_end(marks):
            sentence = f"the quote has one quotation mark ({marks[-1]}) without its partner"
            hint = "quote up to the other mark, or inside both of them"
            yield Problem(codes.UNBALANCED_QUOTE, quote.words.origin, sentence, hint, case.subject)


def _open_at_the_end(marks: Sequence[str]) -> bool:
    """Whether marks in pairs end with one that opens: the quote runs from one pair into the next."""
    if not marks:
        return False
    return marks[-1] == "\u201e" or (marks[-1] == _OPENING and "\u201e" not in marks)


# --- the text itself -------------------------------------------------------------------------------------


def dependent_text(case: _Case, reading: _Reading) -> Iterator[Problem]:
    """A text that opens with "It", "They", "The mission": elsewhere it stands without what is before it."""
    if case.text is None or reading.language is None:
        return
    opening_words = plain_words(reading.mentions.text(case.text).text)[:2]
    # Without what is joined to them: "It's", "The mission's".
    first, second = (*(word.split("'")[0] for word in opening_words), "", "")[:2]
    pointing = first in reading.language.dependent
    if pointing or (first == reading.language.article and second in reading.language.generic):
        opening = " ".join(case.text.split()[: 1 if pointing else 2])
        sentence = f"the text opens with '{opening}', which only the sentence before it would explain"
        yield Problem(
            codes.DEPENDENT_TEXT, case.text.origin, sentence, "say who or what is meant", case.subject
        )


CHECKS: tuple[Check, ...] = (
    unattributed,
    speaker_not_near,
    numbers_not_quoted,
    figures_not_quoted,
    names_not_quoted,
    omission_turns_sense,
    quote_cut_short,
    unbalanced_quote,
    dependent_text,
    speaker_in_text,
)


# --- dates -----------------------------------------------------------------------------------------------


def _dates_not_quoted(entity: Entity, evidence: Evidence, reading: _Reading) -> Iterator[Problem]:
    """A date that its own quote does not give, where nothing says how it was inferred."""
    fact = entity.date
    quotes = evidence.of(fact) if fact else ()
    if fact is None or fact.value is None or fact.because or not quotes:
        return
    language = reading.languages[quotes[0].source]
    if language is None:
        return
    words = "\n".join([_quoted_words(quotes, reading), fact.words or ""])
    for point in dict.fromkeys(filter(None, (fact.value.start, fact.value.end))):
        if missing := _missing_from(point, words, language):
            sentence = f"the date has {missing}, and its quote does not"
            hint = "quote the words that give it, or say under 'because:' how you know"
            yield Problem(codes.DATE_NOT_QUOTED, fact.origin, sentence, hint, entity.content.origin)


def _missing_from(point: DatePoint, words: str, language: Language) -> str | None:
    """The part of a date that `words` do not have; a month or year is missed only where they name another."""
    numbers = {int(number) for number in language.numbers_in(words, with_one=True) if number.isdecimal()}
    months = language.months_in(words)
    years = {number for number in numbers if 1000 <= number <= 9999}
    if point.day is not None and point.day not in numbers:
        return f"the day {point.day}"
    if point.month is not None and months and point.month not in months:
        return f"the month {point.month}"
    if years and point.year not in years:
        return f"the year {point.year}"
    return None


# --- summaries and names of events -----------------------------------------------------------------------


def _entity_texts(entity: Entity, evidence: Evidence, reading: _Reading) -> Iterator[Problem]:
    """Names and numbers in a summary or an event's name that the entity's own evidence does not hold."""
    content = entity.content
    texts = [content.summary.value] if content.summary and content.summary.from_ is None else []
    if isinstance(content, schema.Event):
        texts.append(content.name)
    if not texts:
        return
    own = "\n".join(_own_words(entity, evidence, reading))
    for text in texts:
        if text is content.name and not own.strip():
            continue  # a stub that claims nothing yet
        # A summary may use the entity's names; whether an event's name is told by anybody is the question.
        quoted = own if text is content.name else "\n".join([*entity.names, own])
        who = "the entity's own evidence does"
        for code, origin, sentence, _ in (
            *_numbers_missing(text, quoted, who, reading),
            *_names_missing(text, quoted, who, reading),
        ):
            hint = "quote the words that give it in this file, or leave it out"
            if text is not content.name:
                hint += "; background is written as {value: …, from: …}"
            yield Problem(code, origin, sentence, hint, subject=content.origin)


def _own_words(entity: Entity, evidence: Evidence, reading: _Reading) -> Iterator[str]:
    """What an entity rests on: every quote in its file, and those of statements by it or about it."""
    for part in schema.walk(entity.content):
        if isinstance(part, schema.Evidenced):
            yield _quoted_words(evidence.of(part), reading)
    for statement in evidence.statements:
        by, text = statement.content.by, reading.mentions.text(statement.content.text)
        if (
            (by and by.actor == entity.id)
            or entity.id in statement.content.about
            or any(mention.entity == entity.id for mention in text.mentions)
        ):
            yield _quoted_words(statement.quotes, reading)
            yield from (_quoted_words((r.quote,), reading) for r in statement.responses)
