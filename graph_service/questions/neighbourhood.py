"""One team's neighbourhood: whatever it is directly linked with, either way."""

from __future__ import annotations

from typing import cast

from graph_service import cypher
from graph_service.answers.neighbourhood import Line
from graph_service.graph import Graph

_NEIGHBOURS = cypher.load("questions/tree/neighbours")
_SHOWN = 12


async def neighbourhood(graph: Graph, team_id: str) -> list[Line]:
    """Return a team's lines by kind and direction: how many, and the first 12 of each."""
    rows = await graph.read(_NEIGHBOURS, team_id=team_id, limit=_SHOWN)
    names = ("id", "name", "form")
    found = [
        row | {"found": [dict(zip(names, entry, strict=True)) for entry in row["found"]]}
        for row in rows
    ]
    return cast("list[Line]", found)
