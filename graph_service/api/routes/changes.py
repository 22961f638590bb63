"""The history: lists, one team's, and a stream of changes as they happen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Annotated, Any

from fastapi import Header, Query, Request
from starlette.responses import Response, StreamingResponse

from graph_service.answers.changed import ChangeAnswered
from graph_service.answers.history import ChangeRow
from graph_service.answers.lists import Page
from graph_service.answers.values import AnsweredKind
from graph_service.api import doors
from graph_service.api.auth import Caller, ReaderDep, demand, still_admitted
from graph_service.api.days import Moment
from graph_service.api.deps import ID_PATTERN, Cursor, GraphDep, Limit, RegionFilter, TeamId
from graph_service.api.events import Revisions, follow
from graph_service.api.feed import Feed
from graph_service.api.personal import seen_whole
from graph_service.api.replies import Reply
from graph_service.graph import Graph
from graph_service.questions import cursors, history
from graph_service.questions.cursors import LARGEST
from graph_service.questions.regions import territory_path
from graph_service.record.following import BATCH, Followed, Wanted, batch, followed
from graph_service.vocabulary import Role

router = doors.router(prefix="/v1", tags=["history"])
_EVENTS = "text/event-stream"
_EVENT = "events of type change: the revision as id, the change as data"
_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {"content": {_EVENTS: {"schema": {"type": "string", "description": _EVENT}}}}
}


Revision = Annotated[int, Query(ge=0, le=LARGEST, description="changes after this revision")]


Answers = Annotated[
    bool,
    Query(
        description="true: with the answers that each change changed (the first 100 of them),"
        " for a reader and up; the filters then are of answers: the subject `team_id`, `hub_id`"
        " before or after, `within`, `kind`"
    ),
]


@router.get("/changes", response_model=Page[ChangeAnswered], responses=_STREAMED)
async def list_changes(
    request: Request,
    graph: GraphDep,
    who: ReaderDep,
    after: Revision = 0,
    team_id: Annotated[str | None, Query(pattern=ID_PATTERN)] = None,
    within: RegionFilter = None,
    operation: Annotated[str | None, Query(pattern=r"^[a-z_]{1,40}$")] = None,
    since: Moment | None = None,
    until: Moment | None = None,
    cursor: Cursor = None,
    limit: Limit = 100,
    answers: Answers = False,
    hub_id: Annotated[str | None, Query(pattern=ID_PATTERN)] = None,
    kind: AnsweredKind | None = None,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
    last_event_id: Annotated[int | None, Header(ge=0, le=LARGEST)] = None,
) -> Response:
    """Changes in the order of their revisions; `Accept: text/event-stream` follows them live.

    A stream resumes after `Last-Event-ID` (or `after`) without loss or repetition.
    """
    start = last_event_id if last_event_id is not None else after
    if answers:
        demand(who, Role.READER)
        path = await territory_path(graph, within) if within else None
        asked = Wanted(team_id, hub_id, path, kind, operation, since, until)
        return await _answered(request, graph, who, asked, start, cursor, limit, accept)
    wanted: dict[str, Any] = {
        "team_id": team_id,
        "within": within,
        "operation": operation,
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
    }
    if _EVENTS not in accept:
        answer = await history.changes(graph, after=after, cursor=cursor, limit=limit, **wanted)
        return Reply(await shown(graph, answer, who))

    async def page(revision: int) -> Followed:
        answer = await history.changes(graph, after=revision, limit=100, **wanted)
        items = (await shown(graph, answer, who))["items"]
        seen = items[-1]["revision"] if items else revision
        return Followed(items, seen, answer["complete"])

    revisions: Revisions = request.app.state.revisions
    revisions.demand_room(who)
    events = follow(revisions, page, start, partial(still_admitted, request))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type=_EVENTS, headers=headers)


async def _answered(
    request: Request,
    graph: Graph,
    who: Caller,
    wanted: Wanted,
    start: int,
    cursor: str | None,
    limit: int,
    accept: str,
) -> Response:
    async def masked(found: Followed) -> Followed:
        return replace(found, items=await _masked(graph, found.items, who))

    if _EVENTS not in accept:
        [place] = cursors.decode(cursor, [start])
        found = await masked(
            await followed(partial(batch, graph), wanted, max(place, start), limit)
        )
        more = None if found.complete else cursors.encode([found.seen])
        page = {"items": found.items, "next_cursor": more, "complete": found.complete}
        return Reply(page)
    feed: Feed = request.app.state.feed

    async def page_after(revision: int) -> Followed:
        return await masked(await followed(feed.after, wanted, revision, BATCH))

    revisions: Revisions = request.app.state.revisions
    revisions.demand_room(who)
    events = follow(revisions, page_after, start, partial(still_admitted, request))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type=_EVENTS, headers=headers)


async def _masked(graph: Graph, items: list[Any], who: Caller) -> list[Any]:
    page: Page[ChangeRow] = {"items": items, "next_cursor": None, "complete": True}
    return (await shown(graph, page, who))["items"]


@router.get("/teams/{team_id}/history", response_model=Page[ChangeRow])
async def list_team_changes(
    team_id: TeamId, graph: GraphDep, who: ReaderDep, cursor: Cursor = None, limit: Limit = 100
) -> Reply:
    """Every change of one team, the imports that loaded it included; also once it is deleted."""
    answer = await history.of_team(graph, team_id, cursor=cursor, limit=limit)
    return Reply(await shown(graph, answer, who))


async def shown(graph: Graph, answer: Page[ChangeRow], who: Caller) -> Page[ChangeRow]:
    """Return changes as this caller may see them: persons masked outside its own scope."""
    if who.at_least(Role.ADMINISTRATOR):
        return answer
    teams = {item["team_id"] for item in answer["items"] if item["team_id"]}
    whole = await seen_whole(graph, who, teams)
    return history.masked(answer, nameless=who.role == Role.ANONYMOUS, whole=whole)
