"""Suppress problems that may only follow from another mistake.

They are reported once the other mistake is fixed, if they are still there. A doubt depends
on names, sources and rulings in the whole briefing; while some of these cannot be read,
nobody knows whether there is anything to doubt.
"""

from collections.abc import Callable, Sequence

from generator import codes, layout
from generator.model import Catalog
from generator.problems import Problem


def without_consequences(problems: Sequence[Problem], catalog: Catalog) -> list[Problem]:
    """The problems that follow from no other."""
    errors = [problem for problem in problems if problem.is_error]
    may_come_of_another = (
        _in_doubt(errors, catalog),
        _missing_with_a_file(errors),
        _changed(catalog),
        _without_any_source(errors),
        _of_twins(problems, catalog),
        _beside_unreadable(errors),
        _of_summaries(errors, catalog),
    )
    return [p for p in problems if not any(may_come(p) for may_come in may_come_of_another)]


_DECISIONS = layout.DECISIONS_FILE.removesuffix("yml")
_NO_SOURCE = f"{layout.SITE_SRC}/sources"
_OF_TWINS = (codes.AMBIGUOUS_NAME, codes.SPEAKER_NOT_NEAR, codes.FACT_NOT_QUOTED)
_Check = Callable[[Problem], bool]


def _in_doubt(errors: Sequence[Problem], catalog: Catalog) -> _Check:
    """Doubts that may vanish once every file can be read."""
    files = {problem.origin.file for problem in errors}
    places = {problem.origin for problem in errors}
    has_all_sources = len(catalog.sources) == len(catalog.known_sources)
    is_as_pinned = not any(source.is_changed for source in catalog.sources)
    has_all_names = len(catalog.entities) == len(catalog.known) and not catalog.torn
    # In decisions.yaml, too. What a ruling means may be a file that is gone, as whatever others refer to.
    is_settled = not any(file.startswith(_DECISIONS) for file in files) and not _lacks_a_file(errors)

    def may_come(problem: Problem) -> bool:
        return not problem.is_error and (
            not {problem.origin.file, layout.SITE_FILE}.isdisjoint(catalog.misread)
            or problem.origin in places  # the same words, which are wrong as they stand
            or not (has_all_sources and is_as_pinned)
            or (problem.code.of_names and not has_all_names)
            # Each ruling stands alone: one that serves nothing does so beside others that are wrong.
            or (problem.code.of_names and problem.code is not codes.UNUSED_RULING and not is_settled)
        )

    return may_come


def _missing_with_a_file(errors: Sequence[Problem]) -> _Check:
    """Missing things that may be in a file that is gone."""
    lacks_a_file = _lacks_a_file(errors)

    def may_come(problem: Problem) -> bool:
        is_lost = problem.code is codes.UNKNOWN_STATEMENT and problem.guess is None
        return lacks_a_file and (is_lost or problem.code is codes.EXPECTATION)

    return may_come


def _lacks_a_file(errors: Sequence[Problem]) -> bool:
    """Whether an unknown id is no misspelling, so that its file may be gone."""
    return any(problem.code is codes.UNKNOWN_ENTITY and not problem.instead for problem in errors)


def _changed(catalog: Catalog) -> _Check:
    """Missing words that a changed source may have held."""
    files = {source.content.origin.file for source in catalog.sources if source.is_changed}

    def may_come(problem: Problem) -> bool:
        in_source = problem.code is codes.LINE_NOT_FOUND and problem.origin.file in files
        in_vain = problem.code is codes.UNKNOWN_PASSAGE and problem.origin.file == layout.DECISIONS_FILE
        return in_source or (bool(files) and (in_vain or problem.code is codes.UNNAMED_NOT_FOUND))

    return may_come


def _without_any_source(errors: Sequence[Problem]) -> _Check:
    """The complaint that there is no source, where an article has lost its description."""
    has_lost = any(_is_of_seeds(problem) for problem in errors)

    def may_come(problem: Problem) -> bool:
        return has_lost and problem.code is codes.MISSING_FILE and problem.origin.file == _NO_SOURCE

    return may_come


def _is_of_seeds(problem: Problem) -> bool:
    return problem.code is codes.MISSING_FILE and problem.origin.file.startswith(f"{layout.SEEDS}/")


def _of_twins(problems: Sequence[Problem], catalog: Catalog) -> _Check:
    """Doubtful names of an entity that two files describe."""
    entities = {entity.content.origin for entity in catalog.entities.values()}
    has_twins = any(p.code is codes.TOLD_TWICE and p.subject in entities for p in problems)

    def may_come(problem: Problem) -> bool:
        return has_twins and problem.code in _OF_TWINS

    return may_come


def _beside_unreadable(errors: Sequence[Problem]) -> _Check:
    """Mistakes in a value that YAML cannot read and that was recovered."""
    lines = {(p.origin.file, p.origin.line) for p in errors if p.code is codes.YAML_SYNTAX}

    def may_come(problem: Problem) -> bool:
        is_beside = (problem.origin.file, problem.origin.line) in lines
        return problem.code is not codes.YAML_SYNTAX and is_beside

    return may_come


def _of_summaries(errors: Sequence[Problem], catalog: Catalog) -> _Check:
    """Summaries and event names that may lack evidence because a statement has an error."""
    entities = {entity.content.origin for entity in catalog.entities.values()}

    def may_come(problem: Problem) -> bool:
        is_of_words = problem.code in (codes.NAME_NOT_QUOTED, codes.NUMBER_NOT_QUOTED)
        return bool(errors) and is_of_words and problem.subject in entities

    return may_come
