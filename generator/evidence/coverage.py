"""Measure how much of an article stands under statements, how much is set aside, and what is neither."""

from collections.abc import Mapping, Sequence

from generator.model import Coverage, Document, Evidence, Graph, Passage, PassageCoverage
from generator.text.words import word_spans


def measure_coverage(documents: Sequence[Document], evidence: Evidence, graph: Graph) -> tuple[Coverage, ...]:
    """Measure every source; a word counts as stated if a published statement's quote holds all of it."""
    stated: dict[tuple[str, int], set[int]] = {}
    for statement in (statement for owned in graph.owned.values() for statement in owned):
        for quote in statement.all_quotes:
            points = stated.setdefault((quote.source, quote.passage), set())
            points.update(point for span in quote.spans for point in range(*span))
    return tuple(
        Coverage(
            document.id, tuple(_passage(document, passage, stated, evidence) for passage in document.article)
        )
        for document in documents
    )


def _passage(
    document: Document, passage: Passage, stated: Mapping[tuple[str, int], set[int]], evidence: Evidence
) -> PassageCoverage:
    under = stated.get((document.id, passage.n), set())
    aside: set[int] = set()
    for words in document.content.set_aside:
        found = evidence.found.get(words.quote.origin)
        if found and found.passage == passage.n:
            aside.update(point for span in found.spans for point in range(*span))
    counted_stated = counted_aside = 0
    bare: list[tuple[int, int]] = []
    spans = word_spans(passage.text)
    follows_bare = False
    for start, end in spans:
        points = set(range(start, end))
        if points <= under:
            counted_stated += 1
        elif points <= aside:
            counted_aside += 1
        else:
            bare.append((bare.pop()[0], end) if follows_bare else (start, end))
            follows_bare = True
            continue
        follows_bare = False
    stretches = tuple(" ".join(passage.text[start:end].split()) for start, end in bare)
    return PassageCoverage(passage.n, len(spans), counted_stated, counted_aside, stretches, tuple(bare))
