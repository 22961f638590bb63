"""Teams below a team, nearest first: a page looks no further down than it has to."""

from __future__ import annotations

from typing import Any, LiteralString

from graph_service.graph import Graph

Place = list[Any]


async def nearest_first(
    graph: Graph, statement: LiteralString, deepest: int, after: Place, limit: int, **given: Any
) -> list[Place]:
    """Return up to ``limit`` places ``[distance, team_id]`` that come after one.

    ``statement`` looks down to a ``depth``, and says whether somebody stands below it: to where the
    page begins, and further down while it is not full, to ``deepest`` at most.
    """
    place = {"after_distance": after[0], "after": after[1], "limit": limit}
    depth = min(max(1, after[0]), deepest)
    while True:
        rows = await graph.values(statement, depth=depth, **place, **given)
        found, goes_on = rows[0] if rows else ([], False)
        if len(found) >= limit or not goes_on or depth == deepest:
            return found
        depth = min(depth + (depth + 1) // 2, deepest)
