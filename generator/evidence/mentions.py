"""Find the names of entities in sources and in the editor's texts.

Of names that overlap the longest is meant, so "Georgia State University" is
never read as the country. A name that may mean two entities, or that is a
metonym, is unclear unless a ruling in decisions.yml or an ``[[id]]`` in the
text decides it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator import schema
from generator.model import (
    Catalog,
    Document,
    Evidence,
    LinkedText,
    Meaning,
    Mention,
    Mentions,
    UnclearInSource,
    UnclearInText,
)
from generator.problems import Origin
from generator.text.english import ENGLISH
from generator.text.folding import Folded, fold, fold_text
from generator.text.ids import LINK
from generator.text.phrases import sentence_case
from generator.text.words import is_edge
from generator.values import Text

_OPENING = re.compile(r"(?<![A-Za-z])\S|[^A-Za-z\s]")
"""Where a name may begin: not between two plain letters."""


@dataclass(frozen=True, slots=True)
class _Context:
    """The passage that a text is, or rests on; rulings apply by it."""

    source: str | None = None
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class _Names:
    """Every name, and what it may mean."""

    meanings: Mapping[str, Sequence[Meaning]]  # by folded name
    rulings: Mapping[str, Sequence[schema.Ruling]]  # by folded name, the narrowest first
    all: tuple[str, ...]  # folded, sorted
    published: frozenset[str]  # what can be linked: entities whose files can be read, without the drafts

    def ruling(self, name: str, context: _Context) -> schema.Ruling | None:
        """The ruling that decides the meaning of `name` in `context`."""
        return next((ruling for ruling in self.rulings.get(name, ()) if _applies(ruling, context)), None)

    def meaning(self, name: str) -> str | None:
        """The entity that `name` means without a ruling, or NOTHING; None if it is ambiguous."""
        meanings = self.meanings.get(name, ())
        entities = {meaning.entity for meaning in meanings}
        if not entities:
            return schema.NOTHING
        if len(entities) == 1 and not any(meaning.is_metonym for meaning in meanings):
            return entities.pop()
        return None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A name that stands in a text, and what it means there."""

    name: str  # folded
    start: int  # code points of the text
    end: int
    meaning: str | None  # an entity or NOTHING; None: it is ambiguous
    ruling: Origin | None  # that says so


def find_mentions(catalog: Catalog, documents: Sequence[Document], evidence: Evidence) -> Mentions:
    """Find the names in every text that people wrote, and in every passage."""
    names = _names(catalog)
    in_sources = {
        (document.id, passage.n): _scan(fold(passage.text), names, _Context(document.id, passage.n))
        for document in documents
        for passage in document.article
    }
    in_texts: dict[Origin, LinkedText] = {}
    unclear: list[UnclearInText] = []
    seen = [each for found in in_sources.values() for each in found]
    for text, stands_in, subject in _texts(catalog, evidence):
        in_texts[text.origin], found = _read_text(text, names, stands_in or _Context(), catalog)
        seen += found
        doubtful = [each.name for each in found if stands_in and each.meaning is None]
        unclear += [UnclearInText(n, tuple(names.meanings[n]), text.origin, subject) for n in doubtful]
    return Mentions(
        {place: tuple(_mentions(found, names)) for place, found in in_sources.items()},
        in_texts,
        tuple(_unclear(in_sources, names)),
        tuple(unclear),
        frozenset(each.ruling for each in seen if each.ruling),
    )


def _mentions(seen: Iterable[_Seen], names: _Names, offset: int = 0) -> Iterator[Mention]:
    """The names that lead to a page; `offset` is where the text that they were seen in begins."""
    for each in seen:
        if each.meaning is not None and each.meaning in names.published:
            yield Mention(each.start + offset, each.end + offset, each.meaning)


def _unclear(
    in_sources: Mapping[tuple[str, int], Sequence[_Seen]], names: _Names
) -> Iterator[UnclearInSource]:
    """The ambiguous names, once for each source."""
    unclear: dict[tuple[str, str], list[int]] = defaultdict(list)  # by name and source: the passages
    for (source, n), seen in in_sources.items():
        for name in dict.fromkeys(each.name for each in seen if each.meaning is None):
            unclear[name, source].append(n)
    for (name, source), passages in sorted(unclear.items()):
        yield UnclearInSource(name, tuple(names.meanings[name]), source, tuple(passages))


def _names(catalog: Catalog) -> _Names:
    meanings: dict[str, list[Meaning]] = defaultdict(list)
    for entity in catalog.published():
        named = [(entity.title, False), *((alias.name, alias.metonym) for alias in entity.content.aliases)]
        for name, metonym in named:
            for form in _forms(name):
                meanings[form].append(Meaning(entity.id, metonym, name.origin))
    rulings: dict[str, list[schema.Ruling]] = defaultdict(list)
    for ruling in catalog.rulings:
        rulings[fold_text(ruling.name)].append(ruling)
    for several in rulings.values():
        several.sort(key=lambda r: (not r.passages, r.source is None))
    published = frozenset(entity.id for entity in catalog.published())
    return _Names(meanings, rulings, tuple(sorted(meanings.keys() | rulings.keys())), published)


