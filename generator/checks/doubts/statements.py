"""Warn of statements that are true to the letter and may yet mislead.

Each check is a function from one text with its quotes to the problems it finds.
A check that needs the word lists of a language skips the sources in a language
that has none.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator import codes, schema
from generator.checks.doubts.entities import entity_doubts, statements_by_entity
from generator.checks.doubts.facts import fact_doubts
from generator.checks.doubts.nearby import is_anywhere, is_near, not_near_hint, not_near_sentence
from generator.checks.doubts.quoted import (
    Doubt,
    Reading,
    make_reading,
    names_missing,
    numbers_missing,
    quoted_sentences,
    quoted_words,
)
from generator.model import Briefing, Evidence, Found
from generator.problems import Origin, Problem
from generator.text.folding import DOUBLE_MARKS
from generator.text.language import Language, plain_words
from generator.text.phrases import shortened
from generator.text.words import sentence_around
from generator.values import Text

_NOT_QUOTED = "the text has {}, and its quotes do not"
_OPENING, _CLOSING = "\u201c", "\u201d"
_SMALL = 3  # letters, of words such as "to", "be" and "any" between a negation and what it denies


@dataclass(frozen=True, slots=True)
class _Case:
    """A sentence of the editor's with its quotes."""

    text: Text | None  # None: a response whose quote speaks for itself
    quotes: tuple[Found, ...]
    by: schema.Party | None
    is_attributed: bool  # has a speaker, or says that the article itself speaks
    subject: Origin
    figures: tuple[schema.Figure, ...] = ()
    is_denial: bool = False  # a response whose stance is "denies"


Check = Callable[[_Case, Reading], Iterator[Problem]]


def find_doubts(briefing: Briefing) -> Iterator[Problem]:
    """Look at every statement, response and entity."""
    reading = make_reading(briefing)
    for case in _cases(briefing.evidence):
        for check in CHECKS:
            yield from check(case, reading)
    by_entity = statements_by_entity(reading)
    for entity in briefing.catalog.entities.values():
        yield from entity_doubts(entity, reading, by_entity)
        yield from fact_doubts(entity, reading)


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
                    answer.text,
                    (response.quote,),
                    answer.by,
                    is_attributed=True,
                    subject=answer.origin,
                    is_denial=answer.stance == "denies",
                )


def unattributed(case: _Case, reading: Reading) -> Iterator[Problem]:
    """A statement without a speaker whose quote is somebody's words."""
    if case.is_attributed:
        return
    for quote in case.quotes:
        passage = reading.passage(quote)
        start, end = quote.spans[0][0], quote.spans[-1][1]
        hint = (
            "name the speaker under 'by:'; if the article itself says it: 'voice: source', "
            "if it is the article's opinion: 'voice: judgement'"
        )
        language = reading.languages[quote.source]
        verb = language and language.verb_of_saying(passage[slice(*sentence_around(passage, start, end))])
        sign = f"the quote's sentence has '{verb}'" if verb else ""
        if _is_inside_marks(passage, start, end):
            sign = "the quote stands within quotation marks"
        if sign:
            sentence = f"{sign}, so somebody says it, and the statement names nobody"
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


def speaker_not_near(case: _Case, reading: Reading) -> Iterator[Problem]:
    """A speaker who is named neither in the quote's passage nor in the two before it."""
    by = case.by
    if by is None or by.not_stated:
        return
    for quote in case.quotes:
        if is_near(by.actor, by.unnamed, quote, reading):
            continue
        if by.unnamed is None or is_anywhere(by.unnamed, reading):  # else it is an error of its own
            hint = "is it really this speaker? If so, accept it and say why"
            hint = not_near_hint("speaker") if by.actor else hint
            sentence = not_near_sentence(str(by.actor or by.unnamed), quote)
            yield Problem(codes.SPEAKER_NOT_NEAR, by.origin, sentence, hint, case.subject)
        return


def numbers_not_quoted(case: _Case, reading: Reading) -> Iterator[Problem]:
    """A number in the text that its quotes do not hold."""
    if case.text is None:
        return
    quoted = quoted_words(case.quotes, reading)
    yield from numbers_missing(case.text, quoted, Doubt(_NOT_QUOTED, case.subject), reading)


def figures_not_quoted(case: _Case, reading: Reading) -> Iterator[Problem]:
    """A figure whose number its statement's quotes do not hold."""
    quoted = quoted_words(case.quotes, reading)
    language = reading.languages[case.quotes[0].source]
    if language is None:
        return
    hint = "quote the words that give it; what one has to compute is 'words:', as the source puts it"
    for figure in case.figures:
        for number in (figure.exactly, figure.at_least, figure.at_most, figure.about):
            if number is not None and f"{number}" not in language.numbers_in(quoted, with_one=True):
                sentence = f"the figure '{figure.measure}' is {number}, and the quotes have no such number"
                yield Problem(codes.NUMBER_NOT_QUOTED, figure.origin, sentence, hint, case.subject)


def speaker_in_text(case: _Case, reading: Reading) -> Iterator[Problem]:
    """A text that names its own speaker: the page would say "Putin said: Putin stressed …"."""
    if case.text is None or case.by is None or case.by.actor is None:
        return
    for mention in reading.mentions.text(case.text).mentions:
        if mention.entity == case.by.actor:
            shown = reading.mentions.text(case.text).text[mention.start : mention.end]
            sentence = f"the text names its own speaker, '{shown}'; the page says who speaks in front of it"
            hint = "write what is said, in a sentence that stands on its own"
            code, origin = codes.SPEAKER_IN_TEXT, case.text.origin
            yield Problem(code, origin, sentence, hint, case.subject, words=(shown,))
            return


