import hashlib
from pathlib import Path

import pytest

from generator.build import check
from generator.editing.pin import compare_with_pin, repin
from generator.model import Briefing
from generator.problems import RefusedError

OLD = "The ferry stopped on Monday. Nobody was hurt.\n"
NEW = "The ferry stopped on Tuesday. Nobody was hurt.\n"
SOURCE = "site_src/sources/ferry.yml"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def briefing(root: Path, source: str, article: str = NEW) -> Briefing:
    """A briefing on disk, with one source whose file is `source` and two quotes."""
    files = {
        "site_src/site.yml": "title: Ferry\ndescription: A ferry.\ncontact: editors@example.org\n",
        SOURCE: source,
        "site_src/events/stop.yml": (
            "name: The ferry stops\n"
            "statements:\n"
            "  - text: The ferry stopped.\n"
            "    quote: stopped on Monday\n"
            "  - text: Nobody was hurt.\n"
            "    quote: Nobody was hurt.\n"
        ),
        "seeds/ferry.txt": article,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())
    found = check(root).briefing
    assert found is not None
    return found


def test_the_quotes_that_are_gone_are_told(tmp_path: Path) -> None:
    """Who pins new bytes has to know what the old ones bore."""
    found = compare_with_pin(
        briefing(tmp_path, f"file: seeds/ferry.txt\nsha256: {sha256(OLD)}\ntitle: x\n"), "ferry"
    )

    assert (found.file, found.line, found.seed) == (SOURCE, 2, "seeds/ferry.txt")
    assert (found.pinned, found.sha256) == (sha256(OLD), sha256(NEW))
    assert [quote.quote for quote in found.gone] == ["stopped on Monday"]


def test_an_unchanged_source_has_lost_nothing(tmp_path: Path) -> None:
    """There is nothing to pin then."""
    source = f"file: seeds/ferry.txt\nsha256: {sha256(OLD)}\ntitle: x\n"

    found = compare_with_pin(briefing(tmp_path, source, OLD), "ferry")

    assert found.pinned == found.sha256
    assert found.gone == ()


@pytest.mark.parametrize(
    "source",
    [
        "file: seeds/ferry.txt\nsha256: {}\ntitle: x\n",
        "# ours\r\nfile: seeds/ferry.txt\r\nsha256: {}\r\ntitle: x\r\n",
        "\ufefffile: seeds/ferry.txt\rsha256: '{}'  # of 11 March\rtitle: x",
        'title: x\nnotes:\n  - The first was {}.\nfile: seeds/ferry.txt\nsha256: "{}"\n',
        "file: seeds/ferry.txt\ntitle: café\nsha256: >-\n  {}\n",
        "{{file: seeds/ferry.txt, sha256: {}, title: x}}",
    ],
)
def test_only_the_checksum_changes(source: str, tmp_path: Path) -> None:
    """Comments, line ends and the order of the keys are the editor's."""
    before = source.replace("{}", sha256(OLD)).replace("{{", "{").replace("}}", "}")
    found = compare_with_pin(briefing(tmp_path, before), "ferry")

    repin(tmp_path, found)

    start = before.rindex(sha256(OLD))
    after = before[:start] + sha256(NEW) + before[start + 64 :]
    assert (tmp_path / SOURCE).read_bytes() == after.encode()


def test_a_checksum_that_cannot_be_replaced_is_not_passed_over(tmp_path: Path) -> None:
    """To say that the new bytes are pinned when they are not would be worse than to refuse."""
    split = f'"{sha256(OLD)[:10]}\\\n  {sha256(OLD)[10:]}"'
    source = f"file: seeds/ferry.txt\nsha256: {split}\ntitle: x\n"
    found = compare_with_pin(briefing(tmp_path, source), "ferry")

    with pytest.raises(RefusedError, match="does not hold"):
        repin(tmp_path, found)

    assert (tmp_path / SOURCE).read_text() == source


def test_a_source_that_is_not_there_is_guessed(tmp_path: Path) -> None:
    """A slip of the fingers is answered with the right id."""
    made = briefing(tmp_path, f"file: seeds/ferry.txt\nsha256: {sha256(NEW)}\ntitle: x\n")

    with pytest.raises(RefusedError, match="did you mean 'ferry'"):
        compare_with_pin(made, "fery")
    with pytest.raises(RefusedError, match=r"name a file of site_src/sources/"):
        compare_with_pin(made, "quarterly-report")
