"""The measures B1 to B6, B8, B10 to B12 of a filled store, in interleaved rounds."""

from __future__ import annotations

import asyncio
import time
from statistics import median

from graph_service import cypher
from graph_service.bench import counting, hot, writing
from graph_service.bench.client import Client, rate, request
from graph_service.bench.hot import Target, paired
from graph_service.bench.rows import Row, row_of
from graph_service.bench.server import FLOOR, Service
from graph_service.graph import Graph
from graph_service.questions import audit

_IDS = cypher.load("questions/scope/teams_in_region")
_HUBS = """
MATCH (hub:Hub) WHERE hub.team_id STARTS WITH 'H5001' OR hub.team_id STARTS WITH 'H5002'
WITH hub.team_id AS id ORDER BY id
RETURN collect(id) AS ids"""
_CITY, _DISTRICT, _TEAM = "H50", "H500112", "H500112011001"
_OPEN = "B-500101001"  # whom another reading of 快审 gives another reviewer
_AT_ONCE, _WRITTEN, _SECONDS = 64, 64, 2.0


async def measure(graph: Graph, service: Service, bare: Service, rounds: int) -> list[Row]:
    """Return one row a measure: its figures of every round, its ratio's median, its target.

    One round more goes before, which is not counted: in it Java compiles what it runs for the first
    time. What a service does first is B12's to tell.
    """
    client = Client(service.port)
    changes = writing.Writing(graph, service, (await some(graph))[:_WRITTEN])
    found: dict[str, list[list[float]]] = {}
    for counted in range(rounds + 1):
        seen = await _round(graph, service, client) | await changes.measured()
        seen |= await hot.hot(graph, service, bare, await some(graph))
        for name, figures in seen.items() if counted else ():
            found.setdefault(name, []).append(figures)
    return [_row(name, figures) for name, figures in found.items()]


async def first(graph: Graph, service: Service, ids: list[str]) -> list[Row]:
    """Return the row of B12, of a service that was just ready: hubs' first change beside the next.

    The hubs are sought before it starts, so that nothing stands between.
    """
    figures = await writing.Writing(graph, service, ids[:_WRITTEN]).first()
    return [_row(name, [seen]) for name, seen in figures.items()]


async def _round(graph: Graph, service: Service, client: Client) -> dict[str, list[float]]:
    route = f"/v1/teams/{_TEAM}/review-routes?business=hours_recording"
    told = f"/v1/teams/{_OPEN}/review-routes?business=hours_recording"
    check = {"items": [{"subject_id": "H500112", "power": "manage_team", "team_id": _TEAM}]}
    floor, single, other, checked = paired(
        lambda: client.timed(FLOOR),
        lambda: client.timed(route),
        lambda: client.timed(told),
        lambda: client.timed("/v1/checks", check),
    )
    items = [{"team_id": t, "business": "hours_recording"} for t in await some(graph)]
    batch = median(client.timed("/v1/review-routes", {"items": items}) for _ in range(hot.BATCHES))
    city, district = paired(
        lambda: client.timed(f"/v1/teams/{_CITY}/scope/teams?limit=100"),
        lambda: client.timed(f"/v1/teams/{_DISTRICT}/scope/teams?limit=100"),
        times=20,
    )
    summary = median(client.timed(f"/v1/teams/{_CITY}/scope") for _ in range(5))
    paths = [f"/v1/teams/{i['team_id']}/review-routes?business=hours_recording" for i in items]
    fast = await rate(service.port, [request(path) for path in paths], _AT_ONCE, _SECONDS)
    bare = await rate(service.port, [request(FLOOR)], _AT_ONCE, _SECONDS)
    streamed, stated = await _streams(graph, client)
    begun = time.perf_counter()
    await asyncio.to_thread(client.stream, f"/v1/teams/{_CITY}/scope/teams")
    whole = time.perf_counter() - begun
    begun = time.perf_counter()
    await audit.everything(graph)
    audited = time.perf_counter() - begun
    teams = await counting.teams(graph)
    return {
        "B1 check": [checked * 1e3, floor * 1e3, checked / floor],
        "B1 route": [single * 1e3, floor * 1e3, single / floor],
        "B1 readings": [other * 1e3, floor * 1e3, other / floor],
        "B2": [fast, bare, fast / bare],
        "B3": [batch * 1e3, floor * 1e3, batch / floor],
        "B4": [city * 1e3, district * 1e3, city / district],
        "B5": [streamed * 1e3, stated * 1e3, streamed / stated],
        "B6": [summary * 1e3, floor * 1e3, summary / floor],
        "S1": [whole * 1e3, teams, teams / whole],
        "B8": [audited * 1e3, teams, teams / audited],
        "B10": [service.memory() / 2**20, teams, service.memory() / 2**20],
    }


async def some(graph: Graph) -> list[str]:
    """Return a thousand hubs of Chongqing's, the same ones in a store of any size."""
    ids = (await graph.read(_HUBS))[0]["ids"]
    return (ids[:: max(1, len(ids) // 1000)] * 1000)[:1000]


async def _streams(graph: Graph, client: Client) -> tuple[float, float]:
    begun = time.perf_counter()
    await asyncio.to_thread(client.stream, f"/v1/teams/{_CITY}/scope/teams?ids_only=true")
    streamed = time.perf_counter() - begun
    begun = time.perf_counter()
    async for _ in graph.stream(_IDS, **(await _territory(graph))):
        pass
    return streamed, time.perf_counter() - begun


async def _territory(graph: Graph) -> dict[str, str | bool]:
    statement = "MATCH (hub:Team {team_id: $id}) RETURN hub.territory_path AS path"
    path = (await graph.read(statement, id=_CITY))[0]["path"]
    return {"within": path, "team_id": _CITY, "legal_persons": False}


_TARGETS: dict[str, Target] = (
    hot.TARGETS
    | writing.TARGETS
    | {
        "B1 check": ("single check / RETURN 1, p50 ms", lambda r: r <= 1.2, "≤ 1.2"),
        "B1 route": ("single route / RETURN 1, p50 ms", lambda r: r <= 1.3, "≤ 1.3"),
        "B1 readings": ("single route with another reading / RETURN 1, p50 ms", bool, "—"),
        "B2": ("routes a second at 64 / RETURN 1", lambda r: r >= 3, "≥ 3"),
        "B3": ("1,000 routes / one RETURN 1, ms", lambda r: r <= 40, "≤ 40"),
        "B4": ("first page of the city / a district, ms", lambda r: r <= 1.3, "≤ 1.3"),
        "B5": ("ids of the city scope streamed / statement alone, ms", lambda r: r <= 1.3, "≤ 1.3"),
        "B6": ("city summary / RETURN 1, ms", lambda r: r <= 10, "≤ 10"),
        "S1": (
            "city scope streamed, ms; teams; teams a second",
            lambda r: r >= 60_000,
            "≥ 60,000/s",
        ),
        "B8": ("whole audit, ms; teams; teams a second", lambda r: r >= 20_000, "≥ 20,000/s"),
        "B9": ("import rows/s / bare UNWIND rows/s", lambda r: r >= 0.4, "≥ 0.4"),
        "B10": ("service process after streaming, MiB", lambda r: r <= 300, "≤ 300"),
    }
)


def _row(name: str, figures: list[list[float]]) -> Row:
    what, reached, target = _TARGETS[name]
    return row_of(name, what, figures, target, reached)


def loading_row(figures: list[list[float]]) -> Row:
    """Return the row of B9."""
    return _row("B9", figures)
