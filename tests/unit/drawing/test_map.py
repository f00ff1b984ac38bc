"""The map: geometry, outlines, where names go, and what is written."""

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.drawing.geometry import (
    Box,
    area_and_centre,
    clipped_line,
    clipped_polygon,
    is_inside,
    path,
    simplified,
    span_of_longitudes,
    unwrapped,
)
from generator.drawing.map import draw
from generator.drawing.map_plan import NUMBER_WIDTH, SIZE, Area, Plan, Point, plan
from generator.drawing.outlines import decoded, joined, load
from generator.drawing.svg import Drawing, as_image, as_template
from generator.drawing.typesetting import WIDTH, text_width
from generator.values import distance_km

SQUARE = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))


def point(label: str, latitude: float, longitude: float, *, is_strong: bool = False) -> Point:
    return Point(label=label, page="places/p.md", latitude=latitude, longitude=longitude, is_strong=is_strong)


CAUCASUS = (
    point("Baku", 40.3777, 49.892),
    point("Yerevan", 40.1811, 44.5136),
    point("Stepanakert / Khankendi", 39.8177, 46.7528, is_strong=True),
    point("Yevlax", 40.6172, 47.15, is_strong=True),
    point("Sotk", 40.2, 45.87),
    point("Geneva", 46.2022, 6.1457),
)
KARABAKH = Area(name="Nagorno-Karabakh", latitude=39.9, longitude=46.6, radius=90)


def drawn(*points: Point, areas: tuple[Area, ...] = ()) -> Drawing:
    made = draw(points, areas, title="Places", description="Where they are")
    assert made is not None
    return made


def planned(*points: Point, areas: tuple[Area, ...] = ()) -> Plan:
    made = plan(points, areas)
    assert made is not None
    return made


# --- geometry --------------------------------------------------------------------------------------------


def test_a_distance_goes_round_the_globe() -> None:
    """A place is in a disputed region by its distance in kilometres, on either side of the date line."""
    assert distance_km(40.1811, 44.5136, 40.3777, 49.892) == pytest.approx(457, abs=2)
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.1)
    assert distance_km(90, 0, -90, 77) == pytest.approx(20015, abs=1)
    assert distance_km(12, 34, 12, 34) == 0


def test_a_polygon_is_cut_to_a_box() -> None:
    """What is off the map is not written."""
    cut = clipped_polygon(SQUARE, Box(2, -1, 9, 2))

    assert area_and_centre(cut) == (4.0, (3.0, 1.0))
    assert clipped_polygon(SQUARE, Box(5, 5, 6, 6)) == ()


def test_a_polygon_around_a_box_fills_it() -> None:
    """On a map of a spot within a country all is land, though no coast is near."""
    size, _ = area_and_centre(clipped_polygon(SQUARE, Box(1, 1, 3, 2)))

    assert size == 2


def test_a_line_is_cut_to_its_parts_within_a_box() -> None:
    """A border that leaves the map and comes back is two lines, without one along the edge."""
    line = ((-1.0, 1.0), (1.0, 1.0), (1.0, 5.0), (2.0, 5.0), (2.0, 1.0))

    assert clipped_line(line, Box(0, 0, 4, 4)) == (
        ((0.0, 1.0), (1.0, 1.0), (1.0, 4.0)),
        ((2.0, 4.0), (2.0, 1.0)),
    )


def test_simplifying_keeps_the_ends_and_what_stands_out() -> None:
    """Ends are where other lines go on; a cape is a landmark."""
    assert simplified([(0, 0), (1, 0.1), (2, 0), (3, 2), (4, 0)], 0.5) == ((0, 0), (2, 0), (3, 2), (4, 0))
    assert len(simplified([*SQUARE, SQUARE[0]], 0.5)) == 5


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=2, max_size=30))
def test_simplifying_only_leaves_out_points(line: list[tuple[float, float]]) -> None:
    """No place is shown that the outline does not have."""
    made = simplified(line, 5)

    assert made[0] == line[0]
    assert made[-1] == line[-1]
    assert set(made) <= set(line)


