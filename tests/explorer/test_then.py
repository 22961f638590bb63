"""The pages as of then, a team's answers over time, and the changes page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from graph_service.changes import readings
from graph_service.explorer.words import catalogue
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.store.history import revision
from tests.conftest import Run
from tests.explorer.conftest import Ask
from tests.explorer.test_pages import cookie, form_token

TokenOf = Callable[..., str]
TOWN, VILLAGE = "H500112011", "H500112011001"
TOWN_NAME = "龙溪街道志愿服务总队"


@pytest.fixture
def keep(ask: Ask, world: Graph, run: Run, token_of: TokenOf) -> Callable[..., int]:
    """Carry a change out by its page and return its revision."""
    headers = cookie(token_of("administrator"))

    def send(team: str, **given: str) -> int:
        path = f"/explorer/work/change/{team}"
        token = form_token(ask("GET", path, headers=headers).text)
        form = {"form_token": token, "step": "apply", "accept_violations": "yes", **given}
        done = ask("POST", path, headers=headers, data=form)
        assert done.status_code == 303, done.text
        return run(revision(world))

    return send


def lowered(keep: Callable[..., int]) -> int:
    given = {"permission_group": "basic", "reason": "试停"}
    return keep(TOWN, operation="set_permission_group", **given)


def called(keep: Callable[..., int]) -> int:
    given = {"operation": "update_team", "contact_name": "李四", "contact_mobile": "13912345678"}
    return keep(VILLAGE, operations=json.dumps([given]))


def said(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_panel_tells_what_was_answered_then_and_which_change_made_it_so(
    ask: Ask, keep: Callable[..., int]
) -> None:
    at = lowered(keep)
    path = f"/explorer?team={VILLAGE}&part=panel"
    final = re.compile(r'class="final">.*?data-go="team=(\w+)"')
    now = ask("GET", path).text
    then = ask("GET", f"{path}&as_of={at - 1}").text
    after = ask("GET", f"{path}&as_of={at}&lang=en").text
    assert final.findall(then) != final.findall(now)
    assert final.findall(after) == final.findall(now)
    assert TOWN in final.findall(then)
    assert f"#{at}" in after
    assert "Cause: #" in said(after).replace("# ", "#")
    assert "试停" in after
    assert f"/explorer/changes/{at}?as_of={at}&amp;lang=en" in after
    group = ask("GET", f"/explorer?team={TOWN}&tab=permissions&as_of={at - 1}&part=panel").text
    assert "基本组" not in group
    for tab in ("managers", "findings", "seats", "history", "timeline"):
        found = ask("GET", f"/explorer?team={TOWN}&tab={tab}&as_of={at - 1}&cypher=1")
        assert found.status_code == 200, tab
        assert f'data-tab="{tab}"' in found.text
        assert "questions/record/changes_of" in found.text or tab == "history"


def test_what_cannot_be_answered_as_of_then_says_that_it_is_todays(
    ask: Ask, keep: Callable[..., int]
) -> None:
    at = lowered(keep)
    page = ask("GET", f"/explorer?team={TOWN}&as_of={at - 1}").text
    assert f"截至第 {at - 1} 号修订" in page
    assert "层级列表、层级图及其中名称为今天的" in page
    assert f'href="/explorer?team={TOWN}"' in page, "back to today"
    for tab in ("about", "near", "scope", "region"):
        assert (
            "此栏只有今天的情况" in ask("GET", f"/explorer?team={TOWN}&tab={tab}&as_of={at}").text
        )
    for place in ("overview/500112", "notice", "findings", "teams?within=500112011"):
        joined = "&" if "?" in place else "?"
        found = ask("GET", f"/explorer/{place}{joined}as_of={at - 1}").text
        assert "本页为今天的情况" in found, place
    english = ask("GET", f"/explorer/overview?as_of={at}&lang=en").text
    assert "this page is today" in english
    assert f"as_of={at}" in english, "links stay as of then"
    work = ask("GET", f"/explorer/work?as_of={at}").text
    assert 'name="as_of"' not in work
    assert "截至第" not in work


def test_the_seats_of_then_are_listed(ask: Ask, keep: Callable[..., int]) -> None:
    at = keep(TOWN, operation="set_status", status="closed")
    then = ask("GET", f"/explorer/seats?within=500112011&as_of={at - 1}").text
    assert f"team={TOWN}&amp;" in then or f"team={TOWN}" in then
    now = ask("GET", f"/explorer/seats?within=500112011&as_of={at}").text
    assert TOWN not in now.split("<tbody>")[1].split("</tr>")[0]
    wrong = ask("GET", "/explorer/seats?as_of=yesterday")
    assert wrong.status_code == 422
    assert "应为修订号或时间" in wrong.text.split("<main")[1]


@pytest.mark.parametrize(
    ("as_of", "zh", "en"),
    [
        ("yesterday", "应为修订号或时间", "a revision or a time"),
        ("999999", "最新修订号是", "the newest revision is"),
    ],
)
def test_a_time_that_is_none_is_said_in_the_panel(ask: Ask, as_of: str, zh: str, en: str) -> None:
    for lang, told in (("zh", zh), ("en", en)):
        found = ask("GET", f"/explorer?team={TOWN}&as_of={as_of}&lang={lang}")
        assert found.status_code == 422
        assert told in found.text.split('id="panel"')[1]
        assert 'id="tree"' in found.text
        assert catalogue()["then.back"][lang] in found.text


def test_a_moment_before_a_reset_names_the_replay_and_a_team_of_later_is_not_there(
    ask: Ask, world: Graph, run: Run, keep: Callable[..., int]
) -> None:
    at = lowered(keep)
    gone = ask("GET", f"/explorer?team=nobody&as_of={at}")
    assert gone.status_code == 404
    assert "nobody" in gone.text.split('id="panel"')[1]
    assert 'id="tree"' in gone.text
    world.policy = Policy(upgrade_cap=False)
    run(readings.enforce(world))
    old = ask("GET", f"/explorer?team={TOWN}&as_of={at}&lang=en")
    assert old.status_code == 422
    assert f"--until {at}" in old.text.split('id="panel"')[1]


def test_the_timeline_tells_each_answer_in_words_from_when_to_when_and_why(
    ask: Ask, keep: Callable[..., int]
) -> None:
    at = lowered(keep)
    path = f"/explorer?team={VILLAGE}&tab=timeline&answer=route&key=hours_recording&part=panel"
    page = ask("GET", path).text
    rows = page.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:-1]
    assert len(rows) == 2
    assert TOWN_NAME in rows[1]
    assert TOWN_NAME not in rows[0]
    assert f"/explorer/changes/{at}" in rows[0]
    assert "试停" in rows[0]
    assert f"#{at}" in rows[1], "until then"
    whole = ask("GET", f"/explorer?team={TOWN}&tab=timeline&lang=en&part=panel").text
    assert "P-2" in whole
    assert 'rel="next"' in whole or whole.count("<tr>") > 20
    assert ask("GET", f"{path}&cursor=x").status_code == 422


def test_the_changes_page_is_newest_first_and_opens_what_followed(
    ask: Ask, keep: Callable[..., int], token_of: TokenOf
) -> None:
    at = lowered(keep)
    last = called(keep)
    reader = cookie(token_of("reader"))
    page = ask("GET", "/explorer/changes", headers=reader).text
    ids = [int(i) for i in re.findall(r'<li id="r(\d+)"', page)]
    assert ids[:2] == [last, at]
    assert ids == sorted(ids, reverse=True)
    assert "没有改变答复" in page
    assert re.search(rf'data-hx-get="/explorer/changes/{at}\?part=1"[^>]*>改变答复 \d+ 项', page)
    part = ask("GET", f"/explorer/changes/{at}?part=1", headers=reader).text
    assert "<html" not in part
    shown = said(part)
    assert TOWN_NAME in shown
    whole = shown
    cursor = re.search(r"cursor=([^&\"]+)", part)
    while cursor:
        part = ask("GET", f"/explorer/changes/{at}?part=1&cursor={cursor[1]}", headers=reader).text
        whole += said(part)
        cursor = re.search(r"cursor=([^&\"]+)", part)
    assert "P-2" in whole
    assert "审核去向" in whole
    one = ask("GET", f"/explorer/changes/{at}?lang=en&cypher=1", headers=reader).text
    assert "What followed" in one
    assert "questions/record/answers_of_change" in one
    assert ask("GET", "/explorer/changes/999999", headers=reader).status_code == 404
    assert ask("GET", "/explorer/changes/x", headers=reader).status_code == 404


def test_changes_are_filtered_by_what_they_changed(
    ask: Ask, keep: Callable[..., int], token_of: TokenOf
) -> None:
    at = lowered(keep)
    called(keep)
    reader = cookie(token_of("reader"))

    def revisions(query: str) -> list[str]:
        page = ask("GET", f"/explorer/changes?{query}", headers=reader)
        assert page.status_code == 200
        return re.findall(r'<li id="r(\d+)"', page.text)

    assert revisions(f"subject={VILLAGE}&kind=route")[0] == str(at)
    assert revisions(f"hub={TOWN}&kind=route")[0] == str(at)
    assert str(at) not in revisions("within=500103&kind=place")
    assert revisions(f"upto={at - 1}")[0] == str(at - 1)
    assert revisions(f"upto={at}&subject={VILLAGE}&kind=route")[0] == str(at)
    assert ask("GET", "/explorer/changes?kind=x", headers=reader).status_code == 422
    assert ask("GET", "/explorer/changes?within=500999", headers=reader).status_code == 404


def test_who_is_not_signed_in_sees_changes_masked_and_not_what_followed(
    ask: Ask, keep: Callable[..., int], token_of: TokenOf
) -> None:
    at = called(keep)
    page = ask("GET", f"/explorer/changes?subject={VILLAGE}").text
    assert f'id="r{at}"' in page
    assert "part=1" not in page
    assert "登录后可见" in page
    one = ask("GET", f"/explorer/changes/{at}").text
    assert "李四" not in one
    assert "13912345678" not in one
    assert ask("GET", f"/explorer/changes/{at}?part=1").status_code == 401
    assert ask("GET", "/explorer/changes?kind=route").status_code == 401
    reader = ask("GET", f"/explorer/changes/{at}", headers=cookie(token_of("reader"))).text
    assert "李四" in reader
    assert "13912345678" not in reader
    admin = ask("GET", f"/explorer/changes/{at}", headers=cookie(token_of("administrator"))).text
    assert "13912345678" in admin