def _forms(name: str) -> tuple[str, ...]:
    """A name as it is written, as it opens a sentence, and as it stands within one."""
    written = (name, sentence_case(name), ENGLISH.within_sentence(name))
    return tuple(dict.fromkeys(fold_text(form) for form in written))


def _applies(ruling: schema.Ruling, context: _Context) -> bool:
    if ruling.source is not None and ruling.source != context.source:
        return False
    return not ruling.passages or context.passage in ruling.passages


def _scan(text: Folded, names: _Names, context: _Context) -> list[_Seen]:
    seen = []
    for name, start, end in _occurrences(text.original, names.all):
        ruling = names.ruling(name, context)
        meaning = str(ruling.means) if ruling else names.meaning(name)
        seen.append(_Seen(name, start, end, meaning, ruling.origin if ruling else None))
    return seen


@lru_cache(maxsize=20_000)  # of most texts all stays as it was when something is saved
def _occurrences(original: str, names: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    """The names in a text with their unfolded spans; of two that overlap, only the longer one."""
    text, by_first = fold(original), _by_first(names)
    standing = [
        (name, start, start + len(name))
        for start in (found.start() for found in _OPENING.finditer(text.text))
        for name in by_first.get(text.text[start], ())
        if text.text.startswith(name, start) and _is_whole(text, start, start + len(name))
    ]
    taken: set[int] = set()
    chosen: list[tuple[int, int, str]] = []
    for name, start, end in sorted(standing, key=lambda found: (-len(found[0]), found[1])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            chosen.append((start, end, name))
    return tuple((name, *text.span(start, end)) for start, end, name in sorted(chosen))


@lru_cache(maxsize=4)
def _by_first(names: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in filter(None, names):
        by_first[name[0]].append(name)
    return by_first


def _is_whole(text: Folded, start: int, end: int) -> bool:
    """Whether `start` and `end` are the edges of words; a possessive may follow."""
    first, last = text.span(start, end)
    if not is_edge(text.original, first):
        return False
    if is_edge(text.original, last):
        return True
    behind = end + len(ENGLISH.possessive)
    return text.text[end:behind] == ENGLISH.possessive and is_edge(text.original, text.ends[behind - 1])


def _texts(catalog: Catalog, evidence: Evidence) -> Iterator[tuple[Text, _Context | None, Origin]]:
    """Every text in which names are linked, with its context and what may accept its problems.

    The context is None where the text's quote was not found, so that the rulings on it are unknown.
    """
    for text in (catalog.site.description, *catalog.site.not_known):
        yield text, _Context(), catalog.site.origin
    for source in catalog.sources:
        for note in source.content.notes:
            yield note, _Context(source.id), source.content.origin
    for entity in catalog.entities.values():
        yield from _entity_texts(entity.content, evidence)


def _entity_texts(
    content: schema.Entity, evidence: Evidence
) -> Iterator[tuple[Text, _Context | None, Origin]]:
    if content.summary:
        yield content.summary.value, _Context(), content.origin
    for alias in content.aliases:
        if alias.note:
            yield alias.note, _Context(), content.origin
    for statement in content.statements:
        context = _context_of(statement.evidence[0], evidence)
        for text in filter(None, (statement.text, statement.note)):
            yield text, context, statement.origin
    below = (response for statement in content.statements for response in statement.responses)
    for response in (*below, *content.responses):
        if response.text:
            yield response.text, _context_of(response.evidence[0], evidence), response.origin


def _context_of(quote: schema.Quote, evidence: Evidence) -> _Context | None:
    """The passage that a quote was found in, for the rulings on it."""
    found = evidence.found.get(quote.origin)
    return _Context(found.source, found.passage) if found else None


def _read_text(
    text: Text, names: _Names, context: _Context, catalog: Catalog
) -> tuple[LinkedText, list[_Seen]]:
    """Resolve the links in a text, and find the names between them."""
    read: list[str] = []
    mentions: list[Mention] = []
    seen: list[_Seen] = []
    length = position = 0
    for link in [*LINK.finditer(text), None]:
        between = text[position : link.start() if link else len(text)]
        found = _scan(fold(between), names, context)
        mentions.extend(_mentions(found, names, length))
        seen += found
        read.append(between)
        length += len(between)
        if link is None:
            break
        position = link.end()
        entity = catalog.entities.get(link["id"])
        words = link["words"] or (str(entity.title) if entity else link["id"])
        if entity and not entity.content.draft:
            mentions.append(Mention(length, length + len(words), link["id"]))
        read.append(words)
        length += len(words)
    return LinkedText("".join(read), tuple(mentions)), seen
