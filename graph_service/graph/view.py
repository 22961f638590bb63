"""A Neo4j as one request sees it: statements in, plain rows out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any, LiteralString, Self

from neo4j import READ_ACCESS, AsyncDriver
from neo4j import Bookmarks as DriverBookmarks

from graph_service import cypher
from graph_service.graph.catching_up import CatchingUp
from graph_service.graph.driver_errors import in_our_words
from graph_service.graph.gate import Gate, NoGate
from graph_service.graph.lanes import Lane
from graph_service.graph.patience import plan as plan_looking
from graph_service.graph.tracing import traced
from graph_service.graph.transaction import A, Ask, B, Row
from graph_service.model import Policy
from graph_service.request import Request

POOL = 64
# Whatever asks about the whole network takes a core for seconds: two at once, whoever asks.
_WHOLE, _WHOLE_QUEUED, _WHOLE_PATIENCE = 2, 64, 30.0


class View:
    """What is read of a Neo4j, for one request or for any, with the policy in force."""

    def __init__(self, driver: AsyncDriver, database: str | None, policy: Policy) -> None:
        self.driver = driver
        self.database = database
        self.policy = policy
        self.request = Request()
        self.whole = Lane(_WHOLE, _WHOLE_QUEUED, _WHOLE_PATIENCE)
        self._gate: Gate | NoGate = Gate(self._plain_session)
        self._catching_up = CatchingUp(POOL)

    def of(self, request: Request) -> Self:
        """Return the same graph as one request sees it."""
        return self._but(request=request)

    def at(self, state: str) -> Self:
        """Return the same graph, its reads seeing at least a state."""
        return self.of(Request(bookmarks=state.split(), reached=True))

    def under(self, policy: Policy) -> Self:
        """Return the same graph, read under another policy."""
        return self._but(policy=policy)

    def inside(self) -> Self:
        """Return the same graph for whoever loads a whole register, while others are kept out."""
        return self._but(_gate=NoGate())

    def _but(self, **other: Any) -> Self:
        """Return a copy but for this; every request takes one, and ``copy`` costs twice as much."""
        view = object.__new__(type(self))
        view.__dict__.update(self.__dict__, **other)
        return view

    async def read(self, statement: LiteralString, /, **parameters: Any) -> list[Row]:
        """Return the statement's rows as dicts, read from wherever reads go."""
        keys, rows = await self._run(statement, parameters)
        return [dict(zip(keys, row, strict=True)) for row in rows]

    async def values(self, statement: LiteralString, /, **parameters: Any) -> list[list[Any]]:
        """Return the statement's rows as lists: the cheap form for hot statements."""
        return (await self._run(statement, parameters))[1]

    async def together(self, first: Ask[A], second: Ask[B]) -> tuple[A, B]:
        """Return what both ask, at the same time."""
        return await asyncio.gather(first(), second())

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
                result = await session.run(cypher.sent(statement), parameters)
                async for record in result:
                    yield list(record.values())

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

    async def _run(
        self, statement: LiteralString, parameters: Row
    ) -> tuple[list[str], list[list[Any]]]:
        asked = self.request.trace
        text = cypher.profiled(statement) if asked and asked.profile else cypher.sent(statement)
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
