"""The marker of a whole register on its way in: who holds it, what it fences, how it is undone.

A load lives while it gives signs of life, by the store's clock. Every batch ends by giving one, in
its own transaction: what another process has taken over writes nothing any more.
"""

from __future__ import annotations

import asyncio
import secrets
from asyncio import FIRST_COMPLETED
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import LiteralString, TypeVar

from graph_service import cypher
from graph_service.errors import Conflict, ServiceError
from graph_service.graph import Graph, Transaction
from graph_service.graph.gate import FRESH, being_loaded
from graph_service.messages import say
from graph_service.store import text_indexes

_READ = cypher.load("register/loading/read_loading")
_IS_VACANT = cypher.load("register/loading/is_vacant")
_BEGIN = cypher.load("register/loading/begin_load")
_BEAT = cypher.load("register/loading/beat")
_TAKE_OVER = cypher.load("register/loading/take_over")
_WIPE_EDGES = cypher.load("register/loading/wipe_edges")
_WIPE_NODES = cypher.load("register/loading/wipe_nodes")
_END = cypher.load("register/loading/end_load")

_EVERY = 3.0
_SILENCE = 30
_LOOK = 1.0
_WIPED_AT_ONCE = 10_000
_AT_ONCE = 2

T = TypeVar("T")


class Load:
    """A load under way; ``graph`` is seen from inside, while others are kept out."""

    def __init__(self, graph: Graph, owner: str) -> None:
        self.graph = graph.inside()
        self.owner = owner

    async def batch(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Return what ``work`` returns from a transaction of its own.

        Raises Conflict, and commits nothing, if another process took the load over.
        """

        async def fenced(tx: Transaction) -> T:
            answer = await work(tx)
            await _beat(tx, self.owner)
            return answer

        return await self.graph.write(fenced)

    async def batches(
        self,
        works: AsyncIterable[Callable[[Transaction], Awaitable[T]]],
        told: Callable[[T], None] = lambda answer: None,
    ) -> None:
        """Do several as batches, two at once; ``told`` is told what each returns.

        Whatever fails, or is cancelled, those under way are waited for: none commits afterwards.
        """
        running: set[asyncio.Task[T]] = set()

        async def fewer(than: int) -> None:
            nonlocal running
            while len(running) >= than:
                ended, running = await asyncio.wait(running, return_when=FIRST_COMPLETED)
                for one in ended:
                    told(one.result())

        try:
            async for work in works:
                await fewer(than=_AT_ONCE)
                running.add(asyncio.create_task(self.batch(work)))
            await fewer(than=1)
        finally:
            await asyncio.gather(*running, return_exceptions=True)

    async def end(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Do the same as the last batch, which takes the marker away.

        The text indexes answer before it.
        """

        async def ended(tx: Transaction) -> T:
            answer = await work(tx)
            await _beat(tx, self.owner)
            await tx.run(_END, owner=self.owner)
            return answer

        await text_indexes.make(self.graph)
        return await self.graph.write(ended)


async def vacant(tx: Transaction, brings: list[str]) -> int | None:
    """Return the revision of a store that takes a whole register in batches; None for another."""
    [row] = await tx.run(
        _IS_VACANT, regions="regions" in brings, authorities="registration_authorities" in brings
    )
    return row["revision"] if row["is_vacant"] else None


async def begin(tx: Transaction, brings: list[str], revision: int) -> str:
    """Write the marker; return its owner. Whoever calls holds the affiliation lock."""
    owner = secrets.token_hex(8)
    await tx.run(_BEGIN, owner=owner, brings=brings, revision=revision)
    return owner


@asynccontextmanager
async def under_way(graph: Graph, owner: str) -> AsyncGenerator[Load, None]:
    """Keep a load alive until the block ends; undo what it wrote if the block fails.

    Begins once nobody is left who saw the store open before the marker stood. Text indexes are
    taken away meanwhile.
    """
    load = Load(graph, owner)
    beating = asyncio.create_task(_keep_beating(load))
    try:
        await asyncio.sleep(2 * FRESH)
        await text_indexes.drop(load.graph)
        yield load
    except BaseException:
        with suppress(ServiceError):
            await _undo(load)
        raise
    finally:
        beating.cancel()


async def recover(graph: Graph) -> None:
    """Take away what a load left that no process goes on with.

    Raises BeingLoaded while one does; where that is not plain, its next sign of life is waited for.
    """
    inside, silent = graph.inside(), float("-inf")
    while rows := await inside.read(_READ):
        if rows[0]["silent"] < silent:
            raise being_loaded()
        silent = rows[0]["silent"]
        if silent > _SILENCE:
            load = Load(graph, secrets.token_hex(8))
            if await inside.write(partial(_take_over, load.owner)):
                await _undo(load)
            continue
        await asyncio.sleep(_LOOK)


async def _undo(load: Load) -> None:
    try:
        for statement in (_WIPE_EDGES, _WIPE_NODES):
            while await load.batch(partial(_wipe, statement)):
                pass
    finally:  # also where another took over, and did so before they were dropped
        await text_indexes.make(load.graph)
    await load.end(_nothing)


async def _wipe(statement: LiteralString, tx: Transaction) -> int:
    [row] = await tx.run(statement, limit=_WIPED_AT_ONCE)
    return row["wiped"]


async def _nothing(tx: Transaction) -> None:
    pass


async def _take_over(owner: str, tx: Transaction) -> bool:
    return bool(await tx.run(_TAKE_OVER, owner=owner, silence=_SILENCE))


async def _beat(tx: Transaction, owner: str) -> None:
    if not await tx.run(_BEAT, owner=owner):
        raise Conflict(*say("loading.taken_over"))


async def _keep_beating(load: Load) -> None:
    while True:
        with suppress(ServiceError):
            await load.graph.write(partial(_beat, owner=load.owner))
        await asyncio.sleep(_EVERY)
