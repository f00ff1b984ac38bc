"""How the text of one value in the YAML is read: as words, a number, a date, an id, one of a few.

Every scalar arrives as `Text` and is converted by its field's own rule, so that
``NO`` or ``12:30`` never turns into something else. What a rule refuses, it
refuses with a code and a sentence for the editor.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NoReturn

from pydantic import BeforeValidator, InstanceOf
from pydantic_core import PydanticCustomError

from generator import codes
from generator.problems import Code
from generator.values import PartialDate, Text

ORIGIN = "\0origin"
"""The key under which a mapping carries its own place; no YAML key can hold a NUL."""

STANCES = ("denies", "confirms", "answers", "condemns", "supports")
STATUSES = ("reported", "announced", "alleged")
QUOTABLE = ("roles", "dates", "participants", "aliases", "within")


def refuse(code: Code, sentence: str, hint: str = "") -> NoReturn:
    """Refuse a value from inside a validator, with the code and words that the editor will see."""
    raise PydanticCustomError(code.name, "{sentence}", {"sentence": sentence, "hint": hint})


def _scalar(convert: Callable[[Text], Any]) -> BeforeValidator:
    """Read a scalar by `convert`; a list or mapping is left for the type check to refuse."""
    return BeforeValidator(lambda value: convert(value) if isinstance(value, Text) else value)


def _one_paragraph(text: Text) -> Text:
    stripped = text.strip()
    if not stripped:
        refuse(codes.EMPTY_VALUE, "this value is empty", "write one, or delete the line")
    if "\n" in stripped:
        refuse(
            codes.MULTI_LINE,
            "this value runs over several lines; it has to be one paragraph",
            "write it with '>-' and no empty line in it",
        )
    return Text(stripped, text.origin)


def _one_of(*allowed: str) -> BeforeValidator:
    def choose(text: Text) -> str:
        if text not in allowed:
            refuse(codes.BAD_VALUE, f"'{text}' is not allowed here", f"write one of: {', '.join(allowed)}")
        return str(text)

    return _scalar(choose)


def _pattern(pattern: str, expected: str, *examples: str, hint: str = "") -> BeforeValidator:
    def match(text: Text) -> Text:
        if not re.fullmatch(pattern, text):
            like = f"write it like this: {' or '.join(examples)}"
            refuse(codes.BAD_VALUE, f"'{text}' is not {expected}", hint or like)
        return text

    return _scalar(match)


def _flag(text: Text) -> bool:
    if text not in ("true", "false"):
        refuse(codes.BAD_VALUE, f"'{text}' is neither true nor false", "write true or false")
    return text == "true"


def _whole_number(text: Text) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        refuse(codes.BAD_VALUE, f"'{text}' is not a whole number", "write digits only")
    return int(text)


def _number(text: Text) -> int | float:
    if re.fullmatch(r"-?[0-9]{1,15}", text):
        return int(text)
    if re.fullmatch(r"-?[0-9]{1,15}\.[0-9]{1,9}", text):
        return float(text)
    refuse(
        codes.BAD_VALUE,
        f"'{text}' is not a number",
        "write digits, with a dot for decimals: 10000 or 2.5; for what the source gives in words: 'words:'",
    )


def _degrees(limit: int) -> BeforeValidator:
    def convert(text: Text) -> float:
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,15})?", text):
            hint = "write degrees with a dot: 39.82; south of the equator or west of Greenwich: -39.82"
            refuse(codes.BAD_VALUE, f"'{text}' is not a number of degrees", hint)
        degrees = float(text)
        if abs(degrees) > limit:
            hint = f"write -{limit} to {limit}; 'lat' is degrees north, 'lon' degrees east"
            refuse(codes.BAD_VALUE, f"{text} degrees is off the globe", hint)
        return degrees

    return _scalar(convert)


def _date(text: Text) -> PartialDate:
    try:
        return PartialDate.parse(str(text))
    except ValueError as error:
        hint = "year first: 2023-09-21; about: 2023~, before: ../2020, since: 2020/..; "
        refuse(codes.BAD_DATE, str(error), f"{hint}how the source puts it goes under 'words:'")


def _day(text: Text) -> PartialDate:
    try:
        date = PartialDate.parse(str(text))
    except ValueError:
        date = None
    if date is None or date.is_interval or date.start is None or date.start.day is None:
        refuse(codes.BAD_DATE, f"'{text}' is not one day", "write year, month and day: 2023-09-21")
    return date


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field as an id, and says of what: "state" is an actor of that kind."""

    to: tuple[str, ...]


Words = Annotated[InstanceOf[Text], _scalar(_one_paragraph)]
Slug = Annotated[
    Words,
    _pattern(
        r"[a-z0-9]+(-[a-z0-9]+)*",
        "an id (lower-case letters, digits and hyphens)",
        "talks-ended",
        "second-day",
    ),
]
Address = Annotated[
    Words,
    _pattern(r"https?://[^\s<>\"]+", "a web address that starts with https://", "https://example.org/talks"),
]
Sha256 = Annotated[
    Words,
    _pattern(
        r"[0-9a-f]{64}",
        "a SHA-256 in 64 lower-case hexadecimal digits",
        hint="to have it written for you, let this be done again: briefing new source seeds/FILE",
    ),
]
Verb = Annotated[
    Words,
    _pattern(
        r"[a-z]+( [a-z]+){0,2}",
        "a verb of saying in lower case, such as 'said'",
        "urged",
        "made the accusation",
    ),
]
Language = Annotated[
    Words, _pattern(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language tag such as 'en'", "en", "hy", "pt-BR")
]
Flag = Annotated[bool, _scalar(_flag)]
PassageNumber = Annotated[int, _scalar(_whole_number)]
Count = Annotated[int, _scalar(_whole_number)]
Number = Annotated[int | float, _scalar(_number)]
Date = Annotated[InstanceOf[PartialDate], _scalar(_date)]
Day = Annotated[InstanceOf[PartialDate], _scalar(_day)]
Latitude = Annotated[float, _degrees(90)]  # degrees north, WGS 84
Longitude = Annotated[float, _degrees(180)]  # degrees east, WGS 84
Stance = Annotated[Literal["denies", "confirms", "answers", "condemns", "supports"], _one_of(*STANCES)]
Status = Annotated[Literal["reported", "announced", "alleged"], _one_of(*STATUSES)]
Voice = Annotated[Literal["judgement", "source"], _one_of("judgement", "source")]
Published = Annotated[Literal["cited", "full", "none"], _one_of("cited", "full", "none")]
Quotable = Annotated[Literal["roles", "dates", "participants", "aliases", "within"], _one_of(*QUOTABLE)]

ActorId = Annotated[Words, Refers(("actor",))]
PlaceId = Annotated[Words, Refers(("place", "state"))]
EventId = Annotated[Words, Refers(("event",))]
EntityRef = Annotated[Words, Refers(("actor", "place", "event"))]
SourceId = Annotated[Words, Refers(("source",))]
StatementId = Annotated[Words, Refers(("statement",))]
