"""Tell from the pages of the last build which files were renamed by hand since."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath

from generator.model import Class, Entity, Files
from generator.yaml_nodes import Mapping as MappingNode
from generator.yaml_nodes import Scalar, decode, parse

_FOLDERS = tuple(cls.folder for cls in Class)


def renamed_by_hand(docs: Files, entities: Iterable[Entity], known: Collection[str]) -> Mapping[str, str]:
    """Ids whose pages are there and whose files are gone, each with the new file's that has the name."""
    paths = (PurePosixPath(file) for file in docs)
    pages = {
        path.stem: str(path)
        for path in paths
        if path.suffix == ".md" and path.parts[1] in _FOLDERS and path.stem != "index"
    }
    given_up = {str(former) for entity in entities for former in entity.content.formerly}
    gone = {
        page_id: file for page_id, file in pages.items() if page_id not in known and page_id not in given_up
    }
    if not gone:
        return {}
    new = {str(entity.title): entity.id for entity in entities if entity.id not in pages}
    names = {page_id: _name(docs[file], file) for page_id, file in gone.items()}
    return {page_id: new[name] for page_id, name in names.items() if name in new}


def _name(data: bytes, file: str) -> str | None:
    """The name of what a page is about, as it stands at its top."""
    text, _ = decode(data, file)
    top = (text or "").split("\n---", 1)[0].removeprefix("---\n")
    node, _ = parse(top, file)
    title = node.get("title") if isinstance(node, MappingNode) else None
    return title.text if isinstance(title, Scalar) else None