@given(st.lists(st.floats(-180, 180), min_size=1, max_size=9))
def test_the_span_of_longitudes_holds_them_all(longitudes: list[float]) -> None:
    """No place is lost at the date line."""
    west, east = span_of_longitudes(longitudes)

    assert -180 <= west < 180
    assert west <= east < west + 360
    for longitude in longitudes:
        assert (longitude - west + 1e-6) % 360 <= east - west + 2e-6


def test_the_span_of_longitudes_is_the_narrower_way_round() -> None:
    """Fiji lies on both sides of the date line; a map of it is not one of the world."""
    assert span_of_longitudes([179, -179]) == (179, 181)
    assert span_of_longitudes([10, 20]) == (10, 20)


def test_a_line_across_the_date_line_does_not_go_back_round_the_globe() -> None:
    """It would be drawn across the whole map."""
    assert unwrapped([(179, 0), (-179, 0), (-178, 0)]) == ((179, 0), (181, 0), (182, 0))


def test_a_hole_is_not_inside() -> None:
    """The name of a country must not stand in another that lies within it."""
    hole = ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0))

    assert is_inside((3, 3), (SQUARE, hole))
    assert not is_inside((1.5, 1.5), (SQUARE, hole))
    assert not is_inside((5, 1), (SQUARE, hole))


def test_a_path_is_written_in_steps_of_tenths() -> None:
    """Short, and without errors that add up: each step ends where rounding the place itself would."""
    assert path([((0, 0), (0.34, 0), (0.68, 0), (1.02, -12.5))], "") == "M0 0l.3 0 .4 0 .3-12.5"
    assert path([SQUARE], "z") == "M0 0l4 0 0 4-4 0z"
    assert path([((1, 1), (1.01, 1))], "") == ""


# --- outlines --------------------------------------------------------------------------------------------


def test_arcs_are_steps_from_a_first_point() -> None:
    """So the files hold small numbers."""
    assert decoded([10, 20, 1, -2, 1, 0], 0.5) == ((5, 10), (5.5, 9), (6, 9))


def test_rings_are_joined_from_arcs_forwards_and_backwards() -> None:
    """A border is written once for both of its countries."""
    arcs = [((0.0, 0.0), (1.0, 0.0)), ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0))]

    assert joined([0, -2], arcs) == ((0, 0), (1, 0), (0, 1), (0, 0))


def test_a_ring_around_the_pole_is_led_over_it() -> None:
    """Antarctica has no northern and no southern coast on a flat map."""
    arcs = [((-180.0, -70.0), (-60.0, -71.0), (60.0, -70.0), (180.0, -70.0))]

    assert joined([0], arcs)[-2:] == ((180, -90), (-180, -90))


@pytest.mark.parametrize(
    ("country", "longitude", "latitude"),
    [("Armenia", 44.5, 40.2), ("Azerbaijan", 47.2, 40.6), ("Fiji", 178.0, -17.8), ("Russia", -172.0, 66.5)],
)
def test_a_country_holds_its_places(country: str, longitude: float, latitude: float) -> None:
    """The outlines are where they belong, also beyond the date line."""
    outlines = load("countries-50m")
    rings = [outlines.shape(ring, {}) for ring in outlines.polygons[country]]

    assert is_inside((longitude, latitude), rings) or is_inside((longitude + 360, latitude), rings)


def test_lake_sevan_is_there() -> None:
    """Country outlines have no lakes, and this one is a landmark of the Caucasus."""
    outlines = load("lakes-10m")

    assert any(
        is_inside((45.3, 40.35), [outlines.shape(ring, {})])
        for rings in outlines.polygons.values()
        for ring in rings
        if ring.extent.has((45.3, 40.35))
    )


def test_an_island_has_a_coast_and_no_border() -> None:
    """Borders are what two countries share."""
    outlines = load("countries-50m")

    def arcs(country: str) -> set[int]:
        return {max(n, -1 - n) for ring in outlines.polygons[country] for n in ring.arcs}

    assert not arcs("Iceland") & outlines.borders
    assert arcs("Armenia") & arcs("Azerbaijan") <= outlines.borders
    assert arcs("Switzerland") <= outlines.borders


# --- the plan --------------------------------------------------------------------------------------------


def test_there_is_no_map_without_a_place() -> None:
    """A map of nothing says nothing."""
    assert draw([], [KARABAKH], title="", description="") is None


