"""What people write is for readers: each key shows on a page or in the data."""

import hashlib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any, get_args

import yaml

from generator import schema
from generator.build import Examined, Prepared, examine, prepare
from generator.history.compare import compare
from generator.history.told import Teller
from generator.model import Written
from tests.support.briefing import make_folder

# Two sources hold the same words in two passages each, so that a quote may name any of the four.
WORDS = (
    "The ferry to Brenna stopped on Monday, said Ada Morn, the harbour master, for the office. "
    "Two sailors and Bo Lind denied it. About 20 people, dozens of them sailors, left the quay."
)
SEED = f"Ferry stops\n\n{WORDS}\n\n{WORDS}\n\nRead more\n\nAdvertisement\n\nShare this\n"

FILES = {
    "site_src/site.yml": """\
title: The ferry to Brenna
description: What is known of the ferry.
contact: desk@ferry.example
language: en
url: https://ferry.example/
as_of: 2024-03-20
lead: [told]
developments: [{event: halt, statements: [told]}]
not_known: [When it will run again.]
groups: [{name: The harbour, members: [morn]}]
kinds: {actor: [vessel], place: [harbour], event: [strike]}
require_quotes: [roles]
disputed_areas:
  - name: The pass
    note: Both sides claim it.
    coordinates: {lat: 39.7, lon: 46.6, from: An atlas}
    radius: 90
expectations: {sources: 1, actors: 1, places: 1, events: 1, statements: 1}
""",
    "site_src/decisions.yml": """\
- {name: the quay, means: brenna, source: first, passages: [1]}
- {name: the quay, means: port}
""",
    "site_src/sources/first.yml": """\
file: seeds/first.txt
sha256: '{auto}'
title: Ferry stops
publisher: The Post
author: Eve Ward
url: https://post.example/ferry
published: 2024-03-05
speaks_from: 2024-03-06
language: en
rights: by permission
publish_text: full
boilerplate: [{line: Read more}, {from: Advertisement}]
set_aside: [{quote: About 20 people, source: first, passage: 1, reason: a caption}]
notes: ['A note with **marks** in it.']
formerly: [old-source]
accept: {raw-markup: so the article has it}
""",
    "site_src/sources/second.yml": """\
file: seeds/second.txt
sha256: '{auto}'
title: Ferry stops
boilerplate: [{line: Read more}, {from: Advertisement}]
""",
    "site_src/actors/gull.yml": "{name: The Gull, kind: vessel, draft: true}",
    "site_src/actors/lind.yml": "{name: Bo Lind, kind: person}",
    "site_src/actors/morn.yml": """\
name: Ada Morn
summary:
  value: Ada Morn is the **harbour** master.
  quote: said Ada Morn, the harbour master
  source: first
  passage: 1
  words: the harbour master
  because: a guess
  from: background
aliases:
  - name: Morn
    used_by: {actor: lind}
    metonym: true
    note: A note.
    quote: Ada Morn
    source: first
    passage: 1
roles: [{title: harbour master, of: brenna, quote: the harbour master, source: first, passage: 1}]
relations: [{to: lind, kind: denied by, quote: Two sailors and Bo Lind, source: first, passage: 1}]
statements:
  - id: claimed
    formerly: [old-claim]
    text: The **ferry** stopped.
    quote: The ferry to Brenna stopped on Monday
    source: first
    passage: 1
    by: {unnamed: Two sailors, key: one}
    via: [lind]
    verb: told
    about: [brenna]
    figures:
      - {measure: people, exactly: 20, note: A note on it.}
      - {measure: people, at_least: 20}
      - {measure: people, at_most: 20}
      - {measure: people, about: 20}
      - {measure: people, words: dozens of them}
    responses:
      - by: lind
        stance: denies
        quote: Two sailors and Bo Lind denied it
        source: first
        passage: 1
        text: The **ferry** ran.
        via: [morn]
        accept: {raw-markup: so he wrote it}
    contradicts: [told]
    note: A note on the claim.
    accept: {raw-markup: so it was written}
responses:
  - by: lind
    to: [answered]
    stance: denies
    quote: Two sailors and Bo Lind denied it
    source: first
    passage: 1
    text: The **ferry** ran.
    via: [morn]
    accept: {raw-markup: so he wrote it}
same_as: [https://people.example/morn]
formerly: [old-morn]
accept: {raw-markup: so it is}
""",
    "site_src/places/reef.yml": "{name: The reef, kind: harbour, draft: true}",
    "site_src/places/brenna.yml": """\
name: Brenna
summary: A **port** by the sea.
aliases: [the quay]
within:
  value: coast
  quote: The ferry to Brenna
  source: first
  passage: 1
  words: Brenna
  because: a guess
  from: background
coordinates: {lat: 39.5, lon: 46.1, from: An atlas}
statements:
  - text: The ferry stopped.
    quotes: [{quote: The ferry to Brenna stopped, source: first, passage: 1}]
    voice: judgement
responses: [{by: lind, to: [told], stance: denies, quote: Bo Lind denied it, source: first, passage: 1}]
same_as: [https://places.example/brenna]
formerly: [old-brenna]
accept: {raw-markup: so it is}
""",
    "site_src/places/coast.yml": "{name: The coast, kind: region}",
    "site_src/places/port.yml": "{name: The port, kind: site, aliases: [the quay]}",
    "site_src/events/drill.yml": "{name: The drill, kind: strike, draft: true}",
    "site_src/events/halt.yml": """\
name: The halt
summary: The **ferry** stopped.
aliases: [The stop]
date:
  value: 2024-03-04
  quote: on Monday
  source: first
  passage: 1
  words: Monday
  because: a guess
  from: background
places:
  - value: brenna
    quote: to Brenna
    source: first
    passage: 1
    words: Brenna
    because: a guess
    from: background
participants:
  - {actor: morn, role: spoke, by: {actor: lind}, status: alleged, quote: Ada Morn, source: first, passage: 1}
  - {unnamed: Two sailors, key: one}
part_of:
  value: talks
  quote: for the office
  source: first
  passage: 1
  words: the office
  because: a guess
  from: background
follows:
  value: strike
  quote: for the office
  source: first
  passage: 1
  words: the office
  because: a guess
  from: background
status: alleged
statements: [{text: The ferry stopped., quote: stopped on Monday, source: first, passage: 1}]
responses: [{by: lind, to: [told], stance: denies, quote: Bo Lind denied it, source: first, passage: 1}]
same_as: [https://events.example/halt]
formerly: [old-halt]
accept: {raw-markup: so it is}
""",
    "site_src/events/strike.yml": "{name: The strike, kind: incident}",
    "site_src/events/talks.yml": """\
name: The talks
statements:
  - {id: answered, text: Men left., by: not-stated, quote: left the quay, source: first, passage: 1}
  - {id: told, text: Two sailors denied it., quote: Two sailors, source: first, passage: 1}
""",
    "seeds/first.txt": SEED,
    "seeds/second.txt": SEED,
    "seeds/third.txt": SEED,
}
"""A briefing that has every key."""

