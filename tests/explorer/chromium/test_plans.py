"""The page of a plan, wide and narrow: two trees, marks, filters, apply and undo."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.explorer.chromium.axe import looked_at
from tests.explorer.chromium.conftest import Open, sign_in
from tests.explorer.chromium.site import Site

pytestmark = pytest.mark.slow
MERGED = {
    "operation": "merge_regions",
    "from": ["500112011001", "500112011002"],
    "into": {"region_code": "500112011090", "name": "松桥社区", "kind": "community"},
    "valid_from": "2026-01-01",
}


@pytest.mark.parametrize("width", [1440, 390])
def test_a_reorganisation_is_read_side_by_side_applied_and_undone(
    visit: Open, site: Site, width: int
) -> None:
    page = visit("/explorer/work/plans", width=width, refusable=True)
    sign_in(page, site)
    page.goto(f"{site.url}/explorer/work/plans")
    page.fill("#plan-title", "两社区合并")
    page.fill("#plan-reason", "试拟")
    page.fill("#plan-operations", json.dumps(MERGED, ensure_ascii=False))
    page.click("section.card >> nth=0 >> button[type=submit]")
    expect(page.locator("h1")).to_have_text("两社区合并")
    expect(page.locator(".sides .card").nth(1)).to_contain_text("松桥社区")
    expect(page.locator(".sides .card").nth(0)).not_to_contain_text("松桥社区")
    looked_at(page)
    page.select_option("select[name=kind]", "seat")
    page.click(".filters button")
    expect(page.locator(".followed-table tbody")).to_contain_text("席位")
    wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide, "the page is wider than its window"
    page.check("input[name=accept_violations]")
    page.click("text=实施方案 >> nth=-1")
    expect(page.locator(".document > .hint").first).to_contain_text("已实施")
    page.fill("#undo-why", "撤销")
    page.click("text=预演撤销")
    expect(page.locator("h1")).to_have_text("撤销")
    page.check("input[name=accept_violations]")
    page.click("text=实施方案 >> nth=-1")
    expect(page.locator(".document > .hint").first).to_contain_text("已实施")