def test_one_far_place_does_not_shrink_the_others() -> None:
    """Talks are held in Geneva; the map is one of the Caucasus, and an arrow points to Geneva."""
    with_it, without = planned(*CAUCASUS), planned(*CAUCASUS[:-1])

    assert with_it.view == without.view
    assert [spot.angle is not None for spot in with_it.spots] == [False] * 5 + [True]
    geneva = with_it.spots[-1]
    assert geneva.at is not None
    assert geneva.at[0] < 20
    assert geneva.label is not None


@pytest.mark.parametrize(
    "points",
    [
        (point("Suva", -18.14, 178.44),),
        (point("Nome", 64.5, -165.4), point("Anadyr", 64.7, 177.5)),
        (point("South Pole", -90, 0), point("North Pole", 90, 0), point("Null", 0, 0)),
        (point("Here", 50, 10), point("And here", 50, 10)),
        (point("West", 0, -180), point("East", 0, 180)),
    ],
)
def test_places_anywhere_are_on_the_map(points: tuple[Point, ...]) -> None:
    """At the date line, at the poles, twice at one spot."""
    for spot in planned(*points).spots:
        assert spot.at is not None
        assert spot.label is not None


def test_nothing_is_shown_of_a_region_elsewhere() -> None:
    """Its name would stand where the region is not."""
    assert planned(point("Suva", -18.14, 178.44), areas=(KARABAKH,)).areas == ()
    assert [area.lines for area in planned(*CAUCASUS, areas=(KARABAKH,)).areas] == [("Nagorno-Karabakh",)]


def test_names_without_room_stand_below_with_numbers() -> None:
    """Nothing is lost, however crowded the map."""
    points = [point(f"A place with a long name, {n}", 50 + n / 1000, 4 + n % 3 / 1000) for n in range(40)]

    made = planned(*points)

    below = [row.spot for row in made.below]
    assert below == [n for n, spot in enumerate(made.spots) if spot.label is None]
    assert below
    assert made.height > made.view.frame.bottom


