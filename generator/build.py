"""The whole pipeline, and the only module that knows its order.

Articles and YAML are read, every quote is found, every name told, every page
planned and written; disk is touched at the two ends only.
"""

import calendar
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.catalog.catalog import read_catalog
from generator.catalog.folder import read_folder
from generator.catalog.passages import read_documents
from generator.checks import references, rulings, sources
from generator.checks.acceptance import accept
from generator.checks.consequences import without_consequences
from generator.checks.doubts.statements import find_doubts
from generator.checks.duplicates import check_duplicates
from generator.checks.former_ids import check_former_ids
from generator.checks.markup import check_markup
from generator.checks.mkdocs_settings import check_settings
from generator.checks.required_quotes import check_required_quotes
from generator.evidence.coverage import measure_coverage
from generator.evidence.graph import build_graph
from generator.evidence.mentions import find_mentions
from generator.evidence.verify import verify
from generator.model import Accepted, Briefing, Catalog, Check, Folder, Pending, Written
from generator.output.citations import write_citations
from generator.output.editor_schemas import make_schemas
from generator.output.export import export
from generator.output.hand_edits import check_docs, leftovers
from generator.output.publish import alone, publish
from generator.output.renderer import Rendering, render_site
from generator.output.schema_files import add_schema_lines, has_schemas, write_schemas
from generator.output.search_index import make_search_index
from generator.output.theme import compose_theme
from generator.pages.page import Page
from generator.pages.pictures import plan_pictures, write_pictures
from generator.pages.plan import plan_pages
from generator.pages.templates import Templates
from generator.pages.wording import Wording
from generator.pages.words_file import read_words
from generator.pages.writer import Shared
from generator.problems import Problem, Problems, in_order
from generator.reading.blocks import written_out

