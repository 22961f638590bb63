"""Law 1: what a change is said to change is all that it changes, and no more."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from graph_service.graph import Graph
from tests.conftest import Run
from tests.consequences import laws


def drive(graph: Graph, run: Run, examples: int, length: int) -> int:
    how = settings(
        max_examples=examples,
        stateful_step_count=length,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )
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


@pytest.mark.laws
def test_two_thousand_changes(graph: Graph, run: Run) -> None:
    assert drive(graph, run, 90, 50) >= 2000
