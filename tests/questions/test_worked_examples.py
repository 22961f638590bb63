"""Every worked example, loaded through the importer and asked."""

from __future__ import annotations

import pytest

from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import permissions, routing, teams
from graph_service.vocabulary import FastReviewPolicy
from tests.conftest import Run
from tests.worlds import build

EXAMPLES = [entry["id"] for entry in build.worked()["examples"]]


def summary(route: dict) -> dict:
    final = route["final_reviewer"]
    return {
        "outcome": route["outcome"],
        "final_reviewer": final and final["id"],
        "path": [step["id"] for step in route["path"]],
    }


@pytest.mark.parametrize("identifier", EXAMPLES)
def test_a_worked_example_is_answered_as_written(identifier: str, graph: Graph, run: Run) -> None:
    entry = build.example(identifier)
    run(build.load(graph, build.teams_of(entry), entry["applications"]))
    ask, expect = entry["ask"], entry["expect"]
    for business, wanted in expect["routes"].items():
        [route] = run(routing.review_routes(graph, ask, business))["routes"]
        assert summary(route) == wanted, business
    assert run(permissions.permissions_of(graph, ask))["own"] == expect["own"]
    found = run(teams.team(graph, ask))["expected_affiliation"]
    node = found["node"] and found["node"]["id"]
    assert {k: found[k] for k in ("kind", "provisional")} | {"node": node} == expect[
        "expected_affiliation"
    ]
    graph.policy = Policy(fast_review_policy=FastReviewPolicy.ESCALATE)
    for business, wanted in expect.get("routes_under_escalate", {}).items():
        [route] = run(routing.review_routes(graph, ask, business))["routes"]
        assert summary(route) == wanted, business
