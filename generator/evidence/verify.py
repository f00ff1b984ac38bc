"""Find every quote in its pinned source, and give the statements their ids.

The rule is in `matching`; here it is applied to all that people wrote, and what
does not hold becomes a problem: not found, cut inside a word, in two places.
Where a source's bytes have changed, the quotes that are gone are listed once,
in the problem about the source.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator import codes, layout, schema
from generator.evidence.nearest import differences, differing, first_tag, nearest, runs_over, without_html
from generator.evidence.typography import exact_words
from generator.model import Catalog, Document, Entity, Evidence, Found, Response, Statement
from generator.problems import Origin, Problem
from generator.text.folding import Folded, fold
from generator.text.matching import Hit, find, find_inside_words, parts_apart, take_apart, with_omissions
from generator.text.spelling import closest, meant_id
from generator.text.words import words as words_in
from generator.values import Text, place_of

_ANYWHERE = ("role", "name", "part")  # sorts of facts that sources repeat: any place of the words shows them


@dataclass(frozen=True, slots=True)
class _Place:
    """A passage that may be quoted."""

    document: str
    n: int
    folded: Folded

    def __str__(self) -> str:
        return f"passage {self.n} of {self.document}"


@dataclass(slots=True)
class _Search:
    """The quotable passages of all sources, and what has been found in them."""

    catalog: Catalog
    places: Sequence[_Place]
    documents: Mapping[str, Document]
    found: dict[Origin, Found] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    gone: list[schema.Quote] = field(default_factory=list)  # from sources that have changed

    @property
    def changed(self) -> frozenset[str]:
        return frozenset(source.id for source in self.catalog.sources if source.is_changed)

    @property
    def is_whole(self) -> bool:
        """Whether every source could be read; one that could not is a problem of its own."""
        return bool(self.documents) and self.catalog.known_sources <= self.documents.keys()


def verify(catalog: Catalog, documents: Sequence[Document]) -> tuple[Evidence, tuple[Problem, ...]]:
    """Look up every quote in the YAML; a statement with a false one is no statement."""
    places = [_Place(d.id, p.n, fold(p.text)) for d in documents for p in d.article]
    search = _Search(catalog, places, {d.id: d for d in documents})
    for document in documents:
        for words in document.content.set_aside:
            _look_up(
                words.model_copy(update={"source": Text(document.id, words.origin)}), search, first=False
            )
    for entity in catalog.entities.values():
        for part in entity.content.evidenced:
            for quote in part.evidence:
                _look_up(quote, search, first=part.sort in _ANYWHERE)
    statements = _statements(search)
    search.problems.extend(_words_apart(search))
    search.problems.extend(_unnamed(search))
    search.problems.extend(_changed_sources(search))
    return Evidence(search.found, statements, tuple(search.gone)), tuple(search.problems)


# --- one quote -------------------------------------------------------------------------------------------


def _look_up(quote: schema.Quote, search: _Search, *, first: bool) -> None:
    """Find one quote; `first` takes the first of several places."""
    if quote.source is not None and quote.source not in search.documents:
        return  # an unknown source is a problem of its own
    document = search.documents.get(quote.source) if quote.source else None
    if quote.passage is not None and (problem := _bad_passage(quote, document)):
        if _may_be_gone(quote, search):
            search.gone.append(quote)
        else:
            search.problems.append(problem)
        return
    in_source = [p for p in search.places if quote.source in (None, p.document)]
    allowed = [p for p in in_source if quote.passage in (None, p.n)]
    hits = find(quote.quote, [p.folded for p in allowed])
    if len(hits) == 1 or (hits and first):
        search.found[quote.quote.origin] = _found(quote, allowed[hits[0].index], hits[0])
    elif hits:
        search.problems.append(_ambiguous(quote, [allowed[hit.index] for hit in hits]))
    elif _may_be_gone(quote, search):
        search.gone.append(quote)
    elif problem := _in_boilerplate(quote, search):
        search.problems.append(problem)
    elif quote.source is not None or search.is_whole:
        search.problems.append(_not_found(quote, allowed, in_source, search))


def _may_be_gone(quote: schema.Quote, search: _Search) -> bool:
    return bool(search.changed) if quote.source is None else quote.source in search.changed


def _found(quote: schema.Quote, place: _Place, hit: Hit) -> Found:
    return Found(quote.quote, place.document, place.n, hit.spans, hit.left_out, hit.put_in)


def _bad_passage(quote: schema.Quote, document: Document | None) -> Problem | None:
    origin = place_of(quote.passage or 0, quote.quote.origin)
    if document is None:
        return None
    passage = document.passage(quote.passage or 0)
    if passage is None:
        numbers = [p.n for p in document.article]
        sentence = f"{document.id} has no passage {quote.passage}"
        hint = f"it has passages {min(numbers, default=0)} to {max(numbers, default=0)}"
        return Problem(codes.UNKNOWN_PASSAGE, origin, sentence, hint)
    if passage.boilerplate:
        sentence = f"passage {quote.passage} of {document.id} is boilerplate, which cannot be quoted"
        hint = "take it off 'boilerplate:' in the source's file if it is part of the article"
        return Problem(codes.UNKNOWN_PASSAGE, origin, sentence, hint)
    return None


def _in_boilerplate(quote: schema.Quote, search: _Search) -> Problem | None:
    for document in search.documents.values():
        for passage in document.passages:
            asked_for = quote.source in (None, document.id) and quote.passage in (None, passage.n)
            if passage.boilerplate and asked_for and find(quote.quote, [fold(passage.text)]):
                sentence = f"the quote is only in passage {passage.n} of {document.id}, which is boilerplate"
                hint = "take it off 'boilerplate:' in the source's file if it is part of the article"
                return Problem(codes.QUOTE_NOT_FOUND, quote.quote.origin, sentence, hint)
    return None


def _ambiguous(quote: schema.Quote, places: Sequence[_Place]) -> Problem:
    first, *others = list({str(place): place for place in places}.values())
    if not others:
        times = "twice" if len(places) == 2 else f"{len(places)} times"
        sentence = f"the quote stands {times} in {first}"
        hint = "quote more words, so that it stands there once"
    else:
        second = others[0]
        sentence = f"the quote stands in two places: {first} and {second}"
        if first.document == second.document:
            hint = f"add 'passage: {first.n}' or 'passage: {second.n}' below the quote, or quote more words"
        else:
            hint = f"add 'source: {first.document}' or 'source: {second.document}', or quote more words"
    if len(others) > 1:
        sentence += f", and in {len(others) - 1} more"
    return Problem(codes.QUOTE_AMBIGUOUS, quote.quote.origin, sentence, hint)


def _not_found(
    quote: schema.Quote, allowed: Sequence[_Place], in_source: Sequence[_Place], search: _Search
) -> Problem:
    """Say why, and propose: another place, whole words, the parts' order, or the nearest words."""
    words = quote.quote
    pattern = take_apart(words)
    if not any(words_in(part) for part in pattern.parts):
        sentence = "the quote holds no word of the source"
        return Problem(codes.QUOTE_NOT_FOUND, words.origin, sentence, "copy words from the source")
    if elsewhere := _elsewhere(quote, allowed, in_source, search):
        return elsewhere
    if inside := find_inside_words(words, [p.folded for p in allowed]):
        place, span = allowed[inside[0]], inside[1]
        sentence = f"the quote starts or ends inside a word in {place}"
        hint = f"quote whole words:\n{_on_one_line(place.folded.original[slice(*span)])}"
        return Problem(codes.QUOTE_CUT_IN_WORD, words.origin, sentence, hint)
    if pattern.short_part is not None:
        sentence = f"'{pattern.short_part}' is too short to be a part of a quote"
        hint = "each part around an ellipsis or a bracket needs two words at least; quote more words there"
        return Problem(codes.QUOTE_PART_TOO_SHORT, words.origin, sentence, hint, words=(pattern.short_part,))
    if find(with_omissions(words), [p.folded for p in allowed]):
        sentence = "a [bracket] in the quote stands in place of more than two words"
        hint = "quote the words, or mark that more are left out: […] beside the bracket"
        return Problem(codes.QUOTE_PARTS_OUT_OF_ORDER, words.origin, sentence, hint)
    if parts_apart(pattern, [p.folded for p in allowed]):
        sentence = "the parts of the quote stand in the source, but not in this order in one passage"
        hint = "give each passage a quote of its own under 'quotes:'"
        return Problem(codes.QUOTE_PARTS_OUT_OF_ORDER, words.origin, sentence, hint)
    plain = Text(without_html(words), words.origin)
    problem = _nearest_words(take_apart(plain).parts, plain, allowed)
    if plain != words:
        sentence = f"{problem.sentence}, which has no HTML: {first_tag(words)}"
        problem = replace(problem, sentence=sentence, words=())
    return replace(problem, instead=exact_words(words, [p.folded for p in allowed]))


