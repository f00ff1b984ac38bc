"""SVG as the pictures are written in it."""

from xml.etree import ElementTree as ET

import pytest

from generator.drawing.svg import (
    Drawing,
    as_image,
    as_template,
    element,
    fading,
    link,
    text,
)
from generator.drawing.typesetting import text_width, wrap

PICTURE = Drawing(
    title="Places & <names>",
    description="Where it happened",
    width=100,
    height=50,
    kind="map",
    body=(link("places/a.md#s-1", text("Yerevan {{ config }} {% x %}", 3, 4.5555)),),
)


def test_text_from_outside_cannot_become_an_element() -> None:
    """Names are text, whatever they are made of."""
    assert "Places &amp; &lt;names&gt;" in as_image(PICTURE, "")
    assert "Places &amp; &lt;names&gt;" in as_template(PICTURE, "map")


def test_text_from_outside_cannot_become_a_template() -> None:
    """The form for pages is rendered once more, by the theme."""
    written = as_template(PICTURE, "map")

    assert "{{ config }}" not in written
    assert "{%" not in written
    assert written.count("{{") == written.count("{{ base_url }}") == 1


def test_links_lead_from_any_depth_to_the_page() -> None:
    """Pages lie in folders; only the theme knows how deep."""
    assert 'href="{{ base_url }}/places/a.html#s-1"' in as_template(PICTURE, "map")


def test_the_image_is_whole_by_itself() -> None:
    """In docs/ it is shown by a code host, which follows no links of an image and knows no style of ours."""
    root = ET.fromstring(as_image(PICTURE, ".a { fill: red }"))  # noqa: S314  # our own

    assert root.attrib["role"] == "img"
    assert [e for e in root.iter() if e.tag.endswith("}a")] == []
    assert "fill: red" in "".join(root.itertext())


def test_a_picture_is_named_and_described() -> None:
    """So that it says something to those who do not see it."""
    written = as_template(PICTURE, "map")

    assert 'aria-labelledby="map-title" aria-describedby="map-desc"' in written
    assert '<title id="map-title">' in written
    assert '<desc id="map-desc">Where it happened</desc>' in written


@pytest.mark.parametrize(("shorter", "longer"), [("ill", "WWW"), ("abc", "abcd"), ("abc", "日本語")])
def test_widths_follow_the_letters(shorter: str, longer: str) -> None:
    """Labels must not collide, whatever they are written in."""
    assert text_width(shorter, 12) < text_width(longer, 12)


def test_a_label_is_broken_at_spaces_and_says_that_it_goes_on() -> None:
    """Nothing is cut off in silence."""
    assert wrap("The quick brown fox jumps over", 70, 12, most=2) == ("The quick", "brown …")


@pytest.mark.parametrize("words", ["a" * 60, "https://example.org/" + "b" * 40 + " and more", "日本語" * 20])
def test_a_label_without_spaces_is_broken_where_it_must_be(words: str) -> None:
    """An address, or a script that has no spaces, may not run out of the picture."""
    for most in (1, 3):
        assert all(text_width(line, 12) <= 70 for line in wrap(words, 70, 12, most=most))


def test_two_pictures_on_a_page_keep_their_ids_apart() -> None:
    """An id that stands twice on a page is the first one's, and the second picture would lose its parts."""
    faded = element("rect", mask="url(#old)", width=1, height=1)
    body = (fading("old", start=0.5, end=0, down=True), faded)
    picture = Drawing(title="t", description="d", width=9, height=9, kind="k", body=body)

    written = as_template(picture, "second")

    assert 'id="second-old-stops"' in written
    assert 'fill="url(#second-old-stops)"' in written
    assert 'mask="url(#second-old)"' in written


def test_what_xml_cannot_hold_is_shown_as_such() -> None:
    """A name with a control character in it may not make the whole picture unreadable."""
    drawing = Drawing(
        title="a\x01b",
        description="c\ufffed",
        width=10,
        height=10,
        kind="map",
        body=(text("e\x08f", 0, 0, name="g\x00h"),),
    )

    root = ET.fromstring(as_image(drawing, ""))  # noqa: S314  # our own

    assert "".join(root.itertext()) == "a\ufffdbc\ufffdde\ufffdf"
