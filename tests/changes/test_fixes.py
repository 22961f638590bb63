"""Fixes: applied to a seeded breach they clear it and add none."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.changes import fixes
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import audit, rules
from graph_service.vocabulary import FastReviewPolicy
from tests.conftest import Run
from tests.questions.audit.test_rules import SEEDS, broken, clean_world
from tests.worlds import build

# Rules whose seeded breach no operation on the team clears; CLEARED has breaches that one does.
WITHOUT = {"A-3", "P-8", "P-9"}
ORGANISATION = {
    "registered_name": "重庆市渝北区图书馆志愿服务队",
    "liaison_id": "",
    "registration_authority_id": "RA-500112",
}
CLEARED: dict[str, dict[str, dict[str, str]]] = {
    "A-3": {"U": ORGANISATION},
    "P-8": {"U": {"liaison_id": "V"}},
    "P-9": {"U": {"liaison_id": "V"}, "V": {"permission_group": "junior_team"}},
}


async def whole(graph: Graph) -> set[tuple[str, str | None, str]]:
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
    assert run(fixes.apply(graph, finding["fix"], "test"))
    after = run(whole(graph))
    assert (rule_id, culprit, finding["severity"]) not in after
    assert after <= before


@pytest.mark.parametrize("rule_id", CLEARED)
def test_a_fix_is_found_where_one_exists(rule_id: str, graph: Graph, run: Run) -> None:
    teams = clean_world()
    for team_id, columns in CLEARED[rule_id].items():
        teams[team_id] = teams[team_id] | columns
    run(build.load(graph, teams.values()))
    graph.policy = Policy(fast_review_policy=FastReviewPolicy.ESCALATE)
    before = run(whole(graph))
    [finding] = run(fixes.with_fixes(graph, run(audit.everything(graph, ["U"], rule_id))))
    assert finding["fix"], rule_id
    assert run(fixes.apply(graph, finding["fix"], "test"))
    after = run(whole(graph))
    assert (rule_id, "U") not in {key[:2] for key in after}
    assert after <= before


def test_every_way_names_a_rule_that_the_audit_knows() -> None:
    assert set(fixes.ways()) <= set(rules.RULES)
