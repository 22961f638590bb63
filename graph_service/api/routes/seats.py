"""Seats: expected hubs against registered ones."""

from __future__ import annotations

from graph_service.answers.seats import Seats
from graph_service.api import doors
from graph_service.api.auth import ReaderDep
from graph_service.api.deps import Cursor, GraphDep, Limit, RegionCode
from graph_service.api.replies import Reply
from graph_service.questions import seats

router = doors.router(prefix="/v1/regions", tags=["seats"])


@router.get("/{region_code}/seats", response_model=Seats)
async def list_seats(
    region_code: RegionCode,
    graph: GraphDep,
    who: ReaderDep,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Reply:
    """The seats of a region's whole subtree: vacant, filled, double, wrong name, on an ended region."""  # noqa: E501
    return Reply(await seats.seats(graph, region_code, cursor, limit))
