"""Who is linked with whom, as it is drawn."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.drawing.relations import Arc, Group, Neighbour, Node, arcs, ego
from generator.drawing.svg import Drawing, as_template
from tests.support import drawn
from tests.support.drawn import assert_reachable, assert_readable, links_of, with_class, words_of

_neighbours = st.builds(
    Neighbour,
    label=drawn.names,
    page=st.just("actors/a.md"),
    words=st.one_of(st.just(""), drawn.names),
    is_outward=st.booleans(),
)


@st.composite
def groups(draw: st.DrawFn) -> list[Group]:
    labels = draw(st.lists(st.lists(drawn.names, max_size=12), min_size=1, max_size=5))
    return [
        Group(draw(drawn.names), tuple(Node(label, f"actors/{g}-{n}.md") for n, label in enumerate(each)))
        for g, each in enumerate(labels)
    ]


def ego_of(name: str, *neighbours: Neighbour) -> Drawing:
    drawing = ego(name, neighbours, title="Ties", description="Who is linked")
    assert drawing is not None
    return drawing


def arcs_of(given: list[Group], links: list[Arc]) -> Drawing:
    drawing = arcs(given, links, title="Ties", description="Who is linked")
    assert drawing is not None
    return drawing


def paths_of(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    """Of each arc where it starts, how far it swings out, and where it ends."""
    found = []
    for path in with_class(drawing, "arc"):
        x, y, rx, _, _, _, _, _, end = map(float, re.findall(r"-?[\d.]+", path.attrib["d"]))
        found.append((x, y, rx, end))
    return found


@settings(max_examples=60, deadline=None)
@given(drawn.names, st.lists(_neighbours, min_size=1, max_size=20))
def test_no_words_around_an_entity_meet_or_leave_the_picture(name: str, given: list[Neighbour]) -> None:
    """Whatever the names are."""
    drawing = ego_of(name, *given)

    assert_readable(drawing)
    assert_reachable(drawing)
    assert len(links_of(drawing)) == len(given)


def test_words_stand_where_a_sentence_has_them() -> None:
    """Between the two names, in the direction of the arrow: who supports whom is what matters."""
    drawing = ego_of(
        "Russia",
        Neighbour(label="Azerbaijan", page="actors/a.md", words="supports", is_outward=True),
        Neighbour(label="Armenia", page="actors/b.md", words="supports", is_outward=False),
    )

    assert links_of(drawing) == [
        ("actors/a.md", "Russia – supports → Azerbaijan"),
        ("actors/b.md", "Armenia – supports → Russia"),
    ]
    assert [w.words for w in words_of(drawing)] == ["Russia", "supports", "Azerbaijan", "Armenia", "supports"]
    outward, inward = (arrow.attrib["d"] for arrow in with_class(drawing, "arrow"))
    assert "l-8" in outward  # it comes from the left
    assert "l8" in inward


def test_nothing_is_drawn_of_nobody() -> None:
    """The page leaves the picture out."""
    assert ego("Russia", [], title="", description="") is None
    assert arcs([], [], title="", description="") is None
    assert arcs([Group("States", ())], [], title="", description="") is None


@settings(max_examples=60, deadline=None)
@given(groups(), st.data())
def test_arcs_keep_to_their_side(given: list[Group], data: st.DataObject) -> None:
    """An arc that runs over names cannot be followed, and they cannot be read."""
    pages = [node.page for group in given for node in group.nodes]
    if not pages:
        return
    page = st.sampled_from(pages)
    links = data.draw(st.lists(st.builds(Arc, page, page, drawn.names), max_size=30))

    drawing = arcs_of(given, links)

    assert_readable(drawing)
    assert_reachable(drawing)
    names = min(w.left for w in words_of(drawing))
    for x, top, swing, bottom in paths_of(drawing):
        assert x - swing >= 0
        assert x < names
        assert 0 < top < bottom < drawing.height


def test_a_pair_has_one_arc_that_says_all_that_links_it() -> None:
    """Two arcs in the same place would look like one, and hide what the lower one says."""
    pair = [Group("People", (Node("A", "actors/a.md"), Node("B", "actors/b.md")))]

    drawing = arcs_of(
        pair,
        [
            Arc("actors/b.md", "actors/a.md", "appointed"),
            Arc("actors/a.md", "actors/b.md", "thanked"),
            Arc("actors/a.md", "actors/a.md", "quoted"),
        ],
    )

    (tie,) = with_class(drawing, "tie")
    assert tie.findtext("title") == "B – appointed → A; A – thanked → B"


def test_the_farther_an_arc_goes_the_farther_it_swings_out() -> None:
    """So that a short one inside a long one can be told from it."""
    nodes = tuple(Node(f"N{n}", f"actors/{n}.md") for n in range(300))
    links = [Arc("actors/0.md", f"actors/{n}.md", "knows") for n in range(1, 300)]

    drawing = arcs_of([Group("People", nodes)], links)

    swings = [swing for _, _, swing, _ in paths_of(drawing)]
    assert swings == sorted(swings, reverse=True)
    assert len(links_of(drawing)) == 300


def test_the_same_ties_are_drawn_the_same_in_whatever_order_they_come() -> None:
    """Same input, same bytes; and the order of files on a disk is not part of the input."""
    nodes = tuple(Node(f"N{n}", f"actors/{n}.md") for n in range(9))
    links = [Arc(f"actors/{n}.md", f"actors/{n * n % 9}.md", "knows") for n in range(9)]

    first, second = (arcs_of([Group("People", nodes)], each) for each in (links, links))

    assert as_template(first, "a") == as_template(second, "a")
