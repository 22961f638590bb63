"""The nation: so many provinces of Chongqing's shape, beside one of them (B7).

One store after the other, since two would share the memory: what is asked of both takes turns
with RETURN 1 there, and growth compares what it took beside that.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph_service import embedded
from graph_service.api.loop import run
from graph_service.bench import measures, provinces, weighing
from graph_service.bench.answers import row
from graph_service.bench.client import Client
from graph_service.bench.hot import paired
from graph_service.bench.server import FLOOR, Service, service
from graph_service.embedded.server import Running
from graph_service.errors import ServiceError
from graph_service.graph import Graph, connected
from graph_service.imports.import_rows import import_rows
from graph_service.model import Policy
from graph_service.questions import audit
from graph_service.store import exports, tokens
from graph_service.vocabulary import Role

CROWD = 32_355  # with the sample's a thirty-first of 1.4 million teams
_TEAM, _TURNS = "H500112011001", 50
_CHECK = {"items": [{"subject_id": "H500112", "power": "manage_team", "team_id": _TEAM}]}
_ROUTE = f"/v1/teams/{_TEAM}/review-routes?business=hours_recording"
_GROWING: dict[str, tuple[str, Any]] = {
    "check": ("/v1/checks", _CHECK),
    "route": (_ROUTE, None),
    "first page": ("/v1/teams/H50/scope/teams?limit=100", None),
    "name search": ("/v1/teams?q=%E9%BE%99%E6%BA%AA&limit=100", None),  # 龙溪
}
_MOST, _AUDIT = 1.2, "audit"

Row = dict[str, Any]
Prepare = Callable[[Graph], Awaitable[Any]]
Growth = dict[str, list[list[float]]]


@dataclass(frozen=True)
class Size:
    """How many provinces, with how many teams each beside the sample's; heap in MiB, rounds."""

    provinces: int
    crowd: int = CROWD
    rounds: int = 3
    heap: int | None = None


def measure(folder: Path, size: Size, prepare: Prepare) -> list[Row]:
    """Return a row a measure; what does not fit has its bound in its row, and is not reached."""
    rows: list[Row] = []
    one: Growth = {}
    with _said(rows, "B7", "one province"), _running(folder / "one", size.heap) as server:
        one = run(_one(server, replace(size, provinces=1), prepare))
    nation = folder / "nation"
    with _said(rows, "N1", f"{size.provinces} provinces loaded"):
        with _running(nation, size.heap) as server:
            run(_nation(server, size, prepare, one, rows))
            peaks = [weighing.peak(server.pid), weighing.peak()]
        told = "Neo4j / the loading and measuring process, peak MiB"
        rows.append(row("N3", told, *peaks, [peaks[0] / peaks[1]], "—", None))
        rows += _backed_up(nation)
        rows.append(_restarted(nation, size))
    return rows


@contextmanager
def _said(rows: list[Row], name: str, what: str) -> Generator[None, None, None]:
    """Put into a row what goes wrong: a bound is an answer too, and the rest is measured."""
    try:
        yield
    except (ServiceError, RuntimeError) as error:
        told = error.message_en if isinstance(error, ServiceError) else str(error)
        rows.append(row(name, f"{what}: {told}", 0, 0, [0], "fits", -1))


@contextmanager
def _running(folder: Path, heap: int | None) -> Generator[Running, None, None]:
    server = embedded.start(folder, heap=heap)
    try:
        yield server
    finally:
        server.stop()


async def _one(server: Running, size: Size, prepare: Prepare) -> Growth:
    async with _open(server) as graph:
        await prepare(graph)
        await import_rows(graph, provinces.register(1, size.crowd))
        with _service(server, await _token(graph)) as served:
            return _growing(served, size.rounds) | {_AUDIT: [await _audited(graph)]}