OTHERWISE: Mapping[str, object] = {
    "Boilerplate.from": "Share this",
    "Figure.about": 21,
    "DisputedArea.coordinates": {"lat": 1, "lon": 2, "from": "An atlas"},
    "Figure.words": "them sailors",
    "Follows.value": "talks",
    "Kinds.actor": ["vessel", "court"],
    "Kinds.event": ["strike", "election"],
    "Kinds.place": ["harbour", "river"],
    "PartOf.value": "strike",
    "Participant.actor": "lind",
    "Relation.kind": "supported by",
    "Relation.to": "brenna",
    "Site.kinds": {"actor": ["vessel", "court"], "place": ["harbour"], "event": ["strike"]},
    "Statement.quotes": [{"quote": "Bo Lind denied it", "source": "first", "passage": 1}],
    "Summary.value": "Ada Morn is another **master**.",
    "Where.value": "coast",
    "Within.value": "port",
    "actor": "morn",
    "at_least": 19,
    "at_most": 21,
    "by": "morn",
    "description": "What is known of it.",
    "contact": "editors@ferry.example",
    "event": "strike",
    "exactly": 21,
    "file": "seeds/third.txt",
    "from": "Another atlas",
    "language": "de",
    "lat": 40.5,
    "line": "Share this",
    "lon": 47.5,
    "means": "port",
    "measure": "men",
    "members": ["lind"],
    "name": "Quite another",
    "passage": 2,
    "quote": "Bo Lind denied it",
    "reason": "another reason",
    "rights": "by another permission",
    "source": "second",
    "stance": "answers",
    "text": "Another **text**.",
    "title": "Another title",
    "to": ["told"],
    "unnamed": "sailors",
}
"""What to write in place of what cannot be left out: under a key, or under that of one mapping alone."""

