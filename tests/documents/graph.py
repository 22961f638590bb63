"""The graph's picture in cypher/README.md: labels, edges and properties, as a store has them."""

from __future__ import annotations

from graph_service.graph import Graph

# Read from the store itself: what stands in it is what is told.
_NODES = """
CYPHER 25
MATCH (n) WHERE NOT n:Words
UNWIND labels(n) AS label
UNWIND keys(n) AS property
WITH label, property ORDER BY label, property
RETURN label, collect(DISTINCT property) AS properties ORDER BY label
"""
_EDGES = """
CYPHER 25
MATCH (a)-[r]->(b) WHERE NOT a:Words AND NOT b:Words
WITH DISTINCT type(r) AS type, head([l IN labels(a) WHERE l IN $general] + labels(a)) AS start,
  head([l IN labels(b) WHERE l IN $general] + labels(b)) AS end, keys(r) AS properties
RETURN type, start, end, properties ORDER BY type, start, end
"""
_GENERAL = ["Team"]


async def text(graph: Graph) -> str:
    """Return the part of the document that the graph tells."""
    nodes = await graph.read(_NODES)
    edges = await graph.read(_EDGES, general=_GENERAL)
    told = {f"(:{e['start']})-[:{e['type']}]->(:{e['end']})": e["properties"] for e in edges}
    lines = ["| label | properties |", "|---|---|"]
    lines += [f"| `:{row['label']}` | {', '.join(row['properties'])} |" for row in nodes]
    lines += ["", "| edge | properties |", "|---|---|"]
    lines += [f"| `{edge}` | {', '.join(properties)} |" for edge, properties in told.items()]
    return "\n".join(lines)
