"""Volunteers and whom to call: in no list, log, problem or metric, and masked by role."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import structlog

from graph_service import logs
from tests.api.conftest import Call
from tests.conftest import Run
from tests.worlds import build, records
from tests.worlds.records import record

NUMBER, CONTACT, PLACE = "V-SECRET-0001", "欧阳联系人", "很长的服务地点名称"
SECRET = (NUMBER, CONTACT, PLACE)
LISTS = (
    "/v1/teams/H500112/hours",
    "/v1/teams/H500112/hours?by=team&reviewed=true",
    "/v1/regions/50/stars",
    "/v1/teams/L/review-queue",
    "/v1/teams/L/review-queue/summary",
    "/v1/registration-authorities/RA-500112/review-queue",
    "/v1/reports/responsible-units?within=500112",
    "/v1/reports/registration-authorities",
    "/v1/reports/departments",
    "/v1/audit?rule_id=R-1",
    "/v1/audit?rule_id=R-3",
    "/v1/audit?rule_id=R-3&severity=INFO",
    "/v1/audit/summary",
    "/v1/teams/T/violations",
    "/v1/changes",
    "/v1/teams/T/history",
)
REFUSED = (
    ("GET", f"/v1/volunteers/{NUMBER}/hours", None),
    ("GET", f"/v1/volunteers/{NUMBER}-other/hours", None),
    ("GET", f"/v1/volunteers/{NUMBER}/nothing", None),
    ("POST", f"/v1/volunteers/{NUMBER}/hours", None),
    ("GET", f"/v1/volunteers/{NUMBER}!/hours", None),
)


@pytest.fixture
def app(app: Any, run: Run) -> Any:
    graph = app.state.graph
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    held = {"volunteer_no": NUMBER, "contact_name": CONTACT, "location": PLACE}
    run(
        records.put(
            graph,
            [
                record("a", service_hours=2000, **held),
                record("b", service_hours=2000, state="confirmed", **held),
                record("c", **held | {"location": None}),
            ],
        )
    )
    return app


def test_no_list_report_or_finding_names_a_volunteer_or_whom_to_call(
    app: Any, call: Call, token_of: Callable[..., str]
) -> None:
    token = token_of("administrator")  # who sees most
    for path in LISTS:
        answer = call("GET", path, token=token)
        assert answer.status_code == 200, (path, answer.text)
        assert not [word for word in SECRET if word in answer.text], path


def test_no_problem_log_or_metric_names_a_volunteer(
    app: Any, call: Call, token_of: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("json")
    try:
        tokens = (None, token_of("reader"), token_of("operator", "H500103"))
        for method, path, body in REFUSED:
            for token in (*tokens, token_of("administrator")):
                answer = call(method, path, token=token, json=body)
                if answer.status_code != 200:
                    assert NUMBER not in answer.text, (method, path)
        metrics = call("GET", "/metrics").text
        assert "volunteers/{volunteer_no}/hours" in metrics
        assert NUMBER not in metrics
    finally:
        told = capsys.readouterr()
        structlog.reset_defaults()
    lines = [json.loads(line) for line in told.err.splitlines() if line.startswith("{")]
    assert any("volunteer" in str(line.get("route")) for line in lines)
    assert NUMBER not in told.err + told.out


def test_a_volunteers_own_answer_holds_no_name(
    app: Any, call: Call, token_of: Callable[..., str]
) -> None:
    told = call("GET", f"/v1/volunteers/{NUMBER}/hours", token=token_of("administrator"))
    assert told.status_code == 200
    assert not [word for word in SECRET if word in told.text]


def test_a_records_contact_and_place_are_whole_only_for_who_works_with_it(
    app: Any, call: Call, token_of: Callable[..., str]
) -> None:
    whole = {("administrator", None), ("operator", "T"), ("operator", "L"), ("analyst", "H500112")}
    callers = whole | {("reader", None), ("analyst", None), ("operator", "H500103")}
    for role, team in sorted(callers, key=str):
        told = call("GET", "/v1/records/a", token=token_of(role, team))
        assert (CONTACT in told.text, PLACE in told.text) == (((role, team) in whole),) * 2
        listed = call("GET", "/v1/teams/T/records", token=token_of(role, team))
        assert not [word for word in (CONTACT, PLACE) if word in listed.text]
