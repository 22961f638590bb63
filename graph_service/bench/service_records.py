"""What service records cost: entering, hours, a volunteer, a queue, giving out; and their store."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from graph_service import graph as graphs
from graph_service.bench import record_filling, weighing
from graph_service.bench.client import Client
from graph_service.bench.rows import Row, row_of
from graph_service.bench.server import FLOOR, Service
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import rules
from graph_service.store import exports

_CITY = "H50"
_MOST_BY_CALL, _TURNS = 20_000, 40
_BUSIEST = """
MATCH (record:ServiceRecord) WHERE record.reviewer_id IS NOT NULL
RETURN record.reviewer_id AS id, count(*) AS waiting ORDER BY waiting DESC, id LIMIT 1
"""
_OLDEST = "MATCH (v:Volunteer) RETURN v.volunteer_no AS number ORDER BY number LIMIT 1"

Address = tuple[str, str, str]


async def measure(
    graph: Graph, service: Service, rounds: int, count: int, store: Path, address: Address
) -> list[Row]:
    """Return a row for each measure, of a store that holds ``count`` records at the end."""
    teams, today = await record_filling.reviewed(graph), date.today()
    client = Client(service.port, service.token)
    by_call = min(count // 2, _MOST_BY_CALL)
    before = weighing.store(store)
    entered = await record_filling.entering(graph, client, by_call, teams, today)
    await record_filling.fill(graph, range(by_call), teams, today)
    few = _city_month(client, rounds, today)
    await record_filling.fill(graph, range(by_call, count), teams, today)
    rows = [_row("R1", "records entered in calls of 1,000 / bare UNWIND, rows/s", entered, "≥ 0.3")]
    many = _city_month(client, rounds, today)
    rows.append(_row("R2", "a month of the city's hours / RETURN 1, p50 ms", many, "≤ 15"))
    pairs = zip(many, few, strict=True)
    growth = [[now, then, now / then] for (_, _, now), (_, _, then) in pairs]
    rows.append(_row("R2 growth", f"that ratio / at {by_call:,} records", growth, "≤ 1.3"))
    rows += await _read(graph, client, rounds)
    rows.append(await _audited(graph, count))
    given_out, lines = await asyncio.to_thread(_export_memory, address)
    told = f"process giving out {lines:,} records, peak MiB"
    rows.append(_row("R5", told, [[given_out, lines, given_out]], "≤ 300"))
    weight = weighing.store(store) - before
    told = "store with its logs: MiB / records, KiB a record"
    return [*rows, _row("R6", told, [[weight, count, weight * 1024 / count]], "—")]


async def _read(graph: Graph, client: Client, rounds: int) -> list[Row]:
    """Ask for a volunteer who served much, and for the longest queue."""
    [person] = await graph.read(_OLDEST)
    volunteer = _beside_floor(client, f"/v1/volunteers/{person['number']}/hours", rounds)
    [busiest] = await graph.read(_BUSIEST)
    queue = _beside_floor(client, await _queue_path(graph, busiest["id"]), rounds)
    waits = f"first page of a queue ({busiest['waiting']:,} wait) / RETURN 1, p50 ms"
    return [
        _row("R3", "a volunteer's hours / RETURN 1, p50 ms", volunteer, "≤ 2"),
        _row("R4", waits, queue, "≤ 2"),
    ]


async def _audited(graph: Graph, count: int) -> Row:
    begun = time.perf_counter()
    for rule_id in sorted(rules.OF_RECORDS):
        await rules.ask(graph.read, graph.policy, rule_id, None)
    took = time.perf_counter() - begun
    told = "audit of records (R-1, R-3, D-2), ms; records; records a second"
    return _row("R7", told, [[took * 1e3, count, count / took]], "—")


def _city_month(client: Client, rounds: int, today: date) -> list[list[float]]:
    month = f"{today.year - 1}-03"
    return _beside_floor(client, f"/v1/teams/{_CITY}/hours?from={month}&to={month}", rounds)


def _beside_floor(client: Client, path: str, rounds: int) -> list[list[float]]:
    """Return for each round the median milliseconds of a request and of ``RETURN 1`` in turns."""
    client.ask(path)
    figures: list[list[float]] = []
    for _ in range(rounds):
        seen: tuple[list[float], list[float]] = ([], [])
        for _ in range(_TURNS):
            seen[0].append(client.timed(path))
            seen[1].append(client.timed(FLOOR))
        own, floor = median(seen[0]), median(seen[1])
        figures.append([own * 1e3, floor * 1e3, own / floor])
    return figures


async def _queue_path(graph: Graph, reviewer_id: str) -> str:
    known = await graph.read("MATCH (t:Team {team_id: $id}) RETURN t.team_id AS id", id=reviewer_id)
    kind = "teams" if known else "registration-authorities"
    return f"/v1/{kind}/{reviewer_id}/review-queue?kind=records"


def _export_memory(address: Address) -> tuple[float, int]:
    """Return the peak memory in MiB of a process that gives all records out, and how many."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_exported, args=(address, theirs), daemon=True)
    process.start()
    told = ours.recv()
    process.join(20)
    return told


def _exported(address: Address, pipe: Any) -> None:
    async def run() -> int:
        graph, lines = graphs.connect(*address, policy=Policy()), 0
        async for _ in exports.rows(graph, "records"):
            lines += 1
        await graph.close()
        return lines

    lines = asyncio.run(run())
    pipe.send((weighing.peak(), lines))


def _row(name: str, what: str, figures: list[list[float]], target: str) -> Row:
    return row_of(name, what, figures, target, partial(_reached, target))


def _reached(target: str, ratio: float) -> bool:
    sign, _, bound = target.partition(" ")
    if not bound:
        return True
    return ratio <= float(bound) if sign == "≤" else ratio >= float(bound)
