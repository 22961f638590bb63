"""Review queues of teams and of registration authorities."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from graph_service.answers.lists import Page
from graph_service.answers.queues import QueueSummary, Waiting, WaitingKind
from graph_service.api import doors
from graph_service.api.auth import ReaderDep
from graph_service.api.deps import ID_PATTERN, Cursor, GraphDep, Limit, RegionFilter, TeamId
from graph_service.api.replies import Reply
from graph_service.questions import queues

router = doors.router(prefix="/v1", tags=["review queues"])
AuthorityId = Annotated[str, Path(pattern=ID_PATTERN, description="authority_id 登记机关编号")]
Kind = Annotated[WaitingKind | None, Query(description="of this kind only; all three if left out")]


@router.get("/teams/{team_id}/review-queue", response_model=Page[Waiting])
async def list_team_queue(
    team_id: TeamId,
    graph: GraphDep,
    who: ReaderDep,
    kind: Kind = None,
    within: RegionFilter = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Reply:
    """What waits for a team as final reviewer, oldest first: records, admissions, applications.

    `id` is a record_id, the team_id of an admission, or an application_id.
    """
    found = await queues.queue(
        graph, "team", team_id, kind=kind, within=within, cursor=cursor, limit=limit
    )
    return Reply(found)


@router.get("/teams/{team_id}/review-queue/summary", response_model=QueueSummary)
async def summarise_team_queue(
    team_id: TeamId, graph: GraphDep, who: ReaderDep, within: RegionFilter = None
) -> Reply:
    """A team's queue by kind, level and age, and how many records a month are to be expected."""
    return Reply(await queues.summary(graph, "team", team_id, within))


@router.get("/registration-authorities/{authority_id}/review-queue", response_model=Page[Waiting])
async def list_authority_queue(
    authority_id: AuthorityId,
    graph: GraphDep,
    who: ReaderDep,
    kind: Kind = None,
    within: RegionFilter = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Reply:
    """What waits for a registration authority, oldest first: records and admissions."""
    found = await queues.queue(
        graph,
        "registration_authority",
        authority_id,
        kind=kind,
        within=within,
        cursor=cursor,
        limit=limit,
    )
    return Reply(found)


@router.get(
    "/registration-authorities/{authority_id}/review-queue/summary", response_model=QueueSummary
)
async def summarise_authority_queue(
    authority_id: AuthorityId, graph: GraphDep, who: ReaderDep, within: RegionFilter = None
) -> Reply:
    """An authority's queue by kind, level and age, and the records a month to be expected."""
    return Reply(await queues.summary(graph, "registration_authority", authority_id, within))
