"""A team's panel: what each of its tabs asks, and what it marks in the tree."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from starlette.requests import Request

from graph_service.answers.teams import Team
from graph_service.api.auth import Caller
from graph_service.api.personal import sees_whole
from graph_service.explorer.branches import GROUP
from graph_service.explorer.deps import team_id
from graph_service.explorer.state import Address
from graph_service.explorer.tabs import about, hub
from graph_service.graph import Graph
from graph_service.questions import route_readings, routing, teams, tree
from graph_service.vocabulary import Business, FastReviewPolicy, Role, TeamKind

Tab = Callable[[Graph, Caller, str, Address], Awaitable[Mapping[str, Any]]]
_TABS: dict[str, Tab] = {
    "routes": about.routes,
    "about": about.about,
    "permissions": about.permits,
    "managers": about.managed,
    "findings": about.found,
    "history": about.past,
    "near": about.near,
}
_HUB_TABS: dict[str, Tab] = {
    "scope": hub.scope_of,
    "seats": hub.seats_below,
    "region": hub.findings_below,
}


async def panel(
    request: Request, graph: Graph, who: Caller, given: str | None, address: Address
) -> dict[str, Any] | None:
    """Return a team's panel with the tab that the address names; None where no team is chosen.

    Raises NotFound for an unknown team.
    """
    if given is None:
        return None
    identifier = team_id(given)
    masked = not await sees_whole(graph, who, identifier)
    team = await teams.team(graph, identifier, masked=masked)
    if who.role == Role.ANONYMOUS:
        team = team | {"persons": []}
    tabs = _TABS | (_HUB_TABS if team["team_kind"] == TeamKind.HUB else {})
    tab = address.get("tab") or "routes"
    tab = tab if tab in tabs else "routes"
    return {
        "team": team,
        "tab": tab,
        "tabs": list(tabs),
        "marks": await _marks(graph, team, address),
        "business": _business(address),
        **await tabs[tab](graph, who, identifier, address),
    }


def _business(address: Address) -> str | None:
    given = address.get("business")
    return given if given in set(Business) else None


async def _marks(graph: Graph, team: Team, address: Address) -> dict[str, Any]:
    """Return the way up and, for a chosen business, the review route with what opens onto it."""
    identifier, business = team["team_id"], _business(address)
    steps: Sequence[Mapping[str, Any]] = []
    if business:
        steps = await _steps(graph, identifier, business, address.get("reading"))
    ids = [identifier, *(step["id"] for step in steps)]
    found = await tree.ways(graph, ids)
    opened: list[str] = []
    for one in ids:
        if one in found:
            way, seated = found[one]["way"], found[one]["holds_seat"]
            opened += way[:-1] if seated else [*way, f"{way[-1]}{GROUP}"]
    return {
        "team": identifier,
        "way": found[identifier]["way"] if identifier in found else [],
        "route": ids if business else [],
        "open": list(dict.fromkeys(opened)),
    }


async def _steps(
    graph: Graph, identifier: str, business: str, reading: str | None
) -> Sequence[Mapping[str, Any]]:
    other = FastReviewPolicy(reading) if reading in set(FastReviewPolicy) else None
    if other is None:
        [answer] = await route_readings.explained_routes(graph, [(identifier, business)])
    else:
        [answer] = await routing.routes(graph, [(identifier, business)], other)
    return answer["path"] if isinstance(answer, dict) else []
