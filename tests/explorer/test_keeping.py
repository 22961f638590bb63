"""Registering a team and deciding on applications, by form: rehearsed first, errors at fields."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable

from graph_service.graph import Graph
from graph_service.questions import applications
from tests.conftest import Run
from tests.explorer.conftest import Ask
from tests.explorer.test_pages import cookie, form_token
from tests.worlds.build import PERSONS

TokenOf = Callable[..., str]
DRAFT = "region_code=500112011001&unit_name=便民站"
REGISTER = "/explorer/work/register"


def fields(page: str) -> dict[str, str]:
    """What a page's form has filled in, by name."""
    form = page.rpartition('<form class="stacked"')[2]
    found = re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', form)
    chosen = re.findall(r'<select[^>]* name="(\w+)".*?value="(\w+)" selected', form, re.DOTALL)
    return {name: html.unescape(value) for name, value in found + chosen}


def wrong(page: str) -> set[str]:
    return set(re.findall(r'name="(\w+)"[^>]*aria-invalid="true"', page))


def carried(page: str) -> dict[str, str]:
    """What the button below a rehearsal carries on."""
    told = re.search(r"name=\"operations\" value='([^']*)'", page)
    assert told, "nothing was rehearsed"
    return {"operations": html.unescape(told[1]), "form_token": form_token(page), "step": "apply"}


def test_registering_and_deciding_need_somebody_signed_in(ask: Ask, token_of: TokenOf) -> None:
    for path in (REGISTER, "/explorer/work/applications"):
        assert ask("GET", path).status_code == 401
    assert ask("GET", REGISTER, headers=cookie(token_of("reader"))).status_code == 403
    page = ask("GET", f"/explorer/work/registration?asked=1&{DRAFT}").text
    assert "操作员登录后可照此注册" in page
    assert "back=%2Fexplorer%2Fwork%2Fregister%3Fregion_code%3D500112011001" in page


def test_what_the_adviser_answers_is_filled_in_rehearsed_and_registered(
    ask: Ask, token_of: TokenOf
) -> None:
    headers = cookie(token_of("operator", "H500112011"))
    advised = ask("GET", f"/explorer/work/registration?asked=1&{DRAFT}", headers=headers).text
    link = re.search(r'class="button" href="([^"]*work/register[^"]*)"', advised)
    assert link
    form = fields(ask("GET", html.unescape(link[1]), headers=headers).text)
    assert form["name"] == "便民站志愿服务队"
    assert form["liaison_id"] == "H500112011001"
    rehearsed = ask("POST", REGISTER, headers=headers, data=form | PERSONS)
    assert rehearsed.status_code == 200
    assert "预演结果" in rehearsed.text
    assert "新增问题 0" in rehearsed.text
    assert "注册审核" in rehearsed.text
    found = "/explorer/search?q=便民站志愿服务队"
    assert "0 个结果" in ask("GET", found).text, "a rehearsal keeps nothing"
    done = ask("POST", REGISTER, headers=headers, data=carried(rehearsed.text))
    assert done.status_code == 303
    page = ask("GET", done.headers["location"], headers=headers).text
    assert "便民站志愿服务队" in page
    assert "待审" in page


def test_what_is_wrong_is_told_at_its_field(ask: Ask, token_of: TokenOf) -> None:
    headers = cookie(token_of("operator", "H500112"))
    form = fields(ask("GET", f"{REGISTER}?{DRAFT}", headers=headers).text) | PERSONS

    def sent(**changed: str) -> tuple[int, set[str]]:
        answer = ask("POST", REGISTER, headers=headers, data=form | changed)
        return answer.status_code, wrong(answer.text)

    assert sent(liaison_id="nobody") == (404, {"liaison_id"})
    assert sent(team_id="T") == (409, {"team_id"})
    assert sent(team_id="a b") == (422, {"team_id"})
    assert sent(name="松树桥社区志愿服务大队") == (409, {"name"})
    assert sent(liaison_id="H500112") == (409, {"liaison_id"})
    assert sent(contact_name="", contact_mobile="")[1] >= {"contact_name", "contact_mobile"}
    assert sent(region_code="999") == (422, {"region_code"})
    unknown = ask("GET", f"{REGISTER}?region_code=500999", headers=headers)
    assert (unknown.status_code, wrong(unknown.text)) == (422, {"region_code"})


