"""Rules about records: missing items; late, impossible, waiting, wrongly confirmed (R-1, R-3)."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from graph_service.changes import writing
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.operations.held import Operation
from graph_service.questions import audit
from tests.conftest import Run
from tests.worlds import build, records
from tests.worlds.records import record

RULES = ("R-1", "R-3")
TODAY = datetime.now(timezone(timedelta(hours=8))).date()
AHEAD, BEFORE = str(TODAY + timedelta(days=3)), str(TODAY - timedelta(days=20))
DAYS = Policy(record_days=30)
ENTERED = f"{BEFORE}T09:00:00+08:00"
WAITS: dict[str, Any] = {"service_date": BEFORE, "entered_at": ENTERED}

# what stands on record, under which settings; findings: rule, severity, record, expected, actual
CASES: dict[str, tuple[list[records.Record], Policy, list[tuple[Any, ...]]]] = {
    "a whole record": ([record("a")], Policy(), []),
    "no place and no contact": (
        [record("a", location=None, contact_name=" ")],
        Policy(),
        [("R-1", "ERROR", "a", "location, contact_name", "")],
    ),
    "no evaluation long after": (
        [record("a", service_evaluation=None)],
        Policy(),
        [("R-1", "WARN", "a", "service_evaluation", "")],
    ),
    "no evaluation yet": (
        [record("a", service_evaluation=None, **WAITS)],
        Policy(evaluation_days=20),
        [],
    ),
    "a plan asks no evaluation": (
        [record("a", service_evaluation=None, service_status="planned")],
        Policy(),
        [],
    ),
    "entered late, where no bound is set": (
        [record("a", entered_at=ENTERED)],
        Policy(),
        [],
    ),
    "entered late": (
        [record("a", entered_at="2026-04-05T09:00:00+08:00", state="returned")],
        DAYS,
        [("R-3", "WARN", "a", "30", "late 31")],
    ),
    "entered on the last day in China": (
        [record("a", entered_at="2026-04-04T15:59:59Z", state="returned")],
        DAYS,
        [],
    ),
    "completed in the future": (
        [record("a", service_date=AHEAD, entered_at=ENTERED)],
        Policy(),
        [("R-3", "WARN", "a", str(TODAY), f"in_the_future {AHEAD}")],
    ),
    "planned for the future": (
        [record("a", service_date=AHEAD, entered_at=ENTERED, service_status="planned")],
        Policy(),
        [],
    ),
    "a day of more than 24 hours over two teams": (
        [
            record("a", service_hours=2000),
            record("b", service_hours=401, team_id="L"),
            record("c", service_hours=2400, volunteer_no="V-0002"),
            record("d", service_hours=2400, volunteer_no="V-0003", state="returned"),
        ],
        Policy(),
        [
            ("R-3", "WARN", "b", "24", "more_than_a_day 24.01"),
            ("R-3", "WARN", "a", "24", "more_than_a_day 24.01"),
        ],
    ),
    "waiting too long": (
        [record("a", **WAITS), record("b", state="confirmed", **WAITS)],
        Policy(record_days=19),
        [("R-3", "INFO", "a", "19", "waiting 20")],
    ),
}


def told(findings: list[Any]) -> list[tuple[Any, ...]]:
    names = ("rule_id", "severity", "record_id", "expected", "actual")
    return [tuple(f[name] for name in names) for f in findings if "record_id" in f]


@pytest.mark.parametrize("what", CASES)
def test_a_record_is_judged(what: str, graph: Graph, run: Run) -> None:
    found, policy, wanted = CASES[what]
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    run(records.put(graph, found))
    graph.policy = policy
    findings = [f for rule_id in RULES for f in run(audit.everything(graph, None, rule_id))]
    assert told(findings) == wanted
    of_teams = [run(audit.everything(graph, ["T", "L"], rule_id)) for rule_id in RULES]
    assert [f for found in of_teams for f in found] == findings
    assert all("V-000" not in str(finding) for finding in findings)
    for finding in findings:
        if "record_id" in finding:
            assert finding["record_id"] in finding["message_zh"]
    breaches = [entry for entry in wanted if entry[1] != "INFO"]
    one = run(audit.violations(graph, "T"))
    assert told(one["items"]) == [entry for entry in breaches if entry[2] != "b"]


def test_pages_of_findings_on_records_lead_through_all_of_them(graph: Graph, run: Run) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    run(records.put(graph, [record(f"r{n}", location=None) for n in range(5)]))
    cursor, seen = None, []
    while True:
        page = run(audit.audit(graph, rule_id="R-1", cursor=cursor, limit=2))
        seen += [finding["record_id"] for finding in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == [f"r{n}" for n in range(5)]


def test_a_confirmation_by_another_than_the_reviewer_of_then_is_found(
    graph: Graph, run: Run
) -> None:
    """T's hours are L's; then the town hub's; a record confirmed before, between and after."""
    teams = build.teams_of(build.example("E-15"))
    run(build.load(graph, teams, record=True))

    def moment() -> str:
        return run(graph.read("RETURN toString(datetime({timezone: '+08:00'})) AS now"))[0]["now"]

    before = moment()
    operation = Operation("set_liaison", "T", {"liaison_id": "H500112012"})
    change = writing.Change([operation], accept_violations=True)
    run(writing.carry_out(graph, change, writing.nothing))
    after = moment()
    ancient = "2020-01-01T00:00:00+08:00"
    confirmed = {"state": "confirmed"}
    run(
        records.put(
            graph,
            [
                record("1", decided_at=before, decided_by="L", **confirmed),
                record("2", decided_at=before, decided_by="H500112012", **confirmed),
                record("3", decided_at=after, decided_by="L", **confirmed),
                record("4", decided_at=after, decided_by="H500112012", **confirmed),
                record("5", decided_at=ancient, decided_by="H50", **confirmed),
                record("6", decided_at=after, decided_by="L", team_id="L", **confirmed),
            ],
        )
    )
    found = told(run(audit.everything(graph, rule_id="R-3")))
    assert found == [
        ("R-3", "WARN", "6", "RA-500112", "other_reviewer L"),
        ("R-3", "WARN", "2", "L", "other_reviewer H500112012"),
        ("R-3", "WARN", "3", "H500112012", "other_reviewer L"),
    ]
