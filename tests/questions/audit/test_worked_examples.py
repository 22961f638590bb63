"""The violations of every worked example, exactly."""

from __future__ import annotations

import pytest

from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import audit
from graph_service.vocabulary import FastReviewPolicy
from tests.conftest import Run
from tests.worlds import build, records

EXAMPLES = [entry["id"] for entry in build.worked()["examples"]]


@pytest.mark.parametrize("identifier", EXAMPLES)
def test_a_worked_example_has_its_violations(identifier: str, graph: Graph, run: Run) -> None:
    entry = build.example(identifier)
    run(build.load(graph, build.teams_of(entry), entry["applications"]))
    if "records" in entry:
        run(records.put(graph, [records.record(**row) for row in entry["records"]]))
    found = run(audit.violations(graph, entry["ask"]))["items"]
    named = sorted({f["rule_id"] for f in found if f["severity"] != "INFO"})
    assert named == sorted(entry["expect"]["violations"]), found
    assert all(f["quote"] is None or f["message_zh"] for f in found)


def test_a_reading_that_asks_for_fast_review_adds_p_9(graph: Graph, run: Run) -> None:
    entry = build.example("E-20")
    run(build.load(graph, build.teams_of(entry)))
    graph.policy = Policy(fast_review_policy=FastReviewPolicy.ESCALATE)
    found = run(audit.violations(graph, entry["ask"]))["items"]
    assert [f["rule_id"] for f in found if f["severity"] != "INFO"] == ["P-9"]
