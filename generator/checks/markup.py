"""Look for mark-up that texts do not have, and for links that lead to nothing.

An editor's text has no mark-up but ``[[id]]`` and ``[[id|words]]``; all else is shown
as it stands. Marks that people write on purpose ([…], <, a lone *) are not reported.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from html.entities import html5

from generator import codes, schema
from generator.checks.unknown_ids import Use, by_name, describe_missing, missing_ids
from generator.model import Briefing, Catalog
from generator.problems import Origin, Problem
from generator.text.ids import LINK, bare_id
from generator.text.phrases import shortened
from generator.text.spelling import closest
from generator.values import Text

_NEARLY = re.compile(r"\[\[?(?P<id>[^\[\]|\n]+)(?P<bar>\|(?P<words>[^\[\]\n]*))?\]\]?")
_OPEN = re.compile(r"\[\[(?P<id>[^\[\]|\s]*)")
_TAGS = "a|abbr|b|blockquote|br|cite|code|div|em|h[1-6]|hr|i|img|li|ol|p|q|s|small|span|strong|sub|sup|u|ul"
_MARKS = (
    (re.compile(rf"<({_TAGS})\b[^<>]*>[^<>]*</\1>|</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE), "HTML"),
    (re.compile(r"&(?:#[0-9]+|#x[0-9a-f]+|[a-z]+[0-9]*);", re.IGNORECASE), "HTML"),
    (re.compile(r"!?\[[^\[\]\n]+\]\((?:https?:|mailto:|[/.#]|[\w/-]+\.)[^()\s]*\)"), "Markdown"),
    (re.compile(r"(?<![\w*])(\*\*?)(?=[^\s*])[^*\n]*[^\s*]\1(?![\w*])"), "Markdown"),
    (re.compile(r"(?<![\w/])(__?)(?=[^\W_])[^_\n]*[^\W_]\1(?![\w/])"), "Markdown"),
    (re.compile(r"`[^`\s][^`\n]*`"), "Markdown"),
)
_OTHERS_WORDS = ("quote", "words", "unnamed", "line", "from", "file", "sha256", "contact")
"""Keys that hold words of a source, or what is no sentence."""


def check_markup(briefing: Briefing) -> Iterator[Problem]:
    """Look through every text that people wrote, and the pages written by hand."""
    catalog, linked = briefing.catalog, briefing.mentions.in_texts
    checked = _Links(catalog, missing_ids(catalog))
    sources = (source.content for source in catalog.sources)
    for content in (catalog.site, *sources, *(entity.content for entity in catalog.entities.values())):
        for text, subject in _texts(content):
            if text.origin in linked:
                yield from checked.in_text(text, text.origin)
            yield from _raw(text, subject, is_linked=text.origin in linked)
    for page in catalog.pages:
        for number, line in enumerate(page.text.split("\n"), start=1):
            yield from checked.in_page(line, page.file, number)


def _texts(content: schema.Authored) -> Iterator[tuple[Text, Origin]]:
    """Every text of the editor's own, with what may accept its problems."""
    subject = content.origin
    for part in content.parts:
        of = part.origin if isinstance(part, (schema.Statement, schema.Response)) else subject
        for key, name in schema.keys_with_words(type(part)).items():
            if key not in _OTHERS_WORDS:
                value = getattr(part, name)
                several = value if isinstance(value, tuple) else (value,)
                yield from ((text, of) for text in several if isinstance(text, Text))


class _Links:
    """Checks links against the ids that there are."""

    def __init__(self, catalog: Catalog, missing: Mapping[str, Sequence[Use]]) -> None:
        self._catalog = catalog
        self._missing = missing

    def in_text(self, text: str, origin: Origin) -> Iterator[Problem]:
        """Links to unknown ids, and brackets that were meant as a link."""
        for link in LINK.finditer(text):
            if link["id"] not in self._catalog.known:
                yield self._unknown(link, origin)
        yield from self._nearly(text, origin)

    def in_page(self, line: str, file: str, number: int) -> Iterator[Problem]:
        """Links to unknown ids in a line of Markdown, where single brackets mean something else."""
        for link in LINK.finditer(line):
            if link["id"] not in self._catalog.known:
                yield self._unknown(link, Origin(file, number, link.start() + 1))

    def _unknown(self, link: re.Match[str], origin: Origin) -> Problem:
        catalog = self._catalog
        entity_id, words, known = link["id"], link["words"], catalog.known
        if entity_id in self._missing or entity_id in catalog.gone:  # reported as elsewhere
            described = describe_missing(entity_id, self._missing.get(entity_id, ()), catalog)
            return replace(described.problem(origin), words=(link[0],), instead=None)
        bare = bare_id(entity_id)
        guess = bare if bare in known else closest(entity_id, list(known)) or by_name(entity_id, catalog)
        hint = f"did you mean [[{guess}]]?" if guess else f"a link names an entity's id{self._example()}"
        if words in known:
            hint = f"the id stands first: [[{words}|{entity_id}]]"
        sentence = f"[[{entity_id}]] links to nothing"
        return Problem(codes.UNKNOWN_LINK, origin, sentence, hint, words=(link[0],))

    def _example(self) -> str:
        return next((f", such as [[{each}]]" for each in self._catalog.entities), "")

    def _nearly(self, text: str, origin: Origin) -> Iterator[Problem]:
        """Brackets around a known id that do not make a link."""
        rest = LINK.sub(lambda link: " " * len(link[0]), text)
        for found in _NEARLY.finditer(rest):
            if found["id"].strip() in self._catalog.known:
                sentence = f"'{found[0]}' is no link, which has two brackets on either side"
                hint = f"write [[{found['id'].strip()}{found['bar'] or ''}]]"
                yield Problem(codes.UNKNOWN_LINK, origin, sentence, hint, words=(found[0],))
        for found in _OPEN.finditer(_NEARLY.sub("", rest)):
            if found["id"] in self._catalog.known:
                sentence = f"'{found[0]}' opens a link that is not closed"
                hint = f"close it behind its words: [[{found['id']}|words]]"
                yield Problem(codes.UNKNOWN_LINK, origin, sentence, hint, words=(found[0],))


def _raw(text: Text, subject: Origin, *, is_linked: bool) -> Iterator[Problem]:
    """Mark-up that readers would see as characters."""
    for marks, what in _marks_in(text):
        sentence = f"'{shortened(marks, 40)}' is {what}, and is shown as it stands"
        hint = "write the words alone" + ("; a link to an entity is [[id|words]]" if is_linked else "")
        if marks.startswith("&"):
            hint = "write the character itself"
        yield Problem(codes.RAW_MARKUP, text.origin, sentence, hint, subject, words=(marks,))
    if not is_linked:
        for link in LINK.finditer(text):
            sentence = f"'{link[0]}' is shown as it stands, for no links are read here"
            hint = f"write the words alone: {link['words'] or link['id']}"
            yield Problem(codes.RAW_MARKUP, text.origin, sentence, hint, subject, words=(link[0],))


@lru_cache(maxsize=20_000)  # most texts stay as they were when something is saved
def _marks_in(text: str) -> tuple[tuple[str, str], ...]:
    """Each mark with the language that it is of."""
    rest = LINK.sub(" ", text)
    return tuple(
        (found[0], what)
        for pattern, what in _MARKS
        for found in pattern.finditer(rest)
        if not found[0].startswith("&") or found[0][1] == "#" or found[0][1:] in html5
    )
