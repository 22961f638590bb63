"""The working pages, signed in and not."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.explorer.chromium.axe import looked_at
from tests.explorer.chromium.conftest import Open, sign_in
from tests.explorer.chromium.site import Site
from tests.worlds.build import PERSONS

pytestmark = pytest.mark.slow


def signed_in(page: Page, site: Site) -> None:
    """Sign in where one was sent to, and come back."""
    page.fill("#token", site.token)
    page.click("main button[type=submit]")


def test_the_adviser_leads_to_registering_by_hand(visit: Open, site: Site) -> None:
    page = visit("/explorer/work/registration", refusable=True)
    page.fill("#f-region_code", "500112011001")
    unit = f"松树桥社区便民站{secrets.token_hex(3)}"
    page.fill("#f-unit_name", unit)
    page.click("main form button[type=submit]")
    expect(page.locator(".result h2")).to_have_text("可以这样注册")
    expect(page.locator(".result")).to_contain_text(f"{unit}志愿服务队")
    assert "unit_name=" in page.url
    page.click(".result a >> text=操作员登录后可照此注册")
    signed_in(page, site)
    expect(page.locator("#f-name")).to_have_value(f"{unit}志愿服务队")
    expect(page.locator("#f-liaison_id")).to_have_value("H500112011001")
    page.fill("#f-liaison_id[role=combobox]", "huafuxiang shequ")
    page.locator(".completed [role=option]", has_text="华福巷社区志愿服务大队").first.click()
    expect(page.locator("#f-liaison_id")).to_have_value("H500103011017")
    page.click("main form button[type=submit]")
    expect(page.locator("#p-liaison_id")).to_contain_text("以本级枢纽型团体为联络团体")
    looked_at(page)
    page.fill("#f-liaison_id", "H500112011001")
    page.keyboard.press("Escape")
    for name, value in PERSONS.items():
        page.fill(f"#f-{name}", value)
    page.click("main form button[type=submit]")
    expect(page.locator("#rehearsed")).to_have_text("预演结果")
    expect(page.locator(".result.good")).to_contain_text("新增问题 0")
    page.click(".result button[type=submit]")
    expect(page.locator("#panel h2")).to_have_text(f"{unit}志愿服务队")
    expect(page.locator("#panel .facts.short")).to_contain_text("待审")


def test_the_referee_by_hand(visit: Open) -> None:
    page = visit("/explorer/work/name")
    page.fill("#f-name", "龙溪街道志愿服务总队")
    page.fill("#f-region_code", "500112011")
    page.fill("#f-unit_name", "龙溪街道商会")
    page.click("main form button[type=submit]")
    expect(page.locator(".result h2")).to_have_text("名称不合规")
    expect(page.locator(".result strong")).to_have_text("龙溪街道商会志愿服务队")


def test_the_audit_report_by_hand(visit: Open) -> None:
    page = visit("/explorer/work/audit")
    page.fill("#within", "500112011001")
    page.click("main form button[type=submit]")
    expect(page.locator("h1")).to_contain_text("松树桥社区")
    expect(page.locator(".findings-count")).to_be_visible(timeout=60_000)


def test_signing_in_shows_persons_and_signing_out_hides_them(visit: Open, site: Site) -> None:
    page = visit("/explorer?team=H500112011&tab=about")
    expect(page.locator("#panel")).to_contain_text("登录后可见")
    page.click("header .account a >> text=登录")
    signed_in(page, site)
    expect(page.locator("#panel table")).to_contain_text("负责人")
    assert page.evaluate("document.cookie") == ""
    [held] = [c for c in page.context.cookies() if c.get("name") == "graph_service_token"]
    assert (held.get("httpOnly"), held.get("sameSite")) == (True, "Strict")
    page.click("header .account button")
    page.goto(f"{site.url}/explorer?team=H500112011&tab=about")
    expect(page.locator("#panel")).to_contain_text("登录后可见")


def test_a_remedy_is_rehearsed_seen_and_carried_out(visit: Open, site: Site) -> None:
    page = visit("/explorer")
    sign_in(page, site)
    page.goto(f"{site.url}/explorer?team=X-raised&tab=findings")
    remedy = page.locator(".findings li", has_text="A-7").locator(".remedy a")
    remedy.click()
    page.fill("#why-fix", "按通知改正")
    page.click("main .result button[type=submit]")
    expect(page.locator(".result h2")).to_have_text("预演结果")
    expect(page.locator(".result")).to_contain_text("新增问题 0")
    page.click(".result button[type=submit]")
    expect(page.locator("#panel .tab")).to_have_attribute("data-tab", "history")
    expect(page.locator("#panel .history")).to_contain_text("按通知改正")
    page.locator("#panel .tabs a", has_text=re.compile("^问题")).click()
    expect(page.locator("#panel .tab")).to_have_attribute("data-tab", "findings")
    expect(page.locator("#panel .findings", has_text="A-7")).to_have_count(0)
    page.click("#panel .panel-foot .button")
    page.locator("summary", has_text="申请提高权限").click()
    page.select_option("#submit_application-to_group", "junior_team")
    page.fill("#submit_application-reason", "要建分队")
    page.locator("details[open] button[type=submit]").click()
    page.click(".result button[type=submit]")
    page.goto(f"{site.url}/explorer/work/applications")
    looked_at(page)
    page.locator("main tbody a", has_text="邢孃孃").click()
    page.fill("#f-reason", "同意")
    page.click("main form button[type=submit]")
    expect(page.locator(".result")).to_contain_text("初级团体组（团体）")
    looked_at(page)
    page.click(".result button[type=submit]")
    expect(page.locator("#panel .facts.short")).to_contain_text("初级团体组（团体）")
    the_same_as_of_then_over_time_and_by_changes(page)


def the_same_as_of_then_over_time_and_by_changes(page: Page) -> None:
    page.locator("#panel .history li", has_text="按通知改正").locator("a").first.click()
    revision = int(page.locator("h1").inner_text().split()[0].removeprefix("#"))
    page.go_back()
    page.locator("#panel .tabs a", has_text="审核去向").click()
    expect(page.locator("#panel .tab")).to_have_attribute("data-tab", "routes")
    page.wait_for_load_state("networkidle")
    page.fill("#as-of", str(revision - 1))
    page.press("#as-of", "Enter")
    expect(page.locator(".notice.then")).to_contain_text(f"截至第 {revision - 1} 号修订")
    expect(page.locator("#panel .route .path .final").first).to_contain_text("渝中区")
    looked_at(page)
    page.locator("#panel .tabs a", has_text="历次答复").click()
    page.select_option("#panel [name=answer]", "route")
    page.select_option("#panel [name=key]", "hours_recording")
    page.locator("#panel .filters button").click()
    expect(page.locator("#panel .timeline tbody tr")).to_have_count(2)
    looked_at(page)
    page.locator("#panel .timeline td a").first.click()
    expect(page.locator("h1")).to_contain_text(f"#{revision}")
    page.click(".crumbs a")
    page.locator(f"#r{revision} .followed a").click()
    expect(page.locator(f"#r{revision} .followed-table")).to_contain_text("审核去向")
    looked_at(page)
    page.click(".notice.then a")
    expect(page.locator(".notice.then")).to_have_count(0)
