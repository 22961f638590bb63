"""Run every hot statement once, since a statement's first call costs hundreds of times more."""

from __future__ import annotations

import asyncio

from graph_service.changes.held import Operation
from graph_service.changes.writing import rehearse
from graph_service.graph import Graph
from graph_service.questions import audit, checks, permissions, registers, reverse, scope, teams
from graph_service.questions.route_readings import explained_routes
from graph_service.vocabulary import Business, Power


async def warm_up(graph: Graph) -> None:
    """Ask each hot question twice about any team; an empty store has nothing to warm.

    The searches find nothing: it is their plans that are warmed, not twenty thousand names.

    All at once: most of a first answer is planning, which a second core does beside the first.
    """
    team_id = await _any_team(graph)
    if team_id is None:
        return
    for _ in range(2):
        await asyncio.gather(
            explained_routes(graph, [(team_id, str(business)) for business in Business]),
            permissions.permissions_of(graph, team_id),
            checks.checks(graph, [(team_id, str(power), team_id) for power in Power]),
            teams.team(graph, team_id),
            teams.teams(graph, q="预热", limit=1),
            teams.teams(graph, q="yure", limit=1),
            reverse.managers(graph, team_id),
            scope.scope_page(graph, team_id, limit=1),
            registers.summary(graph),
        )


async def warm_up_changes(graph: Graph) -> None:
    """Rehearse one change, which leaves nothing, and ask for one team's findings.

    The rules take seconds to plan at first, once for both.
    """
    team_id = await _any_team(graph)
    if team_id is not None:
        await rehearse(graph, [Operation("update_team", team_id, {"unit_name": "预热 warm-up"})])
        await audit.violations(graph, team_id)


async def _any_team(graph: Graph) -> str | None:
    found = (await teams.teams(graph, limit=1))["items"]
    return found[0]["team_id"] if found else None
