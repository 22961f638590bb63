"""Every worked example, loaded through the importer and asked over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.vocabulary import FastReviewPolicy
from tests.api.conftest import Call
from tests.conftest import Run
from tests.worlds import build

EXAMPLES = [entry["id"] for entry in build.worked()["examples"]]


def routes(call: Call, team: str, businesses: Any) -> dict[str, Any]:
    """The routes as an example writes them, asked one by one and as a batch."""
    items = [{"team_id": team, "business": business} for business in businesses]
    batch = call("POST", "/v1/review-routes", json={"items": items}).json()["items"]
    found = {}
    for item, entry in zip(items, batch, strict=True):
        path = f"/v1/teams/{team}/review-routes?business={item['business']}"
        [route] = call("GET", path).json()["routes"]
        assert route == entry["route"]
        final = route["final_reviewer"]
        found[item["business"]] = {
            "outcome": route["outcome"],
            "final_reviewer": final and final["id"],
            "path": [step["id"] for step in route["path"]],
        }
    return found


@pytest.mark.parametrize("identifier", EXAMPLES)
def test_a_worked_example_is_answered_as_written(
    identifier: str, graph: Graph, app: Any, call: Call, run: Run
) -> None:
    entry = build.example(identifier)
    run(build.wipe(graph))
    run(build.load(graph, build.teams_of(entry), entry["applications"]))
    ask, expect = entry["ask"], entry["expect"]
    assert routes(call, ask, expect["routes"]) == expect["routes"]
    assert call("GET", f"/v1/teams/{ask}/permissions").json()["own"] == expect["own"]
    found = call("GET", f"/v1/teams/{ask}").json()["expected_affiliation"]
    node = found["node"] and found["node"]["id"]
    assert {k: found[k] for k in ("kind", "provisional")} | {"node": node} == expect[
        "expected_affiliation"
    ]
    graph.policy = Policy(fast_review_policy=FastReviewPolicy.ESCALATE)
    otherwise = expect["routes"] | expect.get("routes_under_escalate", {})
    assert routes(call, ask, otherwise) == otherwise