def _elsewhere(
    quote: schema.Quote, allowed: Sequence[_Place], in_source: Sequence[_Place], search: _Search
) -> Problem | None:
    """The words stand in another passage or source than is named, or run from one passage into the next."""
    words = quote.quote
    sentence = hint = ""
    if quote.passage is not None and (found := find(words, [p.folded for p in in_source])):
        place = in_source[found[0].index]
        sentence = f"the quote is not in passage {quote.passage}, but in {place}"
        hint = f"write 'passage: {place.n}'"
    elif quote.source is not None and (found := find(words, [p.folded for p in search.places])):
        place = search.places[found[0].index]
        sentence = f"the quote is not in {quote.source}, but in {place}"
        hint = f"write 'source: {place.document}'"
    for one, following in pairwise(allowed):
        if one.document == following.document and runs_over(words, one.folded, following.folded):
            sentence = f"the quote runs over the end of {one}"
            hint = "give each passage a quote of its own under 'quotes:'"
    return Problem(codes.QUOTE_NOT_FOUND, words.origin, sentence, hint) if sentence else None


def _nearest_words(parts: Sequence[str], words: Text, places: Sequence[_Place]) -> Problem:
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
    return Problem(
        codes.QUOTE_NOT_FOUND, words.origin, sentence, hint, words=differing(missing, near.text) or (missing,)
    )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


