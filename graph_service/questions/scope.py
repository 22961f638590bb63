"""The effective regional management scope of a hub: the teams themselves (M-6)."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections import deque
from collections.abc import AsyncIterator

from graph_service import cypher
from graph_service.answers.lists import Page
from graph_service.answers.scope import Basis, ScopeTeam
from graph_service.graph import Graph
from graph_service.questions import cursors, scope_ids
from graph_service.questions.nearest import nearest_first
from graph_service.questions.scope_ids import Start
from graph_service.questions.scope_rows import KIND, LEVEL, ScopeRow, rows_of, team_of

_PAGE_REGION = cypher.load("questions/scope/page_region")
_PAGE_CHAIN = cypher.load("questions/scope/page_chain")
_CHUNK, _AHEAD = 2000, 2
_LONGEST_CHAIN = 1000


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
    hub = await scope_ids.hub_of(graph, team_id)
    if basis in ("region", "legal_persons"):
        return await _territory_page(graph, hub, basis, level, team_kind, cursor, limit)
    if basis == "in_chain":
        return await _chain_page(graph, hub, level, team_kind, cursor, limit)
    [after] = cursors.decode(cursor, [""])
    ids = await scope_ids.whole(graph, hub, basis)
    rest = ids[bisect_right(ids, after) :]
    found = [m async for m in _filtered(graph, hub, basis, rest, level, team_kind, limit)]
    return cursors.page(found, limit, [[item["team_id"]] for item in found])


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
    hub = await scope_ids.hub_of(graph, team_id)
    ids = await scope_ids.whole(graph, hub, basis)
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


async def _chain_page(
    graph: Graph,
    hub: Start,
    level: str | None,
    team_kind: str | None,
    cursor: str | None,
    limit: int,
) -> Page[ScopeTeam]:
    after = cursors.decode(cursor, [0, ""])
    asked = {"team_id": hub["team_id"], "level": level, "team_kind": team_kind}
    places = await nearest_first(graph, _PAGE_CHAIN, _LONGEST_CHAIN, after, limit + 1, **asked)
    marked = await rows_of(graph, hub["team_id"], "in_chain", [i for _, i in places[:limit]])
    page = cursors.page(places, limit, places)
    return {**page, "items": [team_of(row) for row in marked]}


async def _filtered(
    graph: Graph,
    hub: Start,
    basis: Basis,
    ids: list[str],
    level: str | None,
    team_kind: str | None,
    limit: int,
) -> AsyncIterator[ScopeTeam]:
    found = 0
    size = limit + 1 if level is None and team_kind is None else _CHUNK
    for at in range(0, len(ids), size):
        for row in await rows_of(graph, hub["team_id"], basis, ids[at : at + size]):
            if _wanted(row, level, team_kind):
                yield team_of(row)
                found += 1
                if found > limit:
                    return


def _wanted(row: ScopeRow, level: str | None, team_kind: str | None) -> bool:
    return (level is None or row[LEVEL] == level) and (team_kind is None or row[KIND] == team_kind)
