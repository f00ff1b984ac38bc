"""Statements as plain text to copy."""

import hashlib
from pathlib import Path

import yaml
from playwright.sync_api import Page

from tests.support.sites import Site


def _citations(built: Path) -> list[Path]:
    return sorted((built / "docs/data/cite").glob("*.txt"))


def test_a_citation_has_all_that_is_needed_to_check_it(built: Path) -> None:
    """Sentence, quote, source, hash and address: who gets it by mail can find the words without us."""
    sources = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (built / "site_src/sources").glob("*.yml")
    ]
    hashes = {
        hashlib.sha256((built / source["file"]).read_bytes()).hexdigest(): source["title"]
        for source in sources
    }
    for path in _citations(built):
        text = path.read_text(encoding="utf-8")
        sentence, _, rest = text.partition("\n")
        named = {digest for digest in hashes if digest in rest}

        assert sentence
        assert "“" in rest
        assert named
        assert all(hashes[digest] in rest for digest in named)
        assert text.rstrip().endswith(f"#s-{path.stem}")


def test_every_statement_leads_to_its_citation(site: Site, page: Page) -> None:
    """By a plain link, which needs no script and can be copied itself."""
    event = next(path for path in site.kinds() if path.startswith("events/") and "index" not in path)
    page.goto(site.address + event)
    statements = page.locator("article li > a[id^='s-']").count()
    links = page.locator("article a[href*='data/cite/']")

    assert links.count() == statements > 0

    links.first.click()
    page.wait_for_url("**/data/cite/*.txt")

    assert "SHA-256" in page.locator("body").inner_text()


def test_the_address_is_whole_where_it_is_known(built: Path) -> None:
    """A citation without a host is of use only to those who have the page."""
    url = yaml.safe_load((built / "site_src/site.yml").read_text(encoding="utf-8")).get("url", "")
    address = _citations(built)[0].read_text(encoding="utf-8").rstrip().rpartition("\n")[2]

    assert address.startswith(url)
