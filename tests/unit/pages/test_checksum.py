import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pages.checksum import Closing, close, closing

PAGE = close("# Yevlax\n\nA city.\n", "site_src/places/yevlax.yml")


def test_a_page_says_where_its_words_are_edited() -> None:
    """Who opens a page on a code host reads in its last line where to make the change."""
    *_, last = PAGE.splitlines()

    assert last.startswith("<!-- Made from site_src/places/yevlax.yml; edit there. sha256: ")
    assert closing(PAGE) == Closing("site_src/places/yevlax.yml", is_intact=True)


@pytest.mark.parametrize(
    "edited",
    [
        PAGE.replace("A city", "A town"),
        PAGE.replace("# Yevlax", "\n# Yevlax"),
        PAGE.replace("city.\n", "city. \n"),
        PAGE.replace("\n\n<!--", "\n\n\n<!--"),
        PAGE.replace("A", "a"),
        f"<<<<<<< HEAD\n{PAGE}",
    ],
)
def test_any_change_above_breaks_the_seal(edited: str) -> None:
    """A change of one space is still somebody's work."""
    mark = closing(edited)

    assert mark is not None
    assert not mark.is_intact


@pytest.mark.parametrize(
    "page",
    [
        "",
        "# Somebody’s own page\n",
        PAGE.rstrip("\n"),
        f"{PAGE}More.\n",
        PAGE.replace("sha256: ", "sha256: x"),
        PAGE.replace(" -->", "-->"),
    ],
)
def test_a_page_without_the_last_line_has_no_seal(page: str) -> None:
    """It cannot be told whether such a page is as it was written."""
    assert closing(page) is None


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_page_is_intact_as_it_was_written(text: str) -> None:
    """Whatever stands on it, even another page's last line."""
    page = close(text, "site_src/")

    assert closing(page) == Closing("site_src/", is_intact=True)
    assert closing(close(page, "site_src/x.yml")) == Closing("site_src/x.yml", is_intact=True)
    assert page.endswith(" -->\n")
