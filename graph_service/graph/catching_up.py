"""Catching up: whoever has seen a state waits until the database that he asks has reached it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from neo4j import READ_ACCESS

from graph_service.graph.driver_errors import BOOKMARK_WAIT, behind, in_our_words
from graph_service.graph.lanes import Lane
from graph_service.request import Request

_AT_ONCE, _LAST_MOMENT = 8, 0.5


class CatchingUp:
    """Waits for the bookmarks of requests, each once, a few at a time and not for long."""

    def __init__(self, queued: int) -> None:
        self._lane = Lane(_AT_ONCE, queued, BOOKMARK_WAIT)

    async def done(self, request: Request, session: Callable[[str], Any]) -> None:
        """Return once a request's bookmarks are reached; raise DatabaseAway where they are not."""
        if not request.bookmarks or request.reached:
            return
        begun = time.monotonic()
        try:
            async with asyncio.timeout(BOOKMARK_WAIT), self._lane.entered():
                # Whose turn comes at the last moment would be cut off while it connects.
                if time.monotonic() - begun > BOOKMARK_WAIT - _LAST_MOMENT:
                    raise behind()
                with in_our_words():
                    async with session(READ_ACCESS) as opened:
                        await (await opened.run("RETURN 1 AS one")).consume()
        except TimeoutError:
            raise behind() from None
        request.reached = True
