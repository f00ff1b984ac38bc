"""Find every quote in its pinned source, and give the statements their ids.

The rule is in `matching`. A quote that breaks it becomes a problem: not found, cut
inside a word, in two places. Quotes that are gone from a changed source are
listed once, in the problem about the source.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator import codes, schema
from generator.model import Catalog, Document, Entity, Evidence, Found, Response, Statement
from generator.problems import Origin, Problem
from generator.text.folding import Folded, fold
from generator.text.matching import find, find_inside_words, parts_apart, take_apart, with_omissions
from generator.text.nearest import differences, differing, first_tag, nearest, runs_over, without_html
from generator.text.typography import exact_words
from generator.text.words import words as words_in
from generator.values import Text, origin_of

_IF_ARTICLE = "take it off 'boilerplate:' in the source's file if it is part of the article"
_EACH_PASSAGE = "give each passage a quote of its own under 'quotes:'"
_ANYWHERE = ("role", "name", "part")  # sorts of facts that sources repeat: any place of the words shows them


@dataclass(frozen=True, slots=True)
class _Quotable:
    """A passage of an article, boilerplate left out."""

    document: str
    n: int
    folded: Folded

    def __str__(self) -> str:
        return f"passage {self.n} of {self.document}"


@dataclass(frozen=True, slots=True)
class _Search:
    """What quotes are looked for in."""

    documents: Mapping[str, Document]
    places: Sequence[_Quotable]  # of all sources
    changed: frozenset[str]  # ids of sources whose bytes are no longer those pinned
    is_whole: bool  # whether every source could be read; one that could not is a problem of its own

    def in_source(self, quote: schema.Quote) -> list[_Quotable]:
        """The passages of the source that a quote names; of all sources where it names none."""
        return [place for place in self.places if quote.source in (None, place.document)]

    def allowed(self, quote: schema.Quote) -> list[_Quotable]:
        """The passages that a quote may stand in, by the source and passage that it names."""
        return [place for place in self.in_source(quote) if quote.passage in (None, place.n)]

    def hits(self, quote: schema.Quote) -> list[Found]:
        allowed = self.allowed(quote)
        found = ((allowed[hit.index], hit) for hit in find(quote.quote, [p.folded for p in allowed]))
        return [
            Found(quote.quote, place.document, place.n, hit.spans, hit.left_out, hit.put_in)
            for place, hit in found
        ]

    def may_be_gone(self, quote: schema.Quote) -> bool:
        """Whether the source of a missing quote may have changed."""
        return bool(self.changed) if quote.source is None else quote.source in self.changed


def verify(catalog: Catalog, documents: Sequence[Document]) -> tuple[Evidence, tuple[Problem, ...]]:
    """Find every quote; a statement counts only if all its quotes are found."""
    by_id = {document.id: document for document in documents}
    search = _Search(
        documents=by_id,
        places=[_Quotable(d.id, p.n, fold(p.text)) for d in documents for p in d.article],
        changed=frozenset(source.id for source in catalog.sources if source.is_changed),
        is_whole=bool(by_id) and catalog.known_sources <= by_id.keys(),
    )
    found: dict[Origin, Found] = {}
    gone: list[schema.Quote] = []
    problems: list[Problem] = []
    for quote, takes_first in _quotes(catalog, documents):
        hits = search.hits(quote)
        if len(hits) == 1 or (hits and takes_first):
            found[quote.quote.origin] = hits[0]
        elif hits:
            problems.append(_ambiguous(quote, hits))
        elif search.may_be_gone(quote):
            gone.append(quote)
        elif problem := _why_not(quote, search):
            problems.append(problem)
    statements, same_ids = _statements(catalog, found)
    return Evidence(found, statements, same_ids, tuple(gone)), tuple(problems)


def _quotes(catalog: Catalog, documents: Sequence[Document]) -> Iterator[tuple[schema.Quote, bool]]:
    """Every quote, and whether the first of several places will do."""
    for document in documents:
        for words in document.content.set_aside:
            yield words.model_copy(update={"source": Text(document.id, words.origin)}), False
    for entity in catalog.entities.values():
        for part in entity.content.evidenced:
            yield from ((quote, part.sort in _ANYWHERE) for quote in part.evidence)


def _why_not(quote: schema.Quote, search: _Search) -> Problem | None:
    """Why a quote is not found; None where it may be in a source that cannot be read."""
    if quote.source is not None and quote.source not in search.documents:
        return None  # an unknown source is a problem of its own
    if problem := _bad_passage(quote, search) or _in_boilerplate(quote, search):
        return problem
    return _not_found(quote, search) if quote.source is not None or search.is_whole else None


def _bad_passage(quote: schema.Quote, search: _Search) -> Problem | None:
    """A problem if a quote names a passage that its source does not have, or that is boilerplate."""
    if quote.source is None or quote.passage is None:
        return None
    document = search.documents[quote.source]
    passage = document.passage(quote.passage)
    if passage is not None and not passage.boilerplate:
        return None
    sentence = f"passage {quote.passage} of {document.id} is boilerplate, which cannot be quoted"
    hint = _IF_ARTICLE
    if passage is None:
        sentence = f"{document.id} has no passage {quote.passage}"
        hint = "it has passages {} to {}".format(*document.ends)
    origin = origin_of(quote.passage, quote.quote.origin)
    return Problem(codes.UNKNOWN_PASSAGE, origin, sentence, hint)


def _in_boilerplate(quote: schema.Quote, search: _Search) -> Problem | None:
    for document in search.documents.values():
        for passage in document.passages:
            asked_for = quote.source in (None, document.id) and quote.passage in (None, passage.n)
            if passage.boilerplate and asked_for and find(quote.quote, [fold(passage.text)]):
                sentence = f"the quote is only in passage {passage.n} of {document.id}, which is boilerplate"
                return Problem(codes.QUOTE_NOT_FOUND, quote.quote.origin, sentence, _IF_ARTICLE)
    return None


def _ambiguous(quote: schema.Quote, hits: Sequence[Found]) -> Problem:
    places = list(dict.fromkeys((hit.source, hit.passage) for hit in hits))
    (source, n), *others = places
    if not others:
        times = "twice" if len(hits) == 2 else f"{len(hits)} times"
        sentence = f"the quote stands {times} in passage {n} of {source}"
        hint = "quote more words, so that it stands there once"
    else:
        other, m = others[0]
        sentence = f"the quote stands in two places: passage {n} of {source} and passage {m} of {other}"
        hint = f"add 'source: {source}' or 'source: {other}', or quote more words"
        if source == other:
            hint = f"add 'passage: {n}' or 'passage: {m}' below the quote, or quote more words"
    if len(others) > 1:
        sentence += f", and in {len(others) - 1} more"
    return Problem(codes.QUOTE_AMBIGUOUS, quote.quote.origin, sentence, hint)


def _not_found(quote: schema.Quote, search: _Search) -> Problem:
    """Report why a quote is not found, with another place, whole words or the nearest words as a proposal."""
    words, allowed = quote.quote, search.allowed(quote)
    folded = [passage.folded for passage in allowed]
    pattern = take_apart(words)
    if not any(words_in(part) for part in pattern.parts):
        sentence = "the quote holds no word of the source"
        return Problem(codes.QUOTE_NOT_FOUND, words.origin, sentence, "copy words from the source")
    if elsewhere := _elsewhere(quote, search):
        return elsewhere
    if inside := find_inside_words(words, folded):
        place, span = allowed[inside[0]], inside[1]
        sentence = f"the quote starts or ends inside a word in {place}"
        hint = f"quote whole words:\n{' '.join(place.folded.original[slice(*span)].split())}"
        return Problem(codes.QUOTE_CUT_IN_WORD, words.origin, sentence, hint)
    if pattern.short_part is not None:
        sentence = f"'{pattern.short_part}' is too short to be a part of a quote"
        hint = "each part around an ellipsis or a bracket needs two words at least; quote more words there"
        return Problem(codes.QUOTE_PART_TOO_SHORT, words.origin, sentence, hint, words=(pattern.short_part,))
    if find(with_omissions(words), folded):
        sentence = "a [bracket] in the quote stands in place of more than two words"
        hint = "quote the words, or mark that more are left out: […] beside the bracket"
        return Problem(codes.QUOTE_PARTS_OUT_OF_ORDER, words.origin, sentence, hint)
    if parts_apart(pattern, folded):
        sentence = "the parts of the quote stand in the source, but not in this order in one passage"
        return Problem(codes.QUOTE_PARTS_OUT_OF_ORDER, words.origin, sentence, _EACH_PASSAGE)
    plain = Text(without_html(words), words.origin)
    problem = _nearest_words(take_apart(plain).parts, plain, allowed)
    if plain != words:
        sentence = f"{problem.sentence}, which has no HTML: {first_tag(words)}"
        problem = replace(problem, sentence=sentence, words=())
    return replace(problem, instead=exact_words(words, folded))


def _elsewhere(quote: schema.Quote, search: _Search) -> Problem | None:
    """A problem if the words stand in another passage or source, or run from one passage into the next."""
    words = quote.quote
    sentence = hint = ""
    if quote.passage is not None and (place := _first_with(words, search.in_source(quote))):
        sentence = f"the quote is not in passage {quote.passage}, but in {place}"
        hint = f"write 'passage: {place.n}'"
    elif quote.source is not None and (place := _first_with(words, search.places)):
        sentence = f"the quote is not in {quote.source}, but in {place}"
        hint = f"write 'source: {place.document}'"
    for one, following in pairwise(search.allowed(quote)):
        if one.document == following.document and runs_over(words, one.folded, following.folded):
            sentence = f"the quote runs over the end of {one}"
            hint = _EACH_PASSAGE
    return Problem(codes.QUOTE_NOT_FOUND, words.origin, sentence, hint) if sentence else None


def _first_with(words: str, passages: Sequence[_Quotable]) -> _Quotable | None:
    hits = find(words, [passage.folded for passage in passages])
    return passages[hits[0].index] if hits else None


def _nearest_words(parts: Sequence[str], words: Text, places: Sequence[_Quotable]) -> Problem:
    folded = [p.folded for p in places]
    where = f"in {places[0].document}" if len({p.document for p in places}) == 1 else "in any source"
    sentence = f"the quote is not {where}"
    missing = str(words)
    if len(parts) > 1:
        missing = next((part for part in parts if not find(part, folded)), words)
        sentence = f"this part of the quote is not {where}: '{missing}'"
    near = nearest(missing, folded)
    if near is None:
        hint = "no passage resembles it; copy the words from the source, without changing any"
        return Problem(codes.QUOTE_NOT_FOUND, words.origin, sentence, hint)
    difference = differences(missing, near.text)
    hint = f"nearest is {places[near.index]}: {difference}; to quote it, paste:\n{near.text}"
    wrong = differing(missing, near.text) or (missing,)
    return Problem(codes.QUOTE_NOT_FOUND, words.origin, sentence, hint, words=wrong)


def _statements(
    catalog: Catalog, found: Mapping[Origin, Found]
) -> tuple[tuple[Statement, ...], tuple[tuple[Statement, Statement], ...]]:
    """The statements whose quotes are all found; apart from them, those whose id another one has."""
    answers = _answers(catalog, found)
    statements: dict[str, Statement] = {}
    same_ids = []
    for entity in catalog.entities.values():
        for content in entity.content.statements:
            quotes = tuple(found[quote.origin] for quote in content.evidence if quote.origin in found)
            if len(quotes) < len(content.evidence):
                continue
            statement_id = str(content.id or f"{entity.id}--{quotes[0].label}")
            responses = (*_responses(content.responses, entity, found), *answers.get(statement_id, ()))
            statement = Statement(statement_id, entity.id, content, quotes, responses)
            if statements.setdefault(statement_id, statement) is not statement:
                same_ids.append((statement, statements[statement_id]))
    return tuple(statements.values()), tuple(same_ids)


def _answers(catalog: Catalog, found: Mapping[Origin, Found]) -> Mapping[str, Sequence[Response]]:
    """The responses in the files of those who answer, by the id of the statement."""
    answers: dict[str, list[Response]] = defaultdict(list)
    for entity in catalog.entities.values():
        for content in entity.content.responses:
            for to in content.to:
                answers[str(to)] += _responses([content], entity, found)
    return answers


def _responses(
    contents: Sequence[schema.Response], owner: Entity, found: Mapping[Origin, Found]
) -> tuple[Response, ...]:
    return tuple(
        Response(content, found[content.quote.origin], owner.id)
        for content in contents
        if content.quote.origin in found
    )
