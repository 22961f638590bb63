"""The hub tree as it is looked at: open branches, ways from the top, lines beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from graph_service import cypher
from graph_service.answers.tree import Branch, Line, LineKind, Others, TeamCount, TreeTeam, Way
from graph_service.graph import Graph
from graph_service.vocabulary import Status

_OPEN_BRANCHES = cypher.load("questions/tree/open_branches")
_TEAMS_AT = cypher.load("questions/tree/teams_at")
_AUTHORITIES_AT = cypher.load("questions/tree/authorities_at")
_WAYS_TO = cypher.load("questions/tree/ways_to")
_LINES_FROM = cypher.load("questions/tree/lines_from")
_COUNT_TEAMS = cypher.load("questions/tree/count_teams")
_LISTED = 200
_LINES = 1000
KINDS: dict[LineKind, str] = {
    "liaison": "LIAISON",
    "viewing": "VIEWING",
    "registration": "REGISTERED_BY",
}


async def branches(graph: Graph, top: str | None, parents: Iterable[str]) -> list[Branch]:
    """Return a top and the seats below some regions, each with what stands below it.

    A seat without a hub is there too, with no hubs; unknown regions have no children.
    """
    rows = await graph.read(_OPEN_BRANCHES, top=top, parents=list(parents))
    seats = [row | {"hubs": [_team(*hub, "hub") for hub in row["hubs"]]} for row in rows]
    return cast("list[Branch]", seats)


async def others_at(graph: Graph, region_codes: list[str]) -> dict[str, Others]:
    """Return the teams without a seat and the registration authorities of regions, by code.

    A region gives its first 200 teams; ``others`` of its branch says how many there are.
    """
    if not region_codes:
        return {}
    top = graph.policy.region_prefix
    teams = await graph.read(_TEAMS_AT, region_codes=region_codes, limit=_LISTED)
    offices = await graph.read(_AUTHORITIES_AT, top=top, region_codes=region_codes)
    by_code = {row["region_code"]: row["authorities"] for row in offices}
    return {
        row["region_code"]: {
            "authorities": [{"id": i, "name": n} for i, n in by_code.get(row["region_code"], [])],
            "teams": [_team(i, n, status, form) for i, n, form, status in row["teams"]],
        }
        for row in teams
    }


async def ways(graph: Graph, ids: Iterable[str]) -> dict[str, Way]:
    """Return where known teams and authorities stand: ``way`` from the top, ``holds_seat``."""
    rows = await graph.read(_WAYS_TO, ids=sorted(set(ids)))
    top = graph.policy.region_prefix
    found = [cast("Way", row | {"way": row["way"] or [top]}) for row in rows]
    return {way["id"]: way for way in found}


async def lines(graph: Graph, team_ids: list[str], kinds: Iterable[str]) -> list[Line]:
    """Return liaison, viewing and registration lines of some teams; the first 1,000."""
    asked = set(kinds)
    wanted = [stored for kind, stored in KINDS.items() if kind in asked]
    if not wanted or not team_ids:
        return []
    names = {stored: kind for kind, stored in KINDS.items()}
    rows = await graph.read(_LINES_FROM, team_ids=team_ids, kinds=wanted, limit=_LINES)
    return [cast("Line", row | {"kind": names[row["kind"]]}) for row in rows]


def _team(identifier: str, name: str, status: Status, form: str) -> TreeTeam:
    return {"id": identifier, "name": name, "status": status, "form": form}


async def count_teams(graph: Graph, territory_path: str) -> list[TeamCount]:
    """Return how many teams of a territory there are by form, permission group and status."""
    return cast("list[TeamCount]", await graph.read(_COUNT_TEAMS, within=territory_path))
