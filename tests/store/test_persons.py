"""A team's persons: a change touches whom it is about, and leaves the others as they stand."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.changes.writing import Change, carry_out, nothing
from graph_service.graph import Graph
from graph_service.operations.held import Operation
from tests.conftest import Run
from tests.worlds import build

_PERSONS = """
MATCH (:Team {team_id: 'T'})-[:HAS_PERSON]->(person:Person)
RETURN person.role AS role, elementId(person) AS node,
  {name: person.name, mobile: person.mobile, duties: person.duties} AS says
"""
ALL = {"person_in_charge", "contact", "system_administrator", "records_officer"}
# what is changed, whose it is, what that person says afterwards (None: nobody)
CHANGES = [
    ({"contact_name": "钱七"}, "contact", {"name": "钱七", "mobile": "13900139000"}),
    ({"contact_mobile": None}, "contact", {"name": "李四", "mobile": None}),
    ({"contact_name": None, "contact_mobile": None}, "contact", None),
    ({"person_in_charge_mobile": "13700137000"}, "person_in_charge", {"mobile": "13700137000"}),
    ({"administrator_name": "孙八"}, "system_administrator", {"name": "孙八"}),
    ({"administrator_name": None}, "system_administrator", None),
    ({"records_officer_duties": "confirm;protect"}, "records_officer", {"name": "赵六"}),
    ({"records_officer_name": None}, "records_officer", None),
]


def persons(graph: Graph, run: Run) -> dict[str, dict[str, Any]]:
    rows = run(graph.read(_PERSONS))
    assert len({row["role"] for row in rows}) == len(rows), "one person a role"
    return {row["role"]: row for row in rows}


@pytest.mark.parametrize(("values", "role", "says"), CHANGES)
def test_only_who_is_named_changes(
    graph: Graph, run: Run, values: dict[str, str | None], role: str, says: dict[str, str] | None
) -> None:
    [team] = [t for t in build.teams_of(build.example("E-15")) if t["team_id"] == "T"]
    others = [t for t in build.teams_of(build.example("E-15")) if t["team_id"] != "T"]
    run(build.load(graph, [*others, team | build.PERSONS]))
    before = persons(graph, run)
    assert before.keys() == ALL
    run(
        carry_out(
            graph, Change([Operation("update_team", "T", values)], accept_violations=True), nothing
        )
    )
    after = persons(graph, run)
    assert {r: after[r] for r in ALL - {role}} == {r: before[r] for r in ALL - {role}}
    assert (role in after) is (says is not None)
    if says is not None:
        assert after[role]["says"] == {**before[role]["says"], **says} | (
            {"duties": ["confirm", "protect"]} if role == "records_officer" else {}
        )
