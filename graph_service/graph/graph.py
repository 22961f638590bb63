"""The way in: what is read, and what is written in one transaction, drafted or rehearsed."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any, LiteralString, TypeVar

from neo4j import WRITE_ACCESS, AsyncDriver
from neo4j.exceptions import Neo4jError

from graph_service.graph.crowd import Crowd, Done, Item
from graph_service.graph.driver_errors import HEAP, database_away, in_our_words, terminated
from graph_service.graph.lanes import Lane
from graph_service.graph.patience import GaveWay, Patience
from graph_service.graph.transaction import Listener, Nobody, Row, Transaction
from graph_service.graph.view import View
from graph_service.model import Policy

T = TypeVar("T")
Address = tuple[str, str, str | None, str | None, str]
_RETRIES = 8
# Writes wait for one another's locks: fewer at once than the pool holds, so that reads never wait.
_WRITERS, _QUEUED, _PATIENCE = 16, 64, 10.0
_TOGETHER = 32
# Drafts are anybody's, so they stand in a line of their own and never before a writer.
_DRAFTS, _DRAFTS_QUEUED = 4, 32
# What is only rehearsed: two small ones and a large one at once, so that writers have the cores.
_SMALL, _LARGE, _REHEARSALS_QUEUED = 2, 1, 16
_SMALL_PATIENCE, _LARGE_PATIENCE = 30.0, 120.0


class Graph(View):
    """A Neo4j with the policy in force; reads, writes and drafts are the ways in."""

    def __init__(
        self, driver: AsyncDriver, database: str | None, policy: Policy, heap: str = HEAP
    ) -> None:
        super().__init__(driver, database, policy)
        self.listener: Listener = Nobody()
        self.address: Address | None = None  # for a process that works on the same store
        self._heap = heap
        self._writes = Lane(_WRITERS, _QUEUED, _PATIENCE)
        self._drafts = Lane(_DRAFTS, _DRAFTS_QUEUED, _PATIENCE)
        self.rehearsals = Lane(_SMALL, _REHEARSALS_QUEUED, _SMALL_PATIENCE)
        self.large_rehearsals = Lane(_LARGE, _REHEARSALS_QUEUED, _LARGE_PATIENCE)
        self._crowds: dict[Any, Crowd[Any, Any]] = {}

    async def write(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Return what ``work`` returns from one transaction, committed; transient errors retried.

        A retry runs ``work`` again from the start, so it must keep no state of its own. Raises
        Busy when too many writes wait already.
        """
        await self.admitted()
        async with self._writes.entered():
            return await self._retried(work)

    async def write_once(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Return likewise, tried once; raise GaveWay where it was undone for others' locks."""
        await self.admitted()
        async with self._writes.entered():
            try:
                return await self._attempt(work, {})
            except Neo4jError as error:
                if error.is_retryable():
                    raise GaveWay from error
                raise

    def crowd(self, carry: Callable[[list[Item]], Awaitable[list[Done]]]) -> Crowd[Item, Done]:
        """Return where those wait who let ``carry`` write for several of them at once."""
        if carry not in self._crowds:
            self._crowds[carry] = Crowd(carry, most=_TOGETHER, queue=_QUEUED, patience=_PATIENCE)
        return self._crowds[carry]

    async def draft(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Return what ``work`` returns from one transaction that it rolls back itself.

        Raises Busy when too many drafts wait already; writers never wait for them.
        """
        await self.admitted()
        async with self._drafts.entered():
            return await self._retried(work)

    async def rehearse(self, work: Callable[[Transaction], Awaitable[T]], *, gives_way: bool) -> T:
        """Return what ``work`` returns from one transaction that it rolls back itself.

        One that ``gives_way`` is ended by a writer that it keeps waiting; GaveWay is raised then.
        """
        await self.admitted()
        told = {"rehearsal": True, "gives_way": gives_way}
        try:
            return await self._attempt(work, told, gives_way=True)
        except Neo4jError as error:
            if error.is_retryable() or terminated(error):
                raise GaveWay from error
            raise

    async def _retried(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        for attempt in range(_RETRIES):
            try:
                return await self._attempt(work, {})
            except Neo4jError as error:
                if not error.is_retryable():
                    raise
                if attempt + 1 == _RETRIES:
                    raise database_away() from error
                await asyncio.sleep(random.uniform(0.005, 0.05) * 2**attempt)  # noqa: S311
        raise AssertionError("unreachable")

    async def apply(self, statement: LiteralString, /, **parameters: Any) -> list[Row]:
        """Run one writing statement in a transaction of its own (schema, bulk work)."""
        with in_our_words(heap=self._heap):
            async with self._session(WRITE_ACCESS) as session:
                result = await session.run(statement, parameters)
                return [record.data() async for record in result]

    async def _attempt(
        self, work: Callable[[Transaction], Awaitable[T]], told: Row, *, gives_way: bool = False
    ) -> T:
        """Run ``work`` once; a writer ends rehearsals that keep it waiting."""
        told = told | ({"request_id": self.request.request_id} if self.request.request_id else {})
        patience = None if gives_way else Patience(self._session)
        told |= patience.mark if patience else {}
        with in_our_words(retried=True, gives_way=gives_way, heap=self._heap):
            async with self._session(WRITE_ACCESS) as session:
                inner = await session.begin_transaction(metadata=told or None)
                async with inner:
                    tx = Transaction(inner, self.policy, patience)
                    answer = await work(tx)
                    if not inner.closed():
                        with self.listener.committing(tx.said):
                            await inner.commit()
                        self.request.revision = max(tx.said, default=self.request.revision)
                self.request.left = list((await session.last_bookmarks()).raw_values)
                return answer
