"""The reverse scope: managers, viewers, subordinates."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from graph_service.answers.lists import Page
from graph_service.answers.nodes import Node
from graph_service.answers.reverse import Managers, Subordinate
from graph_service.answers.then import ManagersThen
from graph_service.api import doors
from graph_service.api.auth import ReaderDep
from graph_service.api.deps import AsOf, Cursor, GraphDep, Limit, TeamId
from graph_service.api.replies import Reply
from graph_service.questions import reverse
from graph_service.record.managers import managers_then
from graph_service.record.moments import moment

router = doors.router(prefix="/v1/teams", tags=["reverse scope"])


@router.get("/{team_id}/managers", response_model=Managers | ManagersThen)
async def list_managers(
    team_id: TeamId,
    graph: GraphDep,
    who: ReaderDep,
    cursor: Cursor = None,
    limit: Limit = 100,
    as_of: AsOf = None,
) -> Reply:
    """Every hub in whose region the team lies, what each may do, and who manages its volunteers.

    With `as_of` the hubs of then and their distance.
    """
    if as_of is not None:
        then = await moment(graph, as_of)
        return Reply(await managers_then(graph, then, team_id, cursor, limit))
    return Reply(await reverse.managers(graph, team_id, cursor, limit))


@router.get("/{team_id}/viewers", response_model=Page[Node])
async def list_viewers(
    team_id: TeamId, graph: GraphDep, who: ReaderDep, cursor: Cursor = None, limit: Limit = 100
) -> Reply:
    """The viewing teams that the team has chosen."""
    return Reply(await reverse.viewers(graph, team_id, cursor, limit))


@router.get("/{team_id}/subordinates", response_model=Page[Subordinate])
async def list_subordinates(
    team_id: TeamId,
    graph: GraphDep,
    who: ReaderDep,
    depth: Annotated[int, Query(ge=1, le=12)] = 1,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Reply:
    """The teams below over liaison edges, down to `depth`."""
    return Reply(await reverse.subordinates(graph, team_id, depth, cursor, limit))
