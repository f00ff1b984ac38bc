"""How a source's passage is cut into stretches that are marked, linked, both or neither."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Found, Mention
from generator.pages.sources import cut
from generator.problems import Origin
from generator.values import Text

TEXT = "Talks between Armenia and Azerbaijan began in Yevlax."


def quote(*spans: tuple[int, int]) -> Found:
    return Found(Text("", Origin("")), "s", 1, spans, (), ())


def span_of(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_a_passage_without_quotes_and_names_is_one_stretch() -> None:
    """Nothing is cut without a reason."""
    (segment,) = cut(TEXT, [], [])

    assert (segment.text, segment.starting, segment.quotes, segment.entity) == (TEXT, (), (), None)
    assert cut("", [], []) == ()


def test_a_quote_that_ends_inside_a_name_cuts_the_link() -> None:
    """Half of a name may be quoted; the mark must not reach beyond it, nor may tags cross."""
    half, name = quote(span_of("between Arm")), Mention(*span_of("Armenia"), entity="armenia")

    segments = cut(TEXT, [half], [name])

    assert [(s.text, s.quotes, s.entity) for s in segments[1:4]] == [
        ("between ", (1,), None),
        ("Arm", (1,), "armenia"),
        ("enia", (), "armenia"),
    ]


def test_each_quote_is_anchored_where_it_starts() -> None:
    """A footnote leads to the first of its marked words, also where two quotes start together."""
    long, short = quote(span_of("Armenia and Azerbaijan")), quote(span_of("Armenia"), span_of("Yevlax"))

    segments = cut(TEXT, [long, short], [])

    assert [s.starting for s in segments if s.starting] == [((1, long.key), (2, short.key))]
    assert [(s.text, s.quotes) for s in segments if s.quotes] == [
        ("Armenia", (1, 2)),
        (" and Azerbaijan", (1,)),
        ("Yevlax", (2,)),
    ]


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Found], list[Mention]]:
    text = draw(st.text("ab é", min_size=1, max_size=40))
    edges = st.integers(0, len(text))
    pairs = st.sets(edges, min_size=2, max_size=2).map(lambda pair: (min(pair), max(pair)))
    quotes = []
    for spans in draw(st.lists(st.lists(pairs, min_size=1, max_size=3), max_size=4)):
        in_order = sorted(spans)
        if all(a[1] <= b[0] for a, b in pairwise(in_order)):
            quotes.append(quote(*in_order))
    cuts = sorted(draw(st.sets(edges, max_size=6)))
    mentions = [Mention(start, end, "x") for start, end in list(pairwise(cuts))[::2]]
    unique = {found.key: found for found in quotes}
    return text, list(unique.values()), mentions


@settings(deadline=None)
@given(marked_texts())
def test_no_mark_crosses_a_link_or_another_mark(case: tuple[str, list[Found], list[Mention]]) -> None:
    """Every stretch is marked throughout or not at all, and linked throughout or not at all."""
    text, quotes, mentions = case

    position = 0
    for segment in cut(text, quotes, mentions):
        for point in range(position, position + len(segment.text)):
            holding = [n for n, q in enumerate(quotes, 1) if any(s <= point < e for s, e in q.spans)]
            assert list(segment.quotes) == holding
            assert segment.entity == next((m.entity for m in mentions if m.start <= point < m.end), None)
        position += len(segment.text)


@settings(deadline=None)
@given(marked_texts())
def test_the_stretches_are_the_passage(case: tuple[str, list[Found], list[Mention]]) -> None:
    """The source's text is shown as it is, and every quote has one address in it."""
    text, quotes, mentions = case

    segments = cut(text, quotes, mentions)

    assert "".join(segment.text for segment in segments) == text
    assert all(segment.text for segment in segments)
    assert sorted(key for s in segments for _, key in s.starting) == sorted(q.key for q in quotes)
