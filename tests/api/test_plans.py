"""Plans over HTTP: made, read, applied, stale, refused."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import Any

from graph_service.graph import Graph
from tests.api.planning import NEW, TURN, bare, diff, in_order, of_change, plan
from tests.conftest import Run


def canonical(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def test_a_plan_shows_what_its_change_then_records(ask: Any) -> None:
    made = plan(ask, TURN, NEW)
    assert made.status_code == 201, made.text
    known = made.json()
    assert made.headers["location"] == f"/v1/plans/{known['plan_id']}"
    assert known["status"] == "draft"
    assert known["problems"] == []
    assert ask("GET", "/v1/teams/T-NEW").status_code == 404
    shown = diff(ask, known["plan_id"], limit=7)
    assert bare(shown) == in_order(bare(shown))
    told = {"operations": known["operations"], "answer_changes": bare(shown)}
    assert known["digest"] == hashlib.sha256(canonical(told)).hexdigest()
    applied = ask("POST", f"/v1/plans/{known['plan_id']}/apply?accept_violations=true")
    assert applied.status_code == 200, applied.text
    answer = applied.json()
    assert answer["status"] == "applied"
    assert answer["digest"] == known["digest"]
    assert in_order(of_change(ask, answer["revision"])) == bare(shown)
    [change] = ask("GET", f"/v1/changes?after={answer['revision'] - 1}").json()["items"]
    assert change["operation"] == "plan"
    for team in ("T-NEW", "H500112011"):
        history = ask("GET", f"/v1/teams/{team}/history").json()["items"]
        assert answer["revision"] in [item["revision"] for item in history]
    assert ask("GET", "/v1/teams/T-NEW").json()["status"] == "pending"


def test_applying_twice_answers_the_first_result(ask: Any) -> None:
    plan_id = plan(ask, NEW).json()["plan_id"]
    first, second = (ask("POST", f"/v1/plans/{plan_id}/apply") for _ in range(2))
    assert first.json() == second.json()
    assert ask("GET", f"/v1/plans/{plan_id}").json()["status"] == "applied"
    newest = ask("GET", "/readyz").json()["revision"]
    assert newest == first.json()["revision"]


def test_the_summary_counts_what_follows(ask: Any, token_of: Any) -> None:
    token_of("operator", "H500112")
    gone = {"operation": "set_status", "team_id": "H500112011001", "status": "closed"}
    known = plan(ask, gone).json()
    summary = known["summary"]
    shown = diff(ask, known["plan_id"])
    kinds: dict[str, int] = {}
    for item in shown:
        kinds[item["kind"]] = kinds.get(item["kind"], 0) + 1
    assert summary["answers"] == kinds
    assert summary["seats"] == {"filled": 0, "vacated": 1}
    lost = {hub["hub"]: hub for hub in summary["hubs"]}
    assert lost["H500112"]["teams_lost"] == 1
    assert lost["H500112"]["name"] == "渝北区志愿服务联合会"
    blocked = [i for i in shown if i["kind"] == "route" and i["after"]["outcome"] == "blocked"]
    assert summary["routes"]["becomes_blocked"] == len(blocked) > 0
    [token] = summary["tokens"]
    assert (token["team_id"], token["gains"], token["loses"]) == ("H500112", 0, 1)
    assert summary["complete"] is True


def test_every_value_is_told_in_words(ask: Any) -> None:
    moved = {"operation": "set_liaison", "team_id": "H500112011001", "liaison_id": "H500112"}
    named = {"operation": "update_team", "team_id": "H500112011", "name": "龙溪志愿服务总队"}
    plan_id = plan(ask, moved, named, NEW).json()["plan_id"]
    shown = diff(ask, plan_id)
    assert {item["kind"] for item in shown} >= {"route", "holder", "finding", "name", "place"}
    for item in shown:
        for when in ("before", "after"):
            texts = [item[f"{when}_text_{lang}"] for lang in ("zh", "en")]
            assert all(texts) if item[when] is not None else texts == [None, None], item
    route = next(i for i in shown if (i["kind"], i["key"]) == ("route", "hours_recording"))
    assert route["before_text_zh"] == "由龙溪街道志愿服务总队（H500112011）快审"
    assert route["after_text_en"] == "reviewed by 渝北区志愿服务联合会 (H500112), fast"
    [renamed] = diff(ask, plan_id, kind="name", subject="H500112011")
    assert renamed["after_text_zh"] == "龙溪志愿服务总队（镇乡街道级）"


def test_rows_are_filtered_by_kind_subject_place_rule_and_hub(ask: Any) -> None:
    plan_id = plan(ask, TURN, NEW).json()["plan_id"]
    every = diff(ask, plan_id)
    assert diff(ask, plan_id, kind="route") == [i for i in every if i["kind"] == "route"]
    assert diff(ask, plan_id, subject="T-NEW") == [i for i in every if i["subject"] == "T-NEW"]
    rules = diff(ask, plan_id, rule_id="P-2")
    assert rules == [i for i in every if (i["kind"], i["key"]) == ("finding", "P-2")]
    assert rules
    below = diff(ask, plan_id, within="500112011001")
    assert {item["subject"] for item in below} >= {"T-NEW"}
    assert "H500112011" not in {item["subject"] for item in below}
    assert diff(ask, plan_id, within="500103") == []
    by = diff(ask, plan_id, hub_id="H500112011001")
    assert by == [i for i in every if '"H500112011001"' in json.dumps([i["before"], i["after"]])]
    sheet = ask("GET", f"/v1/plans/{plan_id}/diff", headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(sheet.text)))
    assert [row["subject"] for row in rows] == [i["subject"] for i in every]
    assert ask("GET", f"/v1/plans/{plan_id}/diff?within=999999").status_code == 404


def test_a_plan_is_stale_by_meaning_and_stands_renewed(ask: Any) -> None:
    plan_id = plan(ask, TURN).json()["plan_id"]
    before = diff(ask, plan_id)
    ask("PATCH", "/v1/teams/H500112", json={"contact_name": "张三"})
    elsewhere = {"permission_group": "intermediate"}
    told = "/v1/teams/H500103011/permission-group?accept_violations=true"
    assert ask("PUT", told, json=elsewhere).status_code == 200
    other = ask("POST", "/v1/teams", json={**NEW, "operation": None} | {"team_id": "T-X"})
    assert other.status_code == 422
    path = f"/v1/plans/{plan_id}/apply?accept_violations=true"
    moved = {"liaison_id": "H500112"}
    ask("PUT", "/v1/teams/H500112011001/liaison?accept_violations=true", json=moved)
    stale = ask("POST", path)
    assert stale.status_code == 409
    problem = stale.json()
    assert problem["type"].endswith("plan_stale")
    renewed = ask("GET", f"/v1/plans/{plan_id}").json()
    assert problem["digest"] == renewed["digest"]
    assert renewed["status"] == "draft"
    now = diff(ask, plan_id)
    gone = [item for item in bare(before) if item not in bare(now)]
    assert problem["gone"] == gone
    assert problem["new"] == [item for item in bare(now) if item not in bare(before)]
    assert gone
    again = ask("POST", path)
    assert again.status_code == 200, again.text
    assert again.json()["digest"] == renewed["digest"]


def test_what_is_written_meanwhile_and_changes_nothing_here_makes_no_plan_stale(ask: Any) -> None:
    plan_id = plan(ask, TURN).json()["plan_id"]
    ask("PATCH", "/v1/teams/H500103", json={"contact_name": "张三"})
    applied = ask("POST", f"/v1/plans/{plan_id}/apply?accept_violations=true")
    assert applied.status_code == 200, applied.text


def test_problems_are_told_by_operation_and_refuse_the_plan(ask: Any) -> None:
    unknown = {"operation": "set_liaison", "team_id": "T-NOBODY", "liaison_id": "H50"}
    nowhere = {"operation": "set_liaison", "team_id": "H500112011", "liaison_id": "H-NOBODY"}
    circle = {"operation": "set_liaison", "team_id": "H500112", "liaison_id": "H500112011001"}
    known = plan(ask, TURN, unknown, nowhere, circle).json()
    found = [(problem["index"], problem["status"]) for problem in known["problems"]]
    assert found == [(1, 404), (2, 404), (3, 409)]
    assert known["summary"]["answers"]
    refused = ask("POST", f"/v1/plans/{known['plan_id']}/apply")
    assert refused.status_code == 409
    assert refused.json()["type"].endswith("plan_refused")
    assert [problem["index"] for problem in refused.json()["problems"]] == [1]


def test_an_operation_that_fails_half_way_leaves_nothing_in_the_plan(ask: Any) -> None:
    half = {"operation": "set_permission_group", "team_id": "T", "permission_group": "pending"}
    into = {"region_code": "500112090", "name": "双龙街道", "kind": "street"}
    gone = {"operation": "merge_regions", "from": ["500112012", "500112999"], "into": into}
    known = plan(ask, half, gone | {"valid_from": "2026-01-01"}).json()
    assert [problem["index"] for problem in known["problems"]] == [0, 1]
    assert known["summary"]["answers"] == {}


def test_what_is_no_operation_is_invalid_at_its_place(ask: Any) -> None:
    wrong = plan(ask, TURN, {"operation": "set_liaison", "team_id": "H500112", "color": "x"})
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["field"] == "operations[1].color"
    assert plan(ask).status_code == 422
    assert plan(ask, {"operation": "fly"}).json()["errors"][0]["field"] == "operations[0].operation"
    both = {"operations": [TURN], "undo_of": 1, "reason": "x"}
    assert ask("POST", "/v1/plans", json=both).status_code == 422


def test_errors_that_a_plan_adds_refuse_it_unless_they_are_accepted(ask: Any) -> None:
    known = plan(ask, TURN).json()
    assert known["summary"]["findings"]["added"]["P-2"] == 1
    path = f"/v1/plans/{known['plan_id']}/apply"
    refused = ask("POST", path)
    assert refused.status_code == 409
    assert refused.json()["rule_ids"] == ["P-2"]
    accepted = ask("POST", f"{path}?accept_violations=true")
    assert accepted.status_code == 200
    assert [v["rule_id"] for v in accepted.json()["violations"]] == ["P-2"]


def test_a_plan_is_its_authors_and_the_administrators(ask: Any, token_of: Any) -> None:
    town, other = token_of("operator", "H500112011"), token_of("operator", "H500103")
    known = plan(ask, NEW, token=town)
    assert known.status_code == 201, known.text
    path = f"/v1/plans/{known.json()['plan_id']}"
    assert ask("GET", path).status_code == 200
    for method, place in (("GET", ""), ("GET", "/diff"), ("POST", "/apply"), ("DELETE", "")):
        assert ask(method, path + place, token=other).status_code == 403, (method, place)
    assert ask("GET", "/v1/plans", token=other).json()["items"] == []
    [listed] = ask("GET", "/v1/plans", token=town).json()["items"]
    assert "operations" not in listed
    above = {"operation": "set_permission_group", "permission_group": "senior"}
    refused = plan(ask, above | {"team_id": "H500112"}, token=town)
    assert refused.status_code == 403
    assert plan(ask, NEW, token=token_of("reader")).status_code == 403
    assert ask("POST", f"{path}/apply", token=town).status_code == 200
    assert ask("DELETE", path, token=town).status_code == 204
    assert ask("GET", path).status_code == 404


def test_a_team_registered_in_a_plan_is_not_admitted_in_it_by_its_operator(
    ask: Any, token_of: Any
) -> None:
    village = token_of("operator", "H500112011001")
    admitted = {"operation": "set_status", "team_id": "T-NEW", "status": "active"}
    assert plan(ask, NEW, admitted, token=village).status_code == 403
    assert plan(ask, NEW, admitted).status_code == 201


def test_a_plan_expires(ask: Any, app: Any) -> None:
    app.state.settings = app.state.settings.model_copy(update={"plan_ttl": 0})
    plan_id = plan(ask, NEW).json()["plan_id"]
    assert ask("GET", f"/v1/plans/{plan_id}").json()["status"] == "expired"
    refused = ask("POST", f"/v1/plans/{plan_id}/apply")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/plan_refused")


def test_plans_stand_outside_answers_export_and_history(ask: Any, graph: Graph, run: Run) -> None:
    before = ask("GET", "/v1/answers?limit=1000").json()
    newest = ask("GET", "/readyz").json()["revision"]
    plan(ask, TURN, NEW)
    assert ask("GET", "/v1/answers?limit=1000").json()["items"] == before["items"]
    assert ask("GET", "/readyz").json()["revision"] == newest
