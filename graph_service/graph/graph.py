"""The only user of the driver: statements in, plain rows out."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from copy import copy
from typing import Any, LiteralString, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, AsyncDriver
from neo4j import Bookmarks as DriverBookmarks
from neo4j.exceptions import Neo4jError

from graph_service import cypher
from graph_service.graph.catching_up import CatchingUp
from graph_service.graph.crowd import Crowd, Done, Item
from graph_service.graph.driver_errors import (
    HEAP,
    database_away,
    in_our_words,
    terminated,
)
from graph_service.graph.gate import Gate, NoGate
from graph_service.graph.lanes import Lane
from graph_service.graph.patience import GaveWay, Patience
from graph_service.graph.patience import plan as plan_looking
from graph_service.graph.tracing import traced
from graph_service.graph.transaction import Listener, Nobody, Row, Transaction
from graph_service.model import Policy
from graph_service.request import Request

T = TypeVar("T")
Address = tuple[str, str, str | None, str | None, str]
_RETRIES = 8
POOL = 64
# Writes wait for one another's locks: fewer at once than the pool holds, so that reads never wait.
_WRITERS, _QUEUED, _PATIENCE = 16, 64, 10.0
_TOGETHER = 32
# Drafts are anybody's, so they stand in a line of their own and never before a writer.
_DRAFTS, _DRAFTS_QUEUED = 4, 32
# Whatever asks about the whole network takes a core for seconds: two at once, whoever asks.
_WHOLE, _WHOLE_QUEUED, _WHOLE_PATIENCE = 2, 64, 30.0
# What is only rehearsed: two small ones and a large one at once, so that writers have the cores.
_SMALL, _LARGE, _REHEARSALS_QUEUED = 2, 1, 16
_SMALL_PATIENCE, _LARGE_PATIENCE = 30.0, 120.0


class Graph:
    """A Neo4j with the policy in force; reads, writes and drafts are the ways in."""

    def __init__(
        self, driver: AsyncDriver, database: str | None, policy: Policy, heap: str = HEAP
    ) -> None:
        self.driver = driver
        self.database = database
        self.policy = policy
        self.request = Request()
        self.listener: Listener = Nobody()
        self.address: Address | None = None  # for a process that works on the same store
        self._heap = heap
        self._writes = Lane(_WRITERS, _QUEUED, _PATIENCE)
        self._drafts = Lane(_DRAFTS, _DRAFTS_QUEUED, _PATIENCE)
        self.rehearsals = Lane(_SMALL, _REHEARSALS_QUEUED, _SMALL_PATIENCE)
        self.large_rehearsals = Lane(_LARGE, _REHEARSALS_QUEUED, _LARGE_PATIENCE)
        self.whole = Lane(_WHOLE, _WHOLE_QUEUED, _WHOLE_PATIENCE)
        self._crowds: dict[Any, Crowd[Any, Any]] = {}
        self._gate: Gate | NoGate = Gate(self._plain_session)
        self._catching_up = CatchingUp(POOL)

    def of(self, request: Request) -> Graph:
        """Return the same graph as one request sees it."""
        view = copy(self)
        view.request = request
        return view

    def at(self, state: str) -> Graph:
        """Return the same graph, its reads seeing at least a state."""
        return self.of(Request(bookmarks=state.split(), reached=True))

    def under(self, policy: Policy) -> Graph:
        """Return the same graph, read under another policy."""
        view = copy(self)
        view.policy = policy
        return view

    def inside(self) -> Graph:
        """Return the same graph for whoever loads a whole register, while others are kept out."""
        view = copy(self)
        view._gate = NoGate()
        return view

    async def read(self, statement: LiteralString, /, **parameters: Any) -> list[Row]:
        """Return the statement's rows as dicts, read from wherever reads go."""
        keys, rows = await self._run(statement, parameters)
        return [dict(zip(keys, row, strict=True)) for row in rows]

    async def values(self, statement: LiteralString, /, **parameters: Any) -> list[list[Any]]:
        """Return the statement's rows as lists: the cheap form for hot statements."""
        return (await self._run(statement, parameters))[1]

    async def state(self) -> str:
        """Return the graph's state as a bookmark: as long as it is the same, nothing was committed.

        Asked at its start, what is read ``at`` it sees it whole; asked again at its end, an
        equal state says that it saw nothing newer.
        """
        with in_our_words():
            async with self._session(READ_ACCESS) as session:
                await (await session.run("RETURN 1 AS one")).consume()
                return " ".join(sorted((await session.last_bookmarks()).raw_values))

    async def stream(
        self, statement: LiteralString, /, **parameters: Any
    ) -> AsyncIterator[list[Any]]:
        """Yield rows as they come, holding one fetch of them at a time."""
        await self.admitted()
        with in_our_words():
            async with self._session(READ_ACCESS, fetch_size=50) as session:
                result = await session.run(statement, parameters)
                async for record in result:
                    yield list(record.values())

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

    async def verify(self) -> None:
        """Raise DatabaseAway unless Neo4j answers."""
        with in_our_words():
            await self.driver.verify_connectivity()

    async def plan(self) -> None:
        """Let Neo4j plan what the graph asks of it by itself."""
        with in_our_words():
            await plan_looking(self._session)

    async def close(self) -> None:
        """Close the driver."""
        await self.driver.close()

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

    async def _run(
        self, statement: LiteralString, parameters: Row
    ) -> tuple[list[str], list[list[Any]]]:
        asked = self.request.trace
        text = cypher.profiled(statement) if asked and asked.profile else statement
        begun = time.perf_counter()
        await self.admitted()
        with in_our_words():
            async with self._session(READ_ACCESS) as session:
                result = await session.run(text, parameters)
                keys = list(result.keys())
                rows = [list(record.values()) async for record in result]
                if asked is not None:
                    summary = await result.consume()
                    asked.statements.append(
                        traced(statement, parameters, begun, asked, summary.profile)
                    )
        return keys, rows

    async def admitted(self) -> None:
        """Wait for what the request has seen; raise BeingLoaded while a register is on its way."""
        await self._gate.passed()
        await self._catching_up.done(self.request, self._session)

    def _plain_session(self, access: str) -> Any:
        return self.driver.session(database=self.database, default_access_mode=access)

    def _session(self, access: str, fetch_size: int = 1000) -> Any:
        asked = self.request.bookmarks
        seen = DriverBookmarks.from_raw_values(asked) if asked else None
        return self.driver.session(
            database=self.database,
            default_access_mode=access,
            bookmarks=seen,
            fetch_size=fetch_size,
        )
