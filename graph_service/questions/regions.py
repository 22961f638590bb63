"""Regions: the division tree in force."""

from __future__ import annotations

from graph_service import cypher
from graph_service.answers.lists import Page
from graph_service.answers.regions import Region, RegionRow
from graph_service.errors import NotFound
from graph_service.graph import Graph
from graph_service.questions import cursors

_READ_REGION = cypher.load("questions/regions/read_region")
_TERRITORY_OF = cypher.load("questions/regions/territory_of")
_LIST_CHILDREN = cypher.load("questions/regions/list_children")


async def region(graph: Graph, region_code: str) -> Region:
    """Return a region with its place in the tree in force; NotFound for an unknown code."""
    rows = await graph.read(_READ_REGION, region_code=region_code)
    if not rows:
        raise NotFound("region", region_code)
    return rows[0]["region"]


async def territory_path(graph: Graph, region_code: str) -> str:
    """Return a region's territory path; NotFound for an unknown code."""
    rows = await graph.read(_TERRITORY_OF, region_code=region_code)
    if not rows:
        raise NotFound("region", region_code)
    return rows[0]["territory_path"]


async def children(
    graph: Graph, region_code: str, cursor: str | None = None, limit: int = 100
) -> Page[RegionRow]:
    """Return a page of the regions directly below one; NotFound for an unknown code."""
    [after] = cursors.decode(cursor, [""])
    await territory_path(graph, region_code)
    rows = await graph.values(_LIST_CHILDREN, region_code=region_code, after=after, limit=limit + 1)
    items: list[RegionRow] = [row[0] for row in rows]
    return cursors.page(items, limit, [[item["region_code"]] for item in items])