SEEDS = {
    "Source.title": SEED.replace("Ferry stops", "Another title", 1),
    "Source.sha256": f"{SEED}P.S.\n",
}
"""What the article has to be then, where it is another one, too."""

NEITHER = {
    "Expectations.actors": "it stops a build, and a reader sees how many there are",
    "Expectations.events": "likewise",
    "Expectations.places": "likewise",
    "Expectations.sources": "likewise",
    "Expectations.statements": "likewise",
    "Kinds.actor": "a kind shows where something is of that kind",
    "Kinds.event": "likewise",
    "Kinds.place": "likewise",
    "Participant.key": "of speakers the data has it, and not yet of participants",
    "SetAside.source": "words can only be set aside in the source whose file they stand in",
    "Site.expectations": "see what it holds",
    "Site.kinds": "see what it holds",
    "Site.require_quotes": "it stops a build; every quote that there is shows",
}
"""The keys that no reader is shown, and why."""

UNTOLD = {
    "accept": "a reader is shown what an editor has looked at on one page, about the briefing",
    "expectations": "it stops a build",
    "file": "the words of the article are told by their checksum",
    "formerly": "an address leads on",
    "kinds": "a kind is told where something is of that kind",
    "require_quotes": "it stops a build",
    "SetAside.passage": "the words that are set aside tell it",
    "SetAside.source": "likewise",
    **dict.fromkeys(
        ("Expectations.actors", "Expectations.events", "Expectations.places"), "it stops a build"
    ),
    **dict.fromkeys(("Expectations.sources", "Expectations.statements"), "it stops a build"),
    **dict.fromkeys(("Kinds.actor", "Kinds.event", "Kinds.place"), "see kinds"),
}
"""The keys, wherever they stand or in one mapping alone, of which diff says nothing, and why."""

MODELS: Mapping[str, type[schema.Authored]] = {
    "site.yml": schema.Site,
    "decisions.yml": schema.Ruling,
    "sources": schema.Source,
    "actors": schema.Actor,
    "places": schema.Place,
    "events": schema.Event,
}

Path = tuple[str | int, ...]
"""Keys and positions that lead to a value in a file."""


# --- which keys there are, and where they stand ----------------------------------------------------------


def models_in(annotation: Any) -> tuple[type[schema.Authored], ...]:  # noqa: ANN401
    """The models that the type of a field names."""
    if isinstance(annotation, type) and issubclass(annotation, schema.Authored):
        return (annotation,)
    return tuple(model for argument in get_args(annotation) for model in models_in(argument))


def keys_of(model: type[schema.Authored]) -> dict[str, tuple[type[schema.Authored], ...]]:
    """What people may write in a mapping, each key with the models of what it holds."""
    fields = ((field.alias or name, field) for name, field in model.model_fields.items())
    return {key: models_in(field.annotation) for key, field in fields if not key.startswith("\0")}


def every_key() -> set[str]:
    """The keys of every mapping that there may be in a briefing."""
    found: dict[str, set[str]] = {}
    left = list(MODELS.values())
    while left:
        model = left.pop()
        if model.__name__ not in found:
            found[model.__name__] = {f"{model.__name__}.{key}" for key in keys_of(model)}
            left += [inner for held in keys_of(model).values() for inner in held]
    return set().union(*found.values())


