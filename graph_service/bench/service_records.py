"""What service records cost: entering, hours, a volunteer, a queue, giving out; and their store."""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import time
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from graph_service import cypher
from graph_service import graph as graphs
from graph_service.bench.client import Client
from graph_service.bench.server import FLOOR, Service
from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.model import Policy
from graph_service.questions import routing, rules
from graph_service.rows.rows import SourceRow
from graph_service.sample.service_records import Team, record_rows
from graph_service.store import exports

_LOAD_BARE = cypher.load("register/bench/load_bare_records")
_CLEAR_BARE = cypher.load("register/bench/clear_bare")
_CITY, _DISTRICT = "H50", "H500112"
_CALL, _IMPORT, _MOST_BY_CALL, _TURNS = 1000, 50_000, 20_000, 40
_CHUNK = 1000
_GIVEN = (
    "record_id",
    "team_id",
    "project_name",
    "service_date",
    "location",
    "service_recipients",
    "service_content",
    "service_hours",
    "service_evaluation",
    "contact_name",
    "volunteer_no",
    "service_status",
)
_BUSIEST = """
MATCH (record:ServiceRecord) WHERE record.reviewer_id IS NOT NULL
RETURN record.reviewer_id AS id, count(*) AS waiting ORDER BY waiting DESC, id LIMIT 1
"""
_OLDEST = "MATCH (v:Volunteer) RETURN v.volunteer_no AS number ORDER BY number LIMIT 1"
_TEAMS = "MATCH (team:Team {status: 'active'}) RETURN team.team_id AS id ORDER BY id"

Row = dict[str, Any]
Address = tuple[str, str, str]


async def measure(
    graph: Graph, service: Service, rounds: int, count: int, store: Path, address: Address
) -> list[Row]:
    """Return a row for each measure, of a store that holds ``count`` records at the end."""
    teams, today = await _reviewed(graph), date.today()
    client = Client(service.port, service.token)
    by_call = min(count, _MOST_BY_CALL)
    await graph.apply("CALL db.checkpoint()")
    before = _weight(store)
    entered = await _entering(graph, client, by_call, teams, today)
    few = _city_month(client, rounds, today)
    await _filled(graph, count - by_call, by_call, teams, today)
    rows = [_row("R1", "records entered in calls of 1,000 / bare UNWIND, rows/s", entered, "≥ 0.3")]
    many = _city_month(client, rounds, today)
    rows.append(_row("R2", "a month of the city's hours / RETURN 1, p50 ms", many, "≤ 15"))
    growth = [
        [ratio, smaller, ratio / smaller]
        for (_, _, ratio), (_, _, smaller) in zip(many, few, strict=True)
    ]
    rows.append(_row("R2 growth", f"that ratio / at {by_call:,} records", growth, "≤ 1.3"))
    [person] = await graph.read(_OLDEST)
    path = f"/v1/volunteers/{person['number']}/hours"
    volunteer = _beside_floor(client, path, rounds)
    rows.append(_row("R3", "a volunteer's hours / RETURN 1, p50 ms", volunteer, "≤ 2"))
    [busiest] = await graph.read(_BUSIEST)
    queue = _beside_floor(client, await _queue_path(graph, busiest["id"]), rounds)
    waits = f"first page of a queue ({busiest['waiting']:,} wait) / RETURN 1, p50 ms"
    rows.append(_row("R4", waits, queue, "≤ 2"))
    begun = time.perf_counter()
    for rule_id in sorted(rules.OF_RECORDS):
        await rules.ask(graph.read, graph.policy, rule_id, None)
    took = time.perf_counter() - begun
    told = "audit of records (R-1, R-3, D-2), ms; records; records a second"
    rows.append(_row("R7", told, [[took * 1e3, count, count / took]], "—"))
    given_out, lines = await asyncio.to_thread(_export_memory, address)
    told = f"process giving out {lines:,} records, peak MiB"
    rows.append(_row("R5", told, [[given_out, lines, given_out]], "≤ 300"))
    await graph.apply("CALL db.checkpoint()")
    weight = _weight(store) - before
    told = "store: MiB / records, KiB a record"
    rows.append(_row("R6", told, [[weight, count, weight * 1024 / count]], "—"))
    return rows


async def _reviewed(graph: Graph) -> list[Team]:
    """Return the active teams with who reviews their hours, None where they wait for nobody."""
    ids = [row["id"] for row in await graph.read(_TEAMS)]
    teams: list[Team] = []
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        routes = await routing.routes(graph, [(i, "hours_recording") for i in chunk])
        for team_id, route in zip(chunk, routes, strict=True):
            final = route["final_reviewer"] if isinstance(route, dict) else None
            teams.append((team_id, final["id"] if final else None))
    return teams


async def _entering(
    graph: Graph, client: Client, count: int, teams: list[Team], today: date
) -> list[list[float]]:
    """Enter records by calls in turns with bare copies; a pair of rates and their ratio a call."""
    rows = record_rows(count, teams, today)
    figures: list[list[float]] = []
    while batch := list(islice(rows, _CALL)):
        items = [{name: row.values[name] or None for name in _GIVEN} for row in batch]
        for item in items:
            item["location"] = item["location"] or "社区服务点"
        begun = time.perf_counter()
        await asyncio.to_thread(client.ask, "/v1/records", {"items": items})
        entered = len(batch) / (time.perf_counter() - begun)
        bare = [
            {name: row.values[name] for name in ("record_id", "team_id", "volunteer_no")}
            | {"properties": {k: v for k, v in row.values.items() if v}}
            for row in batch
        ]
        begun = time.perf_counter()
        await graph.apply(_LOAD_BARE, rows=bare)
        figures.append([entered, (loaded := len(batch) / (time.perf_counter() - begun)), 0])
        figures[-1][2] = entered / loaded
        await graph.apply(_CLEAR_BARE, limit=_CALL)
    return figures


async def _filled(graph: Graph, count: int, start: int, teams: list[Team], today: date) -> None:
    """Confirm what was entered as the generator says, and import the others."""
    for first in range(0, start + count, _IMPORT):
        size = min(_IMPORT, start + count - first)
        rows: list[SourceRow] = list(record_rows(size, teams, today, start=first))
        await import_rows(graph, {"records": rows})


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
    pipe.send((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, lines))


def _weight(store: Path) -> float:
    """Return what a data directory's databases hold, in MiB."""
    files = (file for file in (store / "neo4j/data/databases").rglob("*") if file.is_file())
    return sum(file.stat().st_blocks * 512 for file in files) / 2**20


def _row(name: str, what: str, figures: list[list[float]], target: str) -> Row:
    ratios = sorted(figure[2] for figure in figures)
    middle = median(ratios)
    return {
        "id": name,
        "what": what,
        "figure": round(median(figure[0] for figure in figures), 2),
        "beside": round(median(figure[1] for figure in figures), 2),
        "ratio": round(middle, 3),
        "from": round(ratios[0], 3),
        "to": round(ratios[-1], 3),
        "target": target,
        "reached": _reached(middle, target),
    }


def _reached(ratio: float, target: str) -> bool:
    sign, _, bound = target.partition(" ")
    if not bound:
        return True
    return ratio <= float(bound) if sign == "≤" else ratio >= float(bound)
