"""Pin a source that has changed: say what is lost, then write the new checksum into its file."""

from dataclasses import dataclass
from pathlib import Path

from generator import schema
from generator.model import Briefing
from generator.output import saving
from generator.output.saving import SavingError, save
from generator.text.spelling import closest


class PinError(Exception):
    """A source that cannot be pinned; the message is for the editor."""


@dataclass(frozen=True, slots=True)
class Change:
    """A source as it was pinned and as it is."""

    file: str  # in site_src/sources/
    line: int  # of its checksum
    seed: str
    pinned: str
    sha256: str
    gone: tuple[schema.Quote, ...]  # no longer in any source


def find_change(briefing: Briefing, source_id: str) -> Change:
    """How a source differs from its pin; raises PinError where there is no such source."""
    source = next((s for s in briefing.catalog.sources if s.id == source_id), None)
    if source is None:
        guess = closest(source_id, [s.id for s in briefing.catalog.sources])
        hint = f"; did you mean '{guess}'?" if guess else "; name a file of site_src/sources/ without .yml"
        raise PinError(f"source '{source_id}' does not exist or cannot be read{hint}")
    origin = source.content.sha256.origin
    gone = tuple(quote for quote in briefing.evidence.gone if quote.source in (None, source_id))
    return Change(origin.file, origin.line, source.content.file, source.content.sha256, source.sha256, gone)


def accept_change(root: Path, change: Change) -> None:
    """Write the new checksum in place of the old one; not another byte changes. Raises PinError."""
    path = root / change.file
    data = path.read_bytes()
    # Of a block ('sha256: >-') the checksum stands below the line where the value starts.
    start = sum(len(line) for line in data.splitlines(keepends=True)[: change.line - 1])
    at = data.find(change.pinned.encode(), start)
    if at < 0:
        raise PinError(f"{change.file} does not hold {change.pinned} in one piece: write {change.sha256}")
    pinned = data[:at] + change.sha256.encode() + data[at + len(change.pinned) :]
    try:
        save(root, [saving.Change(change.file, data, pinned)])
    except SavingError as error:
        raise PinError(str(error)) from None
