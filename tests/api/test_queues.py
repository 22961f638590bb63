"""Review queues: what waits for a reviewer, oldest first; its numbers and its forecast."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.questions import queues
from graph_service.questions.periods import last_months
from tests.api.conftest import Call
from tests.conftest import Run
from tests.worlds import build, records
from tests.worlds.records import record

V, TOWN = "H500112011001", "H500112011"
NOW = datetime.now(UTC)


def ago(days: float) -> str:
    return (NOW - timedelta(days=days)).isoformat(timespec="milliseconds")


MONTH = last_months(12, NOW.date()).upto_month
RECORDS = [
    record("r2", team_id=V, entered_at=ago(10)),
    record("r1", team_id=V, entered_at=ago(10)),
    record("r3", team_id=V, entered_at=ago(100.5)),
    record("r4", team_id=V, entered_at=ago(2)),
    record("r5", team_id="T", entered_at=ago(40)),
    record("r6", team_id="L", entered_at=ago(40)),
    record("r7", team_id=V, state="returned"),
    record("r8", team_id=V, entered_at=ago(9), service_status="planned"),
    *(
        record(f"c{n}", team_id=V, state="confirmed", decided_by=TOWN, service_date=f"{MONTH}-05")
        for n in range(3)
    ),
]
APPLICATION = {
    "application_id": "A-1",
    "team_id": "E",
    "to_group": "junior_project",
    "applied_to": "H500112",
    "status": "submitted",
}


def world() -> list[dict[str, str]]:
    teams = build.teams_of(build.example("E-15"))
    pending = {"status": "pending", "permission_group": "pending", "group_set_by": ""}
    branch = next(team for team in teams if team["team_id"] == "T")
    legal = next(team for team in teams if team["team_id"] == "L")
    unit = branch | {"branch_of": "", "liaison_id": TOWN, "region_code": "500112011"}
    return [
        *teams,
        unit | {"team_id": "E", "name": "甲志愿服务队", "unit_name": "甲"},
        unit | {"team_id": "P", "name": "乙志愿服务队", "unit_name": "乙"} | pending,
        branch | {"team_id": "B", "name": "丙志愿服务队", "unit_name": "丙"} | pending,
        legal
        | {"team_id": "Q", "name": "丁中心", "registered_name": "丁中心", "uscc": ""}
        | pending,
    ]


@pytest.fixture
def waiting(app: Any, run: Run) -> Graph:
    graph: Graph = app.state.graph
    run(build.load(graph, world(), [APPLICATION]))
    run(records.put(graph, RECORDS))
    return graph


def ids(answer: Any) -> list[str]:
    return [item["id"] for item in answer.json()["items"]]


def test_what_waits_comes_oldest_first_page_by_page(waiting: Graph, call: Call) -> None:
    path = f"/v1/teams/{TOWN}/review-queue"
    whole = call("GET", f"{path}?kind=records")
    assert ids(whole) == ["r3", "r1", "r2", "r4"]
    [first, *_] = whole.json()["items"]
    assert first["kind"] == "records"
    assert (first["team_id"], first["age_days"]) == (V, 100)
    every = call("GET", path)
    assert ids(every) == ["r3", "r1", "r2", "r4", "P"]
    for query in ("limit=1", "limit=2", "kind=records&limit=1"):
        seen, cursor = [], ""
        while cursor is not None:
            answer = call("GET", f"{path}?{query}&cursor={cursor}")
            seen += ids(answer)
            cursor = answer.json()["next_cursor"]
        assert seen == ids(whole if "kind" in query else every)


def test_each_kind_waits_for_its_own_reviewer(waiting: Graph, call: Call) -> None:
    asked = {
        "/v1/teams/L/review-queue": ["r5", "B"],
        "/v1/registration-authorities/RA-500112/review-queue": ["r6", "Q"],
        "/v1/registration-authorities/RA-500112/review-queue?kind=applications": [],
        "/v1/teams/H500112/review-queue": ["A-1"],
        f"/v1/teams/{TOWN}/review-queue?kind=admissions": ["P"],
        f"/v1/teams/{TOWN}/review-queue?within=500112012": [],
        f"/v1/teams/{TOWN}/review-queue?within={V[1:]}&kind=records": ["r3", "r1", "r2", "r4"],
        "/v1/teams/L/review-queue?within=500112012&kind=records": ["r5"],
        f"/v1/teams/{V}/review-queue": [],
    }
    assert {path: ids(call("GET", path)) for path in asked} == asked
    assert call("GET", "/v1/teams/nobody/review-queue").status_code == 404
    assert call("GET", "/v1/teams/RA-500112/review-queue?kind=records").status_code == 404
    assert call("GET", "/v1/registration-authorities/L/review-queue").status_code == 404
    assert call("GET", f"/v1/teams/{TOWN}/review-queue?cursor=WyJUIl0").status_code == 422


def test_a_queue_is_told_in_numbers_with_its_forecast(waiting: Graph, call: Call) -> None:
    found = call("GET", f"/v1/teams/{TOWN}/review-queue/summary").json()
    assert found["total"] == 5
    assert found["by_kind"] == {"records": 4, "admissions": 1, "applications": 0}
    assert found["by_level"] == {"town": 1, "village": 4}
    ages = {"up_to_7_days": 2, "up_to_30_days": 2, "up_to_90_days": 0, "older": 1}
    assert found["by_age"] == ages
    assert found["forecast"]["records_a_month"] == 0.25
    assert found["forecast"]["upto_month"] == MONTH
    authority = call("GET", "/v1/registration-authorities/RA-500112/review-queue/summary").json()
    assert authority["by_kind"] == {"records": 1, "admissions": 1, "applications": 0}
    assert call("GET", "/v1/registration-authorities/X/review-queue/summary").status_code == 404


def test_cases_of_one_moment_are_paged_by_kind_and_id(waiting: Graph, run: Run) -> None:
    """A batch is one moment, and it may be the moment of an admission too."""
    moment = "datetime('2026-01-05T10:00:00.123456789+08:00')"
    run(waiting.apply(f"MATCH (r:ServiceRecord) SET r.entered_at = {moment}"))
    run(waiting.apply(f"MATCH (c:Change) SET c.recorded_at = {moment}"))
    seen, cursor = [], None
    while True:
        page = run(queues.queue(waiting, "team", TOWN, cursor=cursor, limit=1))
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == ["r1", "r2", "r3", "r4", "P"]
