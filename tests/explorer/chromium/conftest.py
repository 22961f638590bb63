"""A real Chromium on a real service; every page must stay at home and keep its console clean.

Both live as long as this package's tests: Playwright keeps its thread's event loop running, and
the other tests ask the graph in the same thread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.chromium import launched
from tests.explorer.chromium.site import Site, running

expect.set_options(timeout=20_000)  # a statement's first plan takes its time
IMAGES = Path(__file__).parents[3] / "docs" / "images"
_DRAWN = "() => (document.getElementById('canvas') ?? { dataset: { drawn: 1 } }).dataset.drawn"
Open = Callable[..., Page]


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("explorer") / "data") as found:
        yield found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with launched() as found:
        yield found


@pytest.fixture
def images(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where pictures go: into the documents with --write-images, else beside the test."""
    return IMAGES if request.config.getoption("--write-images") else tmp_path


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Open]:
    """Open a page: visit("/explorer?…", width=1440, dark=False).

    ``refusable``: Chromium notes a refusal (422, 409) in its console, which is no fault there.
    """
    said: list[str] = []
    contexts = []

    def opened(
        path: str, *, width: int = 1440, dark: bool = False, refusable: bool = False, **options: Any
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900 if width > 600 else 760},
            color_scheme="dark" if dark else "light",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        home = urlsplit(site.url).netloc
        page.on("console", lambda m: said.append(m.text) if _bad(m, refusable) else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(f"dialog {dialog.message}"))
        page.on("request", lambda r: said.append(r.url) if _foreign(r.url, home) else None)
        page.goto(site.url + path)
        settled(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not said


def _bad(message: ConsoleMessage, refusable: bool) -> bool:
    refused = refusable and re.search(r"status of (401|409|422)", message.text)
    return message.type in ("error", "warning") and not refused


def _foreign(url: str, home: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob", "file") and parts.netloc != home


def settled(page: Page) -> None:
    """Wait until the picture is drawn, where there is one."""
    page.wait_for_function(_DRAWN)


def sign_in(page: Page, site: Site, token: str | None = None) -> None:
    """Sign in as somebody does it."""
    page.goto(f"{site.url}/explorer/sign-in")
    page.fill("#token", token or site.token)
    page.click("main button[type=submit]")
    page.wait_for_selector("header .role")
