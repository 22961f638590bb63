"""Hours of teams and hubs, of volunteers, and stars by region."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from graph_service.answers.hours import By, RegionStars, TeamHours, VolunteerHours
from graph_service.api import doors
from graph_service.api.auth import Caller, ReaderDep, demand
from graph_service.api.deps import Cursor, GraphDep, Limit, RegionCode, TeamId
from graph_service.api.replies import Reply
from graph_service.graph import Graph
from graph_service.questions import hours, volunteers
from graph_service.vocabulary import Role

router = doors.router(prefix="/v1", tags=["hours"])
VOLUNTEER_PATTERN = r"^[A-Za-z0-9-]{4,32}$"
VolunteerNo = Annotated[str, Path(pattern=VOLUNTEER_PATTERN, description="志愿者编号")]
From = Annotated[
    str | None,
    Query(
        alias="from",
        max_length=10,
        description="a month or a day, such as 2026-03 or 2026-03-05, included; whole months come"
        " from kept sums, a month that a day cuts is counted from its records",
    ),
]
To = Annotated[
    str | None, Query(alias="to", max_length=10, description="a month or a day, included")
]


@router.get("/teams/{team_id}/hours", response_model=TeamHours)
async def list_hours(
    team_id: TeamId,
    graph: GraphDep,
    who: ReaderDep,
    begins: From = None,
    ends: To = None,
    by: By = "month",
    reviewed: Annotated[
        bool, Query(description="true: with the hours of the teams whose records it reviews today")
    ] = False,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Reply:
    """The confirmed hours of a team; of a hub those of its region, closed teams included.

    `total.teams` and `total.legal_persons` are the hours of the two parts and add up to
    `total.hours`; hours follow a team to its present place. Without `from` and `to` of all time.
    """
    found = await hours.hours_of(
        graph,
        team_id,
        begins=begins,
        ends=ends,
        by=by,
        reviewed=reviewed,
        cursor=cursor,
        limit=limit,
    )
    return Reply(found)


@router.get("/volunteers/{volunteer_no}/hours", response_model=VolunteerHours)
async def get_volunteer_hours(volunteer_no: VolunteerNo, graph: GraphDep, who: ReaderDep) -> Reply:
    """A volunteer's hours and star level: the total, and by the teams of the caller's scope.

    For an analyst or operator whose team may manage the volunteers of one of its teams, and for
    an administrator. A number that is unknown is refused like one that is not the caller's.
    """
    return Reply(await volunteer_hours(graph, who, volunteer_no))


@router.get("/regions/{region_code}/stars", response_model=RegionStars)
async def count_region_stars(region_code: RegionCode, graph: GraphDep, who: ReaderDep) -> Reply:
    """How many volunteers with confirmed hours in a region have reached each star level.

    By all their hours; a count under five is null.
    """
    return Reply(await volunteers.stars_of_region(graph, region_code))


async def volunteer_hours(graph: Graph, who: Caller, volunteer_no: str) -> VolunteerHours:
    """Return what a caller may see of a volunteer's hours; raise what refuses it."""
    demand(who, Role.ANALYST)
    if who.at_least(Role.ADMINISTRATOR):
        return await volunteers.hours_of_volunteer(graph, volunteer_no)
    if who.team_id is None:
        raise volunteers.may_not_see()
    return await volunteers.hours_of_volunteer(graph, volunteer_no, who.team_id)
