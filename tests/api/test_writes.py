"""Keeping the register through the API: what is stored, what is refused, what is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.api.conftest import Call
from tests.conftest import Run
from tests.worlds import build
from tests.worlds.build import PERSONS

NEW = {
    "team_id": "NEW",
    "name": "松树桥社区便民服务站志愿服务队",
    "unit_name": "松树桥社区便民服务站",
    "region_code": "500112011001",
    "liaison_id": "H500112011001",
    **PERSONS,
}


@pytest.fixture
def admin(token_of: Any) -> str:
    return token_of("administrator")


@pytest.fixture
def keep(call: Call, admin: str) -> Any:
    def send(method: str, path: str, body: Any = None, **arguments: Any) -> Any:
        return call(method, path, json=body, token=arguments.pop("token", admin), **arguments)

    return send


def test_a_team_is_registered_admitted_raised_and_closed(call: Call, keep: Any) -> None:
    made = keep("POST", "/v1/teams", NEW)
    assert made.status_code == 201, made.text
    body = made.json()
    assert (body["status"], body["permission_group"]) == ("pending", "pending")
    assert body["admission_route"]["final_reviewer"]["id"] == "H500112011001"
    assert body["violations"] == []
    assert made.headers["location"] == "/v1/teams/NEW"
    assert made.headers["graph-bookmark"]

    admitted = keep("POST", "/v1/teams/NEW/status", {"status": "active"})
    assert admitted.status_code == 200, admitted.text
    assert admitted.json()["permission_group"] == "basic"
    assert admitted.json()["group_set_by"] == "system"

    def project() -> str:
        found = call("GET", "/v1/teams/NEW/review-routes?business=project_publication").json()
        return found["routes"][0]["outcome"]

    assert project() == "review"
    asked = keep("POST", "/v1/applications", {"team_id": "NEW", "to_group": "junior_project"})
    assert asked.status_code == 201, asked.text
    assert asked.json()["applied_to"] == "H500112"
    place = f"/v1/applications/{asked.json()['application_id']}"
    decided = keep("POST", f"{place}/decision", {"status": "approved"})
    assert decided.status_code == 200, decided.text
    assert decided.json()["team"]["permission_group"] == "junior_project"
    assert project() == "exempt"
    assert call("GET", "/v1/teams/NEW/violations").json()["items"] == []

    again = keep("POST", f"{place}/decision", {"status": "rejected"})
    assert again.status_code == 409
    closed = keep("POST", "/v1/teams/NEW/status", {"status": "closed", "reason": "解散"})
    assert closed.json()["status"] == "closed"

    history = keep("GET", "/v1/teams/NEW/history").json()["items"]
    assert [item["operation"] for item in history] == [
        "register_team",
        "set_status",
        "submit_application",
        "decide_application",
        "set_status",
    ]
    assert history[-1]["reason"] == "解散"
    assert history[-1]["before"] == {"status": "active"}
    assert history[-1]["after"] == {"status": "closed"}
    assert "review_routes" in history[-1]["answers_changed"]


@pytest.mark.parametrize(
    ("method", "path", "body", "rule_ids"),
    [
        ("PATCH", "/v1/teams/H500112011", {"name": "龙溪街道志愿者协会"}, ["N-4"]),
        ("PUT", "/v1/teams/T/liaison", {"liaison_id": "H500112012"}, ["A-9"]),
        ("PUT", "/v1/teams/H500112011001/liaison", {"liaison_id": "H500112"}, ["A-1"]),
        ("DELETE", "/v1/teams/L/registration-authority", None, ["A-4"]),
        ("DELETE", "/v1/teams/H500112011/liaison", None, ["A-1", "A-10"]),
        (
            "PUT",
            "/v1/teams/H500112011/permission-group",
            {"permission_group": "intermediate"},
            ["P-2"],
        ),
        ("PUT", "/v1/teams/T/permission-group", {"permission_group": "senior"}, ["P-6"]),
        ("PATCH", "/v1/teams/H500112011", {"contact_name": None}, ["M-5"]),
        (
            "POST",
            "/v1/teams",
            NEW
            | {
                "team_kind": "hub",
                "name": "渝北区志愿者协会",
                "region_code": "500112",
                "liaison_id": "H50",
                "responsible_unit": "渝北区文明办",
            },
            ["N-10"],
        ),
    ],
)
def test_a_breach_is_refused_with_its_clause_and_held_on_request(
    method: str, path: str, body: Any, rule_ids: list[str], call: Call, keep: Any
) -> None:
    whole = call("GET", "/v1/teams?limit=1000").json()
    refused = keep(method, path, body)
    assert refused.status_code == 409, refused.text
    problem = refused.json()
    assert problem["rule_ids"] == rule_ids
    for violation in problem["violations"]:
        assert violation["message_zh"]
        assert violation["message_en"]
    assert call("GET", "/v1/teams?limit=1000").json() == whole
    held = keep(method, path + "?accept_violations=true", body)
    assert held.status_code in (200, 201), held.text
    told = {v["rule_id"] for v in held.json()["violations"] if v["severity"] == "ERROR"}
    assert sorted(told) == rule_ids
    assert keep("GET", "/v1/changes?after=1").json()["items"][-1]["accepted"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("PUT", "/v1/teams/T/liaison", {"liaison_id": "NOBODY"}, 404),
        ("PUT", "/v1/teams/NOBODY/liaison", {"liaison_id": "H50"}, 404),
        ("PUT", "/v1/teams/T/liaison", {"liaison_id": "T"}, 409),
        ("PUT", "/v1/teams/H50/liaison", {"liaison_id": "H500112011001"}, 409),
        ("PUT", "/v1/teams/T/viewing/T", None, 409),
        ("PUT", "/v1/teams/T/viewing/NOBODY", None, 404),
        ("DELETE", "/v1/teams/T/viewing/H50", None, 404),
        ("PUT", "/v1/teams/L/registration-authority", {"authority_id": "RA-0"}, 404),
        ("PATCH", "/v1/teams/T", {"region_code": "500199"}, 404),
        ("PATCH", "/v1/teams/T", {"region_code": "5001"}, 422),
        ("PATCH", "/v1/teams/T", {"nickname": "x"}, 422),
        ("PATCH", "/v1/teams/T", {"name": None}, 422),
        ("PATCH", "/v1/teams/T", {"contact_name": "11010519491231002X"}, 422),
        ("PATCH", "/v1/teams/T", {"reason": "证件 11010519491231002X"}, 422),
        ("PATCH", "/v1/teams/T", {"effective_from": "2026-02-30"}, 422),
        ("PATCH", "/v1/teams/T", {"unit_name": "a\0b"}, 422),
        ("POST", "/v1/teams", NEW | {"status": "pending"}, 422),
        ("POST", "/v1/teams", NEW | {"status": "active", "permission_group": "pending"}, 422),
        ("POST", "/v1/teams", NEW | {"team_id": "T"}, 409),
        ("POST", "/v1/teams", NEW | {"team_id": "a b"}, 422),
        ("DELETE", "/v1/teams/T", None, 409),
        ("POST", "/v1/teams/T/status", {"status": "pending"}, 409),
        ("POST", "/v1/applications", {"team_id": "H500112", "to_group": "senior"}, 409),
        ("POST", "/v1/applications", {"team_id": "T", "to_group": "basic"}, 409),
        (
            "POST",
            "/v1/applications",
            {"team_id": "T", "to_group": "senior", "applied_to": "H500112011"},
            409,
        ),
        (
            "POST",
            "/v1/applications",
            {"team_id": "T", "from_group": "senior", "to_group": "senior_fast"},
            409,
        ),
        ("POST", "/v1/applications/NOBODY/decision", {"status": "approved"}, 404),
    ],
)
def test_nonsense_is_refused_always_and_nothing_is_written(
    method: str, path: str, body: Any, status: int, keep: Any
) -> None:
    before = keep("GET", "/v1/changes").json()["items"]
    for query in ("", "?accept_violations=true"):
        found = keep(method, path + query, body)
        if "applied_to" in (body or {}) and query:
            continue
        assert found.status_code == status, found.text
        assert found.headers["content-type"] == "application/problem+json"
    if "applied_to" not in (body or {}):
        assert keep("GET", "/v1/changes").json()["items"] == before


def test_a_parent_that_becomes_a_branch_answers_for_its_own_branches(keep: Any) -> None:
    held = "?accept_violations=true"
    assert keep("PUT", f"/v1/teams/T/liaison{held}", {"liaison_id": "L"}).status_code == 200
    branch = keep("PATCH", f"/v1/teams/T{held}", {"branch_of": "L"}).json()
    assert "A-9" not in {found["rule_id"] for found in branch["violations"]}
    refused = keep("PATCH", "/v1/teams/L", {"branch_of": "T"}).json()
    assert {("A-9", "T"), ("A-9", "L")} <= {
        (found["rule_id"], found["team_id"]) for found in refused["violations"]
    }


def test_a_hub_does_not_come_to_bear_a_name_that_reads_like_anothers(keep: Any) -> None:
    held = "?accept_violations=true"
    legal = {"registration_status": "legal_person", "registration_authority_id": "RA-500112"}
    wide = NEW | {"name": "渝北区ＡＢＣ志愿服务队", "unit_name": "渝北区ＡＢＣ"}
    assert keep("POST", "/v1/teams", wide).status_code == 201
    named = legal | {"name": "渝北区ABC志愿服务队", "registered_name": "渝北区ABC志愿服务队"}
    refused = keep("PATCH", "/v1/teams/H500112", named)
    assert refused.status_code == 409, refused.text
    assert ("N-9", "NEW") in {(v["rule_id"], v["team_id"]) for v in refused.json()["violations"]}
    assert keep("PATCH", f"/v1/teams/H500112{held}", named).status_code == 200


def test_a_decision_keeps_the_reason_of_the_application(keep: Any) -> None:
    asked = {"application_id": "A-1", "team_id": "T", "to_group": "junior_project"}
    assert keep("POST", "/v1/applications", asked | {"reason": "项目多"}).status_code == 201
    decision = {"status": "approved", "decided_by": "NOBODY"}
    for query in ("", "?accept_violations=true"):
        unknown = keep("POST", f"/v1/applications/A-1/decision{query}", decision)
        assert unknown.status_code == 404, unknown.text
        other = asked | {"application_id": "A-2", "applied_to": "NOBODY"}
        assert keep("POST", f"/v1/applications{query}", other).status_code in (404, 409)
    decided = keep("POST", "/v1/applications/A-1/decision", {"status": "rejected", "reason": "缓"})
    assert decided.json()["reason"] == "项目多"
    assert keep("GET", "/v1/teams/T/history").json()["items"][-1]["reason"] == "缓"


def test_a_change_without_a_body_takes_its_reason_too(call: Call, keep: Any) -> None:
    why = "reason=合并&effective_from=2026-01-31"
    assert keep("PUT", f"/v1/teams/T/viewing/H50?{why}").status_code == 200
    assert keep("DELETE", f"/v1/teams/T/viewing/H50?{why}").status_code == 200
    assert keep("PUT", "/v1/teams/T/viewing/H50", {"reason": "合并"}).status_code == 200
    told = keep("GET", "/v1/teams/T/history").json()["items"][-3:]
    assert [item["reason"] for item in told] == ["合并"] * 3
    assert [item["effective_from"] for item in told] == ["2026-01-31"] * 2 + [None]
    assert keep("DELETE", "/v1/teams/T/liaison?reason=" + "长" * 501).status_code == 422


def test_a_bookmark_that_is_none_is_said_to_be_none(call: Call) -> None:
    bad = call("GET", "/v1/teams/T", headers={"Graph-Bookmark": "yesterday"})
    assert bad.status_code == 422, bad.text
    assert bad.json()["errors"][0]["field"] == "Graph-Bookmark"


def test_the_history_of_a_deleted_team_begins_with_its_import(
    graph: Any, run: Run, keep: Any
) -> None:
    row = {name: str(value) for name, value in NEW.items()}
    row |= {"team_kind": "non_hub", "registration_status": "unregistered", "status": "pending"}
    run(build.load(graph, [row | {"permission_group": "pending"}]))
    gone = keep("DELETE", "/v1/teams/NEW")
    assert (gone.status_code, gone.content) == (204, b"")
    told = keep("GET", "/v1/teams/NEW/history").json()["items"]
    assert [item["operation"] for item in told] == ["import", "delete_team"]


def test_an_etag_guards_against_a_lost_update(call: Call, keep: Any) -> None:
    tag = call("GET", "/v1/teams/T").headers["etag"]
    first = keep("PATCH", "/v1/teams/T", {"contact_name": "甲乙"}, headers={"If-Match": tag})
    assert first.status_code == 200, first.text
    late = keep("PATCH", "/v1/teams/T", {"contact_name": "丙丁"}, headers={"If-Match": tag})
    assert late.status_code == 412
    newest = call("GET", "/v1/teams/T").headers["etag"]
    assert newest == first.headers["etag"] != tag
    again = keep("PATCH", "/v1/teams/T", {"contact_name": "丙丁"}, headers={"If-Match": newest})
    assert again.status_code == 200
    odd = keep("PATCH", "/v1/teams/T", {}, headers={"If-Match": "yesterday"})
    assert odd.status_code == 422


def test_a_repeated_key_gives_the_first_answer(keep: Any) -> None:
    key = {"Idempotency-Key": "k-1"}
    first, second = (keep("POST", "/v1/teams", NEW, headers=key) for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert first.status_code == 201
    other = keep("POST", "/v1/teams", NEW | {"team_id": "OTHER"}, headers=key)
    assert other.status_code == 422
    assert len(keep("GET", "/v1/teams/NEW/history").json()["items"]) == 1


def test_a_pending_team_is_deleted_and_its_history_stays(keep: Any) -> None:
    keep("POST", "/v1/teams", NEW)
    pointing = NEW | {"team_id": "SUB", "liaison_id": "NEW"}
    assert keep("POST", "/v1/teams?accept_violations=true", pointing).status_code == 201
    kept = keep("DELETE", "/v1/teams/NEW")
    assert kept.status_code == 409
    assert kept.json()["nodes"] == ["SUB"]
    assert keep("DELETE", "/v1/teams/SUB").status_code == 204
    assert keep("DELETE", "/v1/teams/NEW").status_code == 204
    assert keep("GET", "/v1/teams/NEW").status_code == 404
    told = keep("GET", "/v1/teams/NEW/history").json()["items"]
    assert [item["operation"] for item in told] == ["register_team", "delete_team"]
    assert keep("GET", "/v1/teams/NOBODY/history").status_code == 404


def test_a_repeated_write_that_changes_nothing_leaves_no_trace(keep: Any) -> None:
    before = keep("GET", "/v1/changes").json()
    same = keep("PUT", "/v1/teams/T/liaison", {"liaison_id": "L"})
    assert same.status_code == 200
    assert keep("GET", "/v1/changes").json() == before


def test_the_history_is_filtered_by_team_place_kind_and_time(keep: Any) -> None:
    first = keep("GET", "/v1/changes").json()["items"][-1]["revision"]
    keep("PATCH", "/v1/teams/T", {"business_line": "other"})
    keep("PUT", "/v1/teams/T/viewing/H50")
    keep("PATCH", "/v1/teams/H500103", {"contact_name": "甲乙"})
    moved = keep("PATCH", "/v1/teams/T?accept_violations=true", {"region_code": "500103"})
    assert moved.status_code == 200, moved.text

    def told(query: str) -> list[tuple[str, str]]:
        answer = keep("GET", f"/v1/changes?after={first}&{query}").json()
        assert answer["complete"]
        return [(item["operation"], item["team_id"]) for item in answer["items"]]

    everything = [
        ("update_team", "T"),
        ("add_viewing", "T"),
        ("update_team", "H500103"),
        ("update_team", "T"),
    ]
    assert told("") == everything
    assert told("team_id=H500103") == [everything[2]]
    assert told("operation=add_viewing") == [everything[1]]
    assert told("within=500112") == [everything[0], everything[1], everything[3]]
    assert told("within=500103") == everything[2:]
    assert told("until=2020-01-01T00:00:00Z") == []
    assert told("since=2020-01-01T00:00:00Z") == everything
    paged: list[Any] = []
    cursor = ""
    while cursor is not None:
        page = keep("GET", f"/v1/changes?after={first}&limit=1&cursor={cursor}").json()
        paged += page["items"]
        cursor = page["next_cursor"]
    assert [(item["operation"], item["team_id"]) for item in paged] == everything
    times = [datetime.fromisoformat(item["recorded_at"]) for item in paged]
    assert times == sorted(times)
    assert {time.utcoffset() for time in times} == {timedelta(hours=8)}
