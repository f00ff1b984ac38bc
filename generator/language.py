"""What the checks know of a language: the words that turn, limit or attribute what is said.

A source in a language that is not here gets no such warnings; the about page
says so. To add one, write down its words below.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """Word lists in lower case, with straight apostrophes."""

    negations: frozenset[str]
    denials: frozenset[str]
    hedges: frozenset[str]
    limits: frozenset[str]  # words that take back or narrow what stands before them
    saying: frozenset[str]  # verbs that make a sentence somebody's
    saying_phrases: tuple[str, ...]
    dependent: frozenset[str]  # first words that point at a sentence before
    generic: frozenset[str]  # behind "the": somebody or something named elsewhere
    article: str
    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]

    def turns_sense(self, words: str) -> str | None:
        """The first negation, denial or hedge in `words`."""
        for word in plain_words(words):
            if word in self.negations or word.endswith("n't") or word in self.denials or word in self.hedges:
                return word
        return None

    def is_negation(self, word: str) -> bool:
        """Whether `word` denies what follows it."""
        return word in self.negations or word.endswith("n't")

    def verb_of_saying(self, sentence: str) -> str | None:
        """The verb that makes `sentence` somebody's, or None."""
        found = plain_words(sentence)
        joined = f" {' '.join(found)} "
        phrase = next((p for p in self.saying_phrases if f" {p} " in joined), None)
        return phrase or next((word for word in found if word in self.saying), None)

    def numbers_in(self, text: str) -> frozenset[str]:
        """The numbers in `text`, in digits or words, in one way of writing.

        "One" is left out, for it is more often a pronoun; so are ordinals.
        """
        found = {_in_one_form(match) for match in _DIGITS.findall(text)}
        total: int | None = None
        parts = [part for word in plain_words(text) for part in word.split("-")]
        for word in [*parts, ""]:
            if word in self.numbers:
                total = (total or 0) + self.numbers[word]
            elif word in self.multipliers and total is not None:
                total *= self.multipliers[word]
            else:
                if total is not None and total != 1:
                    found.add(str(total))
                total = None
        return frozenset(found)


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_PLAIN_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


def plain_words(text: str) -> list[str]:
    """Words in lower case, with straight apostrophes and hyphens."""
    straight = text.lower().replace("\u2019", "'").replace("\u2010", "-").replace("\u2011", "-")
    return _PLAIN_WORD.findall(straight)


def _in_one_form(digits: str) -> str:
    """Drop the commas between thousands: 10,000 is 10000, and 2.5 stays."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits):
        return digits.replace(",", "")
    return digits


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _counted(words: str, *, start: int = 0, step: int = 1) -> dict[str, int]:
    return {word: number for number, word in zip(range(start, 10_000, step), words.split(), strict=False)}


ENGLISH = Language(
    negations=_set("not no never nor neither none nobody nothing nowhere without cannot hardly barely"),
    denials=_set("""
        deny denies denied denying denial denials refuse refuses refused reject rejects rejected
        false untrue refute refutes refuted fails failed
    """),
    hedges=_set("""
        allegedly apparently reportedly possibly perhaps maybe probably likely supposedly purportedly
        seemingly might may could if unless seem seems seemed appear appears appeared alleged purported
        suspected claim claims claimed unconfirmed unclear
    """),
    limits=_set("""
        but if unless allegedly reportedly apparently supposedly although though however except until
        provided perhaps possibly
    """),
    saying=_set("""
        say says said saying tell tells told add adds added claim claims claimed state states stated
        accuse accuses accused warn warns warned deny denies denied cite cites cited citing
        stress stresses stressed stressing urge urges urged pledge pledges pledged insist insists insisted
        argue argues argued announce announces announced report reports reported declare declares declared
        demand demands demanded demanding praise praises praised condemn condemns condemned
        reiterate reiterates reiterated express expresses expressed blame blames blamed boast boasts
        allege alleges alleged assert asserts asserted promise promises promised vow vows vowed
        admit admits admitted apologize apologized apologise apologised
    """),
    saying_phrases=("according to", "called on", "calls on", "calling on"),
    dependent=_set("it he she they this these those its his her their such"),
    generic=_set("""
        mission person persons office group ministry delegation former latter man woman
        resident residents adviser spokesman spokeswoman spokesperson official officials
        statement same others other pair two
    """),
    article="the",
    numbers={
        **_counted("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"),
        **_counted("fifteen sixteen seventeen eighteen nineteen", start=15),
        **_counted("twenty thirty forty fifty sixty seventy eighty ninety", start=20, step=10),
        "dozen": 12,
    },
    multipliers={"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000},
)

_LANGUAGES = {"en": ENGLISH}


def language_for(tag: str) -> Language | None:
    """The words of a language by its tag ("en-GB" is English), or None where they are not written down."""
    return _LANGUAGES.get(tag.split("-", maxsplit=1)[0].lower())
