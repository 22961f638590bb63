"""A team's panel, of today or as of then: what its tabs ask, and what it marks in the tree."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from starlette.requests import Request

from graph_service.api.auth import Caller
from graph_service.api.personal import sees_whole
from graph_service.errors import BeforeReset, InvalidInput, NotFound
from graph_service.explorer.branches import GROUP
from graph_service.explorer.deps import team_id
from graph_service.explorer.state import Address
from graph_service.explorer.tabs import about, hub, over_time
from graph_service.explorer.tabs import records as of_records
from graph_service.explorer.tabs import then as of_then
from graph_service.explorer.then import Then
from graph_service.graph import Graph
from graph_service.questions import route_readings, routing, teams, tree
from graph_service.record.moments import Moment
from graph_service.record.standing import standing_then
from graph_service.vocabulary import Business, FastReviewPolicy, Role, TeamKind

Tab = Callable[[Graph, Caller, str, Address], Awaitable[Mapping[str, Any]]]
PastTab = Callable[[Graph, Moment, Mapping[str, Any], Address], Awaitable[Mapping[str, Any]]]
_TABS: dict[str, Tab] = {
    "routes": about.routes,
    "about": about.about,
    "permissions": about.permits,
    "managers": about.managed,
    "findings": about.found,
    "history": about.past,
    "timeline": over_time.timeline_of,
    "near": about.near,
    "records": of_records.records_of,
}
_HUB_TABS: dict[str, Tab] = {
    "scope": hub.scope_of,
    "seats": hub.seats_below,
    "region": hub.findings_below,
}


_PAST_TABS: dict[str, PastTab] = {
    "routes": of_then.routes,
    "permissions": of_then.permits,
    "managers": of_then.managed,
    "findings": of_then.found,
    "seats": of_then.seats_below,
}
_WHOLE_TABS = ("history", "timeline")  # they tell all times at once


async def panel(
    request: Request, graph: Graph, who: Caller, given: str | None, address: Address
) -> dict[str, Any] | None:
    """Return a team's panel with the tab that the address names; None where no team is chosen.

    As of then it says itself what is wrong with the time, or that the team was not there; of
    today it raises NotFound for an unknown team.
    """
    if given is None:
        return None
    identifier = team_id(given)
    then: Then | None = request.state.then
    if then is None:
        return await _today(graph, who, identifier, address)
    try:
        return await _as_of(graph, who, identifier, address, then.demand())
    except (InvalidInput, NotFound, BeforeReset) as problem:
        marks = await _marks(graph, identifier, None, [])
        return {"team": None, "team_id": identifier, "problem": problem, "marks": marks}


async def _today(graph: Graph, who: Caller, identifier: str, address: Address) -> dict[str, Any]:
    masked = not await sees_whole(graph, who, identifier)
    team = await teams.team(graph, identifier, masked=masked)
    if who.role == Role.ANONYMOUS:
        team = team | {"persons": []}
    tabs = _tabs(is_hub=team["team_kind"] == TeamKind.HUB)
    tab = _chosen(tabs, address)
    business = _business(address)
    steps: Sequence[Mapping[str, Any]] = []
    if business:
        steps = await _steps(graph, identifier, business, address.get("reading"))
    return {
        "team": team,
        "tab": tab,
        "tabs": list(tabs),
        "marks": await _marks(graph, identifier, business, steps),
        "business": business,
        **await tabs[tab](graph, who, identifier, address),
    }


async def _as_of(
    graph: Graph, who: Caller, identifier: str, address: Address, moment: Moment
) -> dict[str, Any]:
    """Return the panel of then; a tab that can be answered of today alone is today's panel."""
    team = await standing_then(graph, moment, identifier)
    tabs = _tabs(is_hub=team["form"].startswith("hub"))
    tab = _chosen(tabs, address)
    if tab not in (*_PAST_TABS, *_WHOLE_TABS):
        return {**await _today(graph, who, identifier, address), "of_today": True}
    if tab in _WHOLE_TABS:
        found = await tabs[tab](graph, who, identifier, address)
    else:
        found = await _PAST_TABS[tab](graph, moment, team, address)
    business = _business(address)
    routes = found.get("routes") or []
    steps = [step for route in routes if route["business"] == business for step in route["path"]]
    return {
        "team": team,
        "then": True,
        "tab": tab,
        "tabs": list(tabs),
        "marks": await _marks(graph, identifier, business if routes else None, steps),
        "business": business,
        **found,
    }


def _tabs(*, is_hub: bool) -> dict[str, Tab]:
    return _TABS | (_HUB_TABS if is_hub else {})


def _chosen(tabs: Mapping[str, Tab], address: Address) -> str:
    tab = address.get("tab") or "routes"
    return tab if tab in tabs else "routes"


def _business(address: Address) -> str | None:
    given = address.get("business")
    return given if given in set(Business) else None


async def _marks(
    graph: Graph, identifier: str, business: str | None, steps: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the way up and, for a chosen business, the review route with what opens onto it."""
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
