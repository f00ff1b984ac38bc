"""Ids that were given up: whoever still has one is led to what it became.

A statement without an id of its own is named by its owner, its source and the
place of its first quote, so it has a former id for each former id of these two.
"""

from collections.abc import Iterator, Mapping

from generator import codes
from generator.model import Briefing
from generator.problems import Origin, Problem
from generator.values import Text


def check_former_ids(briefing: Briefing) -> Iterator[Problem]:
    """Former ids that something else has, or has had: they would lead to two things."""
    catalog, evidence = briefing.catalog, briefing.evidence
    entities = {
        entity_id: f"site_src/{cls.folder}/{entity_id}.yml has it" for entity_id, cls in catalog.known.items()
    }
    sources = {
        source_id: f"site_src/sources/{source_id}.yml has it" for source_id in sorted(catalog.known_sources)
    }
    statements = {s.id: f"the statement in {s.content.origin} has it" for s in evidence.statements}
    given = [former for entity in catalog.entities.values() for former in entity.content.formerly]
    of_sources = [former for source in catalog.sources for former in source.content.formerly]
    of_statements = [former for s in evidence.statements for former in s.content.formerly]
    yield from (Problem(codes.DUPLICATE_ID, *said) for said in _taken(given, entities))
    yield from (Problem(codes.DUPLICATE_ID, *said) for said in _taken(of_sources, sources))
    yield from (Problem(codes.DUPLICATE_STATEMENT, *said) for said in _taken(of_statements, statements))


def _taken(given: list[Text], taken: Mapping[str, str]) -> Iterator[tuple[Origin, str, str]]:
    """Place, sentence and hint for each former id that is in use, or given twice."""
    holders = {name.lower(): holder for name, holder in taken.items()}
    for former in given:
        if holder := holders.get(former.lower()):
            sentence = f"'{former}' cannot be a former id, for {holder}"
            yield former.origin, sentence, "take it off 'formerly:', or give the other another id"
        holders.setdefault(former.lower(), f"it is one in {former.origin} already")
