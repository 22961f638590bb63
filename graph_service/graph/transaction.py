"""What questions and changes are asked of: a graph that reads, a transaction that also writes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, LiteralString, Protocol, TypeVar

from neo4j import AsyncTransaction

from graph_service.cypher import sent
from graph_service.graph.patience import Patience
from graph_service.model import Policy

Row = dict[str, Any]
Said = dict[int, Any]
T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
Ask = Callable[[], Awaitable[T]]


class Reading(Protocol):
    """Whatever a question can be asked of: the graph, or an open transaction on it."""

    policy: Policy

    async def read(self, statement: LiteralString, /, **parameters: Any) -> list[Row]:
        """Return the statement's rows as dicts."""
        ...

    async def values(self, statement: LiteralString, /, **parameters: Any) -> list[list[Any]]:
        """Return the statement's rows as lists."""
        ...

    async def together(self, first: Ask[A], second: Ask[B]) -> tuple[A, B]:
        """Return what both ask, at the same time where that can be."""
        ...


class Listener(Protocol):
    """Whoever is told of this process's commits, before they are and once they are over."""

    def committing(self, said: Said) -> AbstractContextManager[None]:
        """Enter while a transaction is committed that says these changes."""
        ...


class Nobody:
    """A listener that hears nothing."""

    def committing(self, said: Said) -> AbstractContextManager[None]:
        """Enter, and do nothing."""
        return nullcontext()


class Transaction:
    """One open transaction: decides and writes.

    ``said`` has the changes that it appended, by revision, each with what followed from it; None
    where nobody told.
    """

    def __init__(
        self, inner: AsyncTransaction, policy: Policy, patience: Patience | None = None
    ) -> None:
        self._inner = inner
        self.policy = policy
        self._patience = patience or Patience(None)
        self.said: Said = {}

    async def read(self, statement: LiteralString, /, **parameters: Any) -> list[Row]:
        """Return the statement's rows, as this transaction sees the graph."""
        return await self.run(statement, **parameters)

    async def run(self, statement: LiteralString, /, **parameters: Any) -> list[Row]:
        """Return the statement's rows."""
        with self._patience:
            result = await self._inner.run(sent(statement), parameters)
            keys = result.keys()
            return [dict(zip(keys, record, strict=True)) async for record in result]

    async def values(self, statement: LiteralString, /, **parameters: Any) -> list[list[Any]]:
        """Return the statement's rows as lists."""
        with self._patience:
            result = await self._inner.run(sent(statement), parameters)
            return [list(record.values()) async for record in result]

    async def together(self, first: Ask[A], second: Ask[B]) -> tuple[A, B]:
        """Return what both ask, one after the other: a transaction answers one at a time."""
        return await first(), await second()

    async def rollback(self) -> None:
        """Undo everything since the transaction began."""
        await self._inner.rollback()
