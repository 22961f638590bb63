"""Rehearsals beside writers: they give way, begin again, stand in line, keep to their bounds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from graph_service.changes import rehearsing
from graph_service.changes.change import Change
from graph_service.changes.rehearsing import Turn
from graph_service.changes.writing import carry_out, nothing, rehearse
from graph_service.consequences.cone import Cone
from graph_service.errors import Busy
from graph_service.graph import Graph, Transaction
from graph_service.graph.lanes import Lane
from graph_service.operations.held import Operation
from graph_service.rows.rows import Values
from tests.conftest import Run
from tests.worlds import build

_HOLD = "MATCH (t:Team {team_id: 'H500112'}) SET t.caption = t.caption RETURN t.team_id AS id"
TURNED = Operation("set_permission_group", "H500112011", {"permission_group": "intermediate"})

Attempt = Callable[[Transaction, Turn], Awaitable[tuple[int, Cone]]]


@pytest.fixture
def world(graph: Graph, run: Run) -> Graph:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    run(graph.plan())
    return graph


async def write(graph: Graph, number: int, team_id: str = "H500112") -> float:
    begun = time.monotonic()
    change = Change([Operation("update_team", team_id, {"contact_name": f"甲{number}"})])
    await carry_out(graph, change, nothing)
    return time.monotonic() - begun


def holding(seconds: list[float], tries: list[float], then: Any = None) -> Attempt:
    """An attempt that holds a team's lock for so many seconds, each time that it is made.

    It asks on all the while, as rehearsals do, so that it learns of it when it is ended.
    """

    async def attempt(tx: Transaction, turn: Turn) -> tuple[int, Cone]:
        tries.append(time.monotonic())
        await tx.run(_HOLD)
        if then is not None:
            then.set()
        held_until = tries[-1] + (seconds[len(tries) - 1] if len(tries) <= len(seconds) else 0)
        while time.monotonic() < held_until:
            await asyncio.sleep(0.1)
            await tx.run("RETURN 1 AS one")
        return len(tries), Cone()

    return attempt


def test_a_writer_kept_waiting_ends_the_rehearsal_which_begins_again(
    world: Graph, run: Run
) -> None:
    async def both() -> tuple[int, float]:
        tries: list[float] = []
        held = asyncio.Event()
        beside = asyncio.create_task(rehearsing.rehearse(world, holding([60.0], tries, held)))
        await held.wait()
        waited = await write(world, 1)
        beside_ended = await beside
        return beside_ended, waited

    tried, waited = run(both())
    assert tried == 2
    assert waited < 30


def test_from_the_third_time_it_stands_in_line_and_writers_behind_it(
    world: Graph, run: Run
) -> None:
    async def both() -> tuple[int, list[float], float]:
        tries: list[float] = []
        held = asyncio.Event()
        beside = asyncio.create_task(
            rehearsing.rehearse(world, holding([60.0, 60.0, 1.5], tries, held))
        )
        waits = []
        for number in range(3):
            await held.wait()
            held.clear()
            waits.append(await write(world, number))
        return await beside, waits, tries[-1]

    tried, waits, _ = run(both())
    assert tried == 3
    assert waits[2] > 1.0, "the writer passed a rehearsal that stood in line before it"


def test_a_rehearsal_overtaken_in_its_cone_begins_again_and_else_does_not(
    world: Graph, run: Run
) -> None:
    async def beside(team_id: str) -> int:
        tries = 0

        async def attempt(tx: Transaction, turn: Turn) -> tuple[int, Cone]:
            nonlocal tries
            tries += 1
            if tries == 1:
                change = Change([TURNED], accept_violations=True)
                await carry_out(world, change, nothing)
                back: Values = {"permission_group": "intermediate_fast"}
                again = Operation("set_permission_group", "H500112011", back)
                await carry_out(world, Change([again], accept_violations=True), nothing)
            return tries, Cone(routes={team_id})

        return await rehearsing.rehearse(world, attempt)

    assert run(beside("H500112011001")) == 2
    assert run(beside("H500103")) == 1


def test_a_wide_rehearsal_changes_to_the_lane_of_the_large(
    world: Graph, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrow: list[int | None] = []
    monkeypatch.setattr(rehearsing, "Turn", lambda watched=None, n=1: Turn(watched, n))
    told = rehearsing._once

    async def once(attempt: Any, turn: Turn, in_line: bool, tx: Transaction) -> Any:
        narrow.append(turn.narrow)
        return await told(attempt, turn, in_line, tx)

    monkeypatch.setattr(rehearsing, "_once", once)
    outcome = run(rehearse(world, [TURNED]))
    assert outcome.followed.changes
    assert narrow == [1, None]


def test_no_more_rehearse_at_once_than_there_are_places(world: Graph, run: Run) -> None:
    graph = world.of(world.request)
    graph.rehearsals = Lane(2, 2, 5.0)

    async def many() -> list[Any]:
        tries = [list[float]() for _ in range(6)]
        attempts = [holding([0.3], each) for each in tries]
        asked = [rehearsing.rehearse(graph, attempt) for attempt in attempts]
        return await asyncio.gather(*asked, return_exceptions=True)

    found = run(many())
    assert sum(isinstance(each, Busy) for each in found) == 2
    assert sum(isinstance(each, int) for each in found) == 4


@pytest.mark.laws
def test_writers_beside_ten_rehearsals_of_a_district_never_fail(world: Graph, run: Run) -> None:
    """Law 6: none waits longer than its own work, 100 ms, and those in line before it."""
    graph = world.of(world.request)
    graph.rehearsals = Lane(2, 16, 600.0)

    async def writers(seconds: float) -> list[float]:
        end, times = time.monotonic() + seconds, list[float]()

        async def one(number: int) -> None:
            teams = ("H500112", "H500112011", "H500112011001", "H500103")
            while time.monotonic() < end:
                times.append(await write(graph, number, teams[number % 4]))

        await asyncio.gather(*(one(number) for number in range(8)))
        return times

    async def both() -> tuple[list[float], list[float], int, float]:
        alone = await writers(10)
        stop, done, longest = asyncio.Event(), 0, 0.0

        async def rehearsals() -> None:
            nonlocal done, longest
            while not stop.is_set():
                begun = time.monotonic()
                district = Operation("set_status", "H500112", {"status": "suspended"})
                await rehearse(graph, [district])
                longest, done = max(longest, time.monotonic() - begun), done + 1

        beside = [asyncio.create_task(rehearsals()) for _ in range(10)]
        times = await writers(30)
        stop.set()
        await asyncio.gather(*beside)
        return alone, times, done, longest

    alone, beside, done, longest = run(both())
    assert done > 10
    own = max(alone)
    assert max(beside) <= own + 0.1 + 2 * longest, (own, max(beside), longest)
