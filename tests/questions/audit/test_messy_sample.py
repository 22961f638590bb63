"""The messy sample: what its faults are said to show is what the audit finds."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.questions import audit, rules
from graph_service.sample import messy
from graph_service.sample.regions import authority_rows
from graph_service.sample.teams import team_rows
from tests.conftest import Run
from tests.worlds import build

# What one hand-written row cannot break, or only another setting shows.
ELSEWHERE = {"S-1", "S-3", "N-1", "N-11", "A-4i", "P-0", "P-5", "P-7i", "P-9", "P-10", "D-1"}


def _entries() -> list[dict[str, Any]]:
    faults = messy.faults()
    return [*faults["changed"], *faults["added"], *faults["hubs"]]


def test_some_two_hundred_teams_are_altered_and_the_rest_are_the_good_samples() -> None:
    good = {row.values["team_id"]: row.values for row in team_rows()}
    rows = {row.values["team_id"]: row.values for row in messy.messy_team_rows()}
    altered = [team_id for team_id, row in rows.items() if good.get(team_id) != row]
    assert 180 <= len(altered) <= 260
    shown = {rule for entry in _entries() for rule in entry["rules"]}
    assert shown <= {*rules.RULES} - ELSEWHERE
    assert len(shown) >= 38


@pytest.mark.slow
def test_the_audit_finds_every_fault_of_the_messy_sample(graph: Graph, run: Run) -> None:
    rows = [row.values for row in messy.messy_team_rows()]
    applications = [row.values for row in messy.application_rows()]
    run(build.load(graph, rows, applications, [row.values for row in authority_rows()]))
    found = Counter((f["rule_id"], f["team_id"]) for f in run(audit.everything(graph)))
    missed = [
        (rule_id, entry)
        for entry in _entries()
        for rule_id in entry["rules"]
        if not any(rule_id == rule for rule, _ in found)
    ]
    assert not missed
    below = {row["liaison_id"]: row["team_id"] for row in rows}  # P-8 is found at who chose it
    for entry in messy.faults()["changed"]:
        for team_id in entry.get("teams", []):
            places = (team_id, below.get(team_id, ""))
            assert any(found[r, place] for r in entry["rules"] for place in places), entry
    breaches = {rule for rule, _ in found} - ELSEWHERE - {"M-5i"}
    assert len(breaches) >= 25
