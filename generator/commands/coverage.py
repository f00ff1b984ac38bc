"""``briefing coverage``."""

from collections.abc import Iterator
from pathlib import Path

import click

from generator.build import examine
from generator.catalog.folder import read_folder
from generator.commands.shared import ROOT, briefing_of
from generator.evidence.overlooked import bare_words, denials, on_one_source, without_statement
from generator.model import Briefing, Coverage
from generator.reporting.report import count, counted


@click.command()
@ROOT
@click.option("--passages", is_flag=True, help="Show each passage of each article, too.")
def coverage(*, root: Path, passages: bool) -> None:
    """Show how much of each article stands under statements, and what may have been overlooked.

    Words without a statement, denials without a response, entities without a
    statement, statements on one source only. None of it is a mistake.

    \b
    Example:
        briefing coverage
    """
    examined = examine(read_folder(root))
    for line in _lines(briefing_of(examined), passages=passages):
        click.echo(line)
    click.echo(counted(examined.problems), err=True)


def _lines(briefing: Briefing, *, passages: bool) -> Iterator[str]:
    yield f"{'words':>7} {'stated':>7} {'aside':>7} {'neither':>7}  source"
    for source in briefing.coverages:
        yield f"{_row(source.words, source.stated, source.set_aside, source.bare)}  {source.source}"
        if passages:
            yield from _passages(source)
    bare = [f"{b.source} ¶{b.passage}: {b.before}⟦{b.words}⟧{b.after}" for b in bare_words(briefing)]
    yield from _listed("Words under no statement, and not set aside", bare)
    denied = [f"{d.source} ¶{d.passage}: '{d.word}' in: {d.sentence}" for d in denials(briefing)]
    yield from _listed("Sentences that deny, without a response that rests on them", denied)
    silent = [f"{e.content.origin.file}: {e.title}" for e in without_statement(briefing)]
    yield from _listed("Entities without a statement", silent)
    if len(briefing.documents) > 1:
        lone = [f"{s.content.origin}: {s.content.text}" for s in on_one_source(briefing)]
        yield from _listed("Statements on one source only", lone)


def _passages(source: Coverage) -> Iterator[str]:
    for passage in source.passages:
        bare = passage.words - passage.stated - passage.set_aside
        yield f"{_row(passage.words, passage.stated, passage.set_aside, bare)}    ¶{passage.n}"


def _row(*numbers: int) -> str:
    return " ".join(f"{number:>7,}" for number in numbers)


def _listed(heading: str, rows: list[str]) -> Iterator[str]:
    yield ""
    yield f"{heading}: {count(len(rows), 'place') if rows else 'none'}"
    yield from (f"  {row}" for row in rows)
