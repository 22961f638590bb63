"""What plans cost: one beside its write, a reorganisation, writers beside rehearsals."""

from __future__ import annotations

import asyncio
import resource
import time
from collections.abc import Awaitable, Callable
from statistics import median
from typing import Any

from graph_service.bench.answers import p99
from graph_service.bench.rows import Row, row
from graph_service.changes.change import Change
from graph_service.changes.writing import carry_out, nothing, rehearse
from graph_service.graph import Graph
from graph_service.operations.held import Operation
from graph_service.plans import applying, making
from graph_service.plans.keeping import Draft
from graph_service.store.history import SYSTEM

_DISTRICT, _TOWN, _VILLAGE = "H500112", "H500112011", "H500112011001"
_TURNS, _WRITERS, _REHEARSALS, _SECONDS = 20, 8, 10, 20.0
_REORGANISED = [{"operation": "adopt_edition", "edition": "2026"}]
_TEAMS = ("H500103", "H500109", _DISTRICT, _TOWN)


async def measure(graph: Graph, rounds: int) -> list[Row]:
    """Return a row for each measure of plans."""
    rows = [await _one(graph, rounds), await _beside(graph)]
    return rows + await _reorganised(graph)


async def _one(graph: Graph, rounds: int) -> Row:
    """Time a plan of one liaison change in turns with the change itself."""
    ratios: list[float] = []
    seen, number = (0.0, 0.0), 0
    for _ in range(rounds):
        times: dict[str, list[float]] = {"plan": [], "write": []}
        for turn in range(_TURNS):
            number += 1
            liaison = (_TOWN, _DISTRICT)[number % 2]
            for name in ("plan", "write") if turn % 2 else ("write", "plan"):
                work = _planned if name == "plan" else _written
                wanted = liaison if name == "write" else (_TOWN, _DISTRICT)[(number + 1) % 2]
                times[name].append(await _timed(lambda w=work, to=wanted: w(graph, to)))
        seen = (median(times["plan"]), median(times["write"]))
        ratios.append(seen[0] / seen[1])
    what = "a plan of one liaison change / its write, ms"
    return row("L1", what, seen[0] * 1e3, seen[1] * 1e3, ratios, "≤ 2", 2.0)


async def _reorganised(graph: Graph) -> list[Row]:
    """Plan and apply the reorganisation of 2025: seconds, rows and the memory of this process."""
    begun = time.perf_counter()
    made = await making.make(graph, _draft(_REORGANISED))
    took, rows = time.perf_counter() - begun, sum(made["summary"]["answers"].values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun = time.perf_counter()
    await applying.apply(graph, made["plan_id"], SYSTEM, accept_violations=True)
    done = time.perf_counter() - begun
    return [
        row(
            "L3",
            "the reorganisation of 2025 planned: seconds / rows",
            took,
            rows,
            [took],
            "—",
            None,
        ),
        row(
            "L4", "the same applied: seconds / MiB of this process", done, memory, [done], "—", None
        ),
    ]


async def _beside(graph: Graph) -> Row:
    """Write as fast as may be, alone and beside rehearsals of a whole district."""
    alone = await _p99(graph)
    stop, done = asyncio.Event(), 0

    async def rehearsals() -> None:
        nonlocal done
        while not stop.is_set():
            await rehearse(graph, [Operation("set_status", _DISTRICT, {"status": "suspended"})])
            done += 1

    beside = [asyncio.create_task(rehearsals()) for _ in range(_REHEARSALS)]
    loaded = await _p99(graph)
    stop.set()
    await asyncio.gather(*beside)
    what = f"writers' p99 beside {_REHEARSALS} rehearsals of a district ({done} done) / alone, ms"
    return row("L2", what, loaded * 1e3, alone * 1e3, [loaded / alone], "—", None)


async def _p99(graph: Graph) -> float:
    async def rename(number: int, turn: int) -> None:
        name = {"contact_name": f"测{turn}"}
        change = Change([Operation("update_team", _TEAMS[number % len(_TEAMS)], {**name})])
        await carry_out(graph, change, nothing)

    return await p99(_WRITERS, _SECONDS, rename)


async def _planned(graph: Graph, liaison: str) -> None:
    wanted = {"operation": "set_liaison", "team_id": _VILLAGE, "liaison_id": liaison}
    await making.make(graph, _draft([wanted]))


async def _written(graph: Graph, liaison: str) -> None:
    operation = Operation("set_liaison", _VILLAGE, {"liaison_id": liaison})
    await carry_out(graph, Change([operation], accept_violations=True), nothing)


def _draft(operations: list[Any]) -> Draft:
    return Draft(operations, "bench", None, SYSTEM, 3600)


async def _timed(work: Callable[[], Awaitable[Any]]) -> float:
    begun = time.perf_counter()
    await work()
    return time.perf_counter() - begun
