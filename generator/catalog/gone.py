"""Find out from the pages of the last build which files are gone, and which were renamed by hand."""

from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from generator import layout
from generator.model import Class, Entity, Files, Gone
from generator.reading.nodes import Mapping as MappingNode
from generator.reading.nodes import Scalar
from generator.reading.parse import decode, parse

_FOLDERS = tuple(cls.folder for cls in Class)


def files_gone(docs: Files, entities: Collection[Entity], known: Collection[str]) -> Mapping[str, Gone]:
    """The missing files of entities that have a page, by id; ids under 'formerly:' are left out."""
    paths = (path for path in map(PurePosixPath, docs) if path.suffix == ".md" and path.stem != "index")
    pages = {path.stem: path for path in paths if path.parts[1] in _FOLDERS}
    there = {*known, *(str(former) for entity in entities for former in entity.content.formerly)}
    gone = {page_id: path for page_id, path in pages.items() if page_id not in there}
    if not gone:
        return {}
    new = {str(entity.title): entity.id for entity in entities if entity.id not in pages}
    return {
        page_id: Gone(
            f"{layout.SITE_SRC}/{path.parts[1]}/{page_id}.yml",
            new.get(_name(docs[str(path)], str(path)) or ""),
        )
        for page_id, path in gone.items()
    }


def _name(data: bytes, file: str) -> str | None:
    """The title in a page's front matter."""
    text, _ = decode(data, file)
    top = (text or "").split("\n---", 1)[0].removeprefix("---\n")
    node, _ = parse(top, file)
    title = node.get("title") if isinstance(node, MappingNode) else None
    return title.text if isinstance(title, Scalar) else None
