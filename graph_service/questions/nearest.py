"""Teams below a team, nearest first: a page looks no further down than it has to."""

from __future__ import annotations

from typing import Any, LiteralString

from graph_service.graph import Graph

Place = list[Any]


async def nearest_first(
    graph: Graph, statement: LiteralString, deepest: int, after: Place, limit: int, **given: Any
) -> list[Place]:
    """Return up to ``limit`` places ``[distance, team_id]`` that come after one.

    ``statement`` looks down to a ``depth``: first to where the page begins, then to ``deepest``.
    """
    place = {"after_distance": after[0], "after": after[1], "limit": limit}
    found: list[Place] = []
    for depth in sorted({min(max(1, after[0]), deepest), deepest}):
        rows = await graph.values(statement, depth=depth, **place, **given)
        found = rows[0][0] if rows else []
        if len(found) >= limit:
            break
    return found
