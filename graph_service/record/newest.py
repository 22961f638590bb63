"""Changes from the newest down, each with how much followed from it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from graph_service import cypher
from graph_service.graph import Graph
from graph_service.questions import history
from graph_service.record.following import BATCH, PASSED, Told, Wanted, answered

_COUNTS_OF = cypher.load("questions/record/counts_of")

After = Callable[[int], Awaitable[list[Any]]]


@dataclass(frozen=True)
class Newest:
    """A page of changes, newest first; ``below`` is where it goes on, 0 at the end."""

    items: list[Any]
    below: int


def by_answers(feed: Callable[[int], Awaitable[list[Told]]], wanted: Wanted) -> After:
    """Return what reads the changes that changed wanted answers; their number is of these."""

    async def after(revision: int) -> list[Any]:
        shown = [answered(told, wanted) for told in await feed(revision)]
        return [each for each in shown if each is not None]

    return after


def by_rows(graph: Graph, *, counted: bool, **filters: str | None) -> After:
    """Return what reads changes of a team or a territory, ``counted`` with what followed."""

    async def after(revision: int) -> list[Any]:
        page = await history.changes(graph, after=revision, limit=BATCH, **filters)
        rows: list[Any] = list(page["items"])
        if not counted or not rows:
            return rows
        revisions = [row["revision"] for row in rows]
        counts = {c["revision"]: c for c in await graph.read(_COUNTS_OF, revisions=revisions)}
        return [{**row, **counts[row["revision"]]} for row in rows]

    return after


async def newest(after: After, upto: int, most: int) -> Newest:
    """Return up to ``most`` changes from a revision down; ``PASSED`` batches are looked through."""
    items: list[Any] = []
    for _ in range(PASSED):
        floor = max(0, upto - BATCH)
        for row in reversed(await after(floor)):
            if row["revision"] > upto:
                continue
            if len(items) == most:
                return Newest(items, items[-1]["revision"] - 1)
            items.append(row)
        upto = floor
        if upto == 0:
            break
    return Newest(items, upto)
