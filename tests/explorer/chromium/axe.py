"""What must hold of every page that is looked at: axe-core has nothing serious, nothing is cut."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
# An item of a nested tree is named by its own row, as it should be; axe reads its whole branch as
# the visible label, so that one rule is left out.
ASKED = """what => axe.run(document, {
  resultTypes: ['violations'],
  ...(what ? {runOnly: what} : {rules: {'label-content-name-mismatch': {enabled: false}}}),
}).then(found => JSON.stringify(found.violations
  .filter(one => ['serious', 'critical'].includes(one.impact))
  .map(one => one.id + ' ' + one.nodes.map(n => n.html.slice(0, 160)).slice(0, 3).join(' | '))))"""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def looked_at(page: Page) -> None:
    """Fail for what axe finds serious, in the light and in the dark, or what 360 pixels cut."""
    page.wait_for_load_state("load")  # without its style sheet a page has other colours
    page.wait_for_selector("main .waiting", state="detached", timeout=120_000)
    session = page.context.new_cdp_session(page)
    # Brought in past the policy, as a debugger would.
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})

    def serious(what: list[str] | None = None) -> list[str]:
        asked = {"expression": f"({ASKED})({json.dumps(what)})", "awaitPromise": True}
        return json.loads(session.send("Runtime.evaluate", asked)["result"]["value"])

    before = page.viewport_size
    found = serious()
    assert not found, (page.url, found)
    page.emulate_media(color_scheme="dark")
    found = serious(["color-contrast"])  # the dark changes colours and nothing else
    assert not found, (page.url, found)
    page.set_viewport_size({"width": 360, "height": 760})
    assert page.evaluate(WIDE) <= 0, page.url
    page.emulate_media(color_scheme=None)
    if before:
        page.set_viewport_size(before)
