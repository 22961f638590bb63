"""Teams: look-up, lists and name search."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from graph_service.api.auth import ReaderDep
from graph_service.api.deps import (
    ID_PATTERN,
    Cursor,
    GraphDep,
    Limit,
    RegionFilter,
    TeamId,
)
from graph_service.api.personal import sees_whole
from graph_service.api.replies import Reply
from graph_service.api.shapes.lists import Page
from graph_service.api.shapes.teams import Team, TeamSummary
from graph_service.questions import teams as question
from graph_service.vocabulary import (
    Level,
    PermissionGroup,
    RegistrationStatus,
    Role,
    Status,
    TeamKind,
)

router = APIRouter(prefix="/v1/teams", tags=["teams 团体"])


@router.get("", response_model=Page[TeamSummary])
async def list_teams(
    graph: GraphDep,
    who: ReaderDep,
    q: Annotated[str | None, Query(max_length=100)] = None,
    region_code: RegionFilter = None,
    within: RegionFilter = None,
    level: Level | None = None,
    team_kind: TeamKind | None = None,
    registration_status: RegistrationStatus | None = None,
    permission_group: PermissionGroup | None = None,
    status: Status | None = None,
    liaison_id: Annotated[str | None, Query(pattern=ID_PATTERN)] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Reply:
    """Teams by name (Chinese, pinyin, initials), place (`region_code` exact, `within` with all below) and properties."""  # noqa: E501
    answer = await question.teams(
        graph,
        q=q,
        within=within,
        cursor=cursor,
        limit=limit,
        region_code=region_code,
        level=level,
        team_kind=team_kind,
        registration_status=registration_status,
        permission_group=permission_group,
        status=status,
        liaison_id=liaison_id,
    )
    return Reply(answer)


@router.get("/{team_id}", response_model=Team)
async def read_team(team_id: TeamId, graph: GraphDep, who: ReaderDep) -> Reply:
    """One team in full, its edges, and the affiliation that the notice wants; carries an ETag."""
    masked = not await sees_whole(graph, who, team_id)
    answer = await question.team(graph, team_id, masked=masked)
    if who.role == Role.ANONYMOUS:
        answer = answer | {"persons": []}
    return Reply(answer, headers={"ETag": f'"{answer["revision"] or 0}"'})
