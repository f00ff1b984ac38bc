"""What is known of a language: the words that turn, limit or attribute what is said, and its grammar."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.text.folding import fold_text


@dataclass(frozen=True, slots=True, eq=False)  # one is known by itself, so that what it reads is remembered
class Language:
    """Words in lower case, with straight apostrophes; a module for each language writes them down."""

    negations: frozenset[str]
    negative_ending: str  # of a verb: "didn't"
    denials: frozenset[str]
    hedges: frozenset[str]
    limits: frozenset[str]  # words that take back or narrow what stands before them
    saying: frozenset[str]  # verbs that make a sentence somebody's
    saying_phrases: tuple[str, ...]
    dependent: frozenset[str]  # first words that point at a sentence before
    generic: frozenset[str]  # behind "the": somebody or something named elsewhere
    article: str
    possessive: str  # what follows a name: "Brenna's"
    plural: str  # the usual ending
    abbreviated: re.Pattern[str]  # ends before a dot that ends no sentence
    months: Mapping[str, int]  # in full and shortened
    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]
    single: re.Pattern[str]  # before a multiplier: "a hundred"
    joiner: str  # inside a number: "two hundred and five"
    ordinals: re.Pattern[str]

    def turns_sense(self, words: str) -> str | None:
        """The first negation, denial or hedge in `words`."""
        for word in plain_words(words):
            if self.is_negation(word) or word in self.denials or word in self.hedges:
                return word
        return None

    def is_negation(self, word: str) -> bool:
        """Whether `word` denies what follows it."""
        return word in self.negations or word.endswith(self.negative_ending)

    def denies(self, words: str) -> str | None:
        """The first negation or denial in `words`."""
        found = plain_words(words)
        return next((word for word in found if self.is_negation(word) or word in self.denials), None)

    def verb_of_saying(self, sentence: str) -> str | None:
        """The verb that makes `sentence` somebody's, or None."""
        found = plain_words(sentence)
        joined = f" {' '.join(found)} "
        phrase = next((p for p in self.saying_phrases if f" {p} " in joined), None)
        return phrase or next((word for word in found if word in self.saying), None)

    def without_possessive(self, word: str) -> str:
        """``Brenna`` of ``Brenna's``, with either apostrophe."""
        return word.removesuffix(self.possessive).removesuffix(self.possessive.replace("'", "\u2019"))

    def singular(self, word: str) -> str:
        """A word without the usual ending of the plural: who is on the Armenian side is of Armenians."""
        return word.removesuffix(self.plural)

    def within_sentence(self, name: str) -> str:
        """A name in the middle of a sentence: "The Kremlin" as "the Kremlin"."""
        article = f"{self.article.capitalize()} "
        return f"{article.lower()}{name[len(article) :]}" if name.startswith(article) else str(name)

    def filed_under(self, name: str) -> str:
        """The words by which a list from A to Z has a name: without "The", without marks in front."""
        words = name.removeprefix(f"{self.article.capitalize()} ").lstrip("“‘\"'„«(")
        return words or name

    def months_in(self, text: str) -> frozenset[int]:
        """The months that `text` names, 1 to 12."""
        return frozenset(self.months[word] for word in plain_words(text) if word in self.months)

    def numbers_in(self, text: str, *, with_one: bool = False) -> frozenset[str]:
        """The numbers in `text`, in digits or words, in one way of writing.

        The word "one" is left out where it is not asked for, for it is more often
        a pronoun; so are ordinals in words.
        """
        return _numbers_in(self, text, with_one=with_one)

    def read_numbers(self, text: str, *, with_one: bool) -> Iterator[str]:
        """Each number, one after another."""
        words = list(_WORD_OR_NUMBER.finditer(_straightened(text)))
        position = 0
        while position < len(words):
            in_digits = words[position].group()[0].isdecimal()
            number, following = (self._in_digits if in_digits else self._in_words)(words, position)
            if number is not None and (in_digits or with_one or number != "1"):
                yield number
            position = following

    def _in_digits(self, words: "_Words", start: int) -> tuple[str, int]:
        """The number that starts with digits, such as "2 million", and the word to go on with."""
        number = _in_one_form(words[start].group())
        end = start + 1
        while end < len(words) and _follows(words, end) and re.fullmatch(r"[0-9]+(\.[0-9]+)?", number):
            factor = self.multipliers.get(words[end].group())
            if factor is None:
                break
            number = f"{(Decimal(number) * factor).normalize():f}"
            end += 1
        return number, end

    def _in_words(self, words: "_Words", start: int) -> tuple[str | None, int]:
        """The number that starts at a word, if one does, and the word to go on with."""
        whole = group = 0  # of "two million three hundred" the two million, and what follows
        end = start
        while end < len(words) and (end == start or _follows(words, end)):
            word = words[end].group()
            if word in self.numbers and _has_room(group, self.numbers[word]):
                group += self.numbers[word]
            elif word in self.multipliers and (end > start or self._is_single(words[start])):
                whole, group = _multiplied(whole, group, self.multipliers[word])
            elif not self._joins(words, start, end):
                break
            end += 1
        if end == start or self._is_ordinal(words, end):
            return None, max(end, start + 1)
        return str(whole + group), end

    def _is_ordinal(self, words: "_Words", last: int) -> bool:
        """Whether the last word of a number says that it is none: "twenty-first"."""
        return (
            last < len(words)
            and self.ordinals.fullmatch(words[last].group()) is not None
            and _follows(words, last, "-")
        )

    def _is_single(self, word: re.Match[str]) -> bool:
        """Whether a multiplier stands for one of its kind: "a hundred", but not "half a million"."""
        return self.single.search(word.string, 0, word.start()) is not None

    def _joins(self, words: "_Words", start: int, at: int) -> bool:
        """Whether a number goes on behind "and": "two hundred and five", but not "two and five"."""
        return (
            start < at < len(words) - 1
            and words[at].group() == self.joiner
            and words[at - 1].group() in self.multipliers
            and words[at + 1].group() in self.numbers
            and _follows(words, at + 1)
        )


_Words = Sequence[re.Match[str]]


@lru_cache(maxsize=20_000)  # the same passages and texts are asked again after each change
def _numbers_in(language: Language, text: str, *, with_one: bool) -> frozenset[str]:
    return frozenset(language.read_numbers(text, with_one=with_one))


def _follows(words: _Words, position: int, *between: str) -> bool:
    """Whether nothing but a space or a hyphen divides a word from the one before it."""
    gap = words[position].string[words[position - 1].end() : words[position].start()]
    return gap in (between or (" ", "-"))


def _multiplied(whole: int, group: int, factor: int) -> tuple[int, int]:
    """A dozen or a hundred counts what its group has so far; what is greater ends the group, too."""
    if factor <= 100:
        return whole, (group or 1) * factor
    return whole + (group or 1) * factor, 0


def _has_room(group: int, number: int) -> bool:
    """Whether a number in words can be added: five to twenty or to a hundred, but not to six."""
    return group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20 and 0 < number < 10)


_WORD_OR_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+")
_PLAIN_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


def plain_words(text: str) -> list[str]:
    """Words in lower case, with straight apostrophes and hyphens."""
    return list(_plain_words(text))


@lru_cache(maxsize=20_000)
def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(_PLAIN_WORD.findall(_straightened(text)))


def _straightened(text: str) -> str:
    return fold_text(text).lower().replace("\u02bc", "'")


def _in_one_form(digits: str) -> str:
    """Drop the commas between thousands: 10,000 is 10000, and 2.5 stays."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits):
        return digits.replace(",", "")
    return digits
