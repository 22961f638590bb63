"""Teams: look-up, lists and name search."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Header, Query
from starlette.responses import Response

from graph_service.answers.teams import Team, TeamPage
from graph_service.api import doors
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
from graph_service.api.replies import Reply, tagged, unless_known
from graph_service.questions import teams as question
from graph_service.vocabulary import (
    Level,
    PermissionGroup,
    RegistrationStatus,
    Role,
    Status,
    TeamKind,
)

router = doors.router(prefix="/v1/teams", tags=["teams"])
_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "the answer is still the same"}}


@router.get("", response_model=TeamPage)
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


@router.get("/{team_id}", response_model=Team, responses=_UNCHANGED)
async def get_team(
    team_id: TeamId,
    graph: GraphDep,
    who: ReaderDep,
    if_none_match: Annotated[str | None, Header(max_length=400)] = None,
) -> Response:
    """One team in full, its edges, and the affiliation that the notice wants; carries an ETag.

    `If-None-Match` with the ETag of an answer that still is the same gets 304.
    """
    masked = not await sees_whole(graph, who, team_id)
    answer = await question.team(graph, team_id, masked=masked)
    if who.role == Role.ANONYMOUS:
        answer = answer | {"persons": []}
    return unless_known(tagged(answer), if_none_match)
