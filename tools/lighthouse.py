"""Measure one page of each kind in site/ by Lighthouse, as on a phone and on a desktop: make lighthouse.

Accessibility, best practices and SEO have to be at 100, else it exits with 1.
Performance depends on the machine: it is told, with a warning below 98. Pages
come compressed, as hosts send them; no other host can be asked.

On one's own machine four audits say nothing, whatever the site: that it comes by
https, that http leads there, what robots.txt and the canonical address hold.
They belong to the host and to site_src/site.yml.

For CI, --few leaves out ten kinds of pages, and the audit that takes half of the
time on pages with many links: that search engines can follow each of them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support import chromium, web
from tests.support.sites import KINDS, Site

ROOT = Path(__file__).parents[1]
MUST_BE_PERFECT = ("accessibility", "best-practices", "seo")
CATEGORIES = (*MUST_BE_PERFECT, "performance")
FAST = 98
FEW = ("index.html", "events/*-*.html", "sources/*-*.html", "claims.html")
FORM_FACTORS = {"phone": (), "desktop": ("--preset=desktop",)}
SLOW_AUDIT = "--skip-audits=crawlable-anchors"

_NO_OTHER_HOST = "--host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'"


@dataclass(frozen=True, slots=True)
class Measured:
    """What Lighthouse says of one page."""

    page: str
    form_factor: str
    scores: dict[str, int]  # of 100, by category
    faults: tuple[str, ...]  # why one of MUST_BE_PERFECT is not at 100, and other hosts that were asked

    def row(self) -> str:
        scores = "".join(f"{self.scores[category]:>16}" for category in CATEGORIES)
        slow = "  slow" if self.scores["performance"] < FAST else ""
        return f"{self.page:<56}{self.form_factor:<8}{scores}{slow}"


def main() -> None:
    """Measure, print a row for each page, say what is wrong."""
    parser = argparse.ArgumentParser(description="Measure the pages in site/ by Lighthouse.")
    parser.add_argument("--few", action="store_true", help="only four kinds of pages, two pages at a time")
    few = parser.parse_args().few
    try:
        browser = chromium.find()
    except chromium.NoChromiumError as error:
        sys.exit(str(error))

    print(f"{'page':<56}{'':<8}" + "".join(f"{category:>16}" for category in CATEGORIES))
    with web.serving(ROOT / "site") as address, ThreadPoolExecutor(2 if few else 1) as pool:
        site = Site(ROOT / "site", address)
        pages = [page for kind, page in zip(KINDS, site.kinds(), strict=True) if not few or kind in FEW]
        measured = []
        tasks = [
            pool.submit(measure, address, page, form_factor, browser, *([SLOW_AUDIT] if few else []))
            for page in pages
            for form_factor in FORM_FACTORS
        ]
        for task in tasks:
            result = task.result()
            print(result.row(), flush=True)
            measured.append(result)

    slow = sum(result.scores["performance"] < FAST for result in measured)
    if slow:
        how = "; two pages at a time are slower than one" if few else ""
        print(f"warning: performance is below {FAST} in {slow} of {len(measured)} measurements{how}")
    faults = [fault for result in measured for fault in result.faults]
    print(*faults, f"{len(measured)} measurements, {len(faults)} faults", sep="\n")
    sys.exit(1 if faults else 0)


def measure(address: str, page: str, form_factor: str, browser: Path, *options: str) -> Measured:
    """Open a page in a browser of its own, and read what Lighthouse makes of it."""
    flags = ["--headless=new", *chromium.arguments(), _NO_OTHER_HOST]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        ended = subprocess.run(  # the command is ours
            [
                ROOT / "node_modules/.bin/lighthouse",
                *(address + page, *FORM_FACTORS[form_factor], *options, "--quiet"),
                *("--output=json", f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}"),
                *("--no-enable-error-reporting", "--disable-full-page-screenshot"),
                f"--chrome-flags={' '.join(flags)}",
            ],
            env={**os.environ, "CHROME_PATH": str(browser)},
            capture_output=True,
            text=True,
            check=False,
        )
        if not report.exists():
            sys.exit(f"Lighthouse did not measure {page}:\n{ended.stdout}{ended.stderr}")
        said = json.loads(report.read_text(encoding="utf-8"))
    categories = said["categories"]
    return Measured(
        page,
        form_factor,
        # Where an audit breaks off, its category has no score.
        {name: round(100 * (categories[name]["score"] or 0)) for name in CATEGORIES},
        tuple(f"{page}, {form_factor}: {fault}" for fault in _faults(said, address)),
    )


def _faults(said: dict[str, Any], address: str) -> Iterator[str]:
    if "runtimeError" in said:
        yield said["runtimeError"]["message"]
    for category in MUST_BE_PERFECT:
        if said["categories"][category]["score"] == 1:
            continue
        yield f"{category} is not at 100"
        for audit in said["categories"][category]["auditRefs"]:
            result = said["audits"][audit["id"]]
            if audit["weight"] and result["score"] != 1 and result["scoreDisplayMode"] != "notApplicable":
                where = [
                    item["node"]["snippet"]
                    for item in result.get("details", {}).get("items", [])
                    if "node" in item
                ]
                yield f"{audit['id']}: {result['title']} {result.get('errorMessage', '')} {where[:3] or ''}"
    for request in said["audits"]["network-requests"]["details"]["items"]:
        if not request["url"].startswith((address, "data:", "blob:")):
            yield f"asks another host: {request['url']}"


if __name__ == "__main__":
    main()
