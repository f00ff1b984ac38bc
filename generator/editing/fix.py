"""Fix in the files what can only have been meant one way, and leave the rest to the editor.

Mistakes are fixed in the order in which they hide each other: what YAML cannot
read, then keys and values, then ids, then quotes. Each fix has to make its own
problem go away and to bring no other; what only shows because a file can be read
again is not new. Nothing is written here.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator import codes
from generator.build import examine
from generator.editing.edits import Edit, apply
from generator.editing.proposals import Fix, propose
from generator.model import Folder
from generator.output.saving import Change
from generator.problems import Problem, Step


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of a briefing, in memory."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]  # that are fixed, each as it showed when its turn came
    left: tuple[Problem, ...]  # it is for the editor to mend them

    def among(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Those of `problems` that are fixed, wherever they stood by then."""
        fixed = Counter(map(_key, self.problems))
        found = []
        for problem in problems:
            if fixed[_key(problem)]:
                fixed[_key(problem)] -= 1
                found.append(problem)
        return tuple(found)


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.origin.file, problem.code.name, problem.sentence


@dataclass(frozen=True, slots=True)
class _State:
    """A briefing and what is wrong with it."""

    folder: Folder
    problems: tuple[Problem, ...]

    def with_fixes(self, fixes: Sequence[Fix]) -> "_State":
        files = dict(self.folder.site_src)
        for file in dict.fromkeys(fix.file for fix in fixes):
            edits = {edit for fix in fixes if fix.file == file for edit in fix.edits}
            files[file] = apply(files[file], edits)
        folder = replace(self.folder, site_src=files)
        return _State(folder, examine(folder).problems)


@dataclass(frozen=True, slots=True)
class _Kept:
    """Fixes that are safe together, and what they make of a briefing."""

    fixes: tuple[Fix, ...]
    state: _State


def find_fixes(folder: Folder, problems: Sequence[Problem]) -> Fixed:
    """Fix what is safe of the problems of a briefing, round after round, until nothing more is."""
    state = _State(folder, tuple(problems))
    fixed: list[Problem] = []
    while kept := _round(state):
        state = kept.state
        fixed += [fix.problem for fix in kept.fixes]
    before, now = folder.site_src, state.folder.site_src
    changes = tuple(Change(file, before[file], now[file]) for file in before if before[file] != now[file])
    return Fixed(changes, tuple(fixed), state.problems)


def _round(state: _State) -> _Kept | None:
    """Fix what can be at the first step where anything can."""
    proposed = _apart(propose(state.folder.site_src, state.problems))
    for step in Step:
        fixes = tuple(fix for fix in proposed if fix.step is step)
        kept = _keep(state, _Kept((), state), fixes)
        if kept.fixes:
            return kept
    return None


def _keep(state: _State, kept: _Kept, tried: tuple[Fix, ...]) -> _Kept:
    """Those that are safe; where not all are, each half is tried by itself."""
    if not tried:
        return kept
    fixes = (*kept.fixes, *tried)
    made = state.with_fixes(fixes)
    if _is_safe(state, made, fixes):
        return _Kept(fixes, made)
    if len(tried) == 1:
        return kept
    half = len(tried) // 2
    return _keep(state, _keep(state, kept, tried[:half]), tried[half:])


def _is_safe(before: _State, made: _State, fixes: Sequence[Fix]) -> bool:
    """Whether their problems are gone, and no other has come that would have shown before."""
    if fixes[0].step is Step.YAML:
        return True  # each has been read again, and nothing else reads otherwise
    was = _counted(before.problems, fixes)
    was.subtract((fix.file, fix.problem.code.name) for fix in fixes)
    now = _counted(made.problems, fixes)
    return all(now[kind] <= was[kind] for kind in {*now, *was})


def _counted(problems: Sequence[Problem], fixes: Sequence[Fix]) -> Counter[tuple[str, str]]:
    """How many problems each file has of each kind that the fixes could bring."""
    step = fixes[0].step
    # Who is not named near the quote was hardly the one that was meant by a misspelt id.
    watched = (
        {codes.SPEAKER_NOT_NEAR} if any(f.problem.code is codes.UNKNOWN_ENTITY for f in fixes) else set()
    )
    fixed = {(fix.file, line) for fix in fixes for line in fix.lines}
    return Counter(
        (problem.origin.file, problem.code.name)
        for problem in problems
        if problem.code in watched
        or _could_come(problem, step, is_near=(problem.origin.file, problem.origin.line) in fixed)
    )


def _could_come(problem: Problem, step: Step, *, is_near: bool) -> bool:
    """Whether a fix at this step could bring a problem, and not only bring it to light."""
    if not problem.is_error or problem.code.step > step:
        return False
    # Of a mapping's values and what they need of each other nothing is known before its keys are.
    return (
        step > Step.FORM
        or problem.code is codes.DUPLICATE_KEY
        or (is_near and problem.code is not codes.MISSING_KEY)
    )


def _apart(fixes: Sequence[Fix]) -> tuple[Fix, ...]:
    """Without those that touch what an earlier one touches; their turn comes in the next round."""
    taken: dict[str, list[Edit]] = {}
    apart = []
    for fix in fixes:
        others = taken.setdefault(fix.file, [])
        if all(a.end < b.start or b.end < a.start for a in fix.edits for b in others):
            others.extend(fix.edits)
            apart.append(fix)
    return tuple(apart)
