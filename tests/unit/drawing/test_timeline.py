"""Events in time as they are drawn: the timeline and the strip."""

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.drawing.moments import Moment
from generator.drawing.svg import Drawing, as_template
from generator.drawing.time_scale import Days, lanes_of, scale_of
from generator.drawing.timeline import Key, strip, timeline
from generator.drawing.typesetting import text_width
from generator.values import PartialDate
from tests.support import drawn
from tests.support.drawn import assert_reachable, assert_readable, links_of, with_class, words_of

KEY = Key("stated by a source itself", "told only in claims")

_years = st.integers(1890, 2024)
_months = st.builds("{}-{:02}".format, _years, st.integers(1, 12))
_days = st.builds("{}-{:02}-{:02}".format, _years, st.integers(1, 12), st.integers(1, 28))
_points = st.builds(
    "{}{}".format,
    st.one_of(
        _days,
        _months,
        _years.map(str),
        _years.map(lambda y: f"{y // 10}X"),
        st.just("2023-09-20"),
        st.just("0001"),
    ),
    st.sampled_from(["", "", "~", "?"]),
)
_texts = st.one_of(
    _points, _points.map("../{}".format), _points.map("{}/..".format), st.builds("{}/2025".format, _points)
)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    date = PartialDate.parse(draw(_texts))
    status = draw(st.sampled_from(["reported", "announced", "alleged"]))
    return moment(
        date.text,
        draw(drawn.names),
        when=draw(st.one_of(st.just(date.text), drawn.names)),
        page=f"events/{draw(st.integers(0, 9))}.md",
        status=status,
        status_words="" if status == "reported" else draw(drawn.names),
        is_claimed=draw(st.booleans()),
    )


def moment(date: str, label: str = "Talks", **given: Any) -> Moment:  # noqa: ANN401  # whatever a moment has
    """An event with that date, which is its own words."""
    return Moment(
        **{
            "label": label,
            "when": date,
            "date": PartialDate.parse(date),
            "page": f"events/{label.lower()}.md",
            **given,
        }
    )


def timeline_of(*given: Moment, key: Key | None = None) -> Drawing:
    drawing = timeline(given, title="Time", description="All events", key=key)
    assert drawing is not None
    return drawing


def strip_of(*given: Moment, current: str = "") -> Drawing:
    drawing = strip(given, title="Time", description="All events", current=current)
    assert drawing is not None
    return drawing


@settings(max_examples=60, deadline=None)
@given(st.lists(moments(), min_size=1, max_size=40))
def test_no_words_of_a_timeline_meet_or_leave_it(given: list[Moment]) -> None:
    """Whatever the dates and names are, they can be read, on a telephone too."""
    drawing = timeline_of(*given, key=KEY)

    assert_readable(drawing)
    assert_reachable(drawing)
    assert len(links_of(drawing)) == len(given)


@settings(max_examples=60, deadline=None)
@given(st.lists(moments(), min_size=1, max_size=40))
def test_no_dates_of_a_strip_meet_or_leave_it(given: list[Moment]) -> None:
    """A strip is for a glance: few dates, all of them legible."""
    drawing = strip_of(*given, current=given[0].page)

    assert_readable(drawing)
    assert_reachable(drawing)
    assert len(links_of(drawing)) == len(given)
    assert drawing.width == 360
    assert drawing.height < 110


@settings(max_examples=60, deadline=None)
@given(st.lists(_texts, min_size=1, max_size=30), st.floats(1, 80))
def test_a_date_holds_the_place_of_its_own_label(texts: list[str], need: float) -> None:
    """So that a label stands beside its mark, and none has to be led to it around others."""
    dates = sorted((Days.of(PartialDate.parse(text)) for text in texts), key=lambda d: (d.first, -d.end))

    scale = scale_of(dates, [need] * len(dates))

    boundaries = sorted(scale.at)
    assert all(scale.at[a] < scale.at[b] for a, b in pairwise(boundaries))
    for days, (start, end) in zip(dates, scale.places, strict=True):
        assert scale.at[days.first] <= start
        assert end <= scale.at[days.end]
    assert all(a[1] <= b[0] for a, b in pairwise(scale.places))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda s: (s[0], s[0] + s[1]))))
