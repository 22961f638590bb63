"""What another reading would change is counted as the comparison of the whole network finds it."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.advice.comparing import compared
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import differences
from tests.conftest import Run
from tests.worlds import build

EXAMPLES = ["E-15", "E-20", "E-26", "E-29", "E-33", "E-40"]


def under(graph: Graph, **settings: Any) -> Policy:
    return Policy.model_validate(graph.policy.model_dump() | settings)


@pytest.mark.parametrize("example", EXAMPLES)
def test_routes_and_findings_are_those_that_a_comparison_lists(
    graph: Graph, run: Run, example: str
) -> None:
    entry = build.example(example)
    run(build.load(graph, build.teams_of(entry), entry["applications"]))
    for setting, value in (
        ("fast_review_policy", "escalate"),
        ("fast_review_policy", "escalate_admission"),
        ("upgrade_cap", False),
    ):
        found = run(differences.of_setting(graph, setting, value))
        listed = run(compared(graph, under(graph, **{setting: value})))
        sides = [finding["change"] for finding in listed["findings"]]
        assert found["routes"] == len(listed["routes"]), (setting, value)
        assert (found["adds"], found["clears"]) == (sides.count("adds"), sides.count("clears"))
        teams = {row["team_id"] for row in [*listed["routes"], *listed["findings"]]}
        assert found["teams"] == len(teams)
        assert {node["id"] for node in found["examples"]} <= teams
        assert found["complete"]


def test_another_tree_moves_the_teams_of_its_towns_and_ends_divisions(
    graph: Graph, run: Run
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-49"))))
    for setting, value in (("zone_overlay", True), ("edition", "2026")):
        found = run(differences.of_setting(graph, setting, value))
        listed = run(compared(graph, under(graph, **{setting: value})))["findings"]
        added = [finding for finding in listed if finding["change"] == "adds"]
        liaisons = {one["team_id"] for one in added if one["rule_id"] in ("A-1", "A-1f")}
        assert found["moves"] is not None
        assert found["moves"]["hubs"] == len(liaisons) > 0, setting
        ended = {one["team_id"] for one in added if one["rule_id"] == "S-3"}
        assert found["moves"]["on_ended"] == len(ended)
        assert {node["id"] for node in found["examples"]} <= liaisons


def test_a_bound_that_was_reached_is_said(
    graph: Graph, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-20"))))
    monkeypatch.setattr(differences, "MOST", 0)
    found = run(differences.of_setting(graph, "fast_review_policy", "escalate"))
    assert (found["complete"], found["routes"]) == (False, 0)


def test_readings_that_no_setting_switches_tell_the_teams_that_rest_on_them(
    graph: Graph, run: Run
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-18"))))

    def resting(name: str) -> tuple[bool, list[str]]:
        found = run(differences.resting_on(graph, name))
        return found["told"], [node["id"] for node in found["examples"]]

    assert resting("I-1") == (True, ["H50"])
    assert resting("I-3") == (True, ["H500240"])
    assert resting("I-14") == (True, [])
    assert resting("I-13") == (False, [])
    run(build.wipe(graph))
    run(build.load(graph, build.teams_of(build.example("E-22"))))
    assert resting("I-8") == (True, ["H500112138201"])
