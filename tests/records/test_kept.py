"""What is kept of records: hours by month and the reviewers of those that wait (D-2)."""

from __future__ import annotations

from typing import Any, LiteralString

import pytest

from graph_service.graph import Graph
from graph_service.questions import audit
from tests.conftest import Run
from tests.worlds import build, records
from tests.worlds.records import record

_SUMS = """
MATCH (sum:HoursOfMonth|RegionHours)
RETURN coalesce(sum.team_id, sum.region_code + CASE WHEN sum.legal_person THEN ' L' ELSE '' END)
  AS of, sum.month AS month, sum.hours AS hours, sum.records AS records
ORDER BY of, month
"""
RECORDS = [
    record("a", state="confirmed"),
    record("b", state="confirmed", volunteer_no="V-0002", service_hours=150),
    record("c", state="confirmed", service_date="2026-04-01", team_id="L", decided_by="RA-500112"),
    record("d"),
    record("e", state="returned", return_reason="地点不详"),
]


@pytest.fixture
def kept(graph: Graph, run: Run) -> Graph:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    run(records.put(graph, RECORDS))
    return graph


def test_hours_are_the_sums_of_confirmed_records_of_teams_and_of_all_regions_above(
    kept: Graph, run: Run
) -> None:
    sums = [tuple(row.values()) for row in run(kept.read(_SUMS))]
    assert sums == [
        ("50", "2026-03", 400, 2),
        ("50 L", "2026-04", 250, 1),
        ("500112", "2026-03", 400, 2),
        ("500112 L", "2026-04", 250, 1),
        ("500112012", "2026-03", 400, 2),
        ("L", "2026-04", 250, 1),
        ("T", "2026-03", 400, 2),
    ]
    assert run(audit.everything(kept, rule_id="D-2")) == []
    run(kept.apply("MATCH (r:ServiceRecord) DETACH DELETE r"))
    run(records.sum_up(kept))
    assert run(kept.read(_SUMS)) == []


BREAKS: dict[str, tuple[LiteralString, list[Any], list[Any]]] = {
    "a sum of a team": (
        "MATCH (s:HoursOfMonth {team_id: 'T'}) SET s.hours = 300",
        [None, None, None, "T"],
        [" 2026-03 4.0 ", " 2026-03 3.0 "],
    ),
    "a month too many": (
        "CREATE (:HoursOfMonth {team_id: 'L', month: '2026-05', hours: 1, records: 1})",
        [None, None, "L"],
        [" 2026-05  ", " 2026-05 0.01 "],
    ),
    "a sum of a region": (
        "MATCH (s:RegionHours {region_code: '500112', legal_person: true}) DELETE s",
        [None],
        ["500112 2026-04 2.5 ", "500112 2026-04  "],
    ),
    "a reviewer": (
        "MATCH (r:ServiceRecord {record_id: 'd'}) SET r.reviewer_id = 'H50'",
        ["T"],
        ["   L", "   H50"],
    ),
    "a reviewer of what is decided": (
        "MATCH (r:ServiceRecord {record_id: 'e'}) SET r.reviewer_id = 'H50'",
        ["T"],
        [None, "   H50"],
    ),
}


@pytest.mark.parametrize("what", BREAKS)
def test_the_audit_finds_what_disagrees_with_the_records(what: str, kept: Graph, run: Run) -> None:
    statement, teams, sides = BREAKS[what]
    run(kept.apply(statement))
    found = run(audit.everything(kept, rule_id="D-2"))
    assert [finding["team_id"] for finding in found] == teams
    assert [found[-1]["expected"], found[-1]["actual"]] == sides
    of_teams = run(audit.everything(kept, ["T", "L"], "D-2"))
    assert of_teams == [finding for finding in found if finding["team_id"]]
    run(records.sum_up(kept))
    assert run(audit.everything(kept, rule_id="D-2")) == []
