"""How the pages say things: dates, kinds, counts, amounts. English."""

from calendar import month_name
from dataclasses import replace

from generator import schema
from generator.values import DatePoint, PartialDate

STATUS = {
    "reported": "reported",
    "announced": "announced, still to come when the source was written",
    "alleged": "alleged, told only in somebody’s account",
}


def date_in_words(date: PartialDate) -> str:
    """A date as people write it, as precise as it is and no more."""
    if date.start is None:
        assert date.end is not None  # an interval has one side at least
        return f"until {_behind_a_word(date.end)}"
    if date.end is None:
        return f"since {_behind_a_word(date.start)}"
    if not date.is_interval:
        return _point(date.start)
    return _interval(date.start, date.end)


def _interval(start: DatePoint, end: DatePoint) -> str:
    if start == end:
        return _point(start)
    if start.uncertain and end.uncertain:
        return f"{_interval(replace(start, uncertain=False), replace(end, uncertain=False))} (both uncertain)"
    plain = not (start.approximate or start.uncertain or end.approximate or end.uncertain)
    if plain and start.day and end.day and start.year == end.year:
        if start.month == end.month:
            return f"{start.day}–{_point(end)}"
        return f"{start.day} {_month(start)} – {_point(end)}"
    if plain and not start.day and not end.day and start.month and end.month and start.year == end.year:
        return f"{_month(start)} – {_point(end)}"
    return f"{_point(start)} – {_point(end)}"


def _month(point: DatePoint) -> str:
    return month_name[point.month or 0]


def _point(point: DatePoint) -> str:
    if point.decade:
        words = f"{point.year}s"
    else:
        words = " ".join(str(part) for part in (point.day, _month(point), point.year) if part)
    if point.approximate:
        words = f"about {'the ' if point.decade else ''}{words}"
    return f"{words} (uncertain)" if point.uncertain else words


def _behind_a_word(point: DatePoint) -> str:
    """A date as it stands behind "since" or "until": since the 1990s, until 2020."""
    return f"the {_point(point)}" if point.decade and not point.approximate else _point(point)


def amount_in_words(figure: schema.Figure) -> str:
    """A figure as bounded as it was given."""
    for bound in ("exactly", "at_least", "at_most", "about"):
        number = getattr(figure, bound)
        if number is not None:
            said = f"{number:,}"
            return said if bound == "exactly" else f"{bound.replace('_', ' ')} {said}"
    return f"“{figure.words}”"


_FACTS: dict[type[schema.Evidenced], str] = {
    schema.DateFact: "date",
    schema.Summary: "summary",
    schema.Within: "lies within",
    schema.Where: "where it happened",
    schema.PartOf: "part of",
    schema.Follows: "follows",
}


def fact_in_words(fact: schema.Evidenced) -> str:
    """What sort of fact rests on a quote."""
    match fact:
        case schema.Role():
            return f"role: {fact.title}"
        case schema.Alias():
            return f"name: {fact.name}"
        case schema.Relation():
            return f"relation: {fact.kind}"
        case schema.Participant():
            return f"part in it: {fact.role}" if fact.role else "part in it"
        case _:
            return _FACTS[type(fact)]


def count(number: int, what: str = "") -> str:
    """``1 claim``, ``2 claims``, or the number alone."""
    if not what:
        return f"{number:,}"
    return f"{number:,} {what if number == 1 else f'{what}s'}"


def kind_in_words(kind: str) -> str:
    """``government-body`` as a reader would say it."""
    return kind.replace("-", " ")


def sentence_case(words: str) -> str:
    """With a capital at the start and nothing else changed."""
    return words[:1].upper() + words[1:]


def without_capital_article(name: str) -> str:
    """A name in the middle of a sentence: "The Kremlin" as "the Kremlin"."""
    return f"the {name[4:]}" if name.startswith("The ") else str(name)


def filed_under(name: str) -> str:
    """The words by which a list from A to Z has a name: without "The", without marks in front."""
    words = name.removeprefix("The ").lstrip("“‘\"'„«(")
    return words or name


def degrees_in_words(coordinates: schema.Coordinates) -> str:
    """A point on the globe, north and east."""
    north = "N" if coordinates.lat >= 0 else "S"
    east = "E" if coordinates.lon >= 0 else "W"
    return f"{abs(coordinates.lat):g}° {north}, {abs(coordinates.lon):g}° {east}"
