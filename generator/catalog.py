"""Turn the files in site_src/ into one typed catalog.

A file whose content is wrong still gives its id, so that one mistake is not
reported again by everything that refers to it.
"""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from generator import codes, layout, schema
from generator.authoring import read, read_nodes, validate
from generator.layout import stem
from generator.model import Catalog, Class, Entity, Folder, HandPage, PinnedSource
from generator.problems import Origin, Problem
from generator.spelling import closest, meant_word
from generator.values import Text
from generator.yaml_nodes import Sequence as NodeList
from generator.yaml_nodes import decode

_MODELS: dict[Class, type[schema.Actor | schema.Place | schema.Event]] = {
    Class.ACTOR: schema.Actor,
    Class.PLACE: schema.Place,
    Class.EVENT: schema.Event,
}
_CLASSES = {cls.folder: cls for cls in Class}
_FREE_FOLDERS = ("templates", "theme")


def read_catalog(folder: Folder, sources: tuple[PinnedSource, ...]) -> tuple[Catalog, tuple[Problem, ...]]:
    """Read everything that people wrote."""
    problems: list[Problem] = list(_misplaced(folder))
    site, unread = _read_site(folder)
    problems.extend(unread)
    rulings, refused = _read_rulings(folder)
    problems.extend(refused)
    pages, refused = _read_pages(folder)
    problems.extend(refused)
    entities: dict[str, Entity] = {}
    torn: set[str] = set()
    known: dict[str, Class] = {}
    files: dict[str, str] = {}  # id in lower case: its first file
    for file, data in folder.site_src.items():
        cls = _CLASSES.get(PurePosixPath(file).parent.name)
        if cls is None or not file.endswith(".yml") or file.count("/") != 2:
            continue
        entity_id = stem(file)
        if other := files.get(entity_id.lower()):
            sentence = f"the id '{entity_id}' is taken by {other}; ids are unique, in any folder and case"
            problems.append(
                Problem(codes.DUPLICATE_ID, Origin(file), sentence, "rename one of the two files")
            )
            continue
        files[entity_id.lower()] = file
        known[entity_id] = cls
        problems.extend(_unfit_id(file, entity_id))
        content, refused = read(_MODELS[cls], data, file, {"name": entity_id})
        problems.extend(refused)
        if content is not None:
            entities[entity_id] = Entity(entity_id, cls, content, file)
            if refused:
                torn.add(entity_id)
    if site is not None and not unread:
        problems.extend(_unknown_kinds(site, entities.values()))
    described = [file for file in folder.site_src if file.startswith("site_src/sources/")]
    problems.extend(problem for file in described for problem in _unfit_id(file, stem(file)))
    known_sources = frozenset(stem(file) for file in described)
    catalog = Catalog(
        site=site or _no_site(),
        has_site=site is not None,
        sources=sources,
        entities=dict(sorted(entities.items())),
        known=known,
        known_sources=known_sources,
        torn=frozenset(torn),
        rulings=rulings,
        pages=pages,
    )
    return catalog, tuple(problems)


def _read_site(folder: Folder) -> tuple[schema.Site | None, tuple[Problem, ...]]:
    data = folder.site_src.get(layout.SITE_FILE)
    if data is None:
        hint = "write one with title:, description: and contact:"
        return None, (
            Problem(codes.MISSING_FILE, Origin(layout.SITE_FILE), "the briefing has no site.yml", hint),
        )
    return read(schema.Site, data, layout.SITE_FILE)


def _no_site() -> schema.Site:
    """Settings that say nothing, so that a mistake in site.yml hides none in other files."""
    site, _ = read(schema.Site, b"title: '?'\ndescription: '?'\ncontact: '?'\n", layout.SITE_FILE)
    assert site is not None
    return site