def test_a_region_that_is_not_ones_own_and_another_sites_form_are_refused(
    ask: Ask, token_of: TokenOf
) -> None:
    headers = cookie(token_of("operator", "H500103"))
    form = fields(ask("GET", f"{REGISTER}?{DRAFT}", headers=headers).text) | PERSONS
    refused = ask("POST", REGISTER, headers=headers, data=form)
    assert refused.status_code == 403
    assert "不可办理" in refused.text
    forged = ask("POST", REGISTER, headers=headers, data=form | {"form_token": "0" * 64})
    assert forged.status_code == 403
    smuggled = json.dumps([{"operation": "delete_team", "team_id": "T"}])
    passed = {"operations": smuggled, "step": "apply", "form_token": form["form_token"]}
    assert ask("POST", REGISTER, headers=headers, data=passed).status_code == 422


def test_an_application_is_made_waits_is_decided_for_less_and_is_gone(
    ask: Ask, token_of: TokenOf, world: Graph, run: Run
) -> None:
    team = cookie(token_of("operator", "T"))
    path = "/explorer/work/change/T"
    page = ask("GET", path, headers=team).text
    form = {"form_token": form_token(page), "operation": "submit_application"}
    assert 'value="H500112"' in page.partition('id="submit_application-applied_to"')[2]
    less = ask("POST", path, headers=team, data=form | {"to_group": "basic"})
    assert less.status_code == 409
    assert wrong(less.text) == set()
    form |= {"to_group": "intermediate", "applied_to": "H500112", "reason": "项目多"}
    rehearsed = ask("POST", path, headers=team, data=form)
    assert run(applications.waiting(world))["items"] == []
    assert ask("POST", path, headers=team, data=carried(rehearsed.text)).status_code == 303
    [waits] = run(applications.waiting(world))["items"]
    assert (waits["team_id"], waits["to_group"], waits["reason"]) == ("T", "intermediate", "项目多")

    district = cookie(token_of("operator", "H500112"))
    listed = ask("GET", "/explorer/work/applications", headers=district).text
    assert f"/explorer/work/applications/{waits['application_id']}" in listed
    other = cookie(token_of("operator", "H500103"))
    assert (
        waits["application_id"] not in ask("GET", "/explorer/work/applications", headers=other).text
    )
    one = f"/explorer/work/applications/{waits['application_id']}"
    decision = {"form_token": form_token(ask("GET", one, headers=district).text)}
    decision |= {"status": "approved", "granted_group": "junior_project", "reason": "先少给"}
    foreign = decision | {"form_token": form_token(ask("GET", one, headers=other).text)}
    assert ask("POST", one, headers=other, data=foreign).status_code == 403
    seen = ask("POST", one, headers=district, data=decision)
    assert "初级团体组（项目）" in seen.text
    assert run(applications.application(world, waits["application_id"]))["status"] == "submitted"
    done = ask("POST", one, headers=district, data=carried(seen.text))
    assert done.status_code == 303
    decided = run(applications.application(world, waits["application_id"]))
    assert (decided["status"], decided["granted_group"]) == ("approved", "junior_project")
    assert "没有待决定的申请" in ask("GET", "/explorer/work/applications?all=1", headers=team).text
    assert "确认执行" not in ask("GET", one, headers=district).text


def test_a_decision_that_is_none_and_an_unknown_application_are_told(
    ask: Ask, token_of: TokenOf
) -> None:
    headers = cookie(token_of("administrator"))
    assert ask("GET", "/explorer/work/applications/A-9", headers=headers).status_code == 404
    assert ask("GET", "/explorer/work/applications/a%20b", headers=headers).status_code == 404
