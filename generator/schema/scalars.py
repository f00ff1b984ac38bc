"""How the text of one value in the YAML is read: as words, a number, a date, an id, one of a few.

Every scalar arrives as `Text` and is converted by its field's own rule, so that
``NO`` or ``12:30`` never turns into something else. What a rule refuses, it
refuses with a code and a sentence for the editor. Beside each rule stands the same
as JSON Schema, for text editors; to them a plain ``2020`` is a number.
"""

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, NoReturn

from pydantic import GetJsonSchemaHandler, GetPydanticSchema, InstanceOf, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator import codes, layout
from generator.problems import Code, command
from generator.schema import placeholders
from generator.text.dates import in_edtf
from generator.text.english import ENGLISH
from generator.text.ids import as_id
from generator.text.spelling import closest, meant_word
from generator.values import DateError, PartialDate, Text, WholeNumber

ORIGIN = "\0origin"
"""The key under which a mapping carries its own place; no YAML key can hold a NUL."""

KNOWN = "known.json"
"""The file beside the schemas that lists the ids and kinds of a briefing."""

NAMED = "\0named"
"""The key that `named` puts into a JSON Schema."""

STANCES = ("denies", "confirms", "answers", "condemns", "supports")
NEW_SOURCE = command("briefing new source seeds/FILE")
"""Writes the file that describes an article."""
QUOTABLE = ("roles", "dates", "participants", "aliases", "within")


def refuse(  # noqa: PLR0913  # the problem, and what the program asks of it
    code: Code,
    sentence: str,
    hint: str = "",
    instead: str | None = None,
    *,
    words: str = "",
    keys: Sequence[str] = (),
) -> NoReturn:
    """Refuse a value inside a validator, with the code and the words that an editor will see.

    `instead` is what was meant, `words` is the part that is wrong (empty: all), `keys` are missing keys.
    """
    told = {"sentence": sentence, "hint": hint, "instead": instead, "words": words, "keys": tuple(keys)}
    raise PydanticCustomError(code.name, "{sentence}", told)


def named(name: str, written: JsonSchemaValue | None = None) -> JsonSchemaValue:
    """A JSON Schema that stands in its file once, under this name; with ``#`` in it, in another file."""
    return {"allOf": [{NAMED: name, **(written or {})}]}


def read_by(
    convert: Callable[[Text], Any], written: Callable[[CoreSchema, GetJsonSchemaHandler], JsonSchemaValue]
) -> GetPydanticSchema:
    """Convert a scalar before its type is checked; a list or mapping is left for that check to refuse.

    `written` describes, as JSON Schema, what people may write.
    """

    def read(value: object) -> object:
        return convert(value) if isinstance(value, Text) else value

    return GetPydanticSchema(
        lambda source, handler: core_schema.no_info_before_validator_function(read, handler(source)), written
    )


def _scalar(convert: Callable[[Text], Any], written: JsonSchemaValue) -> GetPydanticSchema:
    return read_by(convert, lambda *_: deepcopy(written))  # the description of each field is put into it


def _whole(pattern: str) -> str:
    """A regular expression for a whole value; white space around the value does not count."""
    return rf"^\s*(?:{pattern})\s*$"


def of_form(pattern: str, otherwise: str) -> JsonSchemaValue:
    """A value of this form as JSON Schema, and what text editors say of another."""
    may_be_number = re.fullmatch(pattern, "2020")  # as text editors see it
    kind = {"type": ["string", "integer"], "minimum": 0} if may_be_number else {"type": "string"}
    return {**kind, "pattern": _whole(pattern), "patternErrorMessage": otherwise}


def _one_paragraph(text: Text) -> Text:
    stripped = text.strip()
    if not stripped:
        refuse(codes.EMPTY_VALUE, "this value is empty", "write one, or delete the line")
    if stripped in placeholders.ALL:
        hint = "put an id, or words of yours or of the article, in its place; or delete the lines"
        refuse(codes.PLACEHOLDER, "this is still what the new file proposed", hint)
    if "\n" in stripped:
        sentence = "this value runs over several lines; it has to be one paragraph"
        second = next(line for line in stripped.split("\n")[1:] if line.strip())
        refuse(codes.MULTI_LINE, sentence, "write it with '>-' and no empty line in it", words=second)
    return Text(stripped, text.origin)


_WORDS = {
    # In this form it does not lead text editors to propose true and false wherever there is text.
    "if": {"type": "boolean"},
    "else": {
        "type": ["string", "number"],
        "errorMessage": "Text is wanted here.",
        "pattern": _whole(r"\S[^\n]*"),
        "patternErrorMessage": "This has to be one paragraph, and not empty.",
    },
}