def test_a_number_below_the_map_stands_on_it_too() -> None:
    """A number that is nowhere on the map would send readers looking for it."""
    crowd = [point(f"A place with a long name, {n}", 50 + n / 100, 4 + n % 3 / 9) for n in range(40)]
    root = ET.fromstring(as_image(drawn(*crowd), ""))  # noqa: S314  # our own

    numbers = [each.text for each in root.iter() if "number" in each.get("class", "").split()]
    assert numbers
    assert sorted(number.strip() for number in numbers if number) == sorted(
        str(n) for n in range(1, len(numbers) // 2 + 1) for _ in "ab"
    )


def test_what_can_be_touched_is_as_large_as_a_finger_needs() -> None:
    """But of two dots side by side each gets its half, or the upper would take the other's touches."""
    apart = planned(*CAUCASUS).spots
    close = planned(point("a", 40, 40), point("b", 40, 40.05), point("c", 41.5, 44)).spots

    assert {spot.hit for spot in apart} == {12}
    assert close[0].hit == close[1].hit < 12
    assert close[2].hit == 12


labels = st.one_of(
    st.sampled_from(["Baku", "Stepanakert / Khankendi", "日本", "Llanfairpwllgwyngyllgogerychwyrndrobwll"]),
    st.text(st.characters(codec="utf-8", categories=["L", "Nd"]), min_size=1, max_size=60),
)


@st.composite
def some_points(draw_: st.DrawFn) -> list[Point]:
    """Places around one, crowded or all over the world."""
    spread = draw_(st.sampled_from([0.2, 2.0, 20.0, 400.0]))
    middle = draw_(st.tuples(st.floats(-85, 85), st.floats(-180, 180)))
    offset = st.floats(-spread, spread)
    return [
        point(
            draw_(labels),
            min(90.0, max(-90.0, middle[0] + draw_(offset) / 2)),
            (middle[1] + draw_(offset) + 180) % 360 - 180,
            is_strong=draw_(st.booleans()),
        )
        for _ in range(draw_(st.integers(1, 30)))
    ]


@settings(max_examples=40, deadline=None)
@given(some_points())
def test_names_never_collide_and_stay_within_the_map(points: list[Point]) -> None:
    """Whatever the places: no name covers another, a dot, or the small map, and none is cut off."""
    made = planned(*points, areas=(Area(name="A region", latitude=points[0].latitude, longitude=0),))

    shown = [placed for spot in made.spots for placed in (spot.label, spot.number) if placed]
    boxes = [placed.box for placed in (*shown, *made.areas, *made.countries)]
    dots = [spot.box for spot in made.spots if spot.box]
    assert all(made.view.frame.holds(box) for box in (*boxes, *dots))
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert not [(box, dot) for box in boxes for dot in dots if box.overlaps(dot)]
    if made.inset is not None:
        assert not [box for box in (*boxes, *dots) if box.overlaps(made.inset.frame)]
        assert made.inset.frame.bottom <= made.height
    rows = [(line, row.bottom) for row in made.below for line in row.lines]
    assert all(NUMBER_WIDTH + text_width(line, SIZE) <= WIDTH and end <= made.height for line, end in rows)
    assert len(made.spots) == len(points)
    assert {row.spot for row in made.below if row.spot is not None} == {
        n for n, spot in enumerate(made.spots) if spot.label is None
    }


# --- what is written -------------------------------------------------------------------------------------


def test_the_same_places_give_the_same_bytes() -> None:
    """docs/ is committed: a picture changes only when a place does."""
    assert as_image(drawn(*CAUCASUS, areas=(KARABAKH,)), "") == as_image(
        drawn(*CAUCASUS, areas=(KARABAKH,)), ""
    )


def test_the_map_is_small() -> None:
    """A page carries it inline, also over a slow line."""
    assert len(as_template(drawn(*CAUCASUS, areas=(KARABAKH,)), "map").encode()) < 8000


def test_places_are_links_in_their_order_with_their_names() -> None:
    """For the keyboard and for those who hear the page."""
    links = [each for each in drawn(*CAUCASUS).body if each.tag == "a"]

    assert [each.findtext("title") for each in links] == [each.label for each in CAUCASUS]
    assert {each.get("href") for each in links} == {"places/p.md"}
    assert all(each.find("circle[@class='hit']") is not None for each in links)


def test_a_place_without_a_page_is_no_link() -> None:
    """A link to nowhere is a mistake."""
    made = drawn(Point(label="Baku", page=None, latitude=40.4, longitude=49.9))

    assert not [each for each in made.body if each.tag == "a"]
    assert [each.findtext("title") for each in made.body if each.get("class") == "point"] == ["Baku"]


def test_borders_near_a_disputed_region_are_dashed() -> None:
    """Outlines take sides; a dashed line says that this one is not agreed."""

    def classes(made: Drawing) -> set[str | None]:
        return {each.get("class") for each in made.body}

    without = Area(name="Nagorno-Karabakh", latitude=39.9, longitude=46.6)

    assert "border disputed" in classes(drawn(*CAUCASUS, areas=(KARABAKH,)))
    assert "border disputed" not in classes(drawn(*CAUCASUS, areas=(without,)))
    assert "area" in classes(drawn(*CAUCASUS, areas=(without,)))


def test_names_in_several_lines_are_read_as_one() -> None:
    """Who hears the page, and who copies from it, gets the words with spaces between."""
    crowd = [point(f"Number {n} of some more or less crowded places", 40 + n / 9, 40) for n in range(9)]

    texts = [each for part in drawn(*crowd).body for each in part.iter("text") if len(each) > 1]

    assert texts
    for each in texts:
        assert "Number " in "".join(each.itertext())
        assert " of some more or less crowded places" in "".join(each.itertext())


def test_the_map_is_well_formed_whatever_the_names() -> None:
    """Names come from people."""
    ET.fromstring(as_image(drawn(point("<b>&\"'", 1, 2)), ""))  # noqa: S314  # our own


def test_a_name_of_many_lines_is_shown_where_it_covers_no_dot() -> None:
    """However long a name is, it is told beside its dot or below the map; and a crowd makes it worse."""
    long = point("A very long name indeed " * 12, 40.0, 45.0)
    crowd = [point(f"Village {n}", 40.0 + n / 100, 45.0 + n / 100) for n in range(12)]

    drawn = draw([long, *crowd], title="Map", description="Places")

    assert drawn is not None
    assert "very long name" in as_image(drawn, "")