CHECKS: tuple[Check, ...] = (
    *sources.CHECKS,
    *references.CHECKS,
    *rulings.CHECKS,
    check_markup,
    check_required_quotes,
    check_duplicates,
    check_former_ids,
    find_doubts,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was found in a folder, before anything is written of it."""

    folder: Folder  # as it was read
    briefing: Briefing | None  # None: not even site.yml can be read
    wording: Wording
    problems: tuple[Problem, ...]  # in order; without the accepted ones
    accepted: tuple[Accepted, ...]

    @property
    def is_publishable(self) -> bool:
        """Whether no problem is an error."""
        return not any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled(Examined):
    """What the sources give."""

    docs: tuple[Written, ...]  # empty where a problem is an error


@dataclass(frozen=True, slots=True)
class Prepared:
    """A briefing ready to be written, page by page and in any order."""

    pages: tuple[Page, ...]
    templates: Templates
    theme: tuple[Written, ...]  # docs/.theme/, but for the pictures
    others: tuple[Pending, ...]  # the other files of docs/ that are no pages

    @property
    def paths(self) -> tuple[str, ...]:
        """All files of docs/, by their paths from there."""
        return (
            *(page.path for page in self.pages),
            *(file.path for file in self.theme),
            *(pending.path for pending in self.others),
        )


def compile_briefing(folder: Folder) -> Compiled:
    """Turn what people wrote into the files of docs/; every mistake in it is found in one run."""
    examined = examine(folder)
    docs: tuple[Written, ...] = ()
    broken: tuple[Problem, ...] = ()
    if examined.briefing is not None and examined.is_publishable:
        prepared = prepare(examined)
        pages, broken = prepared.templates.write_all(prepared.pages)
        docs = (*pages, *prepared.theme, *(pending.written for pending in prepared.others))
    return Compiled(
        folder=folder,
        briefing=examined.briefing,
        wording=examined.wording,
        problems=in_order([*examined.problems, *broken]),
        accepted=examined.accepted,
        docs=docs,
    )


def examine(folder: Folder) -> Examined:
    """Read what people wrote, verify it, and find every mistake in it."""
    problems = Problems()
    catalog = problems.of(read_catalog(folder))
    wording = problems.of(read_words(folder))
    documents = problems.of(read_documents(catalog.sources, catalog.site.language))
    evidence = problems.of(verify(catalog, documents))
    mentions = find_mentions(catalog, documents, evidence)
    graph = build_graph(catalog, evidence, mentions)
    coverages = measure_coverage(documents, evidence, graph)
    briefing = Briefing(catalog, documents, evidence, mentions, graph, coverages)
    problems.found += [problem for check in CHECKS for problem in check(briefing)]
    problems.found += check_settings(folder, catalog)
    standing, accepted = accept(problems.found, catalog)
    certain = without_consequences(standing, catalog)
    return Examined(
        folder=folder,
        briefing=briefing if catalog.has_site else None,
        wording=wording,
        problems=in_order(written_out(problem, folder.site_src) for problem in certain),
        accepted=accepted,
    )


def prepare(examined: Examined) -> Prepared:
    """Plan the pages of a briefing without errors, and all that is no page."""
    folder, briefing, wording = examined.folder, examined.briefing, examined.wording
    assert briefing is not None  # else there is an error
    plan = plan_pages(briefing, examined.accepted, wording)
    pictures = plan_pictures(plan, briefing, wording)
    others = (
        *write_pictures(pictures, folder.theme),
        *export(briefing, folder.templates),
        *write_citations(briefing, wording),
        make_search_index(plan, briefing, wording),
    )
    templates = Templates(Shared(briefing, wording, pictures), folder.templates)
    return Prepared(tuple(plan), templates, compose_theme(folder.theme, wording), others)


def check(root: Path) -> Compiled:
    """Find every problem, also pages of docs/ that somebody edited; write nothing."""
    return check_folder(read_folder(root))


def build(root: Path, *, overwrite: bool = False, render: Rendering = render_site) -> Compiled:
    """Write docs/ and site/, and .schemas/ where there is one; after an error all stay as they are."""
    with alone(root):
        folder = read_folder(root)
        compiled = check_folder(folder, overwrite=overwrite)
        if compiled.briefing is None or not compiled.is_publishable:
            return compiled
        if has_schemas(root):
            _, refused = write_schemas(root, make_schemas(compiled.briefing.catalog))
            if refused:
                return _with(compiled, refused)
        kept = leftovers(folder.docs, (file.path for file in compiled.docs))
        rendered = partial(render, root=root, day=_seconds(compiled.briefing.catalog))
        complaints = publish(root, compiled.docs, kept, folder.docs, rendered)
        return _with(compiled, complaints)


def write_for_editors(root: Path, *, lines: bool = False) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Write .schemas/, and with `lines` the line that leads there into each YAML file that lacks it.

    Returns the files that changed. Whatever cannot be read has no name in the lists, but its id; without
    a site.yml that can be read, nothing is written.
    """
    with alone(root):
        folder = read_folder(root)
        catalog, problems = read_catalog(folder)
        if not catalog.has_site:
            return (), in_order(problems)
        changed, refused = write_schemas(root, make_schemas(catalog))
        if lines and not refused:
            changed += add_schema_lines(root, folder.site_src)
        return changed, refused


def check_folder(folder: Folder, *, overwrite: bool = False) -> Compiled:
    """Find every problem of a folder that has been read already."""
    compiled = compile_briefing(folder)
    if overwrite or not compiled.docs:
        return compiled
    return _with(compiled, check_docs(folder.docs, compiled.docs))


def _with(compiled: Compiled, more: tuple[Problem, ...]) -> Compiled:
    return replace(compiled, problems=in_order([*compiled.problems, *more]))


def _seconds(catalog: Catalog) -> int:
    """The briefing's own day, for whatever wants a time stamp: no clock is read."""
    day = catalog.as_of
    if day is None or day.start is None:
        return 0
    start = day.start
    seconds = calendar.timegm((start.year, start.month or 1, start.day or 1, 0, 0, 0))
    return max(seconds, 0)  # the compressed sitemap knows no day before 1970
