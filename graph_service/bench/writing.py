"""B11 and B12: what a change costs beside a bare SET, and the first one beside those after it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from itertools import count
from statistics import median

from graph_service import cypher
from graph_service.bench.client import Client, rate, request
from graph_service.bench.hot import Figures, Target
from graph_service.bench.server import Service
from graph_service.graph import Graph

_WRITE_BARE = cypher.load("register/bench/write_bare")
_WRITERS, _SECONDS, _ALONE = 32, 2.0, 30

TARGETS: dict[str, Target] = {
    "B11": ("a change / a bare SET at the driver, p50 ms", lambda r: r <= 6, "≤ 6"),
    "B11 crowd": ("changes a second of 32 writers / bare SETs", lambda r: r >= 0.25, "≥ 0.25"),
    "B12": ("first change of a service / the median one, ms", lambda r: r <= 3, "≤ 3"),
}


class Writing:
    """Changes of contacts, each other than the one before, of some teams in turn."""

    def __init__(self, graph: Graph, service: Service, team_ids: list[str]) -> None:
        self._graph, self._service, self._team_ids = graph, service, team_ids
        self._client = Client(service.port, service.token)
        self._turns = count()

    async def first(self) -> Figures:
        """Return the first change of a service that nothing was asked of, beside the next ones."""
        first, *later = [await self._alone(self._change) for _ in range(_ALONE)]
        typical = median(later)
        return {"B12": [first * 1e3, typical * 1e3, first / typical]}

    async def measured(self) -> Figures:
        """Return changes beside bare SETs: one at a time, and of a crowd."""
        pairs = [
            (await self._alone(self._change), await self._alone(self._bare)) for _ in range(_ALONE)
        ]
        kept, written = (median(times) for times in zip(*pairs, strict=True))
        changes = [
            request(self._path(), "PATCH", self._body(), self._service.token)
            for _ in range(20 * len(self._team_ids))
        ]
        crowd = await rate(self._service.port, changes, _WRITERS, _SECONDS)
        bare = await self._bare_crowd()
        return {
            "B11": [kept * 1e3, written * 1e3, kept / written],
            "B11 crowd": [crowd, bare, crowd / bare],
        }

    async def _alone(self, work: Callable[[], Awaitable[None]]) -> float:
        begun = time.perf_counter()
        await work()
        return time.perf_counter() - begun

    async def _change(self) -> None:
        await asyncio.to_thread(self._client.ask, self._path(), self._body(), "PATCH")

    async def _bare(self) -> None:
        turn = next(self._turns)
        team_id = self._team_ids[turn % len(self._team_ids)]
        await self._graph.apply(_WRITE_BARE, team_id=team_id, value=str(turn))

    async def _bare_crowd(self) -> float:
        begun, done = time.perf_counter(), count()

        async def writer() -> None:
            while time.perf_counter() < begun + _SECONDS:
                await self._bare()
                next(done)

        await asyncio.gather(*(writer() for _ in range(_WRITERS)))
        return next(done) / (time.perf_counter() - begun)

    def _path(self) -> str:
        return f"/v1/teams/{self._team_ids[next(self._turns) % len(self._team_ids)]}"

    def _body(self) -> dict[str, str]:
        return {"contact_name": f"测{time.time_ns()}次"}
