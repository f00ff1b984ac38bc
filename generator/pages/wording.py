"""How the pages say things: sentences, dates, kinds, counts, amounts.

The words come from templates/words.toml; what stands here is how they are put
together. Words are plain text, and what is put into them is text or Markdown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator import schema
from generator.model import Briefing, Statement
from generator.pages.markdown import Markdown, to_markdown
from generator.text.phrases import sentence_case
from generator.values import DatePoint, PartialDate

PLACEHOLDER = re.compile(r"\{([a-z]+(?:_[a-z]+)*)\}")
_ESCAPED = re.compile(r"\\\{([a-z]+(?:\\_[a-z]+)*)\\\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of our own, and how they make dates, counts and sentences."""

    words: Mapping[str, str]  # by table and key, joined by dots: "home.not_known", "count.word.many"

    def say(self, *key: str, **values: object) -> Markdown:
        """Words as Markdown; what is put in is text, a number, or Markdown that is kept."""
        words = self._find(key, values)
        return Markdown(
            _ESCAPED.sub(
                lambda m: to_markdown(self._value(m[1].replace("\\", ""), key, values)), to_markdown(words)
            )
        )

    def text(self, *key: str, **values: object) -> str:
        """Words as text, not escaped yet."""
        words = self._find(key, values)
        return PLACEHOLDER.sub(lambda m: str(self._value(m[1], key, values)), words)

    def _find(self, key: tuple[str, ...], values: Mapping[str, object]) -> str:
        name = ".".join(key)
        if name not in self.words and "n" in values:
            name = f"{name}.{'one' if values['n'] == 1 else 'many'}"
        if name not in self.words:
            raise LookupError(f"there are no words for '{name}'")
        return self.words[name]

    def _value(self, name: str, key: tuple[str, ...], values: Mapping[str, object]) -> object:
        if name not in values:
            raise LookupError(f"nothing is put in for {{{name}}} of '{'.'.join(key)}'")
        value = values[name]
        return self.number(value) if isinstance(value, int) else value

    def number(self, number: float, form: str = ",") -> str:
        """A number with the marks that the language sets in it."""
        marks = {ord(","): self.text("number.thousands"), ord("."): self.text("number.point")}
        return format(number, form).translate(marks)

    def count(self, number: int, what: str) -> str:
        """``1 claim``, ``2 claims``."""
        return self.text("count", what, n=number)

    def amount(self, figure: schema.Figure) -> str:
        """A number, with the bound by which it was given."""
        for bound in ("exactly", "at_least", "at_most", "about"):
            number = getattr(figure, bound)
            if number is not None:
                return self.text("amount", bound, n=self.number(number))
        return self.text("statement.quoted", words=figure.words)

    def degrees(self, coordinates: schema.Coordinates) -> str:
        """A point on the globe, north and east."""
        north = "north" if coordinates.lat >= 0 else "south"
        east = "east" if coordinates.lon >= 0 else "west"
        return self.text(
            "degrees.point",
            latitude=self.text("degrees", north, degrees=self.number(abs(coordinates.lat), "g")),
            longitude=self.text("degrees", east, degrees=self.number(abs(coordinates.lon), "g")),
        )

    def date(self, date: PartialDate) -> str:
        """A date as people write it, as precise as it is and no more."""
        if date.start is None:
            assert date.end is not None  # an interval has one side at least
            return self.text("date.until", date=self._behind_a_word(date.end))
        if date.end is None:
            return self.text("date.since", date=self._behind_a_word(date.start))
        if not date.is_interval:
            return self._point(date.start)
        return self._interval(date.start, date.end)

    def _interval(self, start: DatePoint, end: DatePoint) -> str:
        if start == end:
            return self._point(start)
        if start.uncertain and end.uncertain:
            interval = self._interval(replace(start, uncertain=False), replace(end, uncertain=False))
            return self.text("date.both_uncertain", interval=interval)
        plain = not (start.approximate or start.uncertain or end.approximate or end.uncertain)
        first = self._point(start)
        if plain and start.day and end.day and start.year == end.year:
            if start.month == end.month:
                return self.text("date.days", start=str(start.day), end=self._point(end))
            first = self.text("date.day_of_year", day=str(start.day), month=self._month(start))
        if plain and not start.day and not end.day and start.month and end.month and start.year == end.year:
            first = self._month(start)
        return self.text("date.interval", start=first, end=self._point(end))

    def _month(self, point: DatePoint) -> str:
        return self.text("month", str(point.month))

    def _point(self, point: DatePoint) -> str:
        year = str(point.year)
        if point.decade:
            words = self.text("date.decade", year=year)
        elif point.day:
            words = self.text("date.day", day=str(point.day), month=self._month(point), year=year)
        elif point.month:
            words = self.text("date.month", month=self._month(point), year=year)
        else:
            words = year
        if point.approximate:
            words = self.text("date.about", date=self._the(words) if point.decade else words)
        return self.text("date.uncertain", date=words) if point.uncertain else words

    def _behind_a_word(self, point: DatePoint) -> str:
        """A date as it stands behind "since" or "until": since the 1990s, until 2020."""
        words = self._point(point)
        return self._the(words) if point.decade and not point.approximate else words

    def _the(self, decade: str) -> str:
        return self.text("date.the_decade", decade=decade)

    def fact(self, fact: schema.Evidenced) -> str:
        """What sort of fact rests on a quote."""
        sort = "part_as" if fact.sort == "part" and fact.what else fact.sort
        return self.text("resting", sort, what=fact.what)

    def kind(self, kind: str) -> str:
        """``government-body`` as a reader would say it."""
        return self.words.get(f"kind.{kind}") or kind.replace("-", " ")


def speaker_in_words(by: schema.Party | None, briefing: Briefing, wording: Wording) -> str:
    """Who speaks, as a line of its own would name them; the source itself where nobody does."""
    if by is None:
        return wording.text("event.source")
    entity = briefing.catalog.entities.get(by.actor or "")
    return sentence_case(str(entity.title if entity else by.unnamed or wording.text("statement.not_stated")))


def statement_in_words(statement: Statement, briefing: Briefing, wording: Wording) -> str:
    """The sentence, behind its speaker where it is a claim."""
    text = briefing.mentions.text(statement.content.text).text
    if statement.content.by is None:
        return text
    speaker = speaker_in_words(statement.content.by, briefing, wording)
    verb = statement.content.verb or wording.text("statement.verb")
    return f"{wording.text('statement.said', speaker=speaker, via='', verb=verb)} {text}"