def _one_of(*allowed: str) -> GetPydanticSchema:
    def choose(text: Text) -> str:
        if text not in allowed:
            meant = meant_word(text, allowed)
            guess = meant or closest(text.lower(), allowed)
            hint = f"did you mean '{guess}'? The others are" if guess else "write one of"
            others = ", ".join(each for each in allowed if each != guess)
            refuse(codes.BAD_VALUE, f"'{text}' is not allowed here", f"{hint}: {others}", meant)
        return str(text)

    return _scalar(choose, {"enum": list(allowed)})


def _pattern(pattern: str, expected: str, *examples: str, hint: str = "") -> GetPydanticSchema:
    def match(text: Text) -> Text:
        if not re.fullmatch(pattern, text):
            like = f"write it like this: {' or '.join(examples)}"
            if (made := as_id(text)) and re.fullmatch(pattern, made) and not hint:
                like = f"did you mean '{made}'?"
            refuse(codes.BAD_VALUE, f"'{text}' is not {expected}", hint or like)
        return text

    return _scalar(match, {**of_form(pattern, f"This is not {expected}."), "examples": list(examples)})


_SIGNS_OF_IDS = "lower-case letters, digits and hyphens"

Words = Annotated[InstanceOf[Text], _scalar(_one_paragraph, named("words", _WORDS))]
Slug = Annotated[Words, _pattern(layout.ID.pattern, f"an id ({_SIGNS_OF_IDS})", "talks-ended", "second-day")]
FormerStatement = Annotated[
    Words,
    _pattern(
        r"[a-z0-9]+(--?[a-z0-9]+)*",
        f"a statement's id ({_SIGNS_OF_IDS})",
        "talks-ended",
        "strike--article-p1-28-43",
    ),
]
Address = Annotated[
    Words,
    _pattern(
        r'https?://[^\s<>"]+',
        "a web address that starts with https://",
        "https://example.org/talks",
        "https://www.wikidata.org/wiki/Q42",
    ),
]
Sha256 = Annotated[
    Words,
    _pattern(
        r"[0-9a-f]{64}",
        "a SHA-256 in 64 lower-case hexadecimal digits",
        "0a" * 32,
        "9f" * 32,
        hint=f"to have it written for you, let this be done again: {NEW_SOURCE}",
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
Stance = Annotated[Literal["denies", "confirms", "answers", "condemns", "supports"], _one_of(*STANCES)]
Status = Annotated[Literal["reported", "announced", "alleged"], _one_of("reported", "announced", "alleged")]
Voice = Annotated[Literal["judgement", "source"], _one_of("judgement", "source")]
Published = Annotated[Literal["cited", "full", "none"], _one_of("cited", "full", "none")]
Quotable = Annotated[Literal["roles", "dates", "participants", "aliases", "within"], _one_of(*QUOTABLE)]


def _flag(text: Text) -> bool:
    if text not in ("true", "false"):
        meant = {"yes": "true", "no": "false"}.get(text.lower()) or meant_word(text, ("true", "false"))
        refuse(codes.BAD_VALUE, f"'{text}' is neither true nor false", "write true or false", meant)
    return text == "true"


_FLAG = {
    "type": ["boolean", "string"],
    "pattern": "^(?:true|false)$",
    "patternErrorMessage": "This is neither true nor false.",
    "examples": [True, False],
}


def _whole_number(text: Text) -> WholeNumber:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        refuse(codes.BAD_VALUE, f"'{text}' is not a whole number", "write digits only")
    return WholeNumber(int(text), text.origin)


_WHOLE_NUMBER = {
    "type": ["integer", "string"],
    "minimum": 0,
    "maximum": 999_999_999,
    "pattern": "^[0-9]{1,9}$",
    "patternErrorMessage": "This is not a whole number: write digits only.",
    "examples": [1, 12],
}


def _number(text: Text) -> int | float:
    if re.fullmatch(r"-?[0-9]{1,15}", text):
        return int(text)
    if re.fullmatch(r"-?[0-9]{1,15}\.[0-9]{1,9}", text):
        return float(text)
    hint = "write digits, with a dot for decimals: 10000 or 2.5; for what the source gives in words: 'words:'"
    refuse(codes.BAD_VALUE, f"'{text}' is not a number", hint)


def _number_up_to(limit: int, *examples: float) -> JsonSchemaValue:
    return {
        "type": ["number", "string"],
        "minimum": -limit,
        "maximum": limit,
        "pattern": r"^-?[0-9]{1,15}(?:\.[0-9]{1,9})?$",
        "patternErrorMessage": "This is not a number: write digits, with a dot for decimals.",
        "examples": list(examples),
    }


def _degrees(limit: int, *examples: float) -> GetPydanticSchema:
    def convert(text: Text) -> float:
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,15})?", text):
            hint = "write degrees with a dot: 39.82; south of the equator or west of Greenwich: -39.82"
            refuse(codes.BAD_VALUE, f"'{text}' is not a number of degrees", hint)
        degrees = float(text)
        if abs(degrees) > limit:
            hint = f"write -{limit} to {limit}; 'lat' is degrees north, 'lon' degrees east"
            refuse(codes.BAD_VALUE, f"{text} degrees is off the globe", hint)
        return degrees

    return _scalar(convert, _number_up_to(limit, *examples))


