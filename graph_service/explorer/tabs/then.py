"""The tabs that are answered as of then: routes, permissions, managers, findings, seats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph_service.explorer.state import Address
from graph_service.graph import Graph
from graph_service.record.findings import violations_then
from graph_service.record.managers import managers_then
from graph_service.record.moments import Moment
from graph_service.record.permissions import permissions_then
from graph_service.record.routes import team_routes_then
from graph_service.record.seats import seats_then

Answer = Mapping[str, Any]
Team = Mapping[str, Any]
_PAGE = 50


async def routes(graph: Graph, then: Moment, team: Team, address: Address) -> Answer:
    """Return who reviewed each business, each with its cause."""
    found = await team_routes_then(graph, then, team["team_id"])
    return {"routes": found["routes"]}


async def permits(graph: Graph, then: Moment, team: Team, address: Address) -> Answer:
    """Return the team's own row of then and who held what it lacked."""
    return _caused("permissions", await permissions_then(graph, then, team["team_id"]))


async def managed(graph: Graph, then: Moment, team: Team, address: Address) -> Answer:
    """Return a page of the hubs in whose region the team lay."""
    page = await managers_then(graph, then, team["team_id"], address.get("cursor"), _PAGE)
    return _caused("managers", page)


async def found(graph: Graph, then: Moment, team: Team, address: Address) -> Answer:
    """Return what the team broke then."""
    answer = _caused("findings", await violations_then(graph, then, team["team_id"]))
    return {**answer, "rehearsed": False}


async def seats_below(graph: Graph, then: Moment, team: Team, address: Address) -> Answer:
    """Return a page of the seats of the hub's region of then."""
    cursor = address.get("cursor")
    return _caused("seats", await seats_then(graph, then, team["region_code"], cursor, _PAGE))


def _caused(name: str, answer: Any) -> Answer:
    return {name: answer, "cause": answer["cause"]}
