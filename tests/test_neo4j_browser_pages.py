"""The real legacy Neo4j Browser in a real Chromium: first visit, pictures, scripts, a link."""

from __future__ import annotations

import base64
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph_service.browser import library, links
from graph_service.embedded import ports
from tests.chromium import chromium, launched

pytestmark = pytest.mark.slow

IMAGES = Path(__file__).parents[1] / "docs" / "images"
WITHIN = 120_000.0
COLOURS = {
    "CityHub": "#C0392B",
    "DistrictHub": "#D97706",
    "TownHub": "#2563EB",
    "VillageHub": "#0F9D74",
    "UnitTeam": "#8B95A5",
    "LegalPerson": "#7C3AED",
    "Branch": "#B794F6",
    "RegistrationAuthority": "#FDE047",
}
ONE_OF_EACH = """
UNWIND $labels AS label
CALL (label) { MATCH (node:$(label)) RETURN node ORDER BY node.caption LIMIT 1 }
RETURN node
"""
DROP = """zip => {
  const bytes = Uint8Array.from(atob(zip), character => character.charCodeAt(0));
  const dropped = new DataTransfer();
  dropped.items.add(new File([bytes], 'library.zip', {type: 'application/zip'}));
  const editor = document.querySelector('[data-testid=activeEditor]');
  for (const kind of ['dragenter', 'dragover', 'drop'])
    editor.dispatchEvent(new DragEvent(kind, {bubbles: true, dataTransfer: dropped}));
}"""


@dataclass
class Service:
    api: str
    bolt: str
    browser: str
    password: str


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    chromium()
    folder = tmp_path_factory.mktemp("up")
    given = [str(ports.choose(None, "test")) for _ in range(3)]
    options = ("--port", "--bolt-port", "--browser-port")
    line = [sys.executable, "-m", "graph_service", "up", "--data-dir", str(folder / "data")]
    line += [word for pair in zip(options, given, strict=True) for word in pair]
    environment = os.environ | {"GRAPH_SERVICE_NEO4J_HEAP": "1024"}
    with (folder / "log").open("wb") as log:
        up = subprocess.Popen(line, stdout=log, stderr=log, env=environment, cwd=folder)
        try:
            state = _await(folder / "data" / "state.json", up)
            password = (folder / "data" / "neo4j-password").read_text().strip()
            yield Service(state["api_url"], state["bolt_url"], state["browser_url"], password)
        finally:
            up.send_signal(signal.SIGTERM)
            up.wait(90)


def _await(file: Path, process: subprocess.Popen[bytes]) -> dict[str, Any]:
    until = time.monotonic() + 900
    while not file.exists():
        assert process.poll() is None, "up ended"
        assert time.monotonic() < until, "up was not ready in time"
        time.sleep(0.2)
    return json.loads(file.read_text())


@pytest.fixture
def page(service: Service) -> Iterator[Page]:
    """A fresh browser: every test is a first visit."""
    with launched() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="zh-CN")
        page.set_default_timeout(WITHIN)
        yield page


@pytest.fixture
def images(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where pictures go: into the documents with --write-images, else beside the test."""
    return IMAGES if request.config.getoption("--write-images") else tmp_path


def connect(page: Page, service: Service, address: str | None = None) -> None:
    page.goto(address or links.edit_link(service.browser, service.bolt, ""))
    page.fill("[data-testid=password]", service.password)
    page.click("[data-testid=connect]")
    expect(page.get_by_role("heading", name="从这里开始")).to_be_visible(timeout=WITHIN)


def drawn(page: Page, nodes: int) -> None:
    """Wait until the newest frame shows so many nodes and they have come to rest."""
    frame = page.get_by_test_id("frame").first
    expect(frame.locator("g.node")).to_have_count(nodes, timeout=WITHIN)
    page.wait_for_timeout(3000)


def ask(page: Page, text: str) -> None:
    page.locator("[data-testid=activeEditor] textarea").first.focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def test_the_first_visit_shows_our_guide_and_style(
    page: Page, service: Service, images: Path
) -> None:
    outside: list[str] = []
    page.on("response", lambda answer: outside.append(answer.url))
    connect(page, service)
    frames = page.get_by_test_id("frameCommand").all_inner_texts()
    commands = [re.sub(r"\s+", " ", frame).strip(" $") for frame in frames]
    assert commands == [
        f":play {service.api}/browser/guides/start.html",
        f":style {service.api}/browser/style.grass",
        ":config autoComplete: false",
    ]
    origins = (service.api, service.browser.removesuffix("/browser/"), "data:", "blob:")
    assert [url for url in outside if not url.startswith(origins)] == []
    page.screenshot(path=images / "neo4j-browser-first-visit.png")


def test_a_guides_query_is_clicked_and_drawn(page: Page, service: Service, images: Path) -> None:
    connect(page, service)
    page.get_by_test_id("nextSlide").click()
    page.locator("pre.runnable").first.click()
    page.get_by_test_id("editor-Run").click()
    drawn(page, 4)
    frame = page.get_by_test_id("frame").first
    captions = "".join(frame.locator("g.node text").all_text_contents())
    assert "…" not in captions
    for part in ("重庆市", "渝中区", "大溪沟", "街道", "华福巷", "社区"):
        assert part in captions
    assert frame.locator("g.relationship").count() == 3, "one relation is one line"
    page.screenshot(path=images / "neo4j-browser-line.png")


def test_every_label_has_its_colour(page: Page, service: Service, images: Path) -> None:
    connect(page, service)
    labels = json.dumps([*COLOURS])
    ask(page, ONE_OF_EACH.replace("$labels", labels.replace('"', "'")))
    drawn(page, len(COLOURS))
    circles = page.get_by_test_id("frame").first.locator("g.node circle.b-outline")
    found = {str(circle.get_attribute("fill")).upper() for circle in circles.all()}
    assert found == set(COLOURS.values())
    page.screenshot(path=images / "neo4j-browser-labels.png")


def test_a_district_is_one_picture(page: Page, service: Service, images: Path) -> None:
    connect(page, service)
    query = next(q for q in library.guides()["district"].queries if q.name.endswith("whole"))
    ask(page, query.text)
    drawn(page, 92)
    page.screenshot(path=images / "neo4j-browser-district.png")


def test_the_zip_becomes_saved_scripts(page: Page, service: Service, images: Path) -> None:
    connect(page, service)
    page.get_by_test_id("navigationFavorites").click()
    zipped = page.request.get(f"{service.api}/browser/library.zip").body()
    page.evaluate(DROP, base64.b64encode(zipped).decode())
    page.get_by_text("start", exact=True).click()
    for query in library.guides()["start"].queries:
        expect(page.get_by_text(query.title)).to_be_visible()
    page.screenshot(path=images / "neo4j-browser-scripts.png")


def test_a_deep_link_fills_the_editor_and_runs_nothing(page: Page, service: Service) -> None:
    query = "MATCH (team:Team {name: '松树桥社区志愿服务大队'})\nRETURN team"
    connect(page, service, links.edit_link(service.browser, service.bolt, query))
    editor = page.get_by_test_id("activeEditor")
    expect(editor).to_contain_text("松树桥社区志愿服务大队")
    assert page.locator("g.node").count() == 0
    page.get_by_test_id("editor-Run").click()
    drawn(page, 1)
