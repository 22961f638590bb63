"""The tabs of a hub: its scope in numbers and team by team, its seats below, its findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from graph_service.answers.scope import Basis
from graph_service.api.auth import Caller
from graph_service.explorer.state import Address
from graph_service.graph import Graph
from graph_service.questions import audit, scope, scope_summary, seats, teams
from graph_service.vocabulary import Level, Severity, TeamKind

Answer = Mapping[str, Any]
_PAGE = 50
BASES: tuple[Basis, ...] = get_args(Basis)


async def scope_of(graph: Graph, who: Caller, team_id: str, address: Address) -> Answer:
    """Return the scope in numbers and a page of its teams, filtered as the address says."""
    chosen = filters(address)
    page = await scope.scope_page(
        graph,
        team_id,
        chosen["basis"],
        level=chosen["level"],
        team_kind=chosen["kind"],
        cursor=address.get("cursor"),
        limit=_PAGE,
    )
    numbers = await scope_summary.scope_of(graph, team_id)
    return {"scope": numbers, "page": page, "bases": BASES, **chosen}


def filters(address: Address) -> Answer:
    """Return the filters of a scope that an address carries; unknown words count as none."""
    basis, level, kind = (address.get(name) for name in ("basis", "level", "kind"))
    return {
        "basis": next((known for known in BASES if known == basis), "region"),
        "level": level if level in set(Level) else None,
        "kind": kind if kind in set(TeamKind) else None,
    }


async def seats_below(graph: Graph, who: Caller, team_id: str, address: Address) -> Answer:
    """Return the coverage of the hub's region and of each region below it."""
    team = await teams.team(graph, team_id)
    return {"coverage": await seats.coverage(graph, team["region_code"])}


async def findings_below(graph: Graph, who: Caller, team_id: str, address: Address) -> Answer:
    """Return no findings yet, since they come to the panel; with their Cypher they are there."""
    if not address.get("cypher"):
        return {"findings": None}
    return await region_findings(graph, team_id, address)


async def region_findings(graph: Graph, team_id: str, address: Address) -> Answer:
    """Return a page of the findings in the hub's region, of the whole network for the city's."""
    team = await teams.team(graph, team_id)
    severity, within = address.get("severity"), team["region_code"]
    answer = await audit.audit(
        graph,
        within=None if within == graph.policy.region_prefix else within,
        severity=Severity(severity) if severity in set(Severity) else None,
        cursor=address.get("cursor"),
        limit=_PAGE,
    )
    return {"findings": answer}
