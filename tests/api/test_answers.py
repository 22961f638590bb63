"""The record of answers over HTTP: what a change changed, what was answered then, who follows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph_service.changes import readings
from graph_service.graph import Graph
from graph_service.model import Policy
from tests.api.conftest import Call
from tests.api.test_writes import NEW
from tests.conftest import Run

VILLAGE, TOWN, DISTRICT = "H500112011001", "H500112011", "H500112"


@pytest.fixture
def admin(token_of: Any) -> str:
    return token_of("administrator")


@pytest.fixture
def get(call: Call, admin: str) -> Any:
    def ask(path: str, status: int = 200, **arguments: Any) -> Any:
        found = call("GET", path, token=admin, **arguments)
        assert found.status_code == status, found.text
        return found.json()

    return ask


@pytest.fixture
def keep(call: Call, admin: str, get: Any) -> Any:
    """Carry a change out and return its revision."""

    def send(method: str, path: str, body: Any = None) -> int:
        path = path if "?" in path else f"{path}?accept_violations=true"
        found = call(method, path, json=body, token=admin)
        assert found.status_code < 300, found.text
        return get("/readyz")["revision"]

    return send


def test_a_change_tells_what_followed_from_it_and_yesterday_answers_as_it_did(
    keep: Any, get: Any
) -> None:
    before = get("/readyz")["revision"]
    was = get(f"/v1/teams/{VILLAGE}/review-routes?business=hours_recording")["routes"][0]
    assert was["final_reviewer"]["id"] == TOWN
    body = {"permission_group": "basic", "reason": "试停"}
    revision = keep("PUT", f"/v1/teams/{TOWN}/permission-group", body)
    told = get(f"/v1/changes/{revision}/answers?limit=1000")
    keys = {(each["kind"], each["subject"], each["key"]) for each in told["items"]}
    assert {
        ("route", VILLAGE, "hours_recording"),
        ("holder", VILLAGE, "publish_without_review"),
        ("place", TOWN, ""),
        ("finding", TOWN, "P-2"),
    } <= keys
    assert told["answer_count"] == len(keys)
    assert told["complete"]
    now = get(f"/v1/teams/{VILLAGE}/review-routes?business=hours_recording")["routes"][0]
    assert now["final_reviewer"]["id"] == DISTRICT
    then = get(f"/v1/teams/{VILLAGE}/review-routes?business=hours_recording&as_of={before}")
    [route] = then["routes"]
    for name in ("outcome", "final_reviewer", "liaison", "path", "clauses", "message_zh", "mode"):
        assert route[name] == was[name], name
    assert then["as_of"]["revision"] == before
    assert "decided_by" not in route
    assert "other_readings" not in route
    today = get(f"/v1/teams/{VILLAGE}/review-routes?business=hours_recording&as_of={revision}")
    assert today["cause"]["revision"] == revision
    assert (today["cause"]["operation"], today["cause"]["reason"]) == (
        "set_permission_group",
        "试停",
    )
    timeline = get(f"/v1/teams/{VILLAGE}/answers?kind=route&key=hours_recording")["items"]
    assert [each["value"]["final_reviewer"]["id"] for each in timeline] == [DISTRICT, TOWN]
    assert [each["to_revision"] for each in timeline] == [None, revision]
    assert timeline[0]["cause"]["revision"] == timeline[0]["from_revision"] == revision


def test_every_question_of_then_is_answered_as_it_was(keep: Any, get: Any, call: Call) -> None:
    before = get("/readyz")["revision"]
    asked = [f"/v1/teams/{team}/permissions" for team in ("L", DISTRICT, VILLAGE, TOWN)]
    was = {path: get(path) for path in asked}
    managed = get(f"/v1/teams/{VILLAGE}/managers")["items"]
    broken = get(f"/v1/teams/{TOWN}/violations")["items"]
    seats = get("/v1/regions/500112/seats?limit=1000")["items"]
    keep("POST", f"/v1/teams/{TOWN}/status", {"status": "closed"})
    keep("PATCH", f"/v1/teams/{DISTRICT}", {"name": "渝北区志愿者协会"})
    keep("PATCH", f"/v1/teams/{VILLAGE}", {"region_code": "500112012001"})
    for path in asked:
        then = get(f"{path}?as_of={before}")
        assert {name: then[name] for name in was[path]} == was[path]
    then = get(f"/v1/teams/{VILLAGE}/managers?as_of={before}")["items"]
    names = ("id", "name", "level", "distance")
    assert [[m[n] for n in names] for m in then] == [[m[n] for n in names] for m in managed]
    assert get(f"/v1/teams/{TOWN}/violations?as_of={before}")["items"] == broken
    then = get(f"/v1/regions/500112/seats?limit=1000&as_of={before}")["items"]
    shown = ("region_code", "name", "state")
    assert [[s[n] for n in shown] for s in then] == [[s[n] for n in shown] for s in seats]
    hubs = [[(h["id"], h["name"]) for h in seat["hubs"]] for seat in seats]
    assert [[(h["id"], h["name"]) for h in seat["hubs"]] for seat in then] == hubs
    items = [{"team_id": VILLAGE, "business": "hours_recording"}] * 2
    items += [{"team_id": "nobody", "business": "hours_recording"}]
    batch = call("POST", "/v1/review-routes", json={"items": items, "as_of": str(before)}).json()
    assert [("route" in item) for item in batch["items"]] == [True, True, False]
    assert batch["items"][0]["route"]["final_reviewer"]["id"] == TOWN


def test_a_team_that_was_not_there_is_unknown_and_one_that_is_gone_is_answered(
    keep: Any, get: Any
) -> None:
    before = get("/readyz")["revision"]
    made = keep("POST", "/v1/teams", NEW)
    told = get(f"/v1/changes/{made}/answers?limit=1000")
    first = {(each["kind"], each["key"]): each["after"] for each in told["items"]}
    assert told["created_count"] == 1
    assert all(e["before"] is None for e in told["items"] if e["subject"] == "NEW")
    assert first["route", "admission"]["final_reviewer"] == {"kind": "team", "id": VILLAGE}
    admitted = keep("POST", "/v1/teams/NEW/status", {"status": "active"})
    again = get(f"/v1/changes/{made}/answers?limit=1000")["items"]
    assert {(e["kind"], e["key"]): e["after"] for e in again if e["subject"] == "NEW"} == first
    get(f"/v1/teams/NEW/review-routes?as_of={before}", 404)
    then = get(f"/v1/teams/NEW/review-routes?business=admission&as_of={made}")
    assert then["routes"][0]["final_reviewer"]["id"] == VILLAGE
    get(f"/v1/teams/NEW/review-routes?business=admission&as_of={admitted}", 422)
    assert len(get(f"/v1/teams/NEW/review-routes?as_of={admitted}")["routes"]) == 6
    keep("POST", "/v1/teams", NEW | {"team_id": "GONE"})
    there = get("/readyz")["revision"]
    gone = keep("DELETE", "/v1/teams/GONE")
    get("/v1/teams/GONE", 404)
    get(f"/v1/teams/GONE/permissions?as_of={gone}", 404)
    assert get(f"/v1/teams/GONE/permissions?as_of={there}")["permission_group"] == "pending"
    get(f"/v1/teams/GONE/permissions?as_of={before}", 404)
    assert get("/v1/teams/GONE/answers?kind=place")["items"][0]["to_revision"] == gone
    back = keep("POST", "/v1/teams", NEW | {"team_id": "GONE"})
    told = get(f"/v1/changes/{back}/answers?limit=1000")
    assert told["created_count"] == 0
    assert told["answer_count"] > 10
    get(f"/v1/teams/GONE/permissions?as_of={gone}", 404)


@pytest.mark.parametrize("as_of", ["yesterday", "2026-13-01", "-1", "9" * 16, "1e3", "2026-1-1"])
def test_a_moment_that_is_none_is_said(get: Any, as_of: str) -> None:
    problem = get("/v1/teams/L/permissions", 422, params={"as_of": as_of})
    assert problem["errors"][0]["field"] == "as_of"


def test_a_time_is_the_newest_revision_then(keep: Any, get: Any) -> None:
    get("/v1/teams/L/permissions?as_of=999999999", 422)
    revision = keep("PATCH", "/v1/teams/L", {"business_line": "health"})
    [change] = get(f"/v1/changes?after={revision - 1}")["items"]
    then = get("/v1/teams/L/permissions", params={"as_of": change["recorded_at"]})
    assert then["as_of"] == {"revision": revision, "recorded_at": change["recorded_at"]}
    get("/v1/teams/L/permissions?as_of=2001-01-01", 422)


def test_what_was_before_a_reset_is_told_by_replay(get: Any, graph: Graph, run: Run) -> None:
    before = get("/readyz")["revision"]
    graph.policy = Policy(upgrade_cap=False)
    reset = run(readings.enforce(graph))
    problem = get(f"/v1/teams/L/permissions?as_of={before}", 422)
    assert problem["type"].endswith("before_reset")
    assert f"--until {reset - 1}" in problem["detail"]
    assert get(f"/v1/teams/L/permissions?as_of={reset}")["team_id"] == "L"
    item = get(f"/v1/changes?answers=true&after={before}")["items"][0]
    assert item["reset"]
    assert item["operation"] == "set_readings"
    assert item["answer_changes"] == []
    graph.policy = Policy()
    run(readings.enforce(graph))


def test_the_feed_tells_what_is_wanted(keep: Any, get: Any, call: Call, token_of: Any) -> None:
    before = get("/readyz")["revision"]
    keep("PATCH", "/v1/teams/L", {"contact_name": "王五"})
    group = keep("PUT", f"/v1/teams/{TOWN}/permission-group", {"permission_group": "basic"})
    items = get(f"/v1/changes?answers=true&after={before}")["items"]
    assert [item["revision"] for item in items] == [group - 1, group]
    assert {change["kind"] for change in items[0]["answer_changes"]} <= {"finding"}
    assert items[1]["answer_count"] == len(items[1]["answer_changes"])

    def wanted(query: str) -> list[Any]:
        page = get(f"/v1/changes?answers=true&after={before}&{query}")
        assert page["complete"]
        return [c for item in page["items"] for c in item["answer_changes"]]

    assert {c["subject"] for c in wanted(f"team_id={VILLAGE}")} == {VILLAGE}
    assert {c["kind"] for c in wanted("kind=route")} == {"route"}
    assert all(
        DISTRICT in json.dumps([c["before"], c["after"]]) for c in wanted(f"hub_id={DISTRICT}")
    )
    assert {c["subject"] for c in wanted("within=500112011001")} == {VILLAGE}
    assert wanted("within=500103") == []
    page = get(f"/v1/changes?answers=true&after={before}&limit=1")
    assert not page["complete"]
    rest = get(f"/v1/changes?answers=true&after={before}&limit=1&cursor={page['next_cursor']}")
    assert rest["items"][0]["revision"] == group
    assert call("GET", "/v1/changes?answers=true").status_code == 401
    assert call("GET", "/v1/answers").status_code == 401
    assert call("GET", "/v1/answers", token=token_of("reader")).status_code == 200


def test_a_page_looks_through_so_many_and_no_more(get: Any) -> None:
    page = get("/v1/answers?kind=route&limit=1")
    assert len(page["items"]) == 1
    page = get("/v1/answers?kind=seat&subject=T")
    assert (page["items"], page["complete"]) == ([], True)
    found: list[Any] = []
    cursor = ""
    while cursor is not None:
        page = get(f"/v1/answers?kind=finding&limit=2&cursor={cursor}")
        found += page["items"]
        cursor = page["next_cursor"]
        assert page["complete"] == (cursor is None)
    whole = get("/v1/answers?kind=finding&limit=1000")["items"]
    assert found == whole


def test_whoever_loads_all_and_folds_the_changes_holds_todays_answers(
    keep: Any, get: Any, call: Call, admin: str
) -> None:
    def loaded() -> tuple[dict[Any, Any], int]:
        headers = {"Accept": "application/x-ndjson"}
        answer = call("GET", "/v1/answers?within=500112", headers=headers, token=admin)
        first, *lines, last = [json.loads(line) for line in answer.text.splitlines()]
        assert last["complete"]
        assert last["total"] == len(lines)
        assert last["revision"] >= first["revision"]
        return {key(line): line["value"] for line in lines}, first["revision"]

    def key(line: dict[str, Any]) -> tuple[str, str, str]:
        return line["kind"], line["subject"], line["key"]

    held, revision = loaded()
    paged: dict[Any, Any] = {}
    cursor = ""
    while cursor is not None:
        page = get(f"/v1/answers?within=500112&limit=700&cursor={cursor}")
        paged |= {key(line): line["value"] for line in page["items"]}
        cursor = page["next_cursor"]
    assert paged == held
    findings = [key for key in held if key[0] == "finding"]
    page = get("/v1/answers?within=500112&kind=finding&limit=1000")
    assert {key(line) for line in page["items"]} == set(findings)
    assert page["complete"]
    keep("PUT", f"/v1/teams/{TOWN}/permission-group", {"permission_group": "basic"})
    keep("POST", "/v1/teams", NEW)
    keep("DELETE", "/v1/teams/NEW")
    for item in get(f"/v1/changes?answers=true&after={revision}&within=500112")["items"]:
        for change in get(f"/v1/changes/{item['revision']}/answers?limit=1000")["items"]:
            held.pop(key(change), None)
            if change["after"] is not None:
                held[key(change)] = change["after"]
    today, _ = loaded()
    subjects = {subject for _, subject, _ in today} | {"NEW"}
    assert {k: v for k, v in held.items() if k[1] in subjects} == today
