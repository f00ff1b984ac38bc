"""Check the ids that were given up, and whose addresses lead to what they became.

A statement without an id of its own is named by its owner, its source and the
place of its first quote, so it has a former id for each former id of these two.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from generator import codes
from generator.model import Briefing
from generator.problems import Code, Problem
from generator.values import Text


def check_former_ids(briefing: Briefing) -> Iterator[Problem]:
    """Former ids that something else has or has had, so that they would lead to two things."""
    catalog, statements = briefing.catalog, briefing.evidence.statements
    entities = {each: f"site_src/{cls.folder}/{each}.yml has it" for each, cls in catalog.known.items()}
    sources = {each: f"site_src/sources/{each}.yml has it" for each in sorted(catalog.known_sources)}
    by_id = {s.id: f"the statement in {s.content.origin} has it" for s in statements}
    yield from _taken(codes.DUPLICATE_ID, (e.content.formerly for e in catalog.entities.values()), entities)
    yield from _taken(codes.DUPLICATE_ID, (s.content.formerly for s in catalog.sources), sources)
    yield from _taken(codes.DUPLICATE_STATEMENT, (s.content.formerly for s in statements), by_id)


def _taken(code: Code, given: Iterable[Sequence[Text]], taken: Mapping[str, str]) -> Iterator[Problem]:
    """Each former id that is in use, or given twice."""
    holders = {name.lower(): holder for name, holder in taken.items()}
    for former in chain.from_iterable(given):
        if holder := holders.get(former.lower()):
            sentence = f"'{former}' cannot be a former id, for {holder}"
            hint = "take it off 'formerly:', or give the other another id"
            yield Problem(code, former.origin, sentence, hint)
        holders.setdefault(former.lower(), f"it is one in {former.origin} already")