Flag = Annotated[bool, _scalar(_flag, _FLAG)]
PassageNumber = Annotated[InstanceOf[int], _scalar(_whole_number, _WHOLE_NUMBER)]
Count = Annotated[InstanceOf[int], _scalar(_whole_number, _WHOLE_NUMBER)]
Number = Annotated[int | float, _scalar(_number, _number_up_to(10**15, 200, 2.5))]
Latitude = Annotated[float, _degrees(90, 39.818, -33.9)]  # degrees north, WGS 84
Longitude = Annotated[float, _degrees(180, 46.753, -70.7)]  # degrees east, WGS 84


_FORMS = (
    "write a year (2023), month (2023-09), day (2023-09-21), decade (199X) or interval "
    "(2023-09-19/2023-09-20); about: 2023~, before: ../2020, since: 2020/..; how the source puts it goes "
    "under 'words:'"
)


def _date(text: Text) -> PartialDate:
    try:
        return replace(PartialDate.parse(str(text)), origin=text.origin)
    except DateError as error:
        hint = _meant_as(in_edtf(text, ENGLISH.months)) or error.hint or _FORMS
        refuse(codes.BAD_DATE, str(error), hint, words=error.words)


def _day(text: Text) -> PartialDate:
    try:
        date = PartialDate.parse(str(text))
    except DateError:
        date = None
    if date is None or date.is_interval or date.start is None or date.start.day is None:
        meant = in_edtf(text, ENGLISH.months)
        is_day = meant is not None and len(meant) == len("2023-09-21")
        hint = _meant_as(meant if is_day else None) or "write year, month and day: 2023-09-21"
        refuse(codes.BAD_DATE, f"'{text}' is not one day", hint)
    return date


def _meant_as(date: str | None) -> str:
    """A proposal for a date that was written in another form, with English names of months."""
    return f"did you mean {date}?" if date else ""


# Which years have a 29 February is not asked here, nor which date comes first.
_SHORT_MONTHS = "(?!.*-(?:02-3|(?:0[469]|11)-31))"
_MONTH = "(?:0[1-9]|1[0-2])"
_MONTH_AND_DAY = f"{_MONTH}-(?:0[1-9]|[12][0-9]|3[01])"
_POINT = f"(?!000[0X])(?:[0-9]{{4}}(?:-{_MONTH_AND_DAY}|-{_MONTH})?|[0-9]{{3}}X)[~?]?"
_DATE = {
    "type": ["string", "integer"],  # a year alone is a number to text editors
    "minimum": 1,
    "maximum": 9999,
    "pattern": rf"^{_SHORT_MONTHS}(?:{_POINT}|{_POINT}/{_POINT}|\.\./{_POINT}|{_POINT}/\.\.)$",
    "patternErrorMessage": "This is not a date. Year first: 2023, 2023-09, 2023-09-21, 199X, 2023~ (about), "
    "2023? (uncertain), 2023-09-19/2023-09-20.",
    "examples": ["2023-09-21", "2023-09", "199X", "2023-09-19/2023-09-20"],
}
_DAY = {
    "type": "string",
    "pattern": f"^(?!0000){_SHORT_MONTHS}[0-9]{{4}}-{_MONTH_AND_DAY}[~?]?$",
    "patternErrorMessage": "This is not one day: write year, month and day, as in 2023-09-21.",
    "examples": ["2023-09-21", "2021-03-02"],
}

Date = Annotated[InstanceOf[PartialDate], _scalar(_date, _DATE)]
Day = Annotated[InstanceOf[PartialDate], _scalar(_day, _DAY)]


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field as an id, and says of what: "state" is an actor of that kind."""

    to: tuple[str, ...]

    def __get_pydantic_json_schema__(self, _: CoreSchema, __: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Lead to the briefing's ids."""
        return named(f"{KNOWN}#{'-or-'.join(self.to)}")


ActorId = Annotated[Words, Refers(("actor",))]
PlaceId = Annotated[Words, Refers(("place", "state"))]
EventId = Annotated[Words, Refers(("event",))]
EntityRef = Annotated[Words, Refers(("actor", "place", "event"))]
SourceId = Annotated[Words, Refers(("source",))]
StatementId = Annotated[Words, Refers(("statement",))]
ActorKind = Annotated[Words, WithJsonSchema(named(f"{KNOWN}#kind-of-actor"))]
PlaceKind = Annotated[Words, WithJsonSchema(named(f"{KNOWN}#kind-of-place"))]
EventKind = Annotated[Words, WithJsonSchema(named(f"{KNOWN}#kind-of-event"))]