# --- statements ------------------------------------------------------------------------------------------


def _statements(search: _Search) -> tuple[Statement, ...]:
    statements: dict[str, Statement] = {}
    pinned: dict[str, Origin] = {}
    for entity in search.catalog.entities.values():
        for content in entity.content.statements:
            quotes = [search.found.get(quote.origin) for quote in content.evidence]
            if not all(quotes):
                continue
            found = tuple(quote for quote in quotes if quote is not None)
            statement_id = str(content.id or f"{entity.id}--{found[0].label}")
            if statement_id in statements:
                search.problems += _duplicate(content, statement_id, pinned[statement_id], entity)
                continue
            pinned[statement_id] = content.origin
            answers = _responses(content.responses, entity, search)
            statements[statement_id] = Statement(statement_id, entity.id, content, found, answers)
    for entity in search.catalog.entities.values():
        for addressed in entity.content.responses:
            for to in addressed.to:
                if to in statements:
                    claim = statements[to]
                    search.problems.extend(_own_answer(claim, addressed, to))
                    extra = _responses([addressed], entity, search)
                    statements[to] = Statement(
                        claim.id, claim.owner, claim.content, claim.quotes, (*claim.responses, *extra)
                    )
    for statement in statements.values():
        search.problems.extend(_own_contradiction(statement))
    # A statement whose quote is false is a mistake already said; whoever names its id makes none.
    named = (content.id for e in search.catalog.entities.values() for content in e.content.statements)
    search.problems.extend(_unknown_statements(search.catalog, list({*statements, *filter(None, named)})))
    return tuple(statements.values())


def _responses(contents: Sequence[schema.Response], owner: Entity, search: _Search) -> tuple[Response, ...]:
    return tuple(
        Response(content, search.found[content.quote.origin], owner.id)
        for content in contents
        if content.quote.origin in search.found
    )


def _duplicate(
    content: schema.Statement, statement_id: str, first: Origin, owner: Entity
) -> Iterator[Problem]:
    if layout.unfit(owner.id):
        return  # most likely a copy, which is refused as a whole
    if content.id is not None:
        sentence = f"the id '{statement_id}' is taken by the statement in {first}"
        yield Problem(codes.DUPLICATE_STATEMENT, content.id.origin, sentence, "give one of them another id")
        return
    sentence = f"this statement starts with the same quote as the one in line {first.line}"
    hint = "a statement's id comes from its first quote: quote more narrowly, or give one of them an 'id:'"
    yield Problem(codes.DUPLICATE_STATEMENT, content.origin, sentence, hint)


def _own_answer(claim: Statement, answer: schema.AddressedResponse, to: Text) -> Iterator[Problem]:
    by = claim.content.by
    if by and by.actor and by.actor == answer.by.actor:
        sentence = f"'{by.actor}' answers a claim of its own"
        hint = "a response comes from somebody else; a second claim is a statement of its own"
        yield Problem(codes.SELF_REFERENCE, to.origin, sentence, hint)