def test_lanes_are_as_few_as_there_can_be(stretches: list[tuple[int, int]]) -> None:
    """As many as there are bars at the busiest time, and in none does a bar lie on another."""
    lanes = lanes_of(dict(enumerate(stretches)))

    busiest = max((sum(a <= start < b for a, b in stretches) for start, _ in stretches), default=0)
    assert len(set(lanes.values())) == busiest
    for n, (start, end) in enumerate(stretches):
        for k, (other_start, other_end) in enumerate(stretches[:n]):
            assert lanes[n] != lanes[k] or end <= other_start or other_end <= start


def test_nothing_is_drawn_of_no_events() -> None:
    """The page leaves the picture out, rather than show an empty line."""
    assert timeline([], title="Time", description="") is None
    assert strip([], title="Time", description="") is None


def test_time_runs_down_whatever_the_order_of_the_events() -> None:
    """A decade stands before its years and a year before its days."""
    drawing = timeline_of(
        moment("2023-09-20", "D"), moment("2023", "C"), moment("199X", "A"), moment("1990", "B")
    )

    labels = sorted((w for w in words_of(drawing) if w.kind == "name"), key=lambda w: w.top)
    assert [w.words for w in labels] == ["A", "B", "C", "D"]


def test_a_longer_time_takes_more_room_and_a_much_longer_time_not_much_more() -> None:
    """Decades and days have to stand on one page."""

    def gap(later: str) -> float:
        at = scale_of([Days.of(PartialDate.parse(d)) for d in ("1900-01-01", later)], [1, 1]).at
        return sorted(at.values())[2] - sorted(at.values())[1]

    assert 2 * gap("1900-01-03") < gap("1901") < gap("1950") < 2 * gap("1901")


def test_events_of_one_date_share_its_words() -> None:
    """The same date over every one of five events would be noise."""
    drawing = timeline_of(moment("2023-09-20", "A"), moment("2023-09-20", "B"), moment("2023-09-21", "C"))

    assert [w.words for w in words_of(drawing) if w.kind == "date"] == ["2023-09-20", "2023-09-21"]


def test_a_day_is_a_dot_and_what_is_less_precise_a_bar_over_all_of_it() -> None:
    """No drawing may say more than the source: a month is not its first day."""
    drawing = timeline_of(
        moment("2023-09", "Month"), moment("2023-09-20", "Day"), moment("2023-10-01", "Next")
    )

    (bar,) = [m for m in with_class(drawing, "mark") if m.tag == "rect"]
    dots = [float(m.attrib["cy"]) for m in with_class(drawing, "mark", "dot")]
    end = float(bar.attrib["y"]) + float(bar.attrib["height"])
    assert float(bar.attrib["y"]) < dots[0] < end < dots[1]


@pytest.mark.parametrize(
    ("date", "opacities"),
    [
        ("2020", None),
        ("../2020", ["0", "1", "1", "1"]),
        ("2020/..", ["1", "1", "1", "0"]),
        ("2020~", ["0", "1", "1", "0"]),
        ("2020?/2021", ["0", "1", "1", "1"]),
        ("2020-05-05?", ["0", "1", "1", "0"]),
    ],
)
def test_an_end_that_is_not_known_fades(date: str, opacities: list[str] | None) -> None:
    """A sharp end would state a day that no source states."""
    for drawing in (timeline_of(moment(date)), strip_of(moment(date))):
        stops = [stop for each in drawing.body for stop in each.iter("stop")]

        assert [stop.attrib["stop-opacity"] for stop in stops] == (opacities or [])


