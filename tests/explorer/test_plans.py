"""Plans by form: made, read on the tree before and after and row by row, applied, undone."""

from __future__ import annotations

import json

from tests.explorer.conftest import Ask
from tests.explorer.test_keeping import TokenOf
from tests.explorer.test_pages import cookie, form_token

PLANS = "/explorer/work/plans"
MOVE = {"operation": "update_team", "team_id": "T", "region_code": "500112011001"}
MORE = {
    "operation": "set_permission_group",
    "team_id": "H500112011",
    "permission_group": "intermediate",
}


def test_a_plan_is_made_read_applied_and_undone_by_form(ask: Ask, token_of: TokenOf) -> None:
    headers = cookie(token_of("administrator"))
    page = ask("GET", PLANS, headers=headers).text
    given = {"form_token": form_token(page), "title": "龙山划转", "reason": "试拟"}
    lines = "\n".join(json.dumps(one) for one in (MOVE, MORE))
    made = ask("POST", PLANS, headers=headers, data=given | {"operations": lines})
    assert made.status_code == 303, made.text
    place = made.headers["location"]
    read = ask("GET", place, headers=headers).text
    assert "龙山划转" in read
    before, after = read.split('id="side-2"')
    assert "龙山街道" in before.split('id="side-1"')[1]
    assert "移动" in after
    assert "P-2" in read
    rows = ask("GET", f"{place}?kind=place", headers=headers).text.rpartition("<tbody>")[2]
    assert "500112011001" in rows
    assert "审核去向" not in rows
    none = ask("GET", f"{place}?within=500103", headers=headers).text.rpartition("<tbody>")[2]
    assert "没有改变答复" in none
    apply = {"form_token": form_token(read)}
    refused = ask("POST", place, headers=headers, data=apply)
    assert refused.status_code == 409
    assert "P-2" in refused.text
    done = ask("POST", place, headers=headers, data=apply | {"accept_violations": "yes"})
    assert done.status_code == 303, done.text
    applied = ask("GET", place, headers=headers).text
    assert "已实施" in applied
    revision = applied.partition('name="undo_of" value="')[2].partition('"')[0]
    undo = {"form_token": form_token(applied), "undo_of": revision, "reason": "撤销"}
    back = ask("POST", PLANS, headers=headers, data=undo)
    assert back.status_code == 303, back.text
    assert "移动" in ask("GET", back.headers["location"], headers=headers).text
    listed = ask("GET", PLANS, headers=headers).text
    assert "龙山划转" in listed


def test_a_form_that_is_none_and_a_plan_of_another_are_refused(ask: Ask, token_of: TokenOf) -> None:
    assert ask("GET", PLANS).status_code == 401
    town = cookie(token_of("operator", "H500112011"))
    page = ask("GET", PLANS, headers=town).text
    given = {"form_token": form_token(page), "reason": "试拟"}
    wrong = ask("POST", PLANS, headers=town, data=given | {"operations": "no JSON"})
    assert wrong.status_code == 422
    assert "第 1 行不是 JSON 对象" in wrong.text
    line = json.dumps(
        {"operation": "update_team", "team_id": "H500112011001", "contact_name": "甲"}
    )
    made = ask("POST", PLANS, headers=town, data=given | {"operations": line})
    assert made.status_code == 303, made.text
    other = cookie(token_of("operator", "H500103"))
    assert ask("GET", made.headers["location"], headers=other).status_code == 403
    assert ask("GET", f"{PLANS}/P-1", headers=town).status_code == 404
