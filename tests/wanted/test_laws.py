"""Make it so on random messy networks: what is proposed does it, no part does, a no says why."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from graph_service.graph import Graph
from tests.conftest import Run
from tests.strategies import networks
from tests.wanted import laws
from tests.worlds import build


def reported(counted: Counter[str], begun: float) -> None:
    told = f"{time.monotonic() - begun:.0f} s {sum(counted.values())} {dict(counted)}"
    sys.stderr.write(f"{told}\n")


def drive(graph: Graph, run: Run, examples: int, wishes: int) -> Counter[str]:
    counted: Counter[str] = Counter()
    begun = time.monotonic()

    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )
    @given(rows=networks(14))
    def each(rows: list[dict[str, str]]) -> None:
        run(build.wipe(graph))
        run(build.load(graph, rows))
        ids = [row["team_id"] for row in rows]
        chance = random.Random(str(rows))
        counted.update(run(laws.network(graph, ids, wishes, chance)))
        reported(counted, begun)

    each()
    return counted


def test_what_is_proposed_does_it_and_no_part_of_it_does(graph: Graph, run: Run) -> None:
    counted = drive(graph, run, 2, 8)
    assert sum(counted.values()) == 16


@pytest.mark.laws
def test_two_thousand_wishes(graph: Graph, run: Run) -> None:
    counted = drive(graph, run, 40, 60)
    assert sum(counted.values()) - counted["so already"] >= 2000
