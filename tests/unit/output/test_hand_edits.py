import pytest

from generator.model import Written
from generator.output.hand_edits import check_docs, leftovers
from generator.pages.checksum import close

PAGE = close("# Yevlax\n\nA city.\n", "site_src/places/yevlax.yml")
NEWER = close("# Yevlax\n\nA big city.\n", "site_src/places/yevlax.yml")
WRITTEN = [Written("places/yevlax.md", NEWER.encode()), Written("data/briefing.json", b"{}")]
PATHS = [file.path for file in WRITTEN]


def codes_of(page: str | bytes, path: str = "docs/places/yevlax.md") -> list[str]:
    data = page if isinstance(page, bytes) else page.encode()
    return [problem.code.name for problem in check_docs({path: data}, WRITTEN)]


@pytest.mark.parametrize("page", [NEWER, PAGE, NEWER.replace("\n", "\r\n"), PAGE.replace("\n", "\r\n")])
def test_what_a_build_wrote_may_be_written_over(page: str) -> None:
    """An older page, or one that git gave Windows line ends, holds nobody's work."""
    assert codes_of(page) == []


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("A city", "A town"),
        NEWER.replace("A big", "A very big").replace("\n", "\r\n"),
        f"{NEWER}A line more.\n",
        NEWER.replace("; edit there.", "; edited here."),
        NEWER.removesuffix("\n"),
        "<<<<<<< HEAD\n" + PAGE + "=======\n" + NEWER + ">>>>>>> theirs\n",
        PAGE.replace("A city.", "<<<<<<< HEAD\nA city.\n=======\nA town.\n>>>>>>> theirs"),
        PAGE.encode().replace(b"A city", b"A c\xefty"),
    ],
)
def test_a_page_changed_by_hand_is_an_error(page: str | bytes) -> None:
    """A build would silently lose the change."""
    assert codes_of(page) == ["page-edited"]


def test_the_error_shows_the_change_and_where_it_belongs() -> None:
    """The editor makes the change where it lasts, without looking for it."""
    edited = NEWER.replace("A big city.", "A big town.")

    (problem,) = check_docs({"docs/places/yevlax.md": edited.encode()}, WRITTEN)

    assert problem.origin.file == "docs/places/yevlax.md"
    assert "site_src/places/yevlax.yml" in problem.advice
    assert "briefing build --overwrite" in problem.advice
    assert "-A big city.\n+A big town." in problem.advice


def test_a_long_difference_is_cut_short() -> None:
    """A message of a thousand lines hides the others."""
    edited = NEWER.replace("A big city.", "\n".join(f"Line {n}." for n in range(1000)))

    (problem,) = check_docs({"docs/places/yevlax.md": edited.encode()}, WRITTEN)

    assert len(problem.advice.splitlines()) < 30
    assert "lines more" in problem.advice.splitlines()[-1]


def test_an_edited_page_that_is_no_longer_wanted_is_an_error_too() -> None:
    """Its entity may be gone, the words that somebody wrote on it are not."""
    assert codes_of(PAGE.replace("A city", "A town"), "docs/places/gone.md") == ["page-edited"]
    assert codes_of(PAGE, "docs/places/gone.md") == []


def test_a_file_in_the_way_of_a_page_is_an_error() -> None:
    """Somebody put it there, and no build may write over it unasked."""
    assert codes_of("# My own page\n") == ["page-not-ours"]
    assert codes_of("") == ["page-not-ours"]


@pytest.mark.parametrize("path", ["docs/notes.md", "docs/picture.png", "docs/CNAME"])
def test_files_of_others_are_left_alone(path: str) -> None:
    """They are in nobody's way; a host may even need them."""
    assert codes_of("# My own page\n", path) == []
    assert leftovers({path: b"# My own page\n"}, PATHS) == (path.removeprefix("docs/"),)


@pytest.mark.parametrize("path", ["docs/data/briefing.json", "docs/data/old.json", "docs/.theme/main.html"])
def test_what_nobody_edits_is_not_looked_at(path: str) -> None:
    """Theme and data are the build's own, whole folders of them."""
    assert codes_of("changed", path) == []
    assert leftovers({path: b"changed"}, PATHS) == ()


def test_pages_of_a_build_are_no_leftovers() -> None:
    """The page of a deleted entity goes when the next build comes."""
    present = {"docs/places/gone.md": PAGE.encode(), "docs/places/yevlax.md": PAGE.encode()}

    assert leftovers(present, PATHS) == ()
