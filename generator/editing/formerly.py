"""Write an id that is given up under ``formerly:``, in the style of the file that it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.editing.edits import Edit
from generator.problems import Origin
from generator.reading.nodes import Mapping, Node, Scalar
from generator.reading.nodes import Sequence as ListNode
from generator.reading.parse import parse_file

_KEY = "formerly"
_BEHIND = ("id", "name", "title")  # the key that it stands behind: of a statement, an entity, a source


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """Ids that a thing had, and where that is to be remembered."""

    origin: Origin  # where the mapping of the thing begins
    ids: tuple[str, ...]  # the newest first
    new_id: str  # which stops being a former one
    write_id: bool = False  # whether the mapping gets it as its ``id:``: a statement that had none


def former_edits(data: bytes, given_up: GivenUp) -> list[Edit]:
    """What changes in the file that the thing stands in."""
    file = given_up.origin.file
    parsed = parse_file(data, file)
    text, mapping = parsed.text, _mapping_at(parsed.node, given_up.origin)
    assert text is not None  # it has been read before
    assert mapping is not None  # likewise
    edits: list[Edit] = []
    lines: list[tuple[str, Sequence[str]]] = [("id", ())] if given_up.write_id else []
    remembered = mapping.get(_KEY)
    if isinstance(remembered, ListNode) and remembered.items:
        edits += _remember(text, remembered, list(given_up.ids), given_up.new_id)
    elif given_up.ids:
        lines.append((_KEY, given_up.ids))
    return [*edits, *([_inserted(text, mapping, lines, given_up.new_id)] if lines else [])]


def _mapping_at(node: Node | None, origin: Origin) -> Mapping | None:
    """The mapping that starts at a place."""
    if isinstance(node, Mapping):
        if node.origin == origin:
            return node
        inner: Sequence[Node] = [value for _, value in node.entries]
    else:
        inner = node.items if isinstance(node, ListNode) else ()
    return next((found for item in inner if (found := _mapping_at(item, origin))), None)


def _remember(text: str, remembered: ListNode, waiting: list[str], new_id: str) -> list[Edit]:
    """Put ids into a list: in the place of the new id if that was a former one, else in front."""
    edits = []
    for item in remembered.items:
        if isinstance(item, Scalar) and item.text == new_id and waiting:
            at = text.index(new_id, item.start, item.end)
            edits.append(Edit(at, at + len(new_id), waiting.pop(0)))
    first = remembered.items[0]
    if waiting and isinstance(first, Scalar):
        between = ", " if remembered.flow else f"\n{' ' * (remembered.origin.column - 1)}- "
        edits.append(Edit(first.start, first.start, "".join(f"{former}{between}" for former in waiting)))
    return edits


def _inserted(text: str, mapping: Mapping, keys: Sequence[tuple[str, Sequence[str]]], new_id: str) -> Edit:
    """New keys: behind the one that names the thing, or in front of the first, where that is not one line."""
    first, _ = mapping.entries[0]
    if mapping.flow:
        written = [f"{key}: [{', '.join(ids)}]" if ids else f"{key}: {new_id}" for key, ids in keys]
        return Edit(first.start, first.start, "".join(f"{pair}, " for pair in written))
    indent = " " * (first.origin.column - 1)
    lines: list[str] = []
    for key, ids in keys:
        lines += [f"{key}:", *(f"  - {former}" for former in ids)] if ids else [f"{key}: {new_id}"]
    for name, value in mapping.entries:
        if name.text in _BEHIND and isinstance(value, Scalar) and text[value.start] not in "|>":
            end = text.find("\n", value.end)
            at = end if end >= 0 else len(text)
            return Edit(at, at, "".join(f"\n{indent}{line}" for line in lines))
    return Edit(first.start, first.start, "".join(f"{line}\n{indent}" for line in lines))
