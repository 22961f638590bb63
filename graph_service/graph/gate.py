"""The gate before every question and every write: shut while a whole register is being loaded.

Who saw it open a moment ago does not ask again; a load waits longer than that before it writes.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from neo4j import READ_ACCESS

from graph_service import cypher
from graph_service.errors import BeingLoaded
from graph_service.graph.driver_errors import in_our_words
from graph_service.messages import say

_READ_LOADING = cypher.load("register/loading/read_loading")
FRESH = 0.5


def being_loaded() -> BeingLoaded:
    """Return why the gate is shut."""
    return BeingLoaded(*say("loading.under_way"))


class Gate:
    """Open unless a load is under way, as the store said half a second ago at most."""

    def __init__(self, session: Callable[[str], Any]) -> None:
        self._session = session
        self._seen_open = float("-inf")
        self._asking = asyncio.Lock()

    async def passed(self) -> None:
        """Go through; raise BeingLoaded while it is shut."""
        if self._is_fresh():
            return
        async with self._asking:
            if self._is_fresh():
                return
            begun = time.monotonic()
            with in_our_words():
                async with self._session(READ_ACCESS) as session:
                    loading = await (await session.run(_READ_LOADING)).data()
            if loading:
                self._seen_open = float("-inf")
                raise being_loaded()
            self._seen_open = begun

    def _is_fresh(self) -> bool:
        return time.monotonic() - self._seen_open < FRESH


class NoGate:
    """Always open: for whoever loads, and whoever clears away."""

    async def passed(self) -> None:
        """Go through."""
