"""The effective regional management scope."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Annotated, Any

from fastapi import Query, Request
from starlette.responses import Response, StreamingResponse

from graph_service.answers.lists import Page
from graph_service.answers.scope import Basis, Scope, ScopeTeam
from graph_service.api import doors
from graph_service.api.auth import ReaderDep
from graph_service.api.deps import Cursor, GraphDep, Limit, TeamId
from graph_service.api.replies import Reply, dumps
from graph_service.graph import Graph
from graph_service.questions import scope, scope_ids, scope_rows, scope_summary
from graph_service.questions.teams import territory_of
from graph_service.vocabulary import Level, TeamKind

router = doors.router(prefix="/v1/teams", tags=["scope"])
_NDJSON = "application/x-ndjson"
_CHUNK = 10_000
_ID, _ENDED = '{"team_id":"', '"}\n'
_BETWEEN = _ENDED + _ID
_OPEN = ("name", "team_id", "display_name", "region_code")
_LINE = 'one team a line, closed by {"complete": true, "total": n}'
_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {"content": {_NDJSON: {"schema": {"type": "string", "description": _LINE}}}}
}


@router.get("/{team_id}/scope", response_model=Scope)
async def get_scope(team_id: TeamId, graph: GraphDep, who: ReaderDep) -> Reply:
    """A team's scope in numbers: teams with their four marks, volunteers, registration."""
    return Reply(await scope_summary.scope_of(graph, team_id))


@router.get("/{team_id}/scope/teams", response_model=Page[ScopeTeam], responses=_STREAMED)
async def list_scope_teams(
    team_id: TeamId,
    graph: GraphDep,
    who: ReaderDep,
    request: Request,
    basis: Annotated[Basis, Query(description="which of the marks")] = "region",
    level: Level | None = None,
    team_kind: TeamKind | None = None,
    ids_only: Annotated[
        bool, Query(description="streamed: the whole basis, team_id alone")
    ] = False,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Response:
    """The teams of a scope by pages; `Accept: application/x-ndjson` streams all of them."""
    if _NDJSON in request.headers.get("accept", ""):
        await territory_of(graph, team_id)
        lines = (
            _ids(graph, team_id, basis)
            if ids_only
            else _lines(graph, team_id, basis, level, team_kind)
        )
        return StreamingResponse(lines, media_type=_NDJSON)
    answer = await scope.scope_page(
        graph, team_id, basis, level=level, team_kind=team_kind, cursor=cursor, limit=limit
    )
    return Reply(answer)


async def _ids(graph: Graph, team_id: str, basis: Basis) -> AsyncIterator[str | bytes]:
    ids = await scope_ids.ids_of(graph, team_id, basis)
    for start in range(0, len(ids), _CHUNK):
        # An id has no character that JSON would escape.
        yield _ID + _BETWEEN.join(ids[start : start + _CHUNK]) + _ENDED
    yield dumps({"complete": True, "total": len(ids)}) + b"\n"


def _line(row: scope_rows.ScopeRow) -> str:
    """Return a team as ``dumps`` writes it, without asking each value what it is."""
    kind, level, registered, name, group, team_id, display, status, region, basis, distance = row
    form = _form(kind, level, registered, group, status, basis, distance)
    return form % (_text(name), _text(team_id), _text(display), _text(region))


def _text(value: str | None) -> str:
    return "null" if value is None else encode_basestring(value)


@lru_cache(10_000)
def _form(*words: Any) -> str:
    """Return a line for teams that have these words in common, open where they differ."""
    kind, level, registered, group, status, basis, distance = words
    values = (kind, level, registered, None, group, None, None, status, None, basis, distance)
    parts = zip(scope_rows.COLUMNS, values, strict=True)
    told = (f'"{name}":{"%s" if name in _OPEN else _closed(value)}' for name, value in parts)
    return "{" + ",".join(told) + "}\n"


def _closed(value: Any) -> str:
    return dumps(value).decode().replace("%", "%%")


async def _lines(
    graph: Graph, team_id: str, basis: Basis, level: str | None, team_kind: str | None
) -> AsyncIterator[str | bytes]:
    total = 0
    async for rows in scope.row_stream(graph, team_id, basis, level, team_kind):
        total += len(rows)
        yield "".join(map(_line, rows))
    yield dumps({"complete": True, "total": total}) + b"\n"
