"""What tests share."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support import chromium

pytest_plugins = ["tests.support.once", "tests.support.built", "tests.support.sites"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the cases be rewritten: ``pytest --update``."""
    parser.addoption("--update", action="store_true", help="write what the cases in tests/cases/ give now")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that open a browser: they take longest, and none is to be the last alone."""
    slow = {item.path for item in items if "browser" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: item.path not in slow)


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: in one of them a test waits for a server, most of the time."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield one Chromium for the whole run; a test that asks for it fails where there is none."""
    try:
        executable = chromium.find()
    except chromium.NoChromiumError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=chromium.arguments())
        yield launched
        launched.close()
