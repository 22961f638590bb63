"""What is kept of records is right after any order of entries, decisions and team moves."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.conftest import Run
from tests.records import machine


def drive(graph: Any, run: Run, examples: int, length: int) -> None:
    how = settings(
        max_examples=examples,
        stateful_step_count=length,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )

    class Driven(machine.Records):
        def __init__(self) -> None:
            super().__init__(graph, run)

    machine.seen.clear()
    run_state_machine_as_test(Driven, settings=how)


def test_hours_and_reviewers_are_right_after_every_step(graph: Any, run: Run) -> None:
    drive(graph, run, 2, 30)
    assert machine.seen["enter_records"] > 10, machine.seen
    assert machine.seen["decide_records"] > 3, machine.seen


@pytest.mark.laws
def test_hours_and_reviewers_are_right_after_thousands_of_steps(graph: Any, run: Run) -> None:
    drive(graph, run, 80, 40)
    assert machine.seen["decide_records"] > 100, machine.seen
