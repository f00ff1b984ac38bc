"""Show each kind of page: on a phone and a desktop, light and dark, and on paper.

Writes .briefing/screenshots/ with a page that shows all of them. Run: make screenshots
"""

import html
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import chromium, web
from tests.sites import Site

TARGET = Path(".briefing/screenshots")
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}


def main() -> None:
    """Take them all."""
    site = Site(Path("site"), "")
    TARGET.mkdir(parents=True, exist_ok=True)
    shown: list[str] = []
    with web.serving(site.folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.arguments())
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                page = context.new_page()
                for path in [*site.kinds(), "404.html"]:
                    name = f"{path.removesuffix('.html').replace('/', '-')}-{size}-{scheme}.png"
                    page.goto(address + path)
                    page.screenshot(path=TARGET / name, full_page=True)
                    shown.append(name)
                context.close()
        page = browser.new_page()
        for path in [*site.kinds(), "whole.html"]:
            name = f"{path.removesuffix('.html').replace('/', '-')}.pdf"
            page.goto(address + path)
            page.pdf(path=TARGET / name, format="A4")
            shown.append(name)
        browser.close()
    (TARGET / "index.html").write_text(_sheet(shown), encoding="utf-8")
    print(f"{len(shown)} pictures and documents: {TARGET / 'index.html'}")


def _sheet(names: list[str]) -> str:
    items = "".join(
        f'<li><a href="{html.escape(name)}">{html.escape(name)}'
        + (f'<br><img src="{html.escape(name)}" alt="" width="300">' if name.endswith(".png") else "")
        + "</a></li>"
        for name in sorted(names)
    )
    return (
        '<!doctype html><meta charset="utf-8"><title>Pages</title>'
        f"<style>ul{{display:flex;flex-wrap:wrap;gap:1rem;list-style:none}}</style><ul>{items}</ul>"
    )


if __name__ == "__main__":
    main()
