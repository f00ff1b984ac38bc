"""Whether the pages are valid HTML, by html-validate; what is asked of them stands in .htmlvalidate.mjs."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.built import ROOT
from tests.support.sites import Site

HTML_VALIDATE = ROOT / "node_modules/.bin/html-validate"


@pytest.fixture
def faults(tmp_path: Path) -> Callable[[Path], list[str]]:
    """Return a function that gives what html-validate finds in all pages below a folder."""
    if not HTML_VALIDATE.exists():
        pytest.fail("html-validate is not there; what to do says: make npm", pytrace=False)
    report = tmp_path / "faults.json"  # a pipe ends where html-validate does, with half of a long answer

    def find(folder: Path) -> list[str]:
        settings = ("--config", ROOT / ".htmlvalidate.mjs", "--formatter", f"json={report}")
        ended = subprocess.run(
            [HTML_VALIDATE, *settings, "**/*.html"], cwd=folder, capture_output=True, text=True, check=False
        )
        assert report.exists(), ended.stdout + ended.stderr
        return [
            f"{Path(page['filePath']).relative_to(folder)}:{fault['line']}:{fault['column']}: "
            f"{fault['ruleId']}: {fault['message']} ({fault['selector']})"
            for page in json.loads(report.read_text(encoding="utf-8"))
            for fault in page["messages"]
        ]

    return find


def test_every_page_is_valid_html(site: Site, faults: Callable[[Path], list[str]]) -> None:
    """What is not valid each browser and each screen reader mends as it likes."""
    assert faults(site.folder) == []


def test_a_fault_on_any_page_is_found(tmp_path: Path, faults: Callable[[Path], list[str]]) -> None:
    """A checker that reads no page, or asks for nothing, would find every page valid."""
    page = tmp_path / "site/places/brenna.html"
    page.parent.mkdir(parents=True)
    page.write_text(
        "<!doctype html>\n<html lang=en>\n<head><title>Brenna</title></head>\n"
        "<body>\n<p><div>The ferry</div></p>\n<img src=ferry.png>\n</body>\n</html>\n"
    )

    found = faults(tmp_path / "site")

    assert {line.split(": ")[1] for line in found} == {"no-implicit-close", "close-order", "wcag/h37"}
    assert {line.split(":")[0] for line in found} == {"places/brenna.html"}
