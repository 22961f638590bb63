"""Which teams a hub's scope has, by their ids in the order of its list (M-6)."""

from __future__ import annotations

from typing import Any, cast

from typing_extensions import TypedDict

from graph_service import cypher
from graph_service.answers.scope import Basis
from graph_service.errors import NotFound
from graph_service.graph import Graph
from graph_service.questions.scope_rows import review
from graph_service.vocabulary import Level, PermissionGroup, Status

_READ_HUB = cypher.load("questions/scope/read_hub")
_REVIEWED_TEAMS = cypher.load("questions/scope/reviewed_teams")
_TEAMS_IN_CHAIN = cypher.load("questions/scope/teams_in_chain")
_MISMATCHED_TEAMS = cypher.load("questions/scope/mismatched_teams")
_TEAMS_IN_REGION = cypher.load("questions/scope/teams_in_region")


class Start(TypedDict):
    """A team as the start of its scope."""

    team_id: str
    name: str
    level: Level
    region_code: str
    territory_path: str
    status: Status
    permission_group: PermissionGroup
    is_hub: bool


async def ids_of(graph: Graph, team_id: str, basis: Basis) -> list[str]:
    """Return the ids of a team's whole scope, in the order of its list."""
    return await whole(graph, await hub_of(graph, team_id), basis)


async def whole(graph: Graph, hub: Start, basis: Basis) -> list[str]:
    """Return the ids of a hub's whole scope, in the order of its list."""
    team_id = hub["team_id"]
    if basis == "in_chain":
        return await _collected(graph, _TEAMS_IN_CHAIN, team_id=team_id)
    if not hub["is_hub"]:
        return []
    if basis == "reviewed":
        return await reviewed(graph, team_id)
    if basis == "mismatch":
        return await _collected(graph, _MISMATCHED_TEAMS, team_id=team_id)
    return await _collected(
        graph,
        _TEAMS_IN_REGION,
        within=hub["territory_path"],
        team_id=team_id,
        legal_persons=basis == "legal_persons",
    )


async def hub_of(graph: Graph, team_id: str) -> Start:
    """Return a team as the start of its scope; NotFound for an unknown one."""
    rows = await graph.read(_READ_HUB, team_id=team_id)
    if not rows:
        raise NotFound("team", team_id)
    return cast("Start", rows[0])


async def _collected(graph: Graph, statement: Any, **parameters: Any) -> list[str]:
    rows = await graph.values(statement, **parameters)
    return rows[0][0] if rows else []


async def reviewed(graph: Graph, team_id: str, reading: str | None = None) -> list[str]:
    """Return the ids of the teams in a hub's region whose hours it reviews last.

    ``reading`` is another reading of 快审 than the one in force (I-4).
    """
    asked = review(graph, team_id)
    if reading is not None:
        asked |= {"fast_review_policy": reading}
    return await _collected(graph, _REVIEWED_TEAMS, **asked)
