"""What questions cost in a small network and in a large one: db hits, wherever planned."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from graph_service.graph import Graph
from graph_service.request import Request, Trace

Ask = Callable[[Graph], Any]
Asked = dict[str, tuple[Ask, int]]
Load = Callable[[], Awaitable[Any]]
_ROOM = 10
_AGAIN = "few, planned for many"


async def hits(graph: Graph, ask: Ask) -> int:
    """Return what one question costs."""
    asked = Trace(profile=True)
    await ask(graph.of(Request(trace=asked)))
    return sum(entry["db_hits"] for entry in asked.statements)


async def too_dear(graph: Graph, asked: Asked, few: Load, many: Load) -> list[str]:
    """Return which questions cost more than their ceiling, or more where there is more.

    A tenth and ten hits are let pass: plans of equal sense differ by as much for each item.

    Neo4j plans by what there is and keeps its plans: each size is asked with plans of its own and
    with those of the other. Whatever was planned before is forgotten. Where less stands again it
    may plan anew, by numbers half forgotten, so that there twice as much is let pass.
    """
    costs: dict[str, dict[str, int]] = {}

    async def count(when: str) -> None:
        costs[when] = {name: await hits(graph, ask) for name, (ask, _) in asked.items()}

    await few()
    await forget_plans(graph)
    await count("few")
    await many()
    await count("many, planned for few")
    await forget_plans(graph)
    await count("many")
    await few()
    await count(_AGAIN)
    return [
        f"{name}, {when}: {cost}, ceiling {ceiling}, few {costs['few'][name]}"
        for when, counted in costs.items()
        for name, cost in counted.items()
        for ceiling in [asked[name][1]]
        for grown in [costs["few"][name] * (2 if when == _AGAIN else 1.1) + _ROOM]
        if not 0 < cost <= min(ceiling, grown)
    ]


async def forget_plans(graph: Graph) -> None:
    """Let Neo4j count anew what there is, and plan anew whatever is asked next."""
    await graph.apply("CALL db.prepareForReplanning(60)")
