"""Changes from the newest down, each with how much followed from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph_service import cypher
from graph_service.graph import Graph
from graph_service.questions import history
from graph_service.record.following import BATCH, PASSED, Wanted, answered, batch

_COUNTS_OF = cypher.load("questions/record/counts_of")


@dataclass(frozen=True)
class Newest:
    """A page of changes, newest first; ``below`` is where it goes on, 0 at the end."""

    items: list[Any]
    below: int


async def newest(
    graph: Graph, upto: int, most: int, *, counted: bool, **filters: str | None
) -> Newest:
    """Return changes of a team or a territory, ``counted`` with how much followed from each.

    Raises NotFound for an unknown region.
    """
    page = await history.newest(graph, upto=upto, limit=most, **filters)
    items: list[Any] = list(page["items"])
    below = 0 if page["complete"] else items[-1]["revision"] - 1
    if counted and items:
        revisions = [row["revision"] for row in items]
        counts = {c["revision"]: c for c in await graph.read(_COUNTS_OF, revisions=revisions)}
        items = [{**row, **counts[row["revision"]]} for row in items]
    return Newest(items, below)


async def newest_that_changed(graph: Graph, upto: int, most: int, wanted: Wanted) -> Newest:
    """Return changes that changed wanted answers; at most ``PASSED`` batches are looked through."""
    items: list[Any] = []
    for _ in range(PASSED):
        floor = max(0, upto - BATCH)
        for told in reversed(await batch(graph, floor)):
            shown = answered(told, wanted) if told.row["revision"] <= upto else None
            if shown is None:
                continue
            if len(items) == most:
                return Newest(items, told.row["revision"])
            items.append(shown)
        upto = floor
        if upto == 0:
            break
    return Newest(items, upto)
