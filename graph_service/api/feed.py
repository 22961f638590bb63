"""One reader of the store for all who follow answers: each change is read and unpacked once."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections import deque

from graph_service.api.events import Revisions
from graph_service.graph import Graph
from graph_service.record.following import BATCH, Told, batch

_KEPT = 2000
_KEPT_ANSWERS = 100_000


class Feed:
    """The newest changes with their answers, kept for followers who read at the same place."""

    def __init__(self, graph: Graph, revisions: Revisions) -> None:
        self._graph, self._revisions = graph, revisions
        self._kept: deque[Told] = deque()
        self._answers = 0
        self._after = 0
        self._reading = asyncio.Lock()

    async def know(self, newest: int) -> None:
        """Take note of the newest revision that anybody saw."""
        await self._revisions.know(newest)

    async def after(self, revision: int) -> list[Told]:
        """Return up to ``BATCH`` changes after a revision; fewer where there are no more.

        What is kept reaches at least the newest revision that followers know of: one of them
        reads on for all. Who lags behind what is kept reads the store alone.
        """
        known = self._revisions.newest
        if revision < max(known - _KEPT, self._after if self._kept else 0):
            return await batch(self._graph, revision)
        async with self._reading:
            if not self._kept or revision > self._newest:
                self._begin(revision)
            while self._newest < known:
                read = await batch(self._graph, self._newest)
                if not read:
                    break
                self._take(read)
        if revision < self._after:
            return await batch(self._graph, revision)
        place = bisect_right(self._kept, revision, key=lambda told: told.row["revision"])
        return [self._kept[at] for at in range(place, min(place + BATCH, len(self._kept)))]

    @property
    def _newest(self) -> int:
        return self._kept[-1].row["revision"] if self._kept else self._after

    def _begin(self, revision: int) -> None:
        self._kept.clear()
        self._answers, self._after = 0, revision

    def _take(self, read: list[Told]) -> None:
        self._kept.extend(read)
        self._answers += sum(len(told.changes) for told in read)
        while len(self._kept) > _KEPT or (self._answers > _KEPT_ANSWERS and len(self._kept) > 1):
            gone = self._kept.popleft()
            self._answers -= len(gone.changes)
            self._after = gone.row["revision"]
