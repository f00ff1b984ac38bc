"""Make a briefing in memory from the few files that a test is about.

Whatever a test does not give is filled in: a small site.yml, the mkdocs.yml that
agrees with it, one article and the file that pins it. Templates and theme are the
package's own, so that what a test sees is what an editor would see.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace

import yaml

from generator import layout
from generator.build import Compiled, compile_briefing
from generator.catalog import folder
from generator.model import Files, Folder
from generator.output.hand_edits import check_docs
from generator.problems import in_order
from generator.reading.nodes import Mapping as MappingNode
from generator.reading.nodes import Scalar
from generator.reading.unreadable import parse_file_on

ARTICLE = """\
Ferry stops running to Brenna

The ferry to Brenna stopped running on Monday.

The harbour office closed its doors at noon.
"""
SITE = """\
title: The ferry to Brenna
description: What is known of the ferry.
contact: editors@example.org
"""
_AUTO = "{auto}"
"""Written as a source's sha256, it stands for that of its seed."""


Given = Mapping[str, str | bytes | None]
"""Paths and contents; a path whose content is None is left out for good."""


def make_folder(given: Given) -> Folder:
    """A briefing of what is given, and of what that leaves out."""
    return folder.make_folder(fill_in(given))


def fill_in(given: Given) -> dict[str, bytes]:
    """Every file of a briefing: what is given, and whatever else it needs."""
    contents = {path: c.encode() if isinstance(c, str) else c for path, c in given.items() if c is not None}
    defaults = {layout.SITE_FILE: SITE.encode()}
    if not any(path.startswith("seeds/") for path in given):
        defaults["seeds/article.txt"] = ARTICLE.encode()
    contents = {**{path: c for path, c in defaults.items() if path not in given}, **contents}
    if not any(path.startswith("site_src/sources") for path in given):
        contents |= _sources(_below("seeds/", contents))
    if layout.MKDOCS not in given:
        contents[layout.MKDOCS] = _mkdocs(contents.get(layout.SITE_FILE, b""))
    return {path: _pinned(path, c, contents) for path, c in contents.items()}


def check_folder(briefing: Folder) -> Compiled:
    """Do what `briefing check` does, without a disk."""
    compiled = compile_briefing(briefing)
    edited = check_docs(briefing.docs, compiled.docs) if compiled.docs else ()
    problems = in_order([*compiled.problems, *edited])
    return replace(compiled, problems=problems)


def _below(top: str, contents: Files) -> Files:
    return {path: contents[path] for path in sorted(contents) if path.startswith(top)}


def _sources(seeds: Files) -> dict[str, bytes]:
    """A file in site_src/sources/ for each seed; its headline is its first line."""
    written = {}
    for path, data in seeds.items():
        title = data.decode().lstrip("# \n\ufeff").split("\n", 1)[0]
        fields = {"file": path, "sha256": hashlib.sha256(data).hexdigest(), "title": title}
        written[f"site_src/sources/{layout.stem(path)}.yml"] = _dumped(fields)
    return written


def _mkdocs(site: bytes) -> bytes:
    """The settings that agree with a site.yml, as far as that can be read."""
    node = parse_file_on(site, layout.SITE_FILE).node
    said: dict[str, str] = {}
    if isinstance(node, MappingNode):
        said = {key.text: value.text.strip() for key, value in node.entries if isinstance(value, Scalar)}
    settings = {
        "site_name": said.get("title", ""),
        "site_description": said.get("description", ""),
        "use_directory_urls": False,
        "theme": {
            "name": "material",
            "custom_dir": "docs/.theme",
            "language": said.get("language", "en"),
        },
        "plugins": [],
        "markdown_extensions": ["footnotes", "md_in_html"],
    }
    if "url" in said:
        settings["site_url"] = said["url"]
    return _dumped(settings)


def _dumped(fields: Mapping[str, object]) -> bytes:
    return yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False, width=10_000).encode()


def _pinned(path: str, content: bytes, contents: Files) -> bytes:
    """Write the seed's own SHA-256 where a source's file asks for it."""
    if not path.startswith("site_src/sources/") or _AUTO.encode() not in content:
        return content
    named = re.search(rb"^file: *(\S+)", content, re.MULTILINE)
    seed = contents[named[1].decode()] if named else b""
    return content.replace(_AUTO.encode(), hashlib.sha256(seed).hexdigest().encode())
