"""Photograph one page of each kind in site/, to be looked at: make screenshots.

Each is taken whole, on a phone and on a desktop, in light and in dark colours,
and printed on A4. screenshots/index.html shows all of them side by side.
"""

import html
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.support import chromium, web
from tests.support.sites import Site

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "screenshots"
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

_STYLE = """\
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; background: #ddd; color: #111; }
  div { display: flex; gap: 1rem; align-items: start; overflow-x: auto; }
  figure { margin: 0; flex: none; }
  img { height: 40rem; width: auto; max-width: 40rem; object-fit: cover; object-position: top; }
"""


def main() -> None:
    """Take all pictures anew, and say where they are."""
    try:
        executable = chromium.find()
    except chromium.NoChromiumError as error:
        sys.exit(str(error))
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()

    with web.serving(ROOT / "site") as address, sync_playwright() as playwright:
        site = Site(ROOT / "site", address)
        browser = playwright.chromium.launch(executable_path=executable, args=chromium.arguments())
        taken = {
            page: [
                *(_photograph(browser, site, page, size, scheme) for size in SIZES for scheme in SCHEMES),
                _print(browser, site, page),
            ]
            for page in site.kinds()
        }
        browser.close()
    papers = [_draw(FOLDER / names[-1]) for names in taken.values()]
    for names, paper in zip(taken.values(), papers, strict=True):
        names.extend(paper)
    (FOLDER / "index.html").write_text(_sheet(taken), encoding="utf-8")

    if not all(papers):
        print("Paper is there as PDF only; as pictures, too, with pdftoppm (Debian: poppler-utils)")
    print(f"{sum(map(len, taken.values()))} pictures of {len(taken)} pages: screenshots/index.html")


def _photograph(browser: Browser, site: Site, page: str, size: str, scheme: Literal["light", "dark"]) -> str:
    width, height = SIZES[size]
    name = f"{_name(page)}-{size}-{scheme}.png"
    with browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    ) as context:
        opened = context.new_page()
        opened.goto(site.address + page, wait_until="networkidle")
        opened.screenshot(path=FOLDER / name, full_page=True)
    return name


def _print(browser: Browser, site: Site, page: str) -> str:
    name = f"{_name(page)}-paper.pdf"
    with browser.new_context() as context:
        opened = context.new_page()
        opened.goto(site.address + page, wait_until="networkidle")
        opened.pdf(path=FOLDER / name, format="A4", print_background=False)
    return name


def _draw(pdf: Path) -> list[str]:
    """Turn the sheets of a PDF into pictures, where there is a program for it."""
    program = shutil.which("pdftoppm")
    if program is None:
        return []
    subprocess.run([program, "-png", "-r", "80", pdf, pdf.with_suffix("")], check=True)  # ours
    return [path.name for path in sorted(FOLDER.glob(f"{pdf.stem}-*.png"))]


def _name(page: str) -> str:
    return page.removesuffix(".html").replace("/", "-")


def _sheet(taken: dict[str, list[str]]) -> str:
    """A page with a row of pictures for each page of the site."""
    rows = [
        f"<h2>{html.escape(page)}</h2>\n<div>\n{''.join(map(_figure, names))}</div>\n"
        for page, names in taken.items()
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Screenshots</title>\n'
        f"<style>\n{_STYLE}</style>\n<h1>Screenshots</h1>\n{''.join(rows)}</html>\n"
    )


def _figure(name: str) -> str:
    file = html.escape(name)
    shown = f'<img src="{file}" alt="{file}" loading="lazy">' if name.endswith(".png") else "PDF"
    return f'<figure><a href="{file}">{shown}</a><figcaption>{file}</figcaption></figure>\n'


if __name__ == "__main__":
    main()