def names_not_quoted(case: _Case, reading: Reading) -> Iterator[Problem]:
    """A name in the text that its quotes do not hold; an editor's words in [brackets] count, too."""
    if case.text is None:
        return
    put_in = [words for quote in case.quotes for words in quote.put_in]
    quoted = "\n".join([quoted_words(case.quotes, reading), *put_in])
    yield from names_missing(case.text, quoted, Doubt(_NOT_QUOTED, case.subject), reading)


def negation_differs(case: _Case, reading: Reading) -> Iterator[Problem]:
    """A negation in the text alone, or one in the quote before a word that the text has without it."""
    language = reading.language
    if case.text is None or language is None:
        return
    if any(reading.languages[quote.source] is not language for quote in case.quotes):
        return
    text = reading.mentions.text(case.text).text
    ours = next((word for word in plain_words(text) if language.is_negation(word)), None)
    put_in = (words for quote in case.quotes for words in quote.put_in)  # doubted already
    theirs = language.denies("\n".join([*quoted_sentences(case.quotes, reading), *put_in]))
    sentence = hint = word = ""
    if ours and not theirs:
        word = ours
        sentence = f"the text has '{ours}', and the sentence that is quoted denies nothing"
        hint = "write it as the source has it; if the sense is the same, accept it and say why"
    elif not language.denies(text) and (
        dropped := _denied_word(quoted_words(case.quotes, reading), text, language)
    ):
        negation, word = dropped
        sentence = f"the quote has '{negation}' before '{word}', and the text denies nothing"
        hint = "write the denial, too; if the sense is the same, accept it and say why"
    if sentence:
        yield Problem(codes.NEGATION_DIFFERS, case.text.origin, sentence, hint, case.subject, words=(word,))


def _denied_word(quoted: str, text: str, language: Language) -> tuple[str, str] | None:
    """A negation in a quote and the word that it denies, if the text has that word."""
    words, ours = plain_words(quoted), set(plain_words(text))
    for at, word in enumerate(words):
        if language.is_negation(word):
            following = next((other for other in words[at + 1 :] if len(other) > _SMALL), "")
            if following in ours:
                return word, following
    return None


def denial_not_quoted(case: _Case, reading: Reading) -> Iterator[Problem]:
    """A response with the stance "denies" whose quoted sentence denies nothing."""
    languages = [reading.languages[quote.source] for quote in case.quotes]
    if case.is_denial and not any(
        language is None or language.denies(sentence)
        for language, sentence in zip(languages, quoted_sentences(case.quotes, reading), strict=True)
    ):
        sentence = "the stance is 'denies', and the sentence that is quoted has no word of denial"
        hint = "quote the words that deny it, or name another stance; if the sense is clear, accept it"
        origin = case.quotes[0].words.origin
        yield Problem(codes.NEGATION_DIFFERS, origin, sentence, hint, case.subject)


def omission_turns_sense(case: _Case, reading: Reading) -> Iterator[Problem]:
    """Words left out or put in that hold a negation, a denial or a hedge."""
    for quote in case.quotes:
        language = reading.languages[quote.source]
        if language is None:
            continue
        for what, pieces in (("left out", quote.left_out), ("put in", quote.put_in)):
            for piece in pieces:
                if word := language.turns_sense(piece):
                    sentence = f"the words that are {what} hold '{word}'"
                    if plain_words(piece) != [word]:
                        sentence += f": '{shortened(piece, 60)}'"
                    hint = "quote the words whole; if the sense is the same, accept it and say why"
                    code, origin = codes.OMISSION_TURNS_SENSE, quote.words.origin
                    yield Problem(code, origin, sentence, hint, case.subject, words=(word,))


def quote_cut_short(case: _Case, reading: Reading) -> Iterator[Problem]:
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


def unbalanced_quote(case: _Case, reading: Reading) -> Iterator[Problem]:
    """A quote with an opening or a closing quotation mark alone."""
    for quote in case.quotes:
        words = quoted_words((quote,), reading)
        marks = [c for c in words if c in DOUBLE_MARKS or c == '"']
        if len(marks) % 2 or _open_at_the_end(marks):
            sentence = f"the quote has one quotation mark ({marks[-1]}) without its partner"
            hint = "quote up to the other mark, or inside both of them"
            yield Problem(codes.UNBALANCED_QUOTE, quote.words.origin, sentence, hint, case.subject)


def _open_at_the_end(marks: Sequence[str]) -> bool:
    """Whether the last mark opens a pair, so that the quote runs from one pair into the next."""
    if not marks:
        return False
    return marks[-1] == "\u201e" or (marks[-1] == _OPENING and "\u201e" not in marks)


def dependent_text(case: _Case, reading: Reading) -> Iterator[Problem]:
    """A text that opens with "It", "They", "The mission", which the sentence before it would explain."""
    if case.text is None or reading.language is None:
        return
    opening_words = plain_words(reading.mentions.text(case.text).text)[:2]
    # Without what is joined to them: "It's", "The mission's".
    first, second = (*(word.split("'")[0] for word in opening_words), "", "")[:2]
    pointing = first in reading.language.dependent
    if pointing or (first == reading.language.article and second in reading.language.generic):
        opening = " ".join(case.text.split()[: 1 if pointing else 2])
        sentence = f"the text opens with '{opening}', which only the sentence before it would explain"
        hint = "say who or what is meant"
        yield Problem(codes.DEPENDENT_TEXT, case.text.origin, sentence, hint, case.subject, words=(opening,))


CHECKS: tuple[Check, ...] = (
    unattributed,
    speaker_not_near,
    numbers_not_quoted,
    figures_not_quoted,
    names_not_quoted,
    negation_differs,
    denial_not_quoted,
    omission_turns_sense,
    quote_cut_short,
    unbalanced_quote,
    dependent_text,
    speaker_in_text,
)