def test_what_is_announced_alleged_or_only_claimed_is_told_by_shape_and_words() -> None:
    """Colour alone tells nothing to those who do not see it, or print it."""
    drawing = timeline_of(
        moment("2023-09-20", "A", status="announced", status_words="still to come"),
        moment("2023-09-21", "B", status="alleged", status_words="told by one side", is_claimed=True),
    )

    assert len(with_class(drawing, "mark", "announced", "stated")) == 1
    assert len(with_class(drawing, "mark", "alleged", "claimed")) == 1
    assert [w.words for w in words_of(drawing) if w.kind == "note"] == ["still to come", "told by one side"]
    assert ("events/b.md", "2023-09-21: B (told by one side)") in links_of(drawing)


def test_the_event_that_is_looked_at_is_set_off_in_the_strip() -> None:
    """It is larger, its date is written, and it says of itself that it is the page one is on."""
    given = [moment(f"2023-09-{day:02}", f"E{day}") for day in range(1, 29)]

    drawing = strip_of(*given, current="events/e14.md")

    (current,) = with_class(drawing, "mark", "current")
    others = [m for m in with_class(drawing, "mark") if m is not current]
    assert all(float(current.attrib["r"]) > float(m.attrib["r"]) for m in others)
    assert [w.words for w in words_of(drawing) if "current" in w.kind] == ["2023-09-14"]
    assert as_template(drawing, "strip").count('aria-current="page"') == 1


def test_the_strip_names_its_ends() -> None:
    """Without a date at both ends nobody knows what the line spans."""
    drawing = strip_of(*(moment(str(year), f"E{year}") for year in range(1990, 2024)))

    dates = {w.words for w in words_of(drawing)}
    assert {"1990", "2023"} <= dates
    assert len(dates) < 34


@pytest.mark.parametrize("count", [1, 300])
def test_one_event_and_hundreds_can_be_drawn(count: int) -> None:
    """A briefing starts with one event, and may end with hundreds that all go on at once."""
    given = [moment(f"{1900 + n % 100}/2024", f"E{n}") for n in range(count)]

    for drawing in (timeline_of(*given), strip_of(*given)):
        assert_readable(drawing)
        assert len(links_of(drawing)) == count


def test_the_same_events_are_drawn_the_same() -> None:
    """Same input, same bytes."""
    given = [moment("199X", "A"), moment("2023-09-20", "B"), moment("2020/..", "C")]

    assert as_template(timeline_of(*given), "t") == as_template(timeline_of(*given), "t")
    assert as_template(strip_of(*given), "s") == as_template(strip_of(*given), "s")


def test_the_key_says_what_filled_and_hollow_mean() -> None:
    """A sign that nobody explains is none."""
    drawing = timeline_of(moment("2023"), key=KEY)

    assert [w.words for w in words_of(drawing) if w.kind == "note"] == [KEY.stated, KEY.claimed]


def test_every_colour_of_a_picture_can_be_set_by_the_page() -> None:
    """On a dark ground the same shapes have other colours, so none may be written into them."""
    drawing = timeline_of(moment("../2020", "A"), moment("2023-09-20?", "B"))

    assert not re.search(r'(fill|stroke|style|stop-color)="(?!url)', as_template(drawing, "t"))
    assert not re.search(r"(?<!var\(--picture-)#(?!fff;)", re.sub(r"var\([^)]*\)", "", drawn.STYLE))


@pytest.mark.parametrize("name", ["ink", "quiet", "accent"])
def test_words_can_be_read_on_the_ground(name: str) -> None:
    """At least 4.5 to 1, also for eyes that see contrasts badly."""
    found = re.search(rf"var\(--picture-{name}, #(\w{{6}})\)", drawn.STYLE)
    assert found is not None

    assert (_light("fdfcf8") + 0.05) / (_light(found[1]) + 0.05) >= 4.5


def _light(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_long_label_is_shortened_on_the_page_and_whole_in_the_title() -> None:
    """What does not fit is still told."""
    label = "A very long name " * 20

    drawing = timeline_of(moment("2023", label.strip(), page="events/long.md"))

    assert words_of(drawing)[-1].words.endswith("…")
    assert text_width(label, 13) > 1000
    assert links_of(drawing) == [("events/long.md", f"2023: {label.strip()}")]
