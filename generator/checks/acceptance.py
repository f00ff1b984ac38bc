"""Set aside the warnings that an editor has accepted with a reason."""

from collections.abc import Iterable, Iterator, Mapping

from generator import codes, schema
from generator.model import Accepted, Catalog
from generator.problems import Origin, Problem
from generator.text.spelling import closest, meant_word
from generator.values import Text

ACCEPTABLE = frozenset(code.name for code in codes.BY_NAME.values() if code.acceptable)
"""The names of the warnings that an editor may accept."""

_Accepting = schema.Statement | schema.Response | schema.Entity | schema.Source


def accept(problems: Iterable[Problem], catalog: Catalog) -> tuple[tuple[Problem, ...], tuple[Accepted, ...]]:
    """Divide problems into those that stand and those that are accepted where they arise."""
    accepting = (part for part in catalog.parts() if isinstance(part, _Accepting))
    rules = {part.origin: part.accept for part in accepting if part.accept}
    standing: list[Problem] = []
    accepted: list[Accepted] = []
    used: set[tuple[Origin, str]] = set()
    for problem in problems:
        subject = problem.subject
        reasons = rules.get(subject, {}) if subject and not problem.is_error else {}
        name = problem.code.name
        # A misspelled name accepts, too, so that it is reported as the only mistake.
        reason = next(
            (why for code, why in reasons.items() if name in (code, meant_word(code, ACCEPTABLE))), None
        )
        if reason is None or subject is None:
            standing.append(problem)
        else:
            accepted.append(Accepted(problem, reason))
            used.add((subject, name))
    standing.extend(_unused(rules, used))
    return tuple(standing), tuple(accepted)


def _unused(rules: Mapping[Origin, Mapping[Text, Text]], used: set[tuple[Origin, str]]) -> Iterator[Problem]:
    for subject, reasons in rules.items():
        for code in reasons:
            if code not in ACCEPTABLE:
                guess = closest(code, list(ACCEPTABLE))
                hint = f"these can be: {', '.join(sorted(ACCEPTABLE))}"
                hint = f"did you mean '{guess}'?" if guess else hint
                sentence = f"'{code}' is no warning that can be accepted"
                yield Problem(codes.BAD_VALUE, code.origin, sentence, hint)
            elif (subject, str(code)) not in used:
                sentence = f"'{code}' is accepted here, and no such warning is given"
                yield Problem(codes.UNUSED_ACCEPT, code.origin, sentence, "delete the line")
