"""Gathering: single look-ups that wait on the event loop share one statement (DataLoader)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Generic, TypeVar

from graph_service.graph import Crowd, Graph
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
        self._crowd: Crowd[Asked, Answered] = Crowd(
            partial(ask_all, graph), most=_BOUND, in_flight=_IN_FLIGHT
        )

    async def ask(self, request: Request, item: Asked) -> Answered:
        """Return the answer to one item; raise what the shared statement raised.

        A request that carries a bookmark or asks for debug is answered by itself.
        """
        if request.alone:
            return (await self._ask_all(self._graph.of(request), [item]))[0]
        return await self._crowd.join(item)
