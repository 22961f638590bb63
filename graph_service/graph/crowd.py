"""A crowd: those who wait while others are served are served together, each with its own answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from graph_service.errors import Busy
from graph_service.messages import say

Item = TypeVar("Item")
Done = TypeVar("Done")


class Crowd(Generic[Item, Done]):
    """Hand what waits to ``carry``, at most ``most`` at once, ``in_flight`` times side by side.

    With a ``queue`` no more than so many wait, and none longer than ``patience`` seconds.
    """

    def __init__(
        self,
        carry: Callable[[list[Item]], Awaitable[list[Done]]],
        *,
        most: int,
        in_flight: int = 1,
        queue: int | None = None,
        patience: float | None = None,
    ) -> None:
        self._carry = carry
        self._most, self._in_flight = most, in_flight
        self._queue, self._patience = queue, patience
        self._waiting: list[tuple[Item, asyncio.Future[Done]]] = []
        self._running: set[asyncio.Task[None]] = set()

    async def join(self, item: Item) -> Done:
        """Return what comes of an item; raise what all of them met, or Busy in a line too long."""
        if self._queue is not None and len(self._waiting) >= self._queue:
            raise Busy(*say("busy.lane"))
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Done] = loop.create_future()
        self._waiting.append((item, done))
        timer = loop.call_later(self._patience, self._too_long, done) if self._patience else None
        self._start()
        try:
            return await done
        except (asyncio.CancelledError, Busy):  # whoever left waits no longer, and is not counted
            self._waiting = [each for each in self._waiting if each[1] is not done]
            raise
        finally:
            if timer:
                timer.cancel()

    def _too_long(self, done: asyncio.Future[Done]) -> None:
        """Send one away that nobody has begun to serve."""
        if any(waiting is done for _, waiting in self._waiting) and not done.done():
            done.set_exception(Busy(*say("busy.lane")))

    def _start(self) -> None:
        if self._waiting and len(self._running) < self._in_flight:
            task = asyncio.ensure_future(self._run())
            self._running.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._start()

    async def _run(self) -> None:
        batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
        batch = [(item, done) for item, done in batch if not done.done()]
        if not batch:
            return
        try:
            answers = await self._carry([item for item, _ in batch])
        except Exception as error:
            for _, done in batch:
                if not done.done():
                    done.set_exception(error)
            return
        for (_, done), answer in zip(batch, answers, strict=True):
            if not done.done():
                done.set_result(answer)
