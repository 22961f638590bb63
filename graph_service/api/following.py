"""Following the feed while answers are asked for, so that what is held is a moment old at most."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from graph_service import cypher
from graph_service.api.feed import Feed
from graph_service.api.held import Held
from graph_service.errors import ServiceError
from graph_service.graph import Graph
from graph_service.record import resting
from graph_service.store import policy, territory

_SINCE = cypher.load("questions/record/since")
_EVERY = 0.02
_FRESH = 0.1
_IDLE = 1.0
_PATIENCE = 10.0
_MOST_ANSWERS = 20_000
_BEYOND = 2**53


class Following:
    """Looks for what others committed, some forty times a second while anybody asks."""

    def __init__(
        self, graph: Graph, feed: Feed, held: Held, ready: Callable[[], bool] = lambda: True
    ) -> None:
        self._graph, self._feed, self._held, self._ready = graph, feed, held, ready
        self._looked = self._asked = float("-inf")
        self._task: asyncio.Task[None] | None = None
        self._shared: asyncio.Task[bool] | None = None
        self._looking = asyncio.Lock()

    def fresh(self) -> bool:
        """Return whether what is held may be answered: nothing was missed up to a moment ago."""
        if not self._ready():
            return False
        now = self._asked = time.monotonic()
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._follow())
        return now - self._looked <= _FRESH and self._held.seen == self._held.known

    async def soon_fresh(self) -> bool:
        """Wait for the look under way, or for one that begins now, and return whether it helped.

        One look for all who wait is cheaper than each one's question, which would hold it up.
        """
        await asyncio.wait({self._under_way()}, timeout=_FRESH)
        return self.fresh()

    async def revision(self) -> int | None:
        """Return a revision that every answer asked from now on holds; None where none is known."""
        if self._held.known is None and self._ready():
            with suppress(ServiceError):
                await self.look()
        self.fresh()
        return self._held.known

    async def quiet(self) -> None:
        """Return once nobody has asked for a second, after ten seconds whoever asks."""
        until = time.monotonic() + _PATIENCE
        while (left := min(self._asked + _IDLE, until) - time.monotonic()) > 0:
            await asyncio.sleep(left)

    async def look(self) -> None:
        """Heed all that is committed by now; where that fails nothing is fresh."""
        async with self._looking:
            begun = time.monotonic()
            try:
                await self._heed()
            except BaseException:
                self._looked = float("-inf")
                raise
            self._looked = begun

    async def _follow(self) -> None:
        while time.monotonic() - self._asked < _IDLE:
            if not await asyncio.shield(self._under_way()):
                await asyncio.sleep(_FRESH)
            await asyncio.sleep(_EVERY)

    def _under_way(self) -> asyncio.Task[bool]:
        if self._shared is None or self._shared.done():
            self._shared = asyncio.create_task(self._looked_once())
        return self._shared

    async def _looked_once(self) -> bool:
        try:
            await self.look()
        except Exception:
            return False
        return True

    async def _heed(self) -> None:
        held = self._held
        held.look()
        after = _BEYOND if held.seen is None else held.seen
        [row] = await self._graph.read(_SINCE, after=after)
        newest = row["newest"]
        if held.seen is None or row["counted"] < after:
            held.begin(row["counted"])
        elif newest is None:
            held.alone()
        elif newest - after != row["changes"]:
            held.begin(newest)
        elif all(map(held.own, range(after + 1, newest + 1))):
            held.alone()
            held.reached(newest)
        else:
            await self._read(row, after, newest)

    async def _read(self, row: dict[str, Any], after: int, newest: int) -> None:
        held = self._held
        if row["reset"] and not await self._alike():
            held.most = 0
        if row["reset"] or row["answers"] > _MOST_ANSWERS:
            held.alter(None)
        else:
            await self._alter(after, newest)
        held.let_go()
        held.reached(newest)

    async def _alike(self) -> bool:
        """Return whether the store is still read as this process reads it."""
        stored = await territory.stored(self._graph)
        wanted = territory.readings_in(self._graph.policy)
        return (
            stored is not None
            and stored["digest"] == policy.digest()
            and all(stored[name] == value for name, value in wanted.items())
        )

    async def _alter(self, after: int, newest: int) -> None:
        """Let go of what changes alter, as the feed tells them; of all where one is missing."""
        await self._feed.know(newest)
        while after < newest:
            read = await self._feed.after(after)
            for told in read:
                if told.row["revision"] != after + 1:
                    break
                self._held.alter(resting.altered_by(told))
                after += 1
            if not read or read[-1].row["revision"] != after:
                self._held.alter(None)
                return
