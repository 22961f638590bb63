"""Answers that stay true while the graph stands still: the dear sums over thousands of teams."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from graph_service.graph import Graph
from graph_service.model import Policy

Answered = TypeVar("Answered")
_MOST = 500

# Per driver: (what was asked, policy) -> (state, answer)
_kept: WeakKeyDictionary[Any, dict[tuple[str, Policy], tuple[str, Any]]] = WeakKeyDictionary()


async def while_it_stands(
    graph: Graph, asked: str, ask: Callable[[Graph], Awaitable[Answered]]
) -> Answered:
    """Return ``ask(graph)``, or what it returned before if no transaction was committed since.

    A write by anybody, also beside this service, moves the state; a request with ``debug`` asks
    anew. The answer is shared: read it, never change it.
    """
    if graph.request.trace is not None:
        return await ask(graph)
    kept = _kept.setdefault(graph.driver, {})
    key, state = (asked, graph.policy), await graph.state()
    if key in kept and kept[key][0] == state:
        return kept[key][1]
    answer = await ask(graph.at(state))
    if await graph.state() == state:
        kept[key] = (state, answer)
        if len(kept) > _MOST:
            del kept[next(iter(kept))]
    return answer
