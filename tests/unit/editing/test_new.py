import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import codes, schema
from generator.editing.new import new_entity, new_source, to_id
from generator.layout import ID
from generator.model import Class
from generator.problems import RefusedError
from generator.reading.typed import read
from generator.schema import placeholders

MODELS: dict[Class, type[schema.Entity]] = {
    Class.ACTOR: schema.Actor,
    Class.PLACE: schema.Place,
    Class.EVENT: schema.Event,
}


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Gegham Stepanian", "gegham-stepanian"),
        ("  The UN, in 2023! ", "the-un-in-2023"),
        ("Ylsa O’Thrun", "ylsa-othrun"),
        ("Ylsa O'Thrun", "ylsa-othrun"),
        ("Nagorno-Karabakh", "nagorno-karabakh"),
        ("Nagorno–Karabakh", "nagorno-karabakh"),
        ("Talks—again", "talks-again"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Diyarbakır", "diyarbakir"),
        ("İstanbul", "istanbul"),
        ("Əliyev", "eliyev"),
        ("Łódź", "lodz"),
        ("Østergård", "ostergard"),
        ("Große Straße", "grosse-strasse"),
        ("Cafe\u0301", "cafe"),
        ("ＵＮ", "un"),
        ("Tehran (تهران)", "tehran-thrn"),
        ("peace\u00adkeepers", "peacekeepers"),
        ("2023-09-21 talks", "2023-09-21-talks"),
        ("Большой театр", "bolshoy-teatr"),
        ("Θελμύρη Βραξού", "thelmyri-vraxoy"),
        ("Հայաստան", "hayastan"),
        ("საქართველო", "sakartvelo"),
        ("ירושלים", "yrvslym"),
        ("تهران", "thrn"),
        ("서울", "seoul"),
        ("霧鳴丸", "wumingwan"),
        ("हिन्दी", "hindi"),
    ],
)
def test_an_id_is_made_of_the_letters_of_a_name(name: str, made: str) -> None:
    """It stays for ever, in addresses too; a name that lost its first letter would be an eyesore."""
    assert to_id(name) == made


@pytest.mark.parametrize("name", ["", "…", "’", "- –"])
def test_a_name_without_letters_needs_an_id(name: str) -> None:
    """There is nothing to make one of."""
    with pytest.raises(RefusedError, match="--id some-id"):
        to_id(name)


def test_an_id_ends_with_a_word_where_the_name_is_too_long_for_a_file() -> None:
    """Headlines are pasted as names; the system takes no file name of any length."""
    made = to_id("A headline that goes on " * 20)

    assert len(made) <= 80
    assert made.endswith("-on-a")


@settings(deadline=None)
@given(st.text())
def test_every_id_made_is_an_id(name: str) -> None:
    """What `new` writes, `check` must not refuse."""
    try:
        made = to_id(name)
    except RefusedError:
        return

    assert ID.fullmatch(made)


NAMES = [
    "Gegham Stepanian",
    "Item #3 on the list",
    "Talks: the second round",
    "key: value # comment",
    "- a dash",
    "[brackets] and {braces}",
    "'single' and \"double\"",
    "*star* &anchor !tag |pipe >fold %percent @at `tick`",
    "back\\slash",
    "a # b",
    "ends with a colon:",
    "NO",
    "null",
    "12:30",
    "2023",
    "? question",
    "Ylsa O’Thrun, “the engineer” – 3rd (of 4); etc./…",
    "霧鳴丸 of Θελμύρη",
    "cafe\u0301",
    "smart \x92 mark of an old code page",
    "a\u2028b\x85c\td\ne",
    "a \x7f\u009f\ufeff b",
    "emoji 👩\u200d👧",
    "[[kyiv]]",
]


@pytest.mark.parametrize("cls", Class)
@pytest.mark.parametrize("name", NAMES)
def test_the_stub_of_an_entity_is_valid_and_has_its_name(name: str, cls: Class, tmp_path: Path) -> None:
    """An editor starts from a file that is right, whatever the name holds."""
    file = new_entity(tmp_path, cls, name, "some-id")

    content, problems = read(MODELS[cls], (tmp_path / file).read_bytes(), file)
    assert problems == ()
    assert content is not None
    assert content.name == " ".join(name.split())
    assert file == f"site_src/{cls.folder}/some-id.yml"


