"""The real legacy Neo4j Browser in a real Chromium: first visit, pictures, scripts, a link."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph_service.browser import library, links
from tests.explorer.chromium.site import Site

pytestmark = pytest.mark.slow

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
CALL (label) {
  MATCH (node:$(label)) WHERE NOT coalesce(node.team_id, '') STARTS WITH 'X-'
  RETURN node ORDER BY node.caption LIMIT 1
}
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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A context of its own, which remembers nothing: every test is a first visit."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(WITHIN)
    yield page
    context.close()


def connect(page: Page, site: Site, address: str | None = None) -> None:
    page.goto(address or links.edit_link(site.browser, site.bolt, ""))
    page.fill("[data-testid=password]", site.password)
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


def test_the_first_visit_shows_our_guide_and_style_and_a_click_draws_its_query(
    page: Page, site: Site, images: Path
) -> None:
    outside: list[str] = []
    page.on("response", lambda answer: outside.append(answer.url))
    connect(page, site)
    frames = page.get_by_test_id("frameCommand").all_inner_texts()
    commands = [re.sub(r"\s+", " ", frame).strip(" $") for frame in frames]
    assert commands == [
        f":play {site.url}/browser/guides/start.html",
        f":style {site.url}/browser/style.grass",
        ":config autoComplete: false",
    ]
    origins = (site.url, site.browser.removesuffix("/browser/"), "data:", "blob:")
    assert [url for url in outside if not url.startswith(origins)] == []
    page.screenshot(path=images / "neo4j-browser-first-visit.png")
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


def test_every_label_has_its_colour_and_a_district_is_one_picture(
    page: Page, site: Site, images: Path
) -> None:
    connect(page, site)
    labels = json.dumps([*COLOURS])
    ask(page, ONE_OF_EACH.replace("$labels", labels.replace('"', "'")))
    drawn(page, len(COLOURS))
    circles = page.get_by_test_id("frame").first.locator("g.node circle.b-outline")
    found = {str(circle.get_attribute("fill")).upper() for circle in circles.all()}
    assert found == set(COLOURS.values())
    page.screenshot(path=images / "neo4j-browser-labels.png")
    query = next(q for q in library.guides()["district"].queries if q.name.endswith("whole"))
    ask(page, query.text)
    drawn(page, 92)
    page.screenshot(path=images / "neo4j-browser-district.png")


def test_the_zip_becomes_saved_scripts(page: Page, site: Site, images: Path) -> None:
    connect(page, site)
    page.get_by_test_id("navigationFavorites").click()
    zipped = page.request.get(f"{site.url}/browser/library.zip").body()
    page.evaluate(DROP, base64.b64encode(zipped).decode())
    page.get_by_text("start", exact=True).click()
    for query in library.guides()["start"].queries:
        expect(page.get_by_text(query.title)).to_be_visible()
    page.screenshot(path=images / "neo4j-browser-scripts.png")


def test_a_deep_link_fills_the_editor_and_runs_nothing(page: Page, site: Site) -> None:
    query = "MATCH (team:Team {name: '松树桥社区志愿服务大队'})\nRETURN team"
    connect(page, site, links.edit_link(site.browser, site.bolt, query))
    editor = page.get_by_test_id("activeEditor")
    expect(editor).to_contain_text("松树桥社区志愿服务大队")
    assert page.locator("g.node").count() == 0
    page.get_by_test_id("editor-Run").click()
    drawn(page, 1)
