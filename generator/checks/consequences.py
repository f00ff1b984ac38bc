"""Suppress problems that may only follow from another mistake.

They are reported once the other mistake is fixed, if they are still there. A doubt depends
on names, sources and rulings in the whole briefing; while some of these cannot be read,
nobody knows whether there is anything to doubt.
"""

from collections.abc import Iterator, Sequence

from generator import codes, layout
from generator.model import Catalog
from generator.problems import Problem

_DECISIONS = layout.DECISIONS_FILE.removesuffix("yml")  # decisions.yaml, too
_NO_SOURCE = f"{layout.SITE_SRC}/sources"
_OF_TWINS = (codes.AMBIGUOUS_NAME, codes.SPEAKER_NOT_NEAR, codes.FACT_NOT_QUOTED)

_Some = Sequence[Problem]


def without_consequences(problems: _Some, catalog: Catalog) -> list[Problem]:
    """The problems that follow from no other."""
    errors = [problem for problem in problems if problem.is_error]
    consequences = {
        *_uncertain_doubts(problems, errors, catalog),
        *_missing_with_a_file(problems, errors),
        *_missing_in_changed_sources(problems, catalog),
        *_without_any_source(errors),
        *_names_of_twins(problems, catalog),
        *_beside_unreadable(problems),
        *_of_summaries(problems, errors, catalog),
    }
    return [problem for problem in problems if problem not in consequences]


def _uncertain_doubts(problems: _Some, errors: _Some, catalog: Catalog) -> Iterator[Problem]:
    """Doubts that may vanish once every file can be read."""
    files = {problem.origin.file for problem in errors}
    places = {problem.origin for problem in errors}
    has_all_sources = len(catalog.sources) == len(catalog.known_sources)
    is_as_pinned = not any(source.is_changed for source in catalog.sources)
    has_all_names = len(catalog.entities) == len(catalog.known) and not catalog.torn
    # A ruling, as any reference, may name an entity whose file is gone.
    is_settled = not any(file.startswith(_DECISIONS) for file in files) and not _lacks_a_file(errors)
    for problem in problems:
        if not problem.is_error and (
            not {problem.origin.file, layout.SITE_FILE}.isdisjoint(catalog.misread)
            or problem.origin in places  # the same words, which are wrong as they stand
            or not (has_all_sources and is_as_pinned)
            or (problem.code.of_names and not has_all_names)
            # Each ruling stands alone: an unused one is reported beside others that are wrong.
            or (problem.code.of_names and problem.code is not codes.UNUSED_RULING and not is_settled)
        ):
            yield problem


def _missing_with_a_file(problems: _Some, errors: _Some) -> Iterator[Problem]:
    """Missing things that may be in a file that is gone."""
    if _lacks_a_file(errors):
        for problem in problems:
            is_lost = problem.code is codes.UNKNOWN_STATEMENT and problem.guess is None
            if is_lost or problem.code is codes.EXPECTATION:
                yield problem


def _lacks_a_file(errors: _Some) -> bool:
    """Whether an unknown id is no misspelling, so that its file may be gone."""
    return any(problem.code is codes.UNKNOWN_ENTITY and not problem.instead for problem in errors)


def _missing_in_changed_sources(problems: _Some, catalog: Catalog) -> Iterator[Problem]:
    """Missing words that a changed source may have held."""
    files = {source.content.origin.file for source in catalog.sources if source.is_changed}
    for problem in problems if files else ():
        in_source = problem.code is codes.LINE_NOT_FOUND and problem.origin.file in files
        in_ruling = problem.code is codes.UNKNOWN_PASSAGE and problem.origin.file == layout.DECISIONS_FILE
        if in_source or in_ruling or problem.code is codes.UNNAMED_NOT_FOUND:
            yield problem


def _without_any_source(errors: _Some) -> list[Problem]:
    """The problem that there is no source, where an article has lost its description."""
    missing = [problem for problem in errors if problem.code is codes.MISSING_FILE]
    has_lost = any(problem.origin.file.startswith(f"{layout.SEEDS}/") for problem in missing)
    return [problem for problem in missing if has_lost and problem.origin.file == _NO_SOURCE]


def _names_of_twins(problems: _Some, catalog: Catalog) -> list[Problem]:
    """Doubtful names of an entity that two files describe."""
    entities = {entity.content.origin for entity in catalog.entities.values()}
    has_twins = any(p.code is codes.TOLD_TWICE and p.subject in entities for p in problems)
    return [problem for problem in problems if has_twins and problem.code in _OF_TWINS]


def _beside_unreadable(problems: _Some) -> list[Problem]:
    """Mistakes in a value that YAML cannot read and that was recovered."""
    lines = {(p.origin.file, p.origin.line) for p in problems if p.code is codes.YAML_SYNTAX}
    others = (problem for problem in problems if problem.code is not codes.YAML_SYNTAX)
    return [problem for problem in others if (problem.origin.file, problem.origin.line) in lines]


def _of_summaries(problems: _Some, errors: _Some, catalog: Catalog) -> list[Problem]:
    """Doubts about summaries and event names, which may lack evidence because a statement has an error."""
    entities = {entity.content.origin for entity in catalog.entities.values()}
    words = [p for p in problems if p.code in (codes.NAME_NOT_QUOTED, codes.NUMBER_NOT_QUOTED)]
    return [problem for problem in words if errors and problem.subject in entities]
