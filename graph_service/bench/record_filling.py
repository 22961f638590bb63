"""Records for measuring: entered by calls beside bare copies, confirmed and imported."""

from __future__ import annotations

import asyncio
import time
from datetime import date
from itertools import islice

from graph_service import cypher
from graph_service.bench.client import Client
from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.questions import routing
from graph_service.records import forming
from graph_service.rows.rows import SourceRow
from graph_service.sample.service_records import Team, record_rows

_LOAD_BARE = cypher.load("register/bench/load_bare_records")
_CLEAR_BARE = cypher.load("register/bench/clear_bare")
_CALL, _IMPORT, _CHUNK = 1000, 50_000, 1000
_GIVEN = tuple(column.name for column in forming.GIVEN)
_TEAMS = "MATCH (team:Team {status: 'active'}) RETURN team.team_id AS id ORDER BY id"


async def reviewed(graph: Graph) -> list[Team]:
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


async def entering(
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


async def fill(graph: Graph, numbers: range, teams: list[Team], today: date) -> None:
    """Import the records of these numbers: what was entered already is confirmed thereby."""
    for first in numbers[::_IMPORT]:
        size = min(_IMPORT, numbers.stop - first)
        rows: list[SourceRow] = list(record_rows(size, teams, today, start=first))
        await import_rows(graph, {"records": rows})
