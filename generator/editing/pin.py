"""Pin a source that has changed: say what is lost, then write the new checksum into its file."""

from dataclasses import dataclass
from pathlib import Path

from generator import schema
from generator.model import Briefing
from generator.output.saving import Change, save
from generator.problems import RefusedError
from generator.text.spelling import closest


@dataclass(frozen=True, slots=True)
class Repinning:
    """A source as it was pinned and as it is."""

    file: str  # in site_src/sources/
    line: int  # of its checksum
    seed: str
    pinned: str
    sha256: str
    gone: tuple[schema.Quote, ...]  # no longer in any source


def compare_with_pin(briefing: Briefing, source_id: str) -> Repinning:
    """How a source differs from its pin; raises RefusedError where there is no such source."""
    source = next((s for s in briefing.catalog.sources if s.id == source_id), None)
    if source is None:
        guess = closest(source_id, [s.id for s in briefing.catalog.sources])
        hint = f"; did you mean '{guess}'?" if guess else "; name a file of site_src/sources/ without .yml"
        raise RefusedError(f"source '{source_id}' does not exist or cannot be read{hint}")
    origin = source.content.sha256.origin
    gone = tuple(quote for quote in briefing.evidence.gone if quote.source in (None, source_id))
    return Repinning(
        origin.file, origin.line, source.content.file, source.content.sha256, source.sha256, gone
    )


def repin(root: Path, found: Repinning) -> None:
    """Write the new checksum in place of the old one; not another byte changes. Raises RefusedError."""
    data = (root / found.file).read_bytes()
    # Of a block ('sha256: >-') the checksum stands below the line where the value starts.
    start = sum(len(line) for line in data.splitlines(keepends=True)[: found.line - 1])
    at = data.find(found.pinned.encode(), start)
    if at < 0:
        raise RefusedError(f"{found.file} does not hold {found.pinned} in one piece: write {found.sha256}")
    pinned = data[:at] + found.sha256.encode() + data[at + len(found.pinned) :]
    save(root, [Change(found.file, data, pinned)])
