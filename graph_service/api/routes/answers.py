"""The record of answers: today's whole, a team's over time, and what one change changed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query, Request
from starlette.responses import Response, StreamingResponse

from graph_service.answers.changed import AnswersChanged, AnswersNow
from graph_service.answers.then import Timeline
from graph_service.answers.values import AnsweredKind
from graph_service.api import doors
from graph_service.api.auth import ReaderDep, demand
from graph_service.api.deps import Cursor, GraphDep, Limit, RegionFilter, TeamId
from graph_service.api.replies import Reply
from graph_service.questions.cursors import LARGEST
from graph_service.record import first_values, snapshot
from graph_service.record import timeline as timelines
from graph_service.vocabulary import Role

router = doors.router(prefix="/v1", tags=["answers over time"])
_NDJSON = "application/x-ndjson"
_LINE = (
    'one answer a line, between {"revision": r} and {"complete": true, "total": n, "revision": r}'
)
_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {"content": {_NDJSON: {"schema": {"type": "string", "description": _LINE}}}}
}
SUBJECT_PATTERN = r"^@network$|^[A-Za-z0-9._-]{1,64}$"
Kind = Annotated[AnsweredKind | None, Query(description="answers of this kind only")]
Subject = Annotated[
    str | None,
    Query(pattern=SUBJECT_PATTERN, description="a team_id, region_code, authority_id or @network"),
]


@router.get("/answers", response_model=AnswersNow, responses=_STREAMED)
async def list_answers(
    graph: GraphDep,
    who: ReaderDep,
    request: Request,
    kind: Kind = None,
    subject: Subject = None,
    within: RegionFilter = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Response:
    """Every answer of today as ids and codes; `Accept: application/x-ndjson` streams all.

    For a reader and up. Whoever loads the stream and folds every later change (GET /v1/changes
    with `answers=true`) holds exactly today's answers.
    """
    demand(who, Role.READER)
    if _NDJSON in request.headers.get("accept", ""):
        if within is not None:
            await snapshot.territory_path(graph, within)
        lines = snapshot.stream(graph, kind=kind, subject=subject, within=within)
        return StreamingResponse(lines, media_type=_NDJSON)
    found = await snapshot.snapshot(
        graph, kind=kind, subject=subject, within=within, cursor=cursor, limit=limit
    )
    return Reply(found)


@router.get("/teams/{team_id}/answers", response_model=Timeline)
async def list_team_answers(
    team_id: TeamId,
    graph: GraphDep,
    who: ReaderDep,
    kind: Kind = None,
    key: Annotated[str | None, Query(description="a business, a permission, a rule_id")] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Reply:
    """A team's answers over time, newest first: each value, from when to when, and what made it so.

    Also of a team that was deleted.
    """
    found = await timelines.timeline(graph, team_id, kind=kind, key=key, cursor=cursor, limit=limit)
    return Reply(found)


@router.get("/changes/{revision}/answers", response_model=AnswersChanged)
async def list_changed_answers(
    revision: Annotated[int, Path(ge=1, le=LARGEST, description="a change's revision")],
    graph: GraphDep,
    who: ReaderDep,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Reply:
    """What followed from a change: every answer that it changed, first values of what it created.

    For a reader and up.
    """
    demand(who, Role.READER)
    return Reply(await first_values.answers_of(graph, revision, cursor=cursor, limit=limit))
