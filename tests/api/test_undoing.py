"""A change undone by a plan: what it made goes, what moved on since is told."""

from __future__ import annotations

from typing import Any

from tests.api.planning import NEW, TURN, bare, diff, in_order, of_change, plan


def undo(ask: Any, revision: int, **how: Any) -> Any:
    return ask("POST", "/v1/plans", json={"undo_of": revision, "reason": "撤销"} | how)


def applied(ask: Any, plan_id: str) -> Any:
    answer = ask("POST", f"/v1/plans/{plan_id}/apply?accept_violations=true")
    assert answer.status_code == 200, answer.text
    return answer.json()


def team(ask: Any, team_id: str) -> Any:
    found = ask("GET", f"/v1/teams/{team_id}").json()
    return {name: value for name, value in found.items() if name != "revision"}


def test_an_applied_plan_is_undone_with_all_that_it_made(ask: Any) -> None:
    before = team(ask, "H500112011")
    asked = {"operation": "submit_application", "team_id": "T", "application_id": "A-1"}
    plan_id = plan(ask, TURN, NEW, asked | {"to_group": "senior"}).json()["plan_id"]
    revision = applied(ask, plan_id)["revision"]
    assert ask("GET", "/v1/applications/A-1").status_code == 200
    made = undo(ask, revision).json()
    assert made["problems"] == []
    assert made["operations"] == [{"operation": "restore", "revision": revision, "partly": False}]
    back = applied(ask, made["plan_id"])
    assert team(ask, "H500112011") == before
    assert ask("GET", "/v1/teams/T-NEW").status_code == 404
    assert ask("GET", "/v1/applications/A-1").status_code == 404
    shown = bare(diff(ask, made["plan_id"]))
    assert in_order(of_change(ask, back["revision"])) == shown
    again = undo(ask, back["revision"]).json()
    applied(ask, again["plan_id"])
    assert ask("GET", "/v1/teams/T-NEW").status_code == 200


def test_any_single_change_is_undone_a_deletion_too(ask: Any) -> None:
    told = ask("POST", "/v1/teams", json={k: v for k, v in NEW.items() if k != "operation"})
    stood = team(ask, "T-NEW")
    assert ask("DELETE", "/v1/teams/T-NEW").status_code == 204
    newest = ask("GET", "/readyz").json()["revision"]
    applied(ask, undo(ask, newest).json()["plan_id"])
    assert team(ask, "T-NEW") == stood
    applied(ask, undo(ask, told.json()["revision"], partly=True).json()["plan_id"])
    assert ask("GET", "/v1/teams/T-NEW").status_code == 404


def test_what_moved_on_is_a_problem_and_left_out_only_where_the_caller_says_so(ask: Any) -> None:
    named = {"operation": "update_team", "team_id": "H500112011", "name": "甲志愿服务总队"}
    other = {"operation": "update_team", "team_id": "H500112", "contact_name": "乙"}
    revision = applied(ask, plan(ask, named, other).json()["plan_id"])["revision"]
    ask("PATCH", "/v1/teams/H500112011?accept_violations=true", json={"name": "丙志愿服务总队"})
    made = undo(ask, revision).json()
    [problem] = made["problems"]
    assert (problem["index"], problem["team_id"]) == (0, "H500112011")
    refused = ask("POST", f"/v1/plans/{made['plan_id']}/apply?accept_violations=true")
    assert refused.status_code == 409
    partly = undo(ask, revision, partly=True).json()
    assert partly["problems"] == []
    assert [entry["team_id"] for entry in partly["left_out"]] == ["H500112011"]
    applied(ask, partly["plan_id"])
    assert ask("GET", "/v1/teams/H500112011").json()["name"] == "丙志愿服务总队"


def test_imports_and_resets_are_not_undoable_and_an_operator_undoes_nothing(
    ask: Any, token_of: Any
) -> None:
    [imported] = ask("GET", "/v1/changes?limit=1").json()["items"]
    refused = undo(ask, imported["revision"])
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/not_undoable")
    assert undo(ask, 999_999).status_code == 404
    body = {"undo_of": imported["revision"], "reason": "x"}
    town = token_of("operator", "H500112011")
    assert ask("POST", "/v1/plans", json=body, token=town).status_code == 403
