"""One reader of the store for all who follow answers: each change is read and unpacked once."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections import deque

from graph_service.graph import Graph
from graph_service.record.following import BATCH, Told, batch

_KEPT = 2000
_KEPT_ANSWERS = 100_000


class Feed:
    """The newest changes with their answers, kept for followers who read at the same place."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._kept: deque[Told] = deque()
        self._answers = 0
        self._after = 0
        self._reading = asyncio.Lock()

    async def after(self, revision: int) -> list[Told]:
        """Return up to ``BATCH`` changes after a revision, from what is kept or from the store.

        Who lags behind what is kept reads the store alone; at its end one reads for all.
        """
        if not self._kept or revision < self._after:
            if self._kept:
                return await batch(self._graph, revision)
            async with self._reading:
                if not self._kept:
                    return self._take(revision, await batch(self._graph, revision))
        found = self._from(revision)
        if found:
            return found
        async with self._reading:
            found = self._from(revision)
            return found or self._take(revision, await batch(self._graph, revision))

    def _from(self, revision: int) -> list[Told]:
        place = bisect_right(self._kept, revision, key=lambda told: told.row["revision"])
        return [self._kept[at] for at in range(place, min(place + BATCH, len(self._kept)))]

    def _take(self, after: int, read: list[Told]) -> list[Told]:
        newest = self._kept[-1].row["revision"] if self._kept else after
        if not self._kept:
            self._after = after
        if after == newest:
            self._kept.extend(read)
            self._answers += sum(len(told.changes) for told in read)
        while len(self._kept) > _KEPT or (self._answers > _KEPT_ANSWERS and len(self._kept) > 1):
            gone = self._kept.popleft()
            self._answers -= len(gone.changes)
            self._after = gone.row["revision"]
        return read
