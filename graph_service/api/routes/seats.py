"""Seats: expected hubs against registered ones."""

from __future__ import annotations

from graph_service.answers.seats import Seats
from graph_service.answers.then import SeatsThen
from graph_service.api import doors
from graph_service.api.auth import ReaderDep
from graph_service.api.deps import AsOf, Cursor, GraphDep, Limit, RegionCode
from graph_service.api.replies import Reply
from graph_service.questions import seats
from graph_service.record.moments import moment
from graph_service.record.seats import seats_then

router = doors.router(prefix="/v1/regions", tags=["seats"])


@router.get("/{region_code}/seats", response_model=Seats | SeatsThen)
async def list_seats(
    region_code: RegionCode,
    graph: GraphDep,
    who: ReaderDep,
    cursor: Cursor = None,
    limit: Limit = 100,
    as_of: AsOf = None,
) -> Reply:
    """The seats of a region's subtree: vacant, filled, double, wrong name, on an ended region.

    With `as_of` those of then, without coverage.
    """
    if as_of is not None:
        then = await moment(graph, as_of)
        return Reply(await seats_then(graph, then, region_code, cursor, limit))
    return Reply(await seats.seats(graph, region_code, cursor, limit))
