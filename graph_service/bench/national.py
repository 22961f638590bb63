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
from graph_service.bench import growing, measures, provinces, weighing
from graph_service.bench.client import Client
from graph_service.bench.growing import Growth
from graph_service.bench.rows import Row, row, said
from graph_service.bench.server import service
from graph_service.embedded.server import Running
from graph_service.graph import Graph, connected
from graph_service.imports.import_rows import import_rows
from graph_service.model import Policy
from graph_service.store import exports, tokens
from graph_service.vocabulary import Role

CROWD = 32_355  # with the sample's a thirty-first of 1.4 million teams

Prepare = Callable[[Graph], Awaitable[Any]]


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
    with said(rows, "B7", "one province"), _running(folder / "one", size.heap) as server:
        one = run(_one(server, replace(size, provinces=1), prepare))
    nation = folder / "nation"
    with said(rows, "N1", f"{size.provinces} provinces loaded"):
        with _running(nation, size.heap) as server:
            run(_nation(server, size, prepare, one, rows))
            peaks = [weighing.peak(server.pid), weighing.peak()]
        told = "Neo4j / the loading and measuring process, peak MiB"
        rows.append(row("N3", told, *peaks, [peaks[0] / peaks[1]], "—", None))
        rows += _backed_up(nation)
        rows.append(_restarted(nation, size))
    return rows


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
            return growing.asked(served, size.rounds) | {
                growing.AUDIT: [await growing.audited(graph)]
            }


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
        ids = await measures.some(graph)
        with _service(server, token) as served:
            with said(rows, "B12", "first change"):
                rows += await measures.first(graph, served, ids)
            with said(rows, "B7", "growth"):
                rows += growing.grown(growing.asked(served, size.rounds), one)
                rows += growing.audit_grown(await growing.audited(graph), one)
            with said(rows, "B0 to B14", "measures"), _service(server, token, bare=True) as bare:
                rows += await measures.measure(graph, served, bare, size.rounds)
        with said(rows, "N2", "export"):
            rows.append(await _exported(graph))


async def _exported(graph: Graph) -> Row:
    begun, lines = time.perf_counter(), 0
    for kind in exports.KINDS:
        async for _ in exports.rows(graph, kind):
            lines += 1
    took = time.perf_counter() - begun
    return row("N2", "everything given out: seconds / rows", took, lines, [lines / took], "—", None)


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
            Client(served.port).ask(growing.ROUTE)
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
