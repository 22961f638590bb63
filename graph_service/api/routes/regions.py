"""Regions: the division tree in force."""

from __future__ import annotations

from graph_service.answers.lists import Page
from graph_service.answers.regions import Region, RegionRow
from graph_service.api import doors
from graph_service.api.auth import ReaderDep
from graph_service.api.deps import Cursor, GraphDep, Limit, RegionCode
from graph_service.api.replies import Reply
from graph_service.questions import regions

router = doors.router(prefix="/v1/regions", tags=["regions"])


@router.get("/{region_code}", response_model=Region)
async def get_region(region_code: RegionCode, graph: GraphDep, who: ReaderDep) -> Reply:
    """A region with its place in the tree in force."""
    return Reply(await regions.region(graph, region_code))


@router.get("/{region_code}/children", response_model=Page[RegionRow])
async def list_region_children(
    region_code: RegionCode,
    graph: GraphDep,
    who: ReaderDep,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Reply:
    """The regions directly below."""
    return Reply(await regions.children(graph, region_code, cursor, limit))
