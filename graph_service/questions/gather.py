"""Gathering: single look-ups that wait on the event loop share one statement (DataLoader)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from graph_service.graph import Graph
from graph_service.request import Request

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")
_BOUND = 1000
_IN_FLIGHT = 2


class Gatherer(Generic[Asked, Answered]):
    """Ask one at a time, be answered in one statement with whoever else is waiting."""

    def __init__(
        self,
        graph: Graph,
        ask_all: Callable[[Graph, list[Asked]], Awaitable[list[Answered]]],
    ) -> None:
        self._graph = graph
        self._ask_all = ask_all
        self._waiting: list[tuple[Asked, asyncio.Future[Answered]]] = []
        self._running: set[asyncio.Task[None]] = set()

    async def ask(self, request: Request, item: Asked) -> Answered:
        """Return the answer to one item; raise what the shared statement raised.

        A request that carries a bookmark or asks for debug is answered by itself.
        """
        if request.alone:
            return (await self._ask_all(self._graph.of(request), [item]))[0]
        future: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        self._start()
        return await future

    def _start(self) -> None:
        if self._waiting and len(self._running) < _IN_FLIGHT:
            task = asyncio.ensure_future(self._run())
            self._running.add(task)
            task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._start()

    async def _run(self) -> None:
        batch, self._waiting = self._waiting[:_BOUND], self._waiting[_BOUND:]
        batch = [(item, future) for item, future in batch if not future.done()]
        if not batch:
            return
        try:
            answers = await self._ask_all(self._graph, [item for item, _ in batch])
        except Exception as error:
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        for (_, future), answer in zip(batch, answers, strict=True):
            if not future.done():
                future.set_result(answer)