def written(model: type[schema.Authored], value: Any, path: Path = ()) -> Iterator[tuple[str, Path]]:  # noqa: ANN401
    """Every key that stands in a file, with its place."""
    if isinstance(value, list):
        for n, item in enumerate(value):
            yield from written(model, item, (*path, n))
    elif isinstance(value, dict):
        for key, models in keys_of(model).items():
            if key in value:
                yield f"{model.__name__}.{key}", (*path, key)
                for inner in models:
                    yield from written(inner, value[key], (*path, key))


# --- what a reader gets ----------------------------------------------------------------------------------


def examined(texts: Mapping[str, str]) -> Examined:
    """The briefing made of these files, of which none may have an error."""
    found = examine(make_folder(texts))
    assert [str(problem) for problem in found.problems if problem.is_error] == []
    return found


def shown(briefing: Prepared, first: str = "") -> Iterator[tuple[str, bytes]]:
    """The data, the pages (those made from the file `first` before all others), the pictures."""
    others = sorted(briefing.others, key=lambda pending: pending.path != "data/briefing.json")
    data, *pictures = (pending for pending in others if not pending.path.startswith(".theme/"))
    yield data.path, data.make()
    for page in sorted(briefing.pages, key=lambda page: page.made_from != first):
        made = briefing.templates.write(page)
        assert isinstance(made, Written)
        yield made.path, made.data
    for picture in pictures:
        yield picture.path, picture.make()


def with_another(value: Any, path: Path, key: str) -> str:  # noqa: ANN401
    """A file in which one value is another, or left out."""
    changed = deepcopy(value)
    *way, last = path
    at = changed
    for step in way:
        at = at[step]
    other = OTHERWISE.get(key, OTHERWISE.get(str(last)))
    if key == "Source.sha256":
        other = hashlib.sha256(SEEDS[key].encode()).hexdigest()
    if other is None:
        del at[last]
    else:
        assert at[last] != other
        at[last] = other
    return yaml.safe_dump(changed, sort_keys=False)


def test_every_key_shows_on_a_page_or_in_the_data_or_there_is_a_reason() -> None:
    """A new key that is accepted and shown nowhere would be work that nobody ever sees."""
    before = dict(shown(prepare(examined(texts()))))
    places = places_of_keys()

    def shows(key: str, file: str, path: Path) -> bool:
        """Whether a reader gets something else where this value is another."""
        changed = prepare(examined(with_change(file, path, key)))
        return any(before.get(name) != data for name, data in shown(changed, file))

    assert set(places) == every_key()
    unseen = {key for key, found in places.items() if not any(shows(key, *place) for place in found)}

    assert unseen == set(NEITHER)


def test_diff_tells_of_every_key_or_there_is_a_reason() -> None:
    """Whoever reviews a change would else approve what was never named."""
    before = told(texts())

    untold = {
        key
        for key, found in places_of_keys().items()
        if not any(compare(before, told(with_change(file, path, key))) for file, path in found)
    }

    assert untold == {key for key in every_key() if key in UNTOLD or key.split(".")[1] in UNTOLD}


@cache
def values() -> Mapping[str, Any]:
    """What the YAML says, by file."""
    return {file: yaml.safe_load(text) for file, text in FILES.items() if file.endswith(".yml")}


@cache
def texts() -> Mapping[str, str]:
    """All files, written as those are in which something is changed."""
    return {**FILES, **{file: yaml.safe_dump(value, sort_keys=False) for file, value in values().items()}}


def places_of_keys() -> dict[str, list[tuple[str, Path]]]:
    """Where each key stands."""
    places: dict[str, list[tuple[str, Path]]] = {}
    for file, value in values().items():
        for key, path in written(MODELS[file.split("/")[1]], value):
            places.setdefault(key, []).append((file, path))
    return places


def with_change(file: str, path: Path, key: str) -> dict[str, str]:
    """The files, with another value in one place, or none."""
    seeds = {"seeds/first.txt": SEEDS[key]} if key in SEEDS else {}
    return {**texts(), **seeds, file: with_another(values()[file], path, key)}


def told(texts: Mapping[str, str]) -> Teller:
    """What diff has to compare."""
    found = examined(texts)
    assert found.briefing is not None
    return Teller(found.briefing, found.wording, found.folder.site_src)
