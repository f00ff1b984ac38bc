"""``briefing diff``."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator.build import examine
from generator.catalog.folder import read_folder
from generator.commands.shared import ROOT
from generator.history.compare import Change, Difference, State, compare
from generator.history.revision import folder_at
from generator.history.told import Teller
from generator.model import Folder
from generator.pages.words_file import is_about_words, package_words
from generator.problems import RefusedError
from generator.reporting.report import count, show_problems

_SAID = {
    State.NEW: "new {}",
    State.CHANGED: "changed {}",
    State.REMOVED: "removed {}",
    State.UNREADABLE: "{} that cannot be published now, see briefing check",
}


@click.command()
@click.argument("revision", metavar="[REV]", default="HEAD")
@ROOT
def diff(*, revision: str, root: Path) -> None:
    """Say what a reader sees changed since a revision of git; without REV, since the last commit.

    New, changed and removed statements, entities, dates, speakers, answers, quotes, figures and sources, each
    with its place; of what is gone, the place that it had then. Exits with 0 whenever it could compare.

    \b
    Example:
        briefing diff HEAD~1
    """
    folder, commit = folder_at(root, revision)
    then = _side(folder, f"in revision {revision} ({commit})")
    now = _side(read_folder(root), "in this folder")
    changes = compare(then, now)
    for change in changes:
        click.echo("\n".join(_lines(change, commit)))
        click.echo()
    since = f"since {revision} ({commit})"
    click.echo(
        f"{_summary(changes)} {since}" if changes else f"Nothing that a reader sees has changed {since}"
    )


def _side(folder: Folder, where: str) -> Teller:
    """A state as far as it can be read; what keeps it from being read whole is said."""
    compiled = examine(folder)
    wording = compiled.wording
    if compiled.briefing is None:
        show_problems(compiled.problems, compiled.folder.read)
        raise RefusedError(f"the briefing {where} cannot be read, so there is nothing to compare")
    if errors := sum(problem.is_error for problem in compiled.problems):
        kept = "what they keep from being published is not compared"
        click.echo(f"The briefing {where} has {count(errors, 'error')}; {kept}.", err=True)
    if any(is_about_words(problem) for problem in compiled.problems):
        wording = package_words(folder)
    return Teller(compiled.briefing, wording, folder.site_src)


def _lines(change: Change, commit: str) -> Iterator[str]:
    """A thing with all that differs in it, its statements below it; what is gone stood in that commit."""
    place = f"{commit}:" if change.state in (State.REMOVED, State.UNREADABLE) else ""
    thing = change.thing
    yield f"{_SAID[change.state].format(thing.sort)}: {thing.words} ({place}{thing.origin})"
    for difference in change.differences:
        yield from (f"    {line}" for line in _difference(difference, commit, change.state))
    for statement in change.statements:
        yield from (f"    {line}" for line in _lines(statement, commit))


def _difference(difference: Difference, commit: str, state: State) -> Iterator[str]:
    """One trait; of a thing that is new as a whole, without saying so of each."""
    what, was, now, origin = difference.what, difference.was, difference.now, difference.origin
    if state is State.NEW:
        yield f"{what}: {now}"
    elif not was:
        yield f"new {what}: {now} ({origin})"
    elif not now:
        yield f"removed {what}: {was} ({commit}:{origin})"
    else:
        yield from (f"{what} ({origin})", f"    was: {was}", f"    now: {now}")


def _summary(changes: Sequence[Change]) -> str:
    """``1 new event, 2 changed statements``."""
    counts = Counter(
        (change.thing.sort, change.state)
        for changed in changes
        for change in (changed, *changed.statements)
        if change.state is not State.CHANGED or change.differences
    )
    said = {State.UNREADABLE: "unpublishable"}
    return ", ".join(
        count(number, f"{said.get(state, state)} {sort}") for (sort, state), number in sorted(counts.items())
    )
