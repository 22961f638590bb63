"""Overview, lists, notice, working pages and exports, as served."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest

from graph_service import notice
from graph_service.explorer.pages import lists
from graph_service.graph import Graph
from tests.conftest import Run
from tests.explorer.conftest import Ask
from tests.worlds import build

TokenOf = Callable[..., str]


def cookie(token: str) -> dict[str, str]:
    return {"Cookie": f"graph_service_token={token}"}


def form_token(page: str) -> str:
    found = re.search(r'name="form_token" value="([0-9a-f]{64})"', page)
    assert found
    return found[1]


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_every_number_of_an_overview_leads_to_a_list_that_holds_as_many(ask: Ask) -> None:
    page = ask("GET", "/explorer/overview/500112").text
    assert "应有席位 443" in page
    seats = ask("GET", "/explorer/seats.csv?within=500112").text
    assert len(table(seats)) == 443
    vacant = table(ask("GET", "/explorer/seats.csv?within=500112&state=vacant").text)
    assert {row["state"] for row in vacant} == {"vacant"}
    found = re.search(r'within=500112&amp;state=vacant"><b>([\d,]+)</b>', page)
    assert found
    assert int(found[1].replace(",", "")) == len(vacant)


@pytest.mark.parametrize("path", ["/explorer/seats", "/explorer/seats.csv"])
def test_more_seats_than_a_list_takes_are_refused_before_they_are_read(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(lists, "_MOST_SEATS", 443)
    assert ask("GET", f"{path}?within=500112").status_code == 200
    refused = ask("GET", path)
    assert refused.status_code == 422
    assert "先选择一个区县" in refused.text
    if path == "/explorer/seats":
        assert 'name="within"' in refused.text, "the district is chosen on the same page"
        assert "choose a district" in ask("GET", f"{path}?lang=en").text


def test_findings_are_counted_by_rule_and_place(ask: Ask) -> None:
    part = ask("GET", "/explorer/overview/500112/findings").text
    rows = re.findall(r"within=500112&amp;rule_id=([A-Z]-\d+)", part)
    for rule_id in dict.fromkeys(rows):
        answer = ask("GET", f"/explorer/findings?within=500112&rule_id={rule_id}")
        assert answer.status_code == 200
        assert rule_id in answer.text


def test_sentences_without_a_rule_are_marked_and_every_rule_stands_somewhere(ask: Ask) -> None:
    page = ask("GET", "/explorer/notice").text
    assert "标题、发送对象或缘由，不含要求" in page
    assert "本系统不查：" in page
    for rule_id in notice.rules():
        assert page.count(f'id="rule-{rule_id}"') == 1
    for reading in notice.interpretations():
        assert f'id="{reading}"' in page


def test_a_rule_shows_its_statement_and_its_examples(ask: Ask) -> None:
    page = ask("GET", "/explorer/notice/rules/N-6").text
    assert "questions/audit/n_6.cypher" in page
    assert "E-13" in page
    assert "<mark>名称与登记名称一致</mark>" in page
    assert ask("GET", "/explorer/notice/rules/X-9").status_code == 422


def test_the_adviser_answers_and_puts_errors_at_their_fields(ask: Ask) -> None:
    base = "/explorer/work/registration?asked=1&region_code="
    page = ask("GET", base + "500112011001&unit_name=便民服务站").text
    assert "便民服务站志愿服务队" in page
    assert "可以这样注册" in page
    wrong = ask("GET", base + "999")
    assert wrong.status_code == 422
    assert re.search(r'id="f-region_code"[^>]*aria-invalid="true"', wrong.text)
    assert 'id="p-region_code"' in wrong.text


def test_the_referee_refuses_a_hub_name_and_proposes_a_lawful_one(ask: Ask) -> None:
    path = "/explorer/work/name?asked=1&region_code=500112011001&name=松树桥社区志愿服务大队"
    page = ask("GET", path + "&unit_name=松树桥社区便民站").text
    assert "名称不合规" in page
    assert "N-9" in page
    assert "松树桥社区便民站志愿服务队" in page


def test_changes_need_an_operator(ask: Ask, token_of: TokenOf) -> None:
    assert ask("GET", "/explorer/work/change/T").status_code == 401
    reader = cookie(token_of("reader"))
    assert ask("GET", "/explorer/work/change/T", headers=reader).status_code == 403
    operator = cookie(token_of("operator", "H500112"))
    assert ask("GET", "/explorer/work/change/T", headers=operator).status_code == 200


@pytest.mark.parametrize("missing", ["token", "origin", "site"])
def test_a_post_from_another_site_is_refused_and_changes_nothing(
    ask: Ask, token_of: TokenOf, missing: str
) -> None:
    headers = cookie(token_of("administrator"))
    token = form_token(ask("GET", "/explorer/work/change/T", headers=headers).text)
    form = {"form_token": token, "operation": "set_status", "status": "suspended", "step": "apply"}
    if missing == "token":
        form["form_token"] = "0" * 64
    elif missing == "origin":
        headers["Origin"] = "http://evil.example"
    else:
        headers["Sec-Fetch-Site"] = "cross-site"
    answer = ask("POST", "/explorer/work/change/T", headers=headers, data=form)
    assert answer.status_code == 403
    assert "停用" not in ask("GET", "/explorer?team=T&part=panel", headers=headers).text


def test_a_change_is_rehearsed_first_and_then_carried_out(ask: Ask, token_of: TokenOf) -> None:
    headers = cookie(token_of("operator", "H500112"))
    path = "/explorer/work/change/T"
    form = {
        "form_token": form_token(ask("GET", path, headers=headers).text),
        "operation": "update_team",
        "responsible_unit": "试验单位",
    }
    page = ask("POST", path, headers=headers, data=form).text
    assert "预演结果" in page
    assert "试验单位" not in ask("GET", "/explorer?team=T&tab=about", headers=headers).text
    done = ask("POST", path, headers=headers, data=form | {"step": "apply", "reason": "试"})
    assert done.status_code == 303
    assert "试验单位" in ask("GET", "/explorer?team=T&tab=about", headers=headers).text


def test_what_the_notice_refuses_is_told_with_the_rules(ask: Ask, token_of: TokenOf) -> None:
    headers = cookie(token_of("operator", "H500112"))
    path = "/explorer/work/change/T"
    form = {
        "form_token": form_token(ask("GET", path, headers=headers).text),
        "operation": "set_liaison",
        "liaison_id": "H500112",
    }
    refused = ask("POST", path, headers=headers, data=form)
    assert refused.status_code == 409
    assert "A-9" in refused.text
    unknown = ask("POST", path, headers=headers, data=form | {"liaison_id": "nobody"})
    assert unknown.status_code == 404
    assert 'aria-invalid="true"' in unknown.text


def test_the_cookie_is_strict_and_no_script_reads_it(ask: Ask, token_of: TokenOf) -> None:
    page = ask("GET", "/explorer/sign-in?back=/explorer/overview")
    held = page.headers["set-cookie"]
    form = {"form_token": form_token(page.text), "token": token_of("reader")}
    path = "/explorer/sign-in?back=/explorer/overview"
    answer = ask("POST", path, headers={"Cookie": held.split(";")[0]}, data=form)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/explorer/overview"
    assert re.search(
        r"graph_service_token=\S+; HttpOnly; Path=/explorer; SameSite=strict",
        answer.headers["set-cookie"],
    )
    away = ask("GET", "/explorer/sign-in?back=https://evil.example/explorer").text
    assert "evil.example" not in away.split("<main")[1]


def test_exports_hold_what_is_open_or_a_whole_district(ask: Ask) -> None:
    opened = table(ask("GET", "/explorer/export.csv?open=500112").text)
    assert len(opened) == 1 + 1 + 38 + 1 + 30
    whole = table(ask("GET", "/explorer/export.csv?within=500103").text)
    assert len([row for row in whole if row["kind"] == "seat"]) == 92
    picture = ask("GET", "/explorer/export.svg?within=500103").text
    assert picture.startswith("<svg")
    assert picture.count("<circle") == len(whole)
    file = ask("GET", "/explorer/export.html?within=500103").text
    assert not re.search(r"<script|src=|<link", file)
    assert ask("GET", "/explorer/export.svg?within=50").status_code == 422


def test_a_reading_says_what_another_would_change_now(ask: Ask) -> None:
    page = ask("GET", "/explorer/notice").text
    assert "/explorer/notice/readings/I-4?part=1" in page
    found = ask("GET", "/explorer/notice/readings/I-4").text
    assert "GRAPH_SERVICE_FAST_REVIEW_POLICY=escalate" in found
    assert "1 个团体的答案不同" in found, "the branch whose legal person lacks fast review"
    assert "/explorer?team=T" in found
    part = ask("GET", "/explorer/notice/readings/I-14?part=1&lang=en").text
    assert "<html" not in part
    assert "the answers of 1 teams rest on it now" in part
    assert ask("GET", "/explorer/notice/readings/I-99").status_code == 404


def test_lists_as_files_are_whole(ask: Ask, world: Graph, run: Run) -> None:
    unit = next(team for team in build.teams_of(build.example("E-07")) if team["team_id"] == "T")
    crowd = [unit | {"team_id": f"X-{n}", "name": f"某某{n}服务队"} for n in range(1010)]
    run(build.load(world, crowd))
    scope = table(ask("GET", "/explorer/scope.csv?team=H500103011&kind=non_hub").text)
    assert len(scope) == 1010
    assert scope[0]["basis"].split()[0] == "region"
    first = ask("GET", "/v1/teams/H500103011/scope/teams?team_kind=non_hub&limit=1").json()["items"]
    assert scope[0] == {
        name: " ".join(value) if name == "basis" else str(value) for name, value in first[0].items()
    }
    found = table(ask("GET", "/explorer/findings.csv?rule_id=N-8&within=500103").text)
    assert {row["team_id"] for row in found} == {team["team_id"] for team in crowd}
    assert ask("GET", "/explorer/findings.csv?rule_id=X-9").status_code == 422
    assert ask("GET", "/explorer/findings.csv?within=500999").status_code == 404
    assert ask("GET", "/explorer/scope.csv?team=nobody").status_code == 404
