"""Lanes: so many at once, so many waiting, none for longer than it has patience."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from graph_service.errors import Busy
from graph_service.messages import say


class Lane:
    """At most ``width`` inside at once; ``queue`` more wait, for ``patience`` seconds at most."""

    def __init__(self, width: int, queue: int, patience: float) -> None:
        self._free = asyncio.Semaphore(width)
        self._bound = queue
        self._waiting = 0
        self._patience = patience

    @asynccontextmanager
    async def entered(self) -> AsyncGenerator[None, None]:
        """Wait for a place and hold it; raise Busy when there is none in time."""
        await self._wait()
        try:
            yield
        finally:
            self._free.release()

    async def _wait(self) -> None:
        if self._free.locked() and self._waiting >= self._bound:
            raise Busy(*say("busy.lane"))
        self._waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            raise Busy(*say("busy.lane")) from None
        finally:
            self._waiting -= 1
