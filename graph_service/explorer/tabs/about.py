"""The tabs of every team: routes, facts, permissions, managers, findings, history, neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph_service.api.auth import Caller
from graph_service.api.routes.changes import shown
from graph_service.changes import fixes
from graph_service.explorer.state import Address
from graph_service.graph import Graph
from graph_service.questions import audit, history, permissions, reverse, route_readings
from graph_service.questions.neighbourhood import neighbourhood
from graph_service.vocabulary import Role

Answer = Mapping[str, Any]
_PAGE = 50


async def routes(graph: Graph, who: Caller, team_id: str, address: Address) -> Answer:
    """Return the team's routes: who reviews each business, with every step and clause."""
    return await route_readings.review_routes(graph, team_id)


async def about(graph: Graph, who: Caller, team_id: str, address: Address) -> Answer:
    """Return nothing more: the team itself is known."""
    return {}


async def permits(graph: Graph, who: Caller, team_id: str, address: Address) -> Answer:
    """Return the team's own row of the annex and who holds what it lacks."""
    return {"permissions": await permissions.permissions_of(graph, team_id)}


async def managed(graph: Graph, who: Caller, team_id: str, address: Address) -> Answer:
    """Return the hubs that manage the team, nearest first, and who manages its volunteers."""
    return {"managers": await reverse.managers(graph, team_id)}


async def found(graph: Graph, who: Caller, team_id: str, address: Address) -> Answer:
    """Return the team's findings; whoever may change the register sees rehearsed remedies."""
    answer = await audit.violations(graph, team_id)
    rehearsed = who.at_least(Role.OPERATOR)
    if rehearsed:
        answer = await fixes.of_page(graph, answer)
    return {"findings": answer, "rehearsed": rehearsed}


async def past(graph: Graph, who: Caller, team_id: str, address: Address) -> Answer:
    """Return a page of the team's history, as this caller may see it."""
    answer = await history.of_team(graph, team_id, cursor=address.get("cursor"), limit=_PAGE)
    return {"history": await shown(graph, answer, who)}


async def near(graph: Graph, who: Caller, team_id: str, address: Address) -> Answer:
    """Return what the team is directly linked with."""
    return {"neighbourhood": await neighbourhood(graph, team_id)}
