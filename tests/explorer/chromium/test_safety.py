"""Names that try to be code, addresses that carry some, and files opened from disk."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.explorer.chromium.conftest import Open, settled, sign_in
from tests.explorer.chromium.site import QUOTED, SCRIPT, Site

pytestmark = pytest.mark.slow
CODE = quote(f"{QUOTED}{SCRIPT}")
LOADED = "() => document.images.length + document.querySelectorAll('main script').length"


def harmless(page: Page) -> None:
    assert page.evaluate(LOADED) == 0


def test_a_register_full_of_code_is_text(visit: Open, site: Site) -> None:
    page = visit("/explorer")
    sign_in(page, site)
    for tab in ("routes", "about", "findings", "history", "near", "managers"):
        page.goto(f"{site.url}/explorer?team=X-script&tab={tab}&open=500103,500103011")
        expect(page.locator("#panel h2")).to_have_text(f"{SCRIPT}志愿服务队")
        harmless(page)
    page.goto(f"{site.url}/explorer/work/change/X-script?fix=N-8")
    harmless(page)


def test_hits_lists_and_scope_show_code_as_text(visit: Open, site: Site) -> None:
    page = visit("/explorer")
    page.fill("#q", "<img")
    expect(page.locator("#hits [role=option]").first).to_contain_text(SCRIPT)
    harmless(page)
    for path in (
        "/explorer/teams?within=500103011&team_kind=non_hub",
        "/explorer/findings?rule_id=N-8&within=500103011",
        "/explorer?team=H500103011&tab=scope&kind=non_hub",
    ):
        page.goto(site.url + path)
        expect(page.locator("main")).to_contain_text("<img src=x")
        harmless(page)


def test_an_address_full_of_code_is_text(visit: Open, site: Site) -> None:
    page = visit("/explorer/work", refusable=True)
    for path in (
        "/explorer?q={}&open={}&lines={}",
        "/explorer/search?q={}",
        "/explorer/work/registration?asked=1&region_code=500112011001&name={}&unit_name={}",
        "/explorer/work/name?asked=1&region_code=500112011001&name={}&unit_name={}",
        "/explorer/sign-in?back={}",
        "/explorer/sign-in?back=javascript:alert(1)",
    ):
        page.goto(site.url + path.replace("{}", CODE))
        settled(page)
        harmless(page)
        assert page.locator("a[href^='javascript']").count() == 0, path


def test_the_exported_file_opens_from_disk_and_needs_nothing(
    visit: Open, site: Site, tmp_path: Path
) -> None:
    page = visit("/explorer?team=X-script&open=500112", accept_downloads=True)
    page.click(".menu summary")
    with page.expect_download() as download:
        page.click("a[data-export=html]")
    file = tmp_path / "explorer.html"
    download.value.save_as(file)
    page.goto(file.as_uri())
    expect(page.locator("h1")).to_have_text("重庆市志愿服务联合会")
    expect(page.locator("body")).to_contain_text(SCRIPT)
    assert page.locator("svg circle").count() > 60
    harmless(page)


def test_what_is_open_is_kept_as_a_file(visit: Open, tmp_path: Path) -> None:
    page = visit("/explorer?open=500112", accept_downloads=True)
    page.click(".menu summary")
    for form, begins in (("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", b"\xef\xbb\xbf")):
        with page.expect_download() as download:
            page.click(f"a[data-export={form}]")
        file = tmp_path / form
        download.value.save_as(file)
        content = file.read_bytes()
        assert content.startswith(begins), form
        assert len(content) > 2000
