"""What the record of answers costs: writes with and without it, looking back, and who follows."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from statistics import median

from graph_service.bench.client import Client
from graph_service.bench.followers import Followers
from graph_service.bench.rows import Row, row
from graph_service.bench.server import Service
from graph_service.changes.writing import Change, Outcome, carry_out
from graph_service.consequences.rehearsal import Followed
from graph_service.graph import Graph, Transaction
from graph_service.operations.held import Operation
from graph_service.store import history

_CITY, _DISTRICT, _TOWN, _VILLAGE = "H50", "H500112", "H500112011", "H500112011001"
_TURNS, _SINGLES, _FOLLOWERS, _SECONDS, _WRITERS = 20, 100, 200, 10.0, 8
_RECORDED = "MATCH (told:AnswerChange) RETURN count(told) AS nodes, sum(size(told.packed)) AS bytes"

_ORDINARY: dict[str, Callable[[int], Operation]] = {
    "contact": lambda turn: Operation("update_team", _VILLAGE, {"contact_name": f"测{turn}"}),
    "liaison of a village hub": lambda turn: Operation(
        "set_liaison", _VILLAGE, {"liaison_id": (_TOWN, _DISTRICT)[turn % 2]}
    ),
    "group of a town hub": lambda turn: Operation(
        "set_permission_group",
        _TOWN,
        {"permission_group": ("intermediate_fast", "intermediate")[turn % 2]},
    ),
}


async def measure(graph: Graph, service: Service, rounds: int) -> list[Row]:
    """Return a row for each measure of the record of answers."""
    rows = [await _ordinary(graph, name, rounds) for name in _ORDINARY]
    rows += await _city(graph)
    rows.append(await _looking_back(graph, Client(service.port), rounds))
    rows.append(await _followed(graph, service))
    rows.append(await _weight(graph))
    return rows


async def _ordinary(graph: Graph, name: str, rounds: int) -> Row:
    """Time a kind of write in turns with the same write that records nothing."""
    ratios: list[float] = []
    keys, seen, number = 0, (0.0, 0.0), 0
    for _ in range(rounds):
        times: dict[bool, list[float]] = {True: [], False: []}
        for turn in range(_TURNS):
            for record in (True, False) if turn % 2 else (False, True):
                number += 1
                begun = time.perf_counter()
                followed = await _carried(graph, _ORDINARY[name](number), record)
                times[record].append(time.perf_counter() - begun)
                keys = max(keys, len(followed.changes))
        seen = (median(times[True]), median(times[False]))
        ratios.append(seen[0] / seen[1])
    what = f"{name}, {keys} answers changed: with / without the record, ms"
    return row("A1", what, seen[0] * 1e3, seen[1] * 1e3, ratios, "≤ 1.5", 1.5)


async def _city(graph: Graph) -> list[Row]:
    """Suspend the city hub and restore it: seconds, and seconds per 1,000 answers that change."""
    rows: list[Row] = []
    for status in ("suspended", "active"):
        begun = time.perf_counter()
        followed = await _carried(graph, Operation("set_status", _CITY, {"status": status}), True)
        took, count = time.perf_counter() - begun, len(followed.changes)
        what = f"city hub {status}: seconds / answers changed, seconds per 1,000"
        rows.append(row("A2", what, took, count, [took / max(count, 1) * 1000], "—", None))
    return rows


async def _looking_back(graph: Graph, client: Client, rounds: int) -> Row:
    """Ask a route of today in turns with the route of a revision before the last changes."""
    revision = await history.revision(graph)
    for turn in range(_TURNS):
        await _carried(graph, _ORDINARY["group of a town hub"](turn), record=True)
    path = f"/v1/teams/{_VILLAGE}/review-routes?business=hours_recording"
    ratios: list[float] = []
    seen = (0.0, 0.0)
    for _ in range(rounds):
        then, now = list[float](), list[float]()
        for _ in range(_SINGLES):
            now.append(client.timed(path))
            then.append(client.timed(f"{path}&as_of={revision}"))
        seen = (median(then), median(now))
        ratios.append(seen[0] / seen[1])
    what = "route as of then / of today, p50 ms"
    return row("A3", what, seen[0] * 1e3, seen[1] * 1e3, ratios, "≤ 1.5", 1.5)


async def _followed(graph: Graph, service: Service) -> Row:
    """Write as fast as may be, alone and beside followers, all of whom must have folded right."""
    alone = await _written(graph)
    async with Followers(graph, service, _FOLLOWERS) as followers:
        beside = await _written(graph)
        wrong = await followers.wrong()
    if wrong:
        raise RuntimeError(f"{wrong} of {_FOLLOWERS} followers hold something else")
    what = f"writers' p99 beside {_FOLLOWERS} followers (every fold right) / alone, ms"
    return row("A4", what, beside * 1e3, alone * 1e3, [beside / alone], "—", None)


async def _written(graph: Graph) -> float:
    """Return the p99 of some writers' changes, in seconds."""

    async def ordinary(number: int, turn: int) -> None:
        for name in _ORDINARY:
            await _carried(graph, _ORDINARY[name](turn + number), True)

    return await p99(_WRITERS, _SECONDS, ordinary) / len(_ORDINARY)


async def _weight(graph: Graph) -> Row:
    [kept] = await graph.read(_RECORDED)
    revision = await history.revision(graph)
    what = "the record's packed bytes / changes on record, bytes a change"
    per = kept["bytes"] / revision
    return row("A5", what, kept["bytes"], revision, [per], "—", None)


async def _carried(graph: Graph, operation: Operation, record: bool) -> Followed:
    found: list[Followed] = []

    async def answer(tx: Transaction, outcome: Outcome) -> tuple[int, None]:
        found.append(outcome.followed)
        return 200, None

    asked = Change([operation], accept_violations=True, record=record)
    await carry_out(graph, asked, answer)
    return found[-1]


async def p99(
    writers: int, seconds: float, write: Callable[[int, int], Awaitable[object]]
) -> float:
    """Return the p99, in seconds, of what writers write as fast as they may: writer and turn."""
    times: list[float] = []
    end = time.perf_counter() + seconds

    async def writer(number: int) -> None:
        turn = 0
        while time.perf_counter() < end:
            turn += 1
            begun = time.perf_counter()
            await write(number, turn)
            times.append(time.perf_counter() - begun)

    await asyncio.gather(*(writer(number) for number in range(writers)))
    return sorted(times)[int(len(times) * 0.99)]
