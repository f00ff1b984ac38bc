"""The pages as HTML, by a checker that passes over nothing (.htmlvalidate.mjs has the exceptions)."""

import shutil
import subprocess

from tests.sites import Site

NODE_MODULES = "node_modules/.bin/html-validate"


def test_every_page_is_valid_html(site: Site) -> None:
    """Browsers mend what is broken, each in its own way; screen readers get what they made of it."""
    checker = shutil.which(NODE_MODULES)
    assert checker, "html-validate is not installed: make npm"
    pages = [str(site.folder / path) for path in site.pages()]
    ran = subprocess.run(
        [checker, "--config", ".htmlvalidate.mjs", "--formatter", "text", *pages],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.stdout == ""
    assert ran.returncode == 0, ran.stderr
