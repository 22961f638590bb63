"""What somebody does who has never seen Cypher."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.explorer.chromium.conftest import Open, settled

pytestmark = pytest.mark.slow


def find(page: Page, text: str, name: str) -> None:
    page.fill("#q", text)
    page.locator("#hits [role=option]", has_text=name).first.click()


def row(page: Page, key: str) -> str:
    return f'#tree [data-key="{key}"]'


def test_search_path_panel_clause(visit: Open) -> None:
    page = visit("/explorer")
    find(page, "hfx", "华福巷社区志愿服务大队")
    expect(page.locator("#panel h2")).to_have_text("华福巷社区志愿服务大队")
    expect(page.locator(row(page, "500103011017"))).to_have_attribute("aria-selected", "true")
    for above in ("50", "500103", "500103011"):
        expect(page.locator(row(page, above))).to_have_class(re.compile("on-way"))
    page.locator("#panel a[data-business=project_publication]").click()
    expect(page.locator("#panel .route.chosen .path .final")).to_contain_text(
        "大溪沟街道志愿服务总队"
    )
    expect(page.locator(row(page, "500103011"))).to_have_class(re.compile("on-route"))
    page.locator(".route.chosen .clause summary", has_text="M-3").click()
    expect(page.locator(".route.chosen mark").last).to_have_text(
        "根据自身权限不同由其选择的枢纽型联络团体进行信息系统相关业务审核管理"
    )
    assert "team=H500103011017" in page.url
    assert "business=project_publication" in page.url


def test_from_the_city_to_a_village_by_opening_branches(visit: Open) -> None:
    page = visit("/explorer")
    for key in ("500112", "500112011"):
        page.locator(f"{row(page, key)} > .row > .twist").click()
        expect(page.locator(row(page, key))).to_have_attribute("aria-expanded", "true")
    page.locator(f"{row(page, '500112011001')} > .row a.name").click()
    expect(page.locator("#panel h2")).to_have_text("松树桥社区志愿服务大队")
    assert "open=500112,500112011" in page.url
    page.locator(f"{row(page, '500112')} > .row > .twist").click()
    expect(page.locator(row(page, "500112011"))).to_have_count(0)


def test_vacant_and_double_seats_are_seen(visit: Open) -> None:
    page = visit("/explorer?open=500112,500112004")
    expect(page.locator(row(page, "500112002"))).to_contain_text("空席")
    expect(page.locator(row(page, "X-second"))).to_contain_text("重复席位")


def test_the_picture_opens_and_chooses_too(visit: Open) -> None:
    page = visit("/explorer")
    page.locator("#canvas").click(position={"x": 215, "y": 40})
    expect(page.locator("#panel h2")).to_have_text("万州区志愿者协会")
    page.locator("#canvas").click(position={"x": 181, "y": 40})
    expect(page.locator(row(page, "500101"))).to_have_attribute("aria-expanded", "true")


def test_two_teams_stand_side_by_side(visit: Open) -> None:
    page = visit("/explorer?team=H500112011001&tab=permissions")
    page.fill("#with", "longxi jiedao")
    hit = page.locator("[data-compare] [role=option]", has_text="龙溪街道志愿服务总队")
    expect(page.locator("#with")).to_have_attribute("aria-expanded", "true")
    hit.first.click()
    expect(page.locator("#panel .panel")).to_have_count(2)
    assert "with=H500112011" in page.url
    expect(page.locator("#panel .panel h2").last).to_have_text("龙溪街道志愿服务总队")
    page.locator("#panel .panel .close").last.click()
    expect(page.locator("#panel .panel")).to_have_count(1)


def test_back_reload_and_a_sent_address_show_the_same(visit: Open) -> None:
    page = visit("/explorer")
    find(page, "songshuqiao", "松树桥社区志愿服务大队")
    expect(page.locator("#panel h2")).to_have_text("松树桥社区志愿服务大队")
    page.locator("#panel .tabs a", has_text="谁管理").click()
    expect(page.locator("#panel .tab")).to_have_attribute("data-tab", "managers")
    sent = page.url
    page.go_back()
    expect(page.locator("#panel .tab")).to_have_attribute("data-tab", "routes")
    page.go_back()
    expect(page.locator("#panel .welcome")).to_be_visible()
    page.go_forward()
    page.go_forward()
    expect(page.locator("#panel .tab")).to_have_attribute("data-tab", "managers")
    page.reload()
    settled(page)
    expect(page.locator("#panel .tab")).to_have_attribute("data-tab", "managers")
    other = visit(sent[sent.index("/explorer") :])
    expect(other.locator("#panel h2")).to_have_text("松树桥社区志愿服务大队")
    expect(other.locator(row(other, "500112011001"))).to_have_attribute("aria-selected", "true")


def test_english_is_one_switch_away_and_stays(visit: Open) -> None:
    page = visit("/explorer?team=H500112011")
    page.click("[data-lang-switch]")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#panel .tabs")).to_contain_text("Routes")
    page.locator("#panel .tabs a", has_text="Scope").click()
    expect(page.locator("#panel .numbers")).to_contain_text("in its liaison chain")
    page.click("header nav a >> text=Notice")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_everything_goes_by_keyboard(visit: Open) -> None:
    page = visit("/explorer")
    page.keyboard.press("/")
    page.keyboard.type("ssq")
    expect(page.locator("#hits [aria-selected=true]")).to_have_count(1)
    hits = page.locator("#hits [role=option]").count()
    for _ in range(hits):
        if "松树桥社区志愿服务大队" in page.locator("#hits [aria-selected=true]").inner_text():
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("松树桥社区志愿服务大队")
    expect(page.locator(row(page, "500112011001"))).to_have_attribute("tabindex", "0")
    page.locator('#tree [tabindex="0"]').focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("龙溪街道志愿服务总队")
    page.keyboard.press("]")
    expect(page.locator("#panel .route.chosen .business")).to_contain_text("志愿者管理")
    page.keyboard.press("]")
    expect(page.locator("#panel .route.chosen .business")).to_contain_text("团体管理")
    page.locator('#tree [tabindex="0"]').focus()
    page.keyboard.press("Home")
    expect(page.locator("#tree :focus")).to_have_attribute("data-key", "50")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator(row(page, "500101"))).to_have_attribute("aria-expanded", "true")


def test_lines_are_switched_and_a_viewing_line_says_it_gives_no_review(visit: Open) -> None:
    page = visit("/explorer?team=T-500112-education&tab=about")
    expect(page.locator("#panel .tag.viewing")).to_have_text("无审核权")
    with page.expect_response(re.compile("/explorer/lines")) as answer:
        page.check('.lines input[value="viewing"]')
    kinds = {line["kind"] for line in answer.value.json()["lines"]}
    assert kinds == {"viewing"}
    assert "lines=viewing" in page.url
    assert page.locator("#canvas").get_attribute("data-no-review") == "无审核权"


def test_the_cypher_is_shown_copied_and_led_to_the_browser(visit: Open) -> None:
    page = visit("/explorer?team=H500112011", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#panel .show-cypher a").click()
    block = page.locator("#panel .cypher details", has_text="questions/routing/review_routes")
    expect(block).to_have_count(1)
    block.locator("summary").click()
    link = page.locator("#panel .cypher a[target=_blank]").first.get_attribute("href") or ""
    assert re.match(r"http://127\.0\.0\.1:\d+/browser/\?dbms=.*&cmd=edit&arg=", link)
    button = page.locator("#panel .cypher [data-copy]").first
    if not button.is_visible():
        page.locator("#panel .cypher summary").first.click()
    button.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(":params {")
    assert "CYPHER 25" in copied


def test_the_notice_is_there_at_once_its_counts_and_other_readings_come(visit: Open) -> None:
    page = visit("/explorer/notice")
    expect(page.locator(".sentences li").first).to_be_visible()
    expect(page.locator("#count-A-7")).not_to_be_empty(timeout=120_000)
    expect(page.locator("main .waiting")).to_have_count(0)
    row = page.locator("tr#I-4")
    row.locator(".found a").click()
    expect(row.locator(".differences")).to_contain_text("GRAPH_SERVICE_FAST_REVIEW_POLICY=escalate")
    assert page.url.endswith("/explorer/notice"), "the panel came to the page"
