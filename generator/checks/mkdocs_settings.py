"""Check that mkdocs.yml says of the site what site.yml says, for a host may run MkDocs by itself."""

import json
import re
from collections.abc import Iterator

from generator import codes, layout, schema
from generator.model import Catalog, Folder
from generator.problems import Origin, Problem
from generator.reading.nodes import Mapping, Node, Scalar, Sequence
from generator.reading.parse import parse_file

_ALWAYS = {
    ("theme", "name"): "material",
    ("theme", "custom_dir"): "docs/.theme",
    ("use_directory_urls",): "false",
}
_EXTENSIONS = {
    "footnotes": "without which no evidence is shown",
    "md_in_html": "without which parts of a page are not read",
}
_PLAIN = re.compile(r"[^\W\d_][\w ./,;()’“”–-]*|https?://[\w./-]+")  # values that need no quotation marks
_OWN_FOLDERS = {"docs_dir": layout.DOCS, "site_dir": layout.SITE}


def check_settings(folder: Folder, catalog: Catalog) -> tuple[Problem, ...]:
    """Compare the two files, where site.yml can be read."""
    file = layout.MKDOCS
    hint = "copy the one of the example briefing, and write this briefing's title into it"
    if layout.SITE_FILE in catalog.misread:
        return ()
    if folder.mkdocs is None:
        sentence = "there is no mkdocs.yml, which renders the pages"
        return (Problem(codes.MISSING_FILE, Origin(file), sentence, hint),)
    parsed = parse_file(folder.mkdocs, file)
    node, problems = parsed.node, parsed.problems
    if not isinstance(node, Mapping):
        origin = node.origin if node is not None else Origin(file)
        return problems or (Problem(codes.WRONG_TYPE, origin, "mkdocs.yml has to be a mapping", hint),)
    # Tags such as !ENV are MkDocs' own, and welcome there; what cannot be read at all is not.
    broken = tuple(problem for problem in problems if problem.code is codes.DUPLICATE_KEY)
    return (*broken, *_differences(node, catalog.site))


def _differences(node: Mapping, site: schema.Site) -> Iterator[Problem]:
    owned = {
        ("site_name",): str(site.title),
        ("site_description",): str(site.description),
        ("theme", "language"): str(site.language),
    }
    if site.url is not None:
        owned["site_url",] = str(site.url)
    for path, wanted in owned.items():
        yield from _difference(node, path, wanted, f"site.yml says '{wanted}'")
    for path, wanted in _ALWAYS.items():
        yield from _difference(node, path, wanted, f"the pages need '{wanted}'")
    if site.url is None and (found := node.get("site_url")):
        sentence = "mkdocs.yml has an address (site_url), and site.yml has none"
        yield Problem(codes.SITE_DIFFERS, found.origin, sentence, "write it as 'url:' into site_src/site.yml")
    yield from _missing_extensions(node)
    for key, folder in _OWN_FOLDERS.items():
        if found := node.get(key):
            sentence = f"'{key}' is always {folder} here"
            yield Problem(codes.SITE_DIFFERS, found.origin, sentence, "delete the line")


def _missing_extensions(node: Mapping) -> Iterator[Problem]:
    """Extensions of Markdown that the pages need."""
    key = "markdown_extensions"
    listed = node.get(key)
    names = [_extension(item) for item in listed.items] if isinstance(listed, Sequence) else []
    origin = listed.origin if listed is not None else node.origin
    for name, why in _EXTENSIONS.items():
        if name not in names:
            sentence = f"'{key}' has no '{name}', {why}"
            yield Problem(codes.SITE_DIFFERS, origin, sentence, f"write into mkdocs.yml:\n{key}:\n  - {name}")


def _extension(item: Node) -> str:
    """The name of an extension, with or without settings of its own."""
    if isinstance(item, Mapping) and item.entries:
        return item.entries[0][0].text
    return item.text if isinstance(item, Scalar) else ""


def _difference(node: Mapping, path: tuple[str, ...], wanted: str, why: str) -> Iterator[Problem]:
    at: Node | None = node
    parent: Node = node
    for key in path:
        parent = at if at is not None else parent
        at = at.get(key) if isinstance(at, Mapping) else None
    found = at.text.strip() if isinstance(at, Scalar) else None
    if found != wanted:
        key = ".".join(path)
        sentence = f"'{key}' is '{found}', and {why}" if found else f"'{key}' is missing, and {why}"
        origin = at.origin if at is not None else parent.origin
        line = "\n".join(f"{'  ' * depth}{name}:" for depth, name in enumerate(path))
        value = wanted if _PLAIN.fullmatch(wanted) else json.dumps(wanted, ensure_ascii=False)
        yield Problem(codes.SITE_DIFFERS, origin, sentence, f"write into mkdocs.yml:\n{line} {value}")
