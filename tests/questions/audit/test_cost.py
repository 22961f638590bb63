"""What a rule costs: bounded for each team of the whole network, and for one team asked alone."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.questions import rules
from graph_service.sample.regions import authority_rows
from graph_service.sample.teams import team_rows
from tests.conftest import Run
from tests.worlds import build
from tests.worlds.sizes import hits

HITS_A_TEAM = 60
MORE = {"D-1": 120}  # compares every derived edge with the truth
HITS_OF_ONE = 400
APPLICATION = {
    "application_id": "A-1",
    "team_id": "T-500103011017-knitting",
    "to_group": "junior_project",
    "granted_group": "junior_project",
    "applied_to": "H500103",
    "decided_by": "H500103",
    "status": "approved",
}


@pytest.mark.slow
@pytest.mark.parametrize("applications", [[], [APPLICATION]])
def test_no_rule_costs_more_than_its_ceiling(
    applications: list[dict[str, str]], graph: Graph, run: Run
) -> None:
    rows = [source.values for source in team_rows()]
    authorities = [source.values for source in authority_rows()]
    run(build.load(graph, rows, applications, authorities))
    over: list[tuple[str, int, int]] = []
    for rule_id in rules.RULES:
        whole = run(hits(graph, partial(_asked, rule_id, None)))
        one = run(hits(graph, partial(_asked, rule_id, ["H500112011"])))
        if whole > MORE.get(rule_id, HITS_A_TEAM) * len(rows) or one > HITS_OF_ONE:
            over.append((rule_id, whole, one))
    assert not over


async def _asked(rule_id: str, team_ids: list[str] | None, graph: Graph) -> Any:
    return await rules.ask(graph.read, graph.policy, rule_id, team_ids)
