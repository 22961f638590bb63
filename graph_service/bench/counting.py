"""How much stands in a store that is measured."""

from __future__ import annotations

from graph_service.graph import Graph


async def teams(graph: Graph) -> int:
    """Return how many teams there are."""
    [stand] = await graph.read("MATCH (team:Team) RETURN count(team) AS teams")
    return stand["teams"]
