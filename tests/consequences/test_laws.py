"""Law 1: what a change is said to change is all that it changes, and no more."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from graph_service.graph import Graph
from graph_service.store import derived
from tests.conftest import Run
from tests.consequences import laws
from tests.consequences.territory_laws import Both, Territory
from tests.worlds import build

_DERIVED = """
MATCH (n:Region|Team)
RETURN coalesce(n.team_id, n.region_code) AS id, n.territory_path AS path, n.caption AS caption,
  coalesce(n.display_name, n.qualified_name) AS shown, n.plain_name AS plain, n.level AS level,
  COLLECT { MATCH (n)-[e:EFFECTIVE_PARENT|SEAT|SUPERIOR_HUB|STANDS_UNDER]->(o)
    RETURN [type(e), coalesce(o.team_id, o.region_code)] ORDER BY type(e) } AS edges
ORDER BY id
"""


def steps_of(examples: int, length: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=length,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )


def drive(graph: Graph, run: Run, examples: int, length: int) -> int:
    how = steps_of(examples, length)
    steps: list[int] = []

    class Driven(laws.Register):
        def __init__(self) -> None:
            super().__init__(graph, run)

        def teardown(self) -> None:
            steps.append(self.steps)

    run_state_machine_as_test(Driven, settings=how)
    return sum(steps)


def test_what_a_change_is_said_to_change_is_all_that_it_changes(graph: Graph, run: Run) -> None:
    assert drive(graph, run, 6, 25) > 60


def reorganise(graph: Graph, run: Run, machine: type[Territory], examples: int, length: int) -> int:
    """Drive divisions too; what is derived is in the end what a rebuild writes."""
    told: list[int] = []

    def made() -> Territory:
        driven = machine(graph, run)
        driven.told = told
        return driven

    factory: Any = made
    try:
        run_state_machine_as_test(factory, settings=steps_of(examples, length))
        kept = run(graph.read(_DERIVED))
        run(graph.write(lambda tx: derived.rebuild_paths(tx, zone_overlay=False)))
        assert run(graph.read(_DERIVED)) == kept
    finally:
        run(build.wipe(graph))
        run(build.divisions(graph))
    return len(told)


def test_what_a_reorganisation_is_said_to_change_is_all(graph: Graph, run: Run) -> None:
    assert reorganise(graph, run, Territory, 2, 9) > 6


@pytest.mark.laws
def test_a_thousand_reorganisations(graph: Graph, run: Run) -> None:
    assert reorganise(graph, run, Both, 90, 50) >= 1000


@pytest.mark.laws
def test_two_thousand_changes(graph: Graph, run: Run) -> None:
    assert drive(graph, run, 90, 50) >= 2000
