"""Turn the files in site_src/ into one typed catalog."""

from dataclasses import replace

from generator import codes, layout, schema
from generator.catalog.entities import read_entities, unknown_kinds
from generator.catalog.files import SOURCES, find_homes, misplaced, unfit_names
from generator.catalog.gone import files_gone
from generator.catalog.sources import read_sources
from generator.catalog.undescribed import find_lost
from generator.layout import stem
from generator.model import Catalog, Folder, HandPage
from generator.problems import Origin, Problem, Problems
from generator.reading.nodes import Sequence as NodeList
from generator.reading.parse import decode
from generator.reading.typed import read, validate
from generator.reading.unreadable import parse_file_on
from generator.text.ids import as_id
from generator.values import Text


def read_catalog(folder: Folder) -> tuple[Catalog, tuple[Problem, ...]]:
    """Read everything that people wrote."""
    problems = Problems()
    site, of_site = _read_site(folder)
    settings = site or _no_site()
    homes = find_homes(folder.site_src, settings)
    problems.found += (*of_site, *_dead_links(folder))
    problems.found += (*misplaced(folder.site_src, homes), *unfit_names(folder.site_src, homes))
    sources = problems.of(read_sources(folder, homes))
    entities = problems.of(read_entities(folder.site_src, homes))
    if site is not None and not of_site:
        problems.found += unknown_kinds(site, entities.by_id.values())
    rulings = problems.of(_read_rulings(folder))
    pages = problems.of(_read_pages(folder))
    misread = {problem.origin.file for problem in problems.found if problem.is_error}
    catalog = Catalog(
        site=settings,
        has_site=site is not None,
        sources=sources,
        entities=entities.by_id,
        known=entities.known,
        known_sources=frozenset(home.id for home in homes if home.folder == SOURCES),
        torn=entities.torn,
        rulings=rulings,
        pages=pages,
        gone=files_gone(folder.docs, entities.by_id.values(), entities.known),
        misread=frozenset(misread - {layout.DECISIONS_FILE}),
    )
    lost = problems.of(find_lost(catalog, folder.seeds))
    return replace(catalog, known_sources=catalog.known_sources | lost), tuple(problems.found)


def _dead_links(folder: Folder) -> list[Problem]:
    sentence = "this is a link on the disk that leads to nothing"
    hint = "bring back the file that it leads to, or delete it"
    return [Problem(codes.MISSING_FILE, Origin(file), sentence, hint) for file in folder.dead_links]


def _read_site(folder: Folder) -> tuple[schema.Site | None, tuple[Problem, ...]]:
    data = folder.site_src.get(layout.SITE_FILE)
    if data is not None:
        return read(schema.Site, data, layout.SITE_FILE)
    sentence, hint = "the briefing has no site.yml", "write one with title:, description: and contact:"
    return None, (Problem(codes.MISSING_FILE, Origin(layout.SITE_FILE), sentence, hint),)


def _no_site() -> schema.Site:
    """Placeholder settings, so that mistakes in other files are found without site.yml."""
    site, _ = read(schema.Site, b"title: '?'\ndescription: '?'\ncontact: '?'\n", layout.SITE_FILE)
    assert site is not None
    return site


def _read_rulings(folder: Folder) -> tuple[tuple[schema.Ruling, ...], tuple[Problem, ...]]:
    """Read decisions.yml: a list, and the only file that may be missing or empty."""
    data = folder.site_src.get(layout.DECISIONS_FILE)
    if data is None:
        return (), ()
    parsed = parse_file_on(data, layout.DECISIONS_FILE)
    node, problems = parsed.node, parsed.problems
    if node is None:
        return (), tuple(problem for problem in problems if problem.code is not codes.EMPTY_FILE)
    if not isinstance(node, NodeList):
        sentence, hint = "decisions.yml has to be a list", "start each ruling with '- name: …'"
        return (), (*problems, Problem(codes.WRONG_TYPE, node.origin, sentence, hint))
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
            problems.extend(_unfit_name(file))
            if text is not None:
                pages.append(HandPage(stem(file), Text(text, Origin(file, 1)), file))
    return tuple(pages), tuple(problems)


def _unfit_name(file: str) -> list[Problem]:
    reason = layout.unfit(stem(file), is_page=True)
    fitting = as_id(stem(file)) or "some-name"
    hint = f"rename the file, to {fitting}.md for instance"
    return [Problem(codes.WRONG_NAME, Origin(file), reason, hint)] if reason else []
