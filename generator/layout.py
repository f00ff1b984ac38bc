"""Where things lie in a briefing's folder, and what a file's name says."""

import re
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

SEEDS = "seeds"
SITE_SRC = "site_src"
DOCS = "docs"
SITE = "site"
STAGING = ".briefing"  # the build's own folder; gone when no build is running
MKDOCS = "mkdocs.yml"
SCHEMAS = ".schemas"  # what text editors check and complete the YAML by

SITE_FILE = "site_src/site.yml"
DECISIONS_FILE = "site_src/decisions.yml"

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = {"index": "the lists of a folder", "nothing": "decisions.yml", "not-stated": "'by:'"}
"""Ids that no entity and no source can have, and where they have another meaning."""

# What text editors and operating systems leave beside the files that people wrote.
_LEFT_BEHIND = ("*~", "*.bak", "*.orig", "*.swp", "*.tmp", "#*#", "4913", "Thumbs.db", "desktop.ini")


def stem(file: str) -> str:
    """A file's name without folder and extension: the id of what it describes."""
    return PurePosixPath(file).stem


def source_page(source: str) -> str:
    """The page of a source, from docs/."""
    return f"sources/{source}.md"


def address(page: str, anchor: str = "") -> str:
    """Where a page of docs/ stands in the site, or a place on it."""
    return f"{page.removesuffix('.md')}.html" + (f"#{anchor}" if anchor else "")


def unfit(entity_id: str, *, is_page: bool = False) -> str | None:
    """Why something cannot be an id, or None; a page by hand may have a reserved name."""
    if not ID.fullmatch(entity_id):
        return f"'{entity_id}' cannot be an id, which has only the letters a to z, digits and hyphens"
    if entity_id in RESERVED and not is_page:
        meaning = RESERVED[entity_id]
        return f"'{entity_id}' cannot be an id, for it has a meaning of its own for {meaning}"
    return None


def is_hidden(file: str) -> bool:
    """Whether a file is an editor's or the system's own: hidden, a backup copy, or soon gone."""
    path = PurePosixPath(file)
    return any(part.startswith(".") for part in path.parts) or any(
        fnmatchcase(path.name, pattern) for pattern in _LEFT_BEHIND
    )
