"""Ceilings on the work of every hot statement: a plan that goes wrong fails here."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.graph import Graph, Trace, trace
from graph_service.questions import (
    checks,
    permissions,
    reverse,
    routing,
    scope,
    scope_summary,
    teams,
)
from tests.conftest import Run
from tests.worlds import build


async def hits(question: Any) -> int:
    asked = Trace(profile=True)
    token = trace.set(asked)
    try:
        await question
    finally:
        trace.reset(token)
    return sum(entry["db_hits"] for entry in asked.statements)


@pytest.mark.parametrize(
    ("team", "business", "ceiling"),
    [
        ("H50", "hours_recording", 170),
        ("T", "project_publication", 200),
        ("T", "hours_recording", 200),
        ("H500112011001", "project_publication", 200),
        ("L", "hours_recording", 190),
    ],
)
def test_a_route_stays_cheap(
    team: str, business: str, ceiling: int, graph: Graph, run: Run
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    assert 0 < run(hits(routing.routes(graph, [(team, business)]))) <= ceiling


def test_the_other_look_ups_stay_cheap(graph: Graph, run: Run) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    team = "H500112011001"
    assert 0 < run(hits(permissions.permissions_of(graph, team))) <= 250
    assert 0 < run(hits(reverse.managers(graph, team))) <= 900
    assert 0 < run(hits(teams.team(graph, team))) <= 400
    check = checks.checks(graph, [("H500112", "manage_team", team)])
    assert 0 < run(hits(check)) <= 250
    assert 0 < run(hits(scope.scope_page(graph, "H500112"))) <= 600
    assert 0 < run(hits(scope_summary.scope_of(graph, "H500112"))) <= 1000
