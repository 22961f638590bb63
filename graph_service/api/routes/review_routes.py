"""Who reviews what."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Query, Request
from pydantic import BaseModel, Field

from graph_service.answers.routes import RouteAnswer, RouteAnswers, Routes
from graph_service.answers.then import RouteAnswersThen, RoutesThen
from graph_service.api import doors
from graph_service.api.assumed import Assume, demand_analyst
from graph_service.api.auth import Caller, ReaderDep
from graph_service.api.carried import carried
from graph_service.api.deps import AsOf, GraphDep, TeamId, Word, routes_of
from graph_service.api.replies import Reply
from graph_service.changes.assuming import assuming
from graph_service.errors import InvalidInput, ServiceError
from graph_service.graph import Graph, Reading
from graph_service.messages import say
from graph_service.problems import as_problem
from graph_service.questions import route_readings
from graph_service.record.routes import routes_then, team_routes_then
from graph_service.vocabulary import Business

router = doors.router(prefix="/v1", tags=["review routes"])


class RouteItem(BaseModel):
    """A team and a business."""

    team_id: Word
    business: Word


class RouteItems(BaseModel):
    """1 to 1,000 items; duplicates are allowed."""

    items: list[RouteItem] = Field(min_length=1, max_length=1000)
    as_of: Annotated[
        str | None, Field(max_length=40, description="the routes of then: a revision or a time")
    ] = None
    assume: Assume = None


@router.get("/teams/{team_id}/review-routes", response_model=Routes | RoutesThen)
async def list_team_routes(
    team_id: TeamId,
    request: Request,
    who: ReaderDep,
    business: Annotated[str | None, Query(description="one of GET /v1/businesses")] = None,
    as_of: AsOf = None,
) -> Reply:
    """Who reviews a team's business: outcome, path, clauses; without `business` all of them.

    With `as_of` who reviewed it then, and the change that made it so.
    """
    if as_of is not None:
        graph: Graph = request.app.state.graph.of(carried(request.scope))
        return Reply(await team_routes_then(graph, as_of, team_id, business))
    routes, asked = routes_of(request), carried(request.scope)
    if business is not None:
        answers = [await routes.ask(asked, (team_id, business))]
    else:
        answers = await asyncio.gather(
            *(routes.ask(asked, (team_id, str(name))) for name in Business)
        )
    found = route_readings.shown(answers, every=business is not None)
    return Reply({"team_id": team_id, "routes": found})


@router.post("/review-routes", response_model=RouteAnswers | RouteAnswersThen)
async def ask_review_routes(body: RouteItems, graph: GraphDep, who: ReaderDep) -> Reply:
    """Routes of up to 1,000 teams and businesses, in order; one bad item never fails the others.

    With `as_of` the routes of then; with `assume` as if operations were done.
    """
    if body.assume is not None:
        return await _assumed(body, body.assume, graph, who)
    if body.as_of is not None:
        asked = [(item.team_id, item.business) for item in body.items]
        then, found = await routes_then(graph, body.as_of, asked)
        return Reply({"items": _items(body, found), "as_of": then.as_dict()})
    return Reply({"items": await _told(graph, body)})


async def _assumed(
    body: RouteItems, operations: list[dict[str, Any]], graph: Graph, who: Caller
) -> Reply:
    demand_analyst(who, operations)
    if body.as_of is not None:
        raise InvalidInput("assume", None, *say("assume.then"))
    items = await assuming(graph, operations, lambda reading: _told(reading, body))
    return Reply({"items": items, "assumed": True})


async def _told(reading: Reading, body: RouteItems) -> list[RouteAnswer]:
    asked = [(item.team_id, item.business) for item in body.items]
    answers = await route_readings.explained_routes(reading, asked)
    told = [a if isinstance(a, ServiceError) else route_readings.without_status(a) for a in answers]
    return _items(body, told)


def _items(body: RouteItems, answers: Sequence[Any]) -> list[RouteAnswer]:
    items: list[RouteAnswer] = []
    for index, (item, answer) in enumerate(zip(body.items, answers, strict=True)):
        entry: RouteAnswer = {"index": index, "team_id": item.team_id, "business": item.business}
        if isinstance(answer, ServiceError):
            entry["problem"] = as_problem(answer)
        else:
            entry["route"] = answer
        items.append(entry)
    return items
