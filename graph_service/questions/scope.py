"""The effective regional management scope of a hub: the teams themselves (M-6)."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections import deque
from collections.abc import AsyncIterator
from typing import Any, cast

from typing_extensions import TypedDict

from graph_service import cypher
from graph_service.answers.lists import Page
from graph_service.answers.scope import Basis, ScopeTeam
from graph_service.errors import NotFound
from graph_service.graph import Graph
from graph_service.questions import cursors
from graph_service.questions.scope_rows import (
    ID,
    KIND,
    LEVEL,
    ScopeRow,
    review,
    rows_of,
    team_of,
)
from graph_service.vocabulary import Level, PermissionGroup, Status

_READ_HUB = cypher.load("questions/scope/read_hub")
_REVIEWED_TEAMS = cypher.load("questions/scope/reviewed_teams")
_TEAMS_IN_CHAIN = cypher.load("questions/scope/teams_in_chain")
_MISMATCHED_TEAMS = cypher.load("questions/scope/mismatched_teams")
_TEAMS_IN_REGION = cypher.load("questions/scope/teams_in_region")
_PAGE_REGION = cypher.load("questions/scope/page_region")
_CHUNK, _AHEAD = 2000, 2

Place = list[Any]


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


async def scope_page(
    graph: Graph,
    team_id: str,
    basis: Basis = "region",
    *,
    level: str | None = None,
    team_kind: str | None = None,
    cursor: str | None = None,
    limit: int = 100,
) -> Page[ScopeTeam]:
    """Return a page of a team's scope: summaries with their marks and distance.

    Raises NotFound for an unknown team, InvalidInput for a malformed cursor.
    """
    hub = await hub_of(graph, team_id)
    if basis in ("region", "legal_persons"):
        return await _territory_page(graph, hub, basis, level, team_kind, cursor, limit)
    after = cursors.decode(cursor, [0, ""] if basis == "in_chain" else [""])
    places = await _places(graph, hub, basis)
    rest = places[bisect_right(places, after) :]
    found = [m async for m in _filtered(graph, hub, basis, rest, level, team_kind, limit)]
    return cursors.page([item for item, _ in found], limit, [place for _, place in found])


async def scope_ids(graph: Graph, team_id: str, basis: Basis) -> list[str]:
    """Return the ids of a team's whole scope, in the order of its list."""
    return await _whole(graph, await hub_of(graph, team_id), basis)


async def _whole(graph: Graph, hub: Start, basis: Basis) -> list[str]:
    if basis != "in_chain":
        return await _ids(graph, hub, basis)
    return [place[-1] for place in await _places(graph, hub, basis)]


async def scope_stream(
    graph: Graph, team_id: str, basis: Basis, level: str | None, team_kind: str | None
) -> AsyncIterator[list[ScopeTeam]]:
    """Yield a team's whole scope, a chunk of marked summaries at a time."""
    async for rows in row_stream(graph, team_id, basis, level, team_kind):
        yield [team_of(row) for row in rows]


async def row_stream(
    graph: Graph, team_id: str, basis: Basis, level: str | None, team_kind: str | None
) -> AsyncIterator[list[ScopeRow]]:
    """Yield a team's whole scope in its order, a chunk of rows at a time: the cheap form.

    A row has the values of ``SUMMARY``, the names of its marks and its distance. Chunks are asked
    for ahead of who reads them, so that both cores of a small machine have work.
    """
    hub = await hub_of(graph, team_id)
    ids = await _whole(graph, hub, basis)
    starts = iter(range(0, len(ids), _CHUNK))
    ahead: deque[asyncio.Task[list[ScopeRow]]] = deque()

    def ask() -> None:
        if (start := next(starts, None)) is not None:
            chunk = rows_of(graph, hub["team_id"], basis, ids[start : start + _CHUNK])
            ahead.append(asyncio.create_task(chunk))

    for _ in range(_AHEAD):
        ask()
    try:
        while ahead:
            rows = await ahead[0]
            ahead.popleft()
            ask()
            yield [row for row in rows if _wanted(row, level, team_kind)]
    finally:
        for task in ahead:
            task.cancel()
        await asyncio.gather(*ahead, return_exceptions=True)


async def _territory_page(
    graph: Graph,
    hub: Start,
    basis: Basis,
    level: str | None,
    team_kind: str | None,
    cursor: str | None,
    limit: int,
) -> Page[ScopeTeam]:
    after_path, after = cursors.decode(cursor, ["", ""])
    rows = []
    if hub["is_hub"]:
        rows = await graph.values(
            _PAGE_REGION,
            within=hub["territory_path"],
            team_id=hub["team_id"],
            level=level,
            team_kind=team_kind,
            legal_persons=basis == "legal_persons",
            after_path=after_path,
            after=after,
            limit=limit + 1,
        )
    marked = await rows_of(graph, hub["team_id"], basis, [row[0] for row in rows[:limit]])
    page = cursors.page(rows, limit, [[row[1], row[0]] for row in rows])
    return {**page, "items": [team_of(row) for row in marked]}


async def _filtered(
    graph: Graph,
    hub: Start,
    basis: Basis,
    places: list[Place],
    level: str | None,
    team_kind: str | None,
    limit: int,
) -> AsyncIterator[tuple[ScopeTeam, Place]]:
    found = 0
    size = limit + 1 if level is None and team_kind is None else _CHUNK
    for at in range(0, len(places), size):
        chunk = {place[-1]: place for place in places[at : at + size]}
        for row in await rows_of(graph, hub["team_id"], basis, list(chunk)):
            if _wanted(row, level, team_kind):
                yield team_of(row), chunk[row[ID]]
                found += 1
                if found > limit:
                    return


def _wanted(row: ScopeRow, level: str | None, team_kind: str | None) -> bool:
    return (level is None or row[LEVEL] == level) and (team_kind is None or row[KIND] == team_kind)


async def _places(graph: Graph, hub: Start, basis: Basis) -> list[Place]:
    """Return where each team of a basis stands in its list; a place ends with the team's id."""
    if basis == "in_chain":
        return (await graph.values(_TEAMS_IN_CHAIN, team_id=hub["team_id"]))[0][0]
    return [[identifier] for identifier in await _ids(graph, hub, basis)]


async def _ids(graph: Graph, hub: Start, basis: Basis) -> list[str]:
    if not hub["is_hub"]:
        return []
    team_id = hub["team_id"]
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
