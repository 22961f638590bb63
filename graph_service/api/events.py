"""Server-sent events: changes as they happen, in order, resumable by revision."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

from graph_service.api.auth import Caller
from graph_service.api.replies import dumps
from graph_service.errors import Busy, DatabaseAway
from graph_service.graph import Graph
from graph_service.messages import say
from graph_service.record.following import Followed
from graph_service.store import history
from graph_service.vocabulary import Role

_EVERY = 0.5
_HEARTBEAT = 15.0
_AWAY = 1.0
_RECHECK = 2.0
_MOST = 400

Page = Callable[[int], Awaitable[Followed]]
Admitted = Callable[[], Awaitable[bool]]


class Revisions:
    """The newest revision, looked up twice a second while anybody follows, however many do."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._newest = 0
        self._moved = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None
        self._followers = 0

    def demand_room(self, who: Caller) -> None:
        """Raise Busy if as many follow as may; half of the places are kept for tokens."""
        if self._followers >= (_MOST // 2 if who.role == Role.ANONYMOUS else _MOST):
            raise Busy(*say("busy.lane"))

    @property
    def newest(self) -> int:
        """The newest revision known; what is read after asking holds at least that."""
        return self._newest

    async def beyond(self, revision: int, timeout: float) -> bool:
        """Return whether the graph has a newer revision, waiting up to ``timeout`` seconds."""
        async with self._moved:
            try:
                await asyncio.wait_for(
                    self._moved.wait_for(lambda: self._newest > revision), timeout
                )
            except TimeoutError:
                return False
        return True

    def join(self) -> None:
        """Begin to follow; the first follower starts the look-ups."""
        self._followers += 1
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look())

    def leave(self) -> None:
        """Follow no longer; after the last follower the look-ups end, between two reads."""
        self._followers -= 1

    async def _look(self) -> None:
        while self._followers:
            newest = self._newest
            with suppress(DatabaseAway):
                newest = await history.revision(self._graph)
            await self._moved_to(newest)
            await asyncio.sleep(_EVERY)

    async def know(self, newest: int) -> None:
        """Take note of a revision that somebody else saw."""
        await self._moved_to(max(newest, self._newest))

    async def _moved_to(self, newest: int) -> None:
        if newest != self._newest:
            async with self._moved:
                self._newest = newest
                self._moved.notify_all()


async def follow(
    revisions: Revisions, page: Page, start: int, admitted: Admitted
) -> AsyncIterator[str]:
    """Yield every change after ``start`` as an event, then wait for more, until cut off.

    It ends within seconds once the caller is no longer ``admitted``; a database that is away is
    waited for.
    """
    seen, quiet = start, 0.0
    revisions.join()
    try:
        yield ": 志愿团体变更 changes\n\n"
        while True:
            looked = max(seen, revisions.newest)
            if not await admitted():
                return
            try:
                answer = await page(seen)
            except DatabaseAway:
                yield ": …\n\n"
                await asyncio.sleep(_AWAY)
                continue
            for change in answer.items:
                quiet = 0.0
                seen = change["revision"]
                yield f"id: {seen}\nevent: change\ndata: {dumps(change).decode()}\n\n"
            seen = max(seen, answer.seen)
            if not answer.complete:
                continue
            while not await revisions.beyond(looked, _RECHECK):
                if not await admitted():
                    return
                quiet += _RECHECK
                if quiet >= _HEARTBEAT:
                    quiet = 0.0
                    yield ": …\n\n"
    finally:
        revisions.leave()
