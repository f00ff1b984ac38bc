"""Which keys may stand where, and which key somebody meant by a wrong one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator import schema
from generator.schema import Authored
from generator.text.spelling import closest, meant_word

Path = Sequence[str | int]

_HOMES: tuple[tuple[type[Authored], str], ...] = (
    (schema.Statement, "a statement"),
    (schema.Entity, "an actor, place or event, beside its 'name:'"),
    (schema.Actor, "an actor"),
    (schema.Place, "a place"),
    (schema.Event, "an event, beside its 'name:'"),
    (schema.Source, "a file in site_src/sources/"),
    (schema.Site, "site.yml"),
)
_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    "actors": ("participants",),
    "answer": ("responses",),
    "claim": ("text",),
    "citation": ("quote",),
    "comment": ("note", "notes"),
    "description": ("summary",),
    "evidence": ("quote",),
    "headline": ("title",),
    "label": ("name",),
    "latitude": ("lat",),
    "link": ("url",),
    "location": ("places", "coordinates"),
    "longitude": ("lon",),
    "lng": ("lon",),
    "number": ("exactly",),
    "remark": ("note", "notes"),
    "said_by": ("by",),
    "sentence": ("text",),
    "source_quote": ("quote",),
    "speaker": ("by",),
    "title": ("name",),
    "type": ("kind",),
    "what": ("measure", "text"),
    "when": ("date",),
    "where": ("places", "within"),
    "who": ("actor", "by", "participants"),
    "why": ("because", "reason"),
}
"""Other words for keys, each with the keys that it may mean; the first that is allowed at a place counts."""


def keys_at(model: type[Authored], path: Path) -> list[str]:
    """The keys of the mapping at a path, required ones first."""
    return keys_of(model_at(model, path) or model)


def keys_of(model: type[Authored]) -> list[str]:
    """The keys that people may write in a mapping, required ones first."""
    fields = sorted(model.model_fields.items(), key=lambda field: not field[1].is_required())
    names = [field.alias or name for name, field in fields]
    return [name for name in names if re.match(r"[a-z]", name)]


def model_at(model: type[Authored], path: Path) -> type[Authored] | None:
    """The model of the mapping at a path; None where no model is known."""
    for step in path:
        if isinstance(step, str):
            fields = model.model_fields.items()
            inner = _model_in(next((f.annotation for n, f in fields if step in (n, f.alias)), None))
            if inner is None:
                return None
            model = inner
    return model


def _model_in(annotation: object) -> type[Authored] | None:
    """The model inside an annotation such as ``tuple[Statement, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, Authored):
        return annotation
    inner = getattr(annotation, "__args__", ())
    return next((found for argument in inner if (found := _model_in(argument)) is not None), None)


def guess(key: str, known: Sequence[str]) -> str | None:
    """The key that somebody may have meant."""
    if meant := meant_word(key, known):
        return meant
    small = re.sub(r"\W", "_", key.lower())
    other = next((name for name in _OTHER_WORDS.get(small, ()) if name in known), None)
    begun = [name for name in known if len(key) > 2 and name.startswith(small)]
    return other or closest(small, known) or (begun[0] if len(begun) == 1 else None)


def home(key: str) -> str:
    """The place that a misplaced key belongs to, as the start of a hint."""
    found = next((what for model, what in _HOMES if key in keys_of(model)), None)
    return f"'{key}' belongs to {found}; " if found else ""


@cache
def every_key() -> frozenset[str]:
    """Every key that any of the YAML files may have."""
    return frozenset(key for model in _models() for key in keys_of(model))


def may_be_key(words: str) -> bool:
    """Whether words before a colon were meant as a key, or may be misspelt as one."""
    return ":" in words or words in every_key() or closest(words, list(every_key())) is not None


@cache
def every_key_with_words(*, are_words: bool = True) -> frozenset[str]:
    """The keys that hold words somewhere; or else those that somewhere hold an id, number, date or choice."""
    return frozenset(
        key
        for model in _models()
        for key in schema.keys_with_words(model, are_words=are_words)
        if "\0" not in key
    )


def _models() -> Iterator[type[Authored]]:
    models = [Authored]
    for model in models:
        yield model
        models.extend(model.__subclasses__())  # the list grows while it is gone through
