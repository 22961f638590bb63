"""Thousands of changes through the API, each compared with a plain model of the register."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from graph_service.sample.regions import region_rows
from tests.api.conftest import app, call, dispatch, token_of  # noqa: F401
from tests.changes import machine
from tests.conftest import Run


@pytest.fixture
def drive(graph: Any, run: Run, call: Any, token_of: Any) -> Any:  # noqa: F811
    regions = {row.values["region_code"]: row.values for row in region_rows()}

    def drive(examples: int, length: int) -> None:
        how = settings(
            max_examples=examples,
            stateful_step_count=length,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.generate),
        )

        class Driven(machine.Register):
            def __init__(self) -> None:
                super().__init__(graph, run, call, token_of, regions)

        run_state_machine_as_test(Driven, settings=how)

    return drive


def test_a_register_and_its_model_never_part(drive: Any) -> None:
    before = machine.steps
    drive(6, 25)
    assert machine.steps - before > 60


@pytest.mark.laws
def test_two_thousand_steps(drive: Any) -> None:
    before = machine.steps
    drive(90, 50)
    assert machine.steps - before >= 2000