def _own_contradiction(statement: Statement) -> Iterator[Problem]:
    for other in statement.content.contradicts:
        if other == statement.id:
            sentence = f"the statement '{other}' contradicts itself"
            yield Problem(codes.SELF_REFERENCE, other.origin, sentence, "name the other statement")


def _unknown_statements(catalog: Catalog, known: Sequence[str]) -> Iterator[Problem]:
    if not catalog.is_whole:
        return  # something cannot be read, which is said already, and nobody knows what statements it has
    for part in catalog.parts():
        for reference, refers in schema.references(part):
            if refers.to != ("statement",) or reference in known:
                continue
            guess = closest(reference, known)
            hint = f"did you mean '{guess}'?" if guess else "give the statement an 'id:' and name that"
            if origin := _by_its_text(reference, catalog):
                guess, hint = (
                    None,
                    f"give the statement in {origin.file}:{origin.line} an 'id:' and name that",
                )
            sentence = f"there is no statement with the id '{reference}'"
            instead = meant_id(reference, known)
            yield Problem(
                codes.UNKNOWN_STATEMENT, reference.origin, sentence, hint, guess=guess, instead=instead
            )


def _by_its_text(words: str, catalog: Catalog) -> Origin | None:
    """Where the statement stands that somebody named by its sentence."""
    statements = (s for entity in catalog.entities.values() for s in entity.content.statements)
    return next((s.origin for s in statements if s.text == words), None)


# --- facts and speakers ----------------------------------------------------------------------------------


def _words_apart(search: _Search) -> Iterator[Problem]:
    """Words of a fact or a figure, which pages show as the source's own, that its quotes do not hold."""
    for entity in search.catalog.entities.values():
        for part in entity.content.parts:
            if isinstance(part, schema.Fact):
                yield from _check_words(part.words, part, search)
            elif isinstance(part, schema.Statement):
                for figure in part.figures:
                    yield from _check_words(figure.words, part, search)


def _check_words(words: Text | None, owner: schema.Evidenced, search: _Search) -> Iterator[Problem]:
    quotes = [search.found.get(quote.origin) for quote in owner.evidence]
    if words is None or not quotes or None in quotes:
        return
    places = [(quote.source, quote.passage) for quote in quotes if quote is not None]
    folded = [place.folded for place in search.places if (place.document, place.n) in places]
    if not find(words, folded):
        near = nearest(words, folded)
        hint = f"did you mean '{near.text}'?" if near else "copy them from the passage that the quote is in"
        sentence = f"the passage that is quoted does not have the words '{words}'"
        exact = exact_words(words, folded)
        yield Problem(codes.QUOTE_NOT_FOUND, words.origin, sentence, hint, instead=exact)


def _unnamed(search: _Search) -> Iterator[Problem]:
    """Speakers without a name, in words that are not the source's."""
    for entity in search.catalog.entities.values():
        for part in entity.content.parts:
            if not isinstance(part, schema.Party) or part.unnamed is None:
                continue
            words = part.unnamed
            variants = {words, words[:1].upper() + words[1:], words[:1].lower() + words[1:]}
            folded = [place.folded for place in search.places]
            if search.is_whole and not any(find(variant, folded) for variant in variants):
                near = nearest(words, folded)
                hint = (
                    f"did you mean '{near.text}'?"
                    if near
                    else "copy the words by which the source calls them"
                )
                sentence = f"no source calls anybody '{words}'"
                yield Problem(codes.UNNAMED_NOT_FOUND, words.origin, sentence, hint)


# --- sources that changed --------------------------------------------------------------------------------


def _changed_sources(search: _Search) -> Iterator[Problem]:
    for source in search.catalog.sources:
        if not source.is_changed:
            continue
        gone = [quote for quote in search.gone if quote.source in (None, source.id)]
        listed = "".join(f"\n{quote.quote.origin}: {quote.quote}" for quote in gone)
        lost = (
            f"no longer there: {len(gone)} of the quotes:{listed}" if gone else "every quote is still there"
        )
        yield Problem(
            codes.CHANGED_SOURCE,
            source.content.sha256.origin,
            f"the bytes of {source.content.file} are not those that were pinned",
            f"bring the old file back, or accept the new one with: briefing pin {source.id}\n{lost}",
        )
