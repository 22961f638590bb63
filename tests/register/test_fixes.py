"""Fixes: applied to a seeded breach they clear it and add none."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import audit
from graph_service.register import fixes
from graph_service.vocabulary import FastReviewPolicy
from tests.conftest import Run
from tests.questions.audit.test_rules import SEEDS, broken
from tests.worlds import build

# Rules whose seeded breach has no operation that clears it: something must be learnt first.
WITHOUT = {"A-3", "P-8", "P-9"}


async def whole(graph: Graph) -> set[tuple[str, str, str]]:
    found = await audit.everything(graph)
    return {(f["rule_id"], f["team_id"], f["severity"]) for f in found if f["severity"] != "INFO"}


@pytest.mark.parametrize("rule_id", sorted(set(SEEDS) & set(fixes.ways())))
def test_a_fix_clears_its_finding_and_adds_none(rule_id: str, graph: Graph, run: Run) -> None:
    teams, applications, culprit = broken(rule_id)
    run(build.load(graph, teams, applications))
    if rule_id == "P-9":
        graph.policy = Policy(fast_review_policy=FastReviewPolicy.ESCALATE)
    before = run(whole(graph))
    found: list[Any] = run(audit.everything(graph, [culprit], rule_id))
    [finding, *_] = run(fixes.with_fixes(graph, found))
    assert run(whole(graph)) == before, "a rehearsal left something behind"
    if rule_id in WITHOUT:
        assert finding["fix"] is None
        return
    assert finding["fix"], rule_id
    assert run(fixes.apply(graph, finding, "test"))
    after = run(whole(graph))
    assert (rule_id, culprit, finding["severity"]) not in after
    assert after <= before


def test_every_way_names_a_rule_that_the_audit_knows() -> None:
    assert set(fixes.ways()) <= set(audit.RULES)
