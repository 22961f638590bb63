"""Upgrade applications as they stand (P-6, P-7), and who decides them."""

from __future__ import annotations

from graph_service import cypher
from graph_service.answers.applications import ApplicationRow, WaitingApplication
from graph_service.answers.lists import Page
from graph_service.answers.nodes import Node
from graph_service.errors import NotFound
from graph_service.graph import Graph, Reading
from graph_service.questions import cursors
from graph_service.questions.nodes import team_node

_READ_APPLICATIONS = cypher.load("questions/registers/read_applications")
_WAITING = cypher.load("questions/registers/list_waiting_applications")
_DECIDERS = cypher.load("questions/advice/deciders")


async def application(graph: Reading, application_id: str) -> ApplicationRow:
    """Return one application; NotFound for an unknown id."""
    rows = await graph.values(_READ_APPLICATIONS, application_ids=[application_id])
    if not rows:
        raise NotFound("application", application_id)
    return rows[0][0]


async def waiting(
    graph: Graph,
    *,
    team_id: str | None = None,
    applied_to: str | None = None,
    cursor: str | None = None,
    limit: int = 100,
) -> Page[WaitingApplication]:
    """Return a page of the applications that wait for a decision, a team's or those to a team."""
    [after] = cursors.decode(cursor, [""])
    asked = {"team_id": team_id, "applied_to": applied_to, "after": after, "limit": limit + 1}
    items = [row[0] for row in await graph.values(_WAITING, **asked)]
    return cursors.page(items, limit, [[item["application_id"]] for item in items])


async def deciders(graph: Graph, region_code: str) -> list[Node]:
    """Return who may raise the group of a non-hub team of a region (P-6), the district first."""
    rows = await graph.read(_DECIDERS, region_code=region_code)
    return [team_node(entry["id"], entry["name"], entry["level"]) for entry in rows]
