"""Run every hot statement once, since a statement's first call costs hundreds of times more."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from graph_service.changes import rehearsing
from graph_service.changes.writing import plan, rehearse
from graph_service.consequences import rehearsal
from graph_service.errors import ServiceError
from graph_service.graph import Graph
from graph_service.operations.held import Operation
from graph_service.questions import (
    checks,
    hours,
    permissions,
    queues,
    registers,
    reverse,
    rules,
    scope,
    scope_summary,
    teams,
)
from graph_service.questions.route_readings import explained_routes
from graph_service.records import writing
from graph_service.store import tokens
from graph_service.vocabulary import Business, Level, Power

_CALM = 1.0


async def warm_up(graph: Graph) -> None:
    """Ask each hot question about two teams, and rehearse one change, which leaves nothing.

    Nothing is ready before: the first change after a start waits no longer than the next. What
    the rules ask is planned even over an empty store, whose first team then does not wait for it.
    The searches find nothing: it is their plans that are warmed, not twenty thousand names.
    """
    team_ids = await _any_teams(graph)
    # All at once: most of a first answer is planning, which a second core does beside the first.
    changes = [rehearsing.plan(graph, question) for question in rehearsal.questions()]
    if not team_ids:
        await asyncio.gather(*changes, graph.plan())
        return
    await asyncio.gather(*changes, graph.plan(), _questions(graph, team_ids[0]))
    await asyncio.gather(_change(graph, team_ids[0]), _questions(graph, team_ids[-1]))


async def warm_the_rest(graph: Graph, quiet: Callable[[], Awaitable[object]]) -> None:
    """Plan what only pages ask now and then, one after the other, each while nobody asks.

    Planning takes a core for a second: who asks or changes something first after a start would
    share the machine with it. ``quiet`` waits until nobody does, or for as long as it may.
    """
    await asyncio.sleep(_CALM)
    rest: list[Callable[[], Awaitable[object]]] = [
        *(partial(rules.plan, graph, part) for part in rules.PARTS),
        partial(rules.ask_of_records, graph, []),
    ]
    with suppress(ServiceError):
        for team_id in await _any_teams(graph):
            rest += [
                partial(scope_summary.scope_of, graph, team_id),
                partial(hours.hours_of, graph, team_id),
                partial(queues.queue, graph, "team", team_id, kind="records", limit=1),
            ]
        for plan_one in rest:
            await quiet()
            await plan_one()


async def _questions(graph: Graph, team_id: str) -> None:
    await asyncio.gather(
        explained_routes(graph, [(team_id, str(business)) for business in Business]),
        permissions.permissions_of(graph, team_id),
        checks.checks(graph, [(team_id, str(power), team_id) for power in Power]),
        teams.team(graph, team_id),
        teams.teams(graph, limit=1),
        teams.teams(graph, q="预热", limit=1),
        teams.teams(graph, q="yure", limit=1),
        reverse.managers(graph, team_id),
        scope.scope_page(graph, team_id, limit=1),
        registers.summary(graph),
        tokens.find(graph, "预热"),
    )


async def _change(graph: Graph, team_id: str) -> None:
    for field in ("unit_name", "contact_name"):
        await rehearse(graph, [Operation("update_team", team_id, {field: "预热 warm-up"})])
    await plan(graph, team_id)
    await writing.plan(graph, team_id)


async def _any_teams(graph: Graph) -> list[str]:
    """Return a village's and a district's hub, else any team, if there is one.

    Neo4j plans for a text of up to ten characters apart.
    """
    levels = (Level.VILLAGE, Level.DISTRICT)
    pages = [await teams.teams(graph, level=level, limit=1) for level in levels]
    if not any(page["items"] for page in pages):
        pages = [await teams.teams(graph, limit=1)]
    return [team["team_id"] for page in pages for team in page["items"]]