@pytest.mark.parametrize("cls", Class)
def test_the_stub_is_valid_with_its_comments_taken_off(cls: Class, tmp_path: Path) -> None:
    """What it proposes has to be right, too, as soon as it is filled in."""
    file = new_entity(tmp_path, cls, "Some name")
    lines = (tmp_path / file).read_text().splitlines()

    proposed = "\n".join(line.removeprefix("# ") for line in lines[1:])
    _, told = read(MODELS[cls], proposed.encode(), file)
    filled = proposed
    for words in sorted(placeholders.ALL, key=len, reverse=True):
        filled = filled.replace(words, "some-words")
    _, problems = read(MODELS[cls], filled.encode(), file)
    assert {problem.code for problem in told} == {codes.PLACEHOLDER}
    assert problems == ()


def test_a_plain_name_stays_plain(tmp_path: Path) -> None:
    """House style: quotation marks only where they are needed."""
    file = new_entity(tmp_path, Class.EVENT, "Talks in Yevlax, second day")

    assert (tmp_path / file).read_text().splitlines()[1] == "name: Talks in Yevlax, second day"
    assert file == "site_src/events/talks-in-yevlax-second-day.yml"


@pytest.mark.parametrize("other", Class)
def test_no_file_is_written_over(other: Class, tmp_path: Path) -> None:
    """An id is unique over all three folders, and what stands there is somebody's work."""
    first = new_entity(tmp_path, other, "Georgia")
    before = (tmp_path / first).read_bytes()

    with pytest.raises(RefusedError, match="is there already"):
        new_entity(tmp_path, Class.PLACE, "Georgia")

    assert (tmp_path / first).read_bytes() == before
    assert new_entity(tmp_path, Class.PLACE, "Georgia", "georgia-us").endswith("places/georgia-us.yml")


@pytest.mark.parametrize("name", ["Index", "Nothing", "Not stated"])
def test_a_name_that_makes_an_id_with_a_meaning_of_its_own_is_refused(name: str, tmp_path: Path) -> None:
    """The check would refuse the file."""
    (tmp_path / "site_src").mkdir()
    with pytest.raises(RefusedError, match=r"meaning of its own .*: --id some-id"):
        new_entity(tmp_path, Class.PLACE, name)


@pytest.mark.parametrize("entity_id", ["Georgia", "a_b", "a--b", "-a", "a.b", "../sources/a", "a/b", "é"])
def test_an_id_that_cannot_be_one_is_refused(entity_id: str, tmp_path: Path) -> None:
    """It would be refused later, or lead out of its folder."""
    with pytest.raises(RefusedError, match="cannot be an id"):
        new_entity(tmp_path, Class.PLACE, "Georgia", entity_id)

    assert list(tmp_path.rglob("*.yml")) == []


ARTICLE = "Skip to content\n\nTop officer killed: “we # know” nothing\r\n\r\nFirst passage of it.\n"


@pytest.mark.parametrize("folder", [".", "elsewhere"])
@pytest.mark.parametrize("name", ["talks.txt", "Old talks #1: ünd so.md"])
def test_the_stub_of_a_source_is_valid(
    name: str, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It pins the bytes as they are and names the headline word for word."""
    seed = tmp_path / "seeds" / name
    seed.parent.mkdir()
    seed.write_bytes(ARTICLE.encode())
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / folder)

    file = new_source(tmp_path, seed, "talks")

    content, problems = read(schema.Source, (tmp_path / file).read_bytes(), file)
    assert problems == ()
    assert content is not None
    assert content.file == f"seeds/{name}"
    assert content.sha256 == hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert content.title == "Top officer killed: “we # know” nothing"


def test_a_sources_id_comes_from_its_file(tmp_path: Path) -> None:
    """A path from the briefing's own folder is understood as well."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "2023-09-21 Talks.txt").write_text(ARTICLE)

    file = new_source(tmp_path, Path("seeds/2023-09-21 Talks.txt"))

    assert file == "site_src/sources/2023-09-21-talks.yml"
    with pytest.raises(RefusedError, match="is there already"):
        new_source(tmp_path, Path("seeds/2023-09-21 Talks.txt"))


@pytest.mark.parametrize(
    ("path", "data", "sentence"),
    [
        ("talks.txt", b"x", "is not in seeds/"),
        ("seeds/talks.pdf", b"x", "is neither .txt nor .md"),
        ("seeds/talks.txt", b"caf\xe9", "is not UTF-8"),
        ("seeds/other.txt", None, "the articles of seeds/ are: none"),
    ],
)
def test_what_is_no_article_is_refused(path: str, data: bytes | None, sentence: str, tmp_path: Path) -> None:
    """The message says what to do instead."""
    (tmp_path / "seeds").mkdir()
    if data is not None:
        (tmp_path / path).write_bytes(data)

    with pytest.raises(RefusedError, match=sentence):
        new_source(tmp_path, tmp_path / path)
