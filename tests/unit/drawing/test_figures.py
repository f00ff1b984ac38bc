"""Numbers by measure with who gives them, as they are drawn."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.drawing.figures import Bar, Bars, figures
from generator.drawing.svg import Drawing, as_template
from tests.support import drawn
from tests.support.drawn import assert_reachable, assert_readable, links_of, with_class, words_of

KINDS = ("exactly", "at_least", "at_most", "about", "words")
_numbers = st.one_of(st.sampled_from([0.0, 1.0, 1e12]), st.floats(0, 1e15))


@st.composite
def bars(draw: st.DrawFn) -> Bar:
    kind = draw(st.sampled_from(KINDS))
    number = draw(_numbers)
    said = draw(st.one_of(st.just(f"about {number:,.0f}"), drawn.names))
    return bar(kind, number, said, speaker=draw(drawn.names))


def bar(kind: Any, number: float, said: str = "", speaker: str = "Reuters") -> Bar:  # noqa: ANN401  # one of KINDS
    """A number with the bounds that its kind gives it."""
    return Bar(
        speaker=speaker,
        said=said or f"{number:g}",
        low=None if kind in ("at_most", "words") else number,
        high=None if kind in ("at_least", "words") else number,
        kind=kind,
        page="events/a.md#s-1",
    )


def figures_of(*measures: Bars) -> Drawing:
    drawing = figures(measures, title="Figures", description="All numbers")
    assert drawing is not None
    return drawing


def widths_of(drawing: Drawing) -> list[float]:
    return [float(rect.attrib["width"]) for rect in with_class(drawing, "bar")]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.builds(Bars, drawn.names, st.lists(bars(), max_size=8).map(tuple)), min_size=1, max_size=5)
)
def test_no_words_meet_or_leave_the_picture(measures: list[Bars]) -> None:
    """Whatever the numbers and the names are."""
    drawing = figures(measures, title="Figures", description="All numbers")
    if drawing is None:
        assert not any(measure.bars for measure in measures)
        return

    assert_readable(drawing)
    assert_reachable(drawing)
    assert len(links_of(drawing)) == sum(len(measure.bars) for measure in measures)


def test_bars_of_a_measure_share_a_scale_that_starts_at_zero() -> None:
    """Twice as many is twice as long, else the picture misleads."""
    drawing = figures_of(Bars("killed", (bar("exactly", 200), bar("at_least", 100), bar("at_most", 50))))

    long, middle, short = widths_of(drawing)
    assert long == 2 * middle == 4 * short


def test_an_exact_number_without_another_has_no_bar() -> None:
    """Two hours and 24 hours of different things looked the same; a bound is still drawn."""
    drawing = figures_of(
        Bars("hours of talks", (bar("exactly", 2),)), Bars("people killed", (bar("at_least", 200),))
    )

    assert [rect.attrib["class"] for rect in with_class(drawing, "bar")] == ["bar at-least"]
    assert len(links_of(drawing)) == 2


def test_measures_do_not_share_a_scale() -> None:
    """Hours and people cannot be compared."""
    drawing = figures_of(
        Bars("hours", (bar("exactly", 2), bar("exactly", 1))),
        Bars("people", (bar("exactly", 2000), bar("exactly", 1000))),
    )

    assert widths_of(drawing)[:2] == widths_of(drawing)[2:]


def test_how_a_number_is_bounded_is_told_by_how_its_bar_ends() -> None:
    """At least 200 is not 200: the bar goes on, is hollow, or fades."""
    drawing = figures_of(
        Bars("killed", (bar("exactly", 9), bar("at_least", 9), bar("at_most", 9), bar("about", 9)))
    )

    assert [rect.attrib["class"] for rect in with_class(drawing, "bar")] == [
        "bar exactly",
        "bar at-least",
        "bar at-most",
        "bar about",
    ]
    assert len(with_class(drawing, "on")) == 1
    assert len(with_class(drawing, "stop")) == 1
    assert len([rect for rect in with_class(drawing, "bar") if "mask" in rect.attrib]) == 1


def test_words_that_are_no_number_stay_words() -> None:
    """What one would have to compute is not computed for the picture either."""
    drawing = figures_of(Bars("injured", (bar("words", 0, "“about twice as many”"), bar("exactly", 200))))

    assert [w.words for w in words_of(drawing) if w.kind == "words"] == ["“about twice as many”"]
    assert len(with_class(drawing, "frame")) == 1
    assert len(widths_of(drawing)) == 1


@pytest.mark.parametrize("number", [0, 1, 1e12])
@pytest.mark.parametrize("kind", KINDS)
def test_one_number_alone_can_be_drawn(kind: str, number: float) -> None:
    """Most measures have one figure only, and it may be none at all."""
    drawing = figures_of(Bars("killed", (bar(kind, number, f"at least {number:,.0f}"),)))

    assert_readable(drawing)
    assert links_of(drawing) == [("events/a.md#s-1", f"at least {number:,.0f} – Reuters")]


def test_a_long_number_is_set_smaller_rather_than_broken() -> None:
    """Half a number is another number."""
    drawing = figures_of(Bars("damage", (bar("exactly", 1e12, "at least 1,000,000,000,000"),)))

    assert "1,000,000,000,000" in {w.words for w in words_of(drawing)}


def test_nothing_is_drawn_of_no_numbers() -> None:
    """The page leaves the picture out."""
    assert figures([], title="", description="") is None
    assert figures([Bars("killed", ())], title="", description="") is None


def test_the_same_numbers_are_drawn_the_same() -> None:
    """Same input, same bytes."""
    measure = Bars("killed", (bar("about", 9), bar("at_least", 200)))

    assert as_template(figures_of(measure), "f") == as_template(figures_of(measure), "f")