async def _nation(
    server: Running, size: Size, prepare: Prepare, one: Growth, rows: list[Row]
) -> None:
    async with _open(server) as graph:
        await prepare(graph)
        begun = time.perf_counter()
        report = await import_rows(graph, provinces.register(size.provinces, size.crowd))
        took = time.perf_counter() - begun
        told = f"{report.loaded:,} rows loaded: seconds / rows, rows a second"
        rows.append(row("N1", told, took, report.loaded, [report.loaded / took], "—", None))
        token = await _token(graph)
        with _service(server, token) as served, _service(server, token, bare=True) as bare:
            with _said(rows, "B7", "growth"):
                rows += _grown(_growing(served, size.rounds), one)
                rows += _audit_grown(await _audited(graph), one)
            with _said(rows, "B0 to B14", "measures"):
                rows += await measures.measure(graph, served, bare, size.rounds)
        with _said(rows, "N2", "export"):
            rows.append(await _exported(graph))


async def _exported(graph: Graph) -> Row:
    begun, lines = time.perf_counter(), 0
    for kind in exports.KINDS:
        async for _ in exports.rows(graph, kind):
            lines += 1
    took = time.perf_counter() - begun
    return row("N2", "everything given out: seconds / rows", took, lines, [lines / took], "—", None)


def _growing(served: Service, rounds: int) -> Growth:
    """Return by question, for each round, its p50, RETURN 1's in turns with it, and the ratio."""
    client, found = Client(served.port), Growth()
    for path, body in _GROWING.values():
        client.ask(path, body)
    for _ in range(rounds):
        asked = [lambda p=path, b=body: client.timed(p, b) for path, body in _GROWING.values()]
        floor, *seen = paired(lambda: client.timed(FLOOR), *asked, times=_TURNS)
        for name, took in zip(_GROWING, seen, strict=True):
            found.setdefault(name, []).append([took * 1e3, floor * 1e3, took / floor])
    return found


def _grown(now: Growth, one: Growth) -> list[Row]:
    rows: list[Row] = []
    for name, figures in now.items() if one else ():
        ratios = [a[2] / b[2] for a, b in zip(figures, one[name], strict=True)]
        here, there = (sorted(f[0] for f in seen)[len(seen) // 2] for seen in (figures, one[name]))
        what = f"growth of a {name}: here / one province, p50 ms; ratio beside RETURN 1"
        rows.append(row("B7", what, here, there, ratios, f"≤ {_MOST}", _MOST))
    return rows


async def _audited(graph: Graph) -> list[float]:
    """Return the seconds of a whole audit that is planned already, the teams, and µs a team."""
    await audit.everything(graph)
    begun = time.perf_counter()
    await audit.everything(graph)
    took = time.perf_counter() - begun
    [stand] = await graph.read("MATCH (team:Team) RETURN count(team) AS teams")
    return [took, stand["teams"], took * 1e6 / stand["teams"]]


def _audit_grown(now: list[float], one: Growth) -> list[Row]:
    """Return the growth of an audit a team, as the clock has it: it asks too long to take turns."""
    there = [figures[2] for figures in one.get(_AUDIT, ())]
    what = "growth of a whole audit: µs a team here / one province"
    return [row("B8", what, now[2], a, [now[2] / a], "≤ 1.3", 1.3) for a in there]


def _backed_up(folder: Path) -> list[Row]:
    file, begun = folder.with_name("nation.backup"), time.perf_counter()
    embedded.backup(folder, file, lambda name, done, total, size: None)
    took, size = time.perf_counter() - begun, file.stat().st_size / 2**20
    disk = weighing.store(folder)
    return [
        row("N4", "backup: seconds / MiB", took, size, [took], "—", None),
        row("N5", "store with its logs / its backup, MiB", disk, size, [disk / size], "—", None),
    ]


def _restarted(folder: Path, size: Size) -> Row:
    begun = time.perf_counter()
    with _running(folder, size.heap) as server:
        bolt = time.perf_counter() - begun
        with _service(server, "") as served:
            Client(served.port).ask(_ROUTE)
            took = time.perf_counter() - begun
    told = "restart: seconds to Neo4j / to a first route over HTTP"
    return row("N6", told, bolt, took, [took], "—", None)


def _open(server: Running) -> Any:
    return connected(
        server.uri,
        server.username,
        server.password,
        policy=Policy(),
        heap="GRAPH_SERVICE_NEO4J_HEAP",
    )


def _service(server: Running, token: str, *, bare: bool = False) -> Any:
    return service(server.uri, server.username, server.password, token, bare=bare)


async def _token(graph: Graph) -> str:
    token, _ = await tokens.create(graph, str(Role.ADMINISTRATOR), days=1, note="bench")
    return token
