import pytest

from generator.text.ids import as_id, bare_id


@pytest.mark.parametrize(
    ("words", "made"),
    [("Safe Passage", "safe-passage"), ("Łódź’s café", "lodzs-cafe"), ("Բաքու", "bakow"), ("...", "")],
)
def test_an_id_is_made_of_words_in_any_script(words: str, made: str) -> None:
    """It is as near as Latin letters come."""
    assert as_id(words) == made


@pytest.mark.parametrize("written", ["places/brenna", "brenna.yml", "[[brenna]]", " site_src/brenna.md"])
def test_an_id_is_read_out_of_what_is_written_around_it(written: str) -> None:
    """People copy a path or a link."""
    assert bare_id(written) == "brenna"