def _read_rulings(folder: Folder) -> tuple[tuple[schema.Ruling, ...], tuple[Problem, ...]]:
    """Read decisions.yml: a list, and the only file that may be missing or empty."""
    data = folder.site_src.get(layout.DECISIONS_FILE)
    if data is None:
        return (), ()
    node, problems = read_nodes(data, layout.DECISIONS_FILE)
    if node is None:
        return (), tuple(problem for problem in problems if problem.code is not codes.EMPTY_FILE)
    if not isinstance(node, NodeList):
        hint = "start each ruling with '- name: …'"
        return (), (*problems, Problem(codes.WRONG_TYPE, node.origin, "decisions.yml has to be a list", hint))
    read_rulings = [validate(schema.Ruling, item) for item in node.items]
    refused = [problem for _, found in read_rulings for problem in found]
    return tuple(ruling for ruling, _ in read_rulings if ruling is not None), (*problems, *refused)


def _read_pages(folder: Folder) -> tuple[tuple[HandPage, ...], tuple[Problem, ...]]:
    pages: list[HandPage] = []
    problems: list[Problem] = []
    for file, data in folder.site_src.items():
        if file.startswith("site_src/pages/") and file.endswith(".md"):
            text, refused = decode(data, file)
            problems.extend(refused)
            problems.extend(_unfit_id(file, stem(file)))
            if text is not None:
                pages.append(HandPage(stem(file), Text(text, Origin(file, 1)), file))
    return tuple(pages), tuple(problems)


def _unfit_id(file: str, entity_id: str) -> list[Problem]:
    if layout.ID.fullmatch(entity_id):
        return []
    sentence = f"'{entity_id}' cannot be an id, which has only the letters a to z, digits and hyphens"
    fitting = re.sub(r"[^a-z0-9]+", "-", entity_id.lower()).strip("-") or "some-name"
    hint = f"rename the file, to {fitting}{PurePosixPath(file).suffix} for instance"
    return [Problem(codes.WRONG_NAME, Origin(file), sentence, hint)]


def _misplaced(folder: Folder) -> list[Problem]:
    """Files that nothing reads: said aloud, for somebody took them for a part of the briefing."""
    problems = []
    for file in folder.site_src:
        path = PurePosixPath(file)
        top = path.parts[1]
        if top in _FREE_FOLDERS or file in (layout.SITE_FILE, layout.DECISIONS_FILE):
            continue
        wanted = ".md" if top == "pages" else ".yml"
        if len(path.parts) == 3 and (top in _CLASSES or top in ("sources", "pages")):
            if path.suffix != wanted:
                ending = f"with '{path.suffix}'" if path.suffix else "without an extension"
                sentence = f"files in site_src/{top}/ end with {wanted}, this one {ending}"
                hint = f"rename it to {path.stem.removesuffix(wanted)}{wanted}"
                problems.append(Problem(codes.WRONG_NAME, Origin(file), sentence, hint))
            continue
        folders = [*_CLASSES, "sources", "pages", *_FREE_FOLDERS]
        guess = closest(top, folders) if len(path.parts) > 2 else closest(top, ["site.yml", "decisions.yml"])
        hint = f"move it into one of these: {', '.join(folders)}"
        if guess:
            hint = f"did you mean site_src/{guess}?"
        if guess == top:
            hint = f"move it to site_src/{top}/{path.name}"
        problems.append(Problem(codes.WRONG_PLACE, Origin(file), "nothing reads a file in this place", hint))
    return problems


def _unknown_kinds(site: schema.Site, entities: Iterable[Entity]) -> list[Problem]:
    allowed = {
        Class.ACTOR: (*schema.ACTOR_KINDS, *site.kinds.actor),
        Class.PLACE: (*schema.PLACE_KINDS, *site.kinds.place),
        Class.EVENT: (*schema.EVENT_KINDS, *site.kinds.event),
    }
    problems = []
    for entity in entities:
        kind = entity.content.kind
        if kind is not None and kind not in allowed[entity.cls]:
            guess = closest(kind, allowed[entity.cls])
            hint = f"did you mean '{guess}'?" if guess else f"write one of: {', '.join(allowed[entity.cls])}."
            sentence = f"'{kind}' is not a kind of {entity.cls}"
            problems.append(
                Problem(
                    codes.BAD_VALUE,
                    kind.origin,
                    sentence,
                    f"{hint} A new kind goes under 'kinds:' in site.yml",
                    instead=meant_word(kind, allowed[entity.cls]),
                )
            )
    return problems
