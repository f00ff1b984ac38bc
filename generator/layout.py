"""Where things lie in a briefing's folder, and what a file's name says."""

import re
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


def stem(file: str) -> str:
    """A file's name without folder and extension: the id of what it describes."""
    return PurePosixPath(file).stem


def is_hidden(file: str) -> bool:
    """Whether a file is an editor's or the system's own: hidden, or a backup copy."""
    return any(part.startswith(".") for part in PurePosixPath(file).parts) or file.endswith(
        ("~", ".bak", ".orig")
    )
