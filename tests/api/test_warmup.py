"""What a start plans, and that first answers and first changes find it planned."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from graph_service.api import following as module
from graph_service.api.events import Revisions
from graph_service.api.feed import Feed
from graph_service.api.following import Following
from graph_service.api.held import Held
from graph_service.api.warmup import warm_the_rest, warm_up
from graph_service.changes.writing import rehearse
from graph_service.graph import Graph
from graph_service.operations.held import Operation
from graph_service.questions import checks, permissions, reverse, route_readings, rules, teams
from graph_service.vocabulary import Business
from tests.conftest import Run
from tests.worlds import build

V, TOWN, DISTRICT = "H500112011001", "H500112011", "H500112"
Ask = Callable[[Graph], Awaitable[Any]]


def _change(operation: str, **values: str) -> Ask:
    return lambda graph: rehearse(graph, [Operation(operation, "T", {**values})])


def _route(team_id: str, business: str | None = None) -> Ask:
    return lambda graph: route_readings.review_routes(graph, team_id, business)


QUESTIONS: list[Ask] = [
    *(_route(DISTRICT, str(business)) for business in Business),
    _route(V),
    lambda graph: checks.checks(graph, [(DISTRICT, "manage_team", V)]),
    lambda graph: checks.checks(graph, [(DISTRICT, "review:hours_recording", V)]),
    lambda graph: checks.checks(graph, [(TOWN, "view", V), (V, "view", DISTRICT)]),
    lambda graph: permissions.permissions_of(graph, V),
    lambda graph: teams.team(graph, DISTRICT),
    lambda graph: teams.team(graph, V),
    lambda graph: teams.teams(graph, limit=10),
    lambda graph: reverse.managers(graph, DISTRICT),
    lambda graph: reverse.managers(graph, V),
]
CHANGES: list[Ask] = [
    _change("set_permission_group", permission_group="junior_team"),
    _change("set_status", status="suspended"),
    _change("update_team", unit_name="别处"),
    _change("update_team", contact_mobile="13700137000"),
]


async def _forgotten(graph: Graph) -> int:
    """Let Neo4j forget its plans; return how many they were."""
    [row] = await graph.apply("CALL db.clearQueryCaches() YIELD value RETURN value")
    return sum(map(int, re.findall(r"\d+", row["value"])))


@pytest.mark.slow
@pytest.mark.parametrize(("asked", "more"), [(QUESTIONS, 0), (CHANGES, 1)])
def test_what_is_asked_first_after_a_start_is_planned(
    asked: list[Ask], more: int, graph: Graph, run: Run
) -> None:
    """Changes in transactions that have written too; only the names of findings are not yet."""

    async def planned(*asked: Ask) -> int:
        await _forgotten(graph)
        await warm_up(graph)
        for ask in asked:
            await ask(graph)
        return await _forgotten(graph)

    run(build.load(graph, build.teams_of(build.example("E-15"))))
    run(planned(*asked))  # in a new store: names that the graph learns make plans anew
    assert 0 <= run(planned(*asked)) - run(planned()) <= more


@pytest.mark.slow
def test_the_rest_is_planned_bit_by_bit_while_nobody_asks(graph: Graph, run: Run) -> None:
    waited = 0

    async def quiet() -> None:
        nonlocal waited
        waited += 1

    async def planned(parts: tuple[str, ...]) -> int:
        await _forgotten(graph)
        await warm_the_rest(graph, quiet)
        await rules.findings_in(graph, [V], parts=parts)
        return await _forgotten(graph)

    run(build.load(graph, build.teams_of(build.example("E-15"))))
    run(planned(tuple(rules.PARTS)))  # in a new store: names that the graph learns make plans anew
    waited = 0
    assert run(planned(tuple(rules.PARTS))) == run(planned(()))
    assert waited == 2 * (len(rules.PARTS) + 1 + 2 * 3)  # of records; three of each of two hubs


def test_it_is_quiet_a_second_after_the_last_who_asked(graph: Graph, run: Run) -> None:
    async def waited(asked: bool) -> float:
        following = Following(graph, Feed(graph, Revisions(graph)), Held(10))
        if asked:
            following.fresh()
        begun = time.monotonic()
        await following.quiet()
        return time.monotonic() - begun

    assert run(waited(asked=False)) < 1 <= run(waited(asked=True)) + 0.01


def test_who_asks_all_the_time_is_not_waited_for_for_ever(
    graph: Graph, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 1.5)

    async def waited() -> None:
        following = Following(graph, Feed(graph, Revisions(graph)), Held(10))

        async def asks() -> None:
            while True:
                following.fresh()
                await asyncio.sleep(0.1)

        asking = asyncio.create_task(asks())
        try:
            await asyncio.wait_for(following.quiet(), 60)
        finally:
            asking.cancel()

    run(waited())
