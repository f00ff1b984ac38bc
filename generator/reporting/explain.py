"""Explain a kind of problem: what it means, why it matters, an example and its fix.

The pages in explanations/ are written from the golden cases, by the tests that
also compare them. They are Markdown for a code host; on a terminal the marks
are taken off.
"""

import re
import textwrap
from collections.abc import Iterator
from importlib.resources import files

from generator import codes
from generator.problems import RefusedError
from generator.text.spelling import closest_few

FOLDER = "generator/explanations"
INDEX = "README.md"
_FENCE = "```"
_MARKS = re.compile(r"\*\*|`")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def explain(name: str, width: int) -> str:
    """The page on a code, wrapped at `width` columns; raises RefusedError where there is none."""
    code = re.sub(r"[\s_]+", "-", name.strip(" []").lower())  # as somebody copies or remembers it
    if code not in codes.BY_NAME:
        raise RefusedError(f"there is no code '{name}'; {_proposals(code)}")
    page = files("generator") / "explanations" / f"{code}.md"
    return "\n".join(_plain(page.read_text(encoding="utf-8"), width)).rstrip()


def overview() -> str:
    """One line for every code, in the order of the pipeline: files, YAML, references, sources, evidence."""
    longest = max(map(len, codes.BY_NAME))
    return "\n".join(
        f"{code.severity:<7}  {code.name:<{longest}}  {code.meaning}" for code in codes.BY_NAME.values()
    )


def _proposals(code: str) -> str:
    found = [name for name in codes.BY_NAME if code and code in name] or closest_few(
        code, list(codes.BY_NAME)
    )
    return f"did you mean {' or '.join(found)}?" if found else "briefing explain lists them all"


def _plain(page: str, width: int) -> Iterator[str]:
    """Markdown without its marks: titles underlined, examples indented, sentences wrapped."""
    is_example = False
    for line in page.rstrip().split("\n"):
        if line.startswith(_FENCE):
            is_example = not is_example
        elif is_example:
            yield f"    {line}".rstrip()
        elif line.startswith("#"):
            title = _MARKS.sub("", line.lstrip("# "))
            yield from (title, ("=" if line.startswith("# ") else "-") * len(title))
        elif not _LINK.fullmatch(line):  # what leads to another page leads nowhere here
            sentence = _MARKS.sub("", _LINK.sub(r"\1", line))
            yield textwrap.fill(sentence, width, break_on_hyphens=False, break_long_words=False)
