"""Run every hot statement once, since a statement's first call costs hundreds of times more."""

from __future__ import annotations

from graph_service.graph import Graph
from graph_service.questions import checks, permissions, reverse, scope, teams
from graph_service.questions.route_readings import explained_routes
from graph_service.register.held import Operation
from graph_service.register.writing import rehearse
from graph_service.vocabulary import Business, Power


async def warm_up(graph: Graph) -> None:
    """Ask each hot question twice about any team; an empty store has nothing to warm."""
    team_id = await _any_team(graph)
    if team_id is None:
        return
    for _ in range(2):
        await explained_routes(graph, [(team_id, str(business)) for business in Business])
        await permissions.permissions_of(graph, team_id)
        await checks.checks(graph, [(team_id, str(power), team_id) for power in Power])
        await teams.team(graph, team_id)
        await teams.teams(graph, q="志愿", limit=1)
        await teams.teams(graph, q="zhiyuan", limit=1)
        await reverse.managers(graph, team_id)
        await scope.scope_page(graph, team_id, limit=1)


async def warm_up_changes(graph: Graph) -> None:
    """Rehearse one change, which leaves nothing: the rules take seconds to plan at first."""
    team_id = await _any_team(graph)
    if team_id is not None:
        await rehearse(graph, [Operation("update_team", team_id, {"unit_name": "预热 warm-up"})])


async def _any_team(graph: Graph) -> str | None:
    found = (await teams.teams(graph, limit=1))["items"]
    return found[0]["team_id"] if found else None
