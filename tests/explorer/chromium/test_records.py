"""Service records as people keep them: pasted, mended at their cells, confirmed, returned, seen."""

from __future__ import annotations

import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.explorer.chromium.axe import looked_at
from tests.explorer.chromium.conftest import Open, sign_in
from tests.explorer.chromium.site import Site

pytestmark = pytest.mark.slow
V, TOWN = "H500112011001", "H500112011"
HEADS = "志愿者编号\t日期\t时长\t联系人\t服务内容\t服务对象\t地点\t项目名称"


def rows(volunteer: str) -> str:
    lines = [
        f"{volunteer}\t2026/3/{day}\t{hours}\t李四\t浇水\t居民\t服务中心\t花园养护"
        for day, hours in ((1, "2"), (2, "两"), (3, "2.5"))
    ]
    return "\n".join([HEADS, *lines])


def test_a_batch_is_pasted_mended_entered_decided_and_counted(visit: Open, site: Site) -> None:
    page = visit("/explorer/records", refusable=True)
    sign_in(page, site)
    page.goto(f"{site.url}/explorer/records")
    page.fill("#team", V)
    page.keyboard.press("Escape")
    looked_at(page)
    page.click("button[value=enter]")
    looked_at(page)
    page.click("main .filters a >> nth=1")
    volunteer = f"V-{secrets.token_hex(4)}"
    page.fill("#rows", rows(volunteer))
    page.click("form.stacked button[type=submit]")
    expect(page.locator("#refused")).to_contain_text("1 条不能录入")
    looked_at(page)
    wrong = page.locator(".cells [aria-invalid=true]")
    expect(wrong).to_have_value("两")
    wrong.fill("3")
    wrong.press("Enter")
    expect(page.locator("#rehearsed")).to_contain_text("3 条可以录入")
    page.click("text=录入 3 条")
    expect(page.locator("#panel .tab")).to_have_attribute("data-tab", "records")
    expect(page.locator("#panel .tab tbody tr", has_text=volunteer)).to_have_count(3)
    looked_at(page)
    decided(page, site, volunteer)


def decided(page: Page, site: Site, volunteer: str) -> None:
    page.goto(f"{site.url}/explorer/records/queue/teams/{TOWN}")
    looked_at(page)
    mine = page.locator("tr", has_text=volunteer)
    mine.first.locator("summary").click()
    mine.first.locator("[name=reason]").fill("时长与签到表不符")
    mine.first.locator("button[value=return]").click()
    expect(page.locator(".result.good")).to_contain_text("已退回 1 条")
    page.check("[data-all] input")
    page.click("text=确认所选")
    expect(page.locator(".result.good")).to_contain_text("已确认")
    page.goto(f"{site.url}/explorer?team={V}&tab=records&state=returned")
    page.locator("#panel tbody tr", has_text=volunteer).locator("a").click()
    expect(page.locator("dl.facts")).to_contain_text("时长与签到表不符")
    looked_at(page)
    page.locator("summary", has_text="更正").click()
    page.fill("#c-service_hours", "1")
    page.click("button[value=correct]")
    expect(page.locator("dl.facts .tag")).to_have_text("待确认")
    page.click("button[value=confirm]")
    expect(page.locator("dl.facts .tag")).to_have_text("已确认")
    page.click("text=时长与星级")
    expect(page.locator(".numbers").first).to_contain_text("已确认小时")
    assert volunteer not in page.url
    looked_at(page)
    for path in ("hours?team=H50", f"hours?team={V}&from=x", "reports", "reports?kind=stars"):
        page.goto(f"{site.url}/explorer/records/{path}")
        looked_at(page)
