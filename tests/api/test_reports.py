"""Reports of responsible units, registration authorities and departments, and their page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph_service.cli.audit import _write_report
from graph_service.graph import Graph
from graph_service.questions import audit
from tests.api.conftest import Call
from tests.conftest import Run
from tests.worlds import build, records
from tests.worlds.records import record

TOWN = "500112011"


def world() -> list[dict[str, str]]:
    teams = build.teams_of(build.example("E-15"))
    branch = next(team for team in teams if team["team_id"] == "T")
    unit = branch | {"branch_of": "", "liaison_id": f"H{TOWN}", "region_code": TOWN}
    unit |= {"filing_office": TOWN, "administrator_name": ""}
    return [
        *teams,
        unit | {"team_id": "F", "name": "甲志愿服务队", "unit_name": "甲"},
        unit | {"team_id": "G", "name": "乙志愿服务队", "unit_name": "乙", "filing_office": ""}
        | {"business_line": "education", "administrator_name": "王五"},
    ]  # fmt: skip


@pytest.fixture
def reported(app: Any, run: Run) -> Graph:
    graph: Graph = app.state.graph
    run(build.load(graph, world()))
    run(records.put(graph, [record("1", state="confirmed", team_id="F", decided_by=f"H{TOWN}")]))
    return graph


def test_a_responsible_unit_sees_its_hubs_teams_their_breaches_and_hours(
    reported: Graph, call: Call
) -> None:
    answer = call("GET", f"/v1/reports/responsible-units?within={TOWN}").json()
    units = {row["hub"]["id"]: row for row in answer["items"]}
    assert list(units) == [f"H{TOWN}", f"H{TOWN}001"]
    town = units[f"H{TOWN}"]
    assert (town["teams"], town["teams_with_breaches"], town["error_findings"]) == (3, 1, 1)
    assert (town["hours"], town["records"]) == (2.5, 1)
    assert town["responsible_unit"]
    assert units[f"H{TOWN}001"]["teams"] == 0
    pages, cursor = [], ""
    while cursor is not None:
        answer = call("GET", f"/v1/reports/responsible-units?limit=3&cursor={cursor}").json()
        pages += [row["hub"]["id"] for row in answer["items"]]
        cursor = answer["next_cursor"]
    assert pages[0] == "H50"
    assert len(pages) == len(set(pages)) > 20


def test_an_authority_sees_who_is_registered_and_where_nobody_is_filed(
    reported: Graph, call: Call
) -> None:
    answer = call("GET", "/v1/reports/registration-authorities?limit=1000").json()
    [found] = [row for row in answer["items"] if row["authority_id"] == "RA-500112"]
    assert (found["registered"], found["registered_by_status"]) == (1, {"active": 1})
    assert (found["filed"], found["towns"], len(found["towns_without"])) == (1, 30, 29)
    assert TOWN not in found["towns_without"]


def test_a_departments_line_is_covered_where_it_has_a_team(reported: Graph, call: Call) -> None:
    answer = call("GET", "/v1/reports/departments").json()
    lines = {row["business_line"]: row for row in answer["items"]}
    assert (lines["education"]["teams"], lines["education"]["districts"]) == (1, 1)
    assert lines["education"]["districts_expected"] == 38
    assert lines[None]["hours"] == 2.5
    first = call("GET", "/v1/reports/departments?limit=1").json()
    rest = call("GET", f"/v1/reports/departments?cursor={first['next_cursor']}").json()
    assert first["items"] + rest["items"] == answer["items"]


def test_the_audits_page_holds_the_three_reports(reported: Graph, run: Run, tmp_path: Path) -> None:
    found = run(audit.everything(reported, None, "Q-2"))
    page = tmp_path / "report.html"
    run(_write_report(reported, page, found, found))
    text = page.read_text(encoding="utf-8")
    assert f'<span class="en">H{TOWN}</span>' in text
    assert f"H{TOWN}001</span>" not in text
    assert '<td class="n">29 / 30</td>' in text
    assert '<td class="n">1 / 38</td>' in text
