"""The effective regional management scope of a hub: the teams themselves (§7, M-6)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Literal

from graph_service import cypher
from graph_service.errors import NotFound
from graph_service.graph import Graph
from graph_service.questions import cursors
from graph_service.vocabulary import Business

_READ_HUB = cypher.load("questions/scope/read_hub")
_REVIEWED_TEAMS = cypher.load("questions/scope/reviewed_teams")
_TEAMS_IN_CHAIN = cypher.load("questions/scope/teams_in_chain")
_MISMATCHED_TEAMS = cypher.load("questions/scope/mismatched_teams")
_TEAMS_IN_REGION = cypher.load("questions/scope/teams_in_region")
_PAGE_REGION = cypher.load("questions/scope/page_region")
_MARK_TEAMS = cypher.load("questions/scope/mark_teams")
_CHUNK = 1000

Basis = Literal["region", "in_chain", "reviewed", "legal_persons", "mismatch"]
Answer = dict[str, Any]


async def scope_page(
    graph: Graph,
    team_id: str,
    basis: Basis = "region",
    *,
    level: str | None = None,
    team_kind: str | None = None,
    cursor: str | None = None,
    limit: int = 100,
) -> Answer:
    """Return a page of a team's scope: summaries with their marks and distance.

    Raises NotFound for an unknown team, InvalidInput for a malformed cursor.
    """
    hub = await hub_of(graph, team_id)
    if basis == "region":
        return await _region_page(graph, hub, level, team_kind, cursor, limit)
    ids = await _all_ids(graph, hub, basis)
    marked = [m async for m in _filtered(graph, hub, basis, ids, level, team_kind, cursor, limit)]
    places = [[m["team_id"]] for m in marked]
    return cursors.page(marked, limit, places)


async def scope_stream(
    graph: Graph, team_id: str, basis: Basis, level: str | None, team_kind: str | None
) -> AsyncIterator[list[Answer]]:
    """Yield a team's whole scope, a chunk of marked summaries at a time."""
    hub = await hub_of(graph, team_id)
    ids = await _all_ids(graph, hub, basis)

    def ask(start: int) -> asyncio.Task[list[Answer]]:
        return asyncio.create_task(_marked(graph, hub, basis, ids[start : start + _CHUNK]))

    ahead = ask(0)
    try:
        for start in range(0, len(ids), _CHUNK):
            marked = await ahead
            ahead = ask(start + _CHUNK)
            yield [item for item in marked if _wanted(item, level, team_kind)]
    finally:
        ahead.cancel()


async def _region_page(
    graph: Graph,
    hub: Answer,
    level: str | None,
    team_kind: str | None,
    cursor: str | None,
    limit: int,
) -> Answer:
    after_path, after = cursors.decode(cursor, ["", ""])
    rows = []
    if hub["is_hub"]:
        rows = await graph.values(
            _PAGE_REGION,
            within=hub["territory_path"],
            team_id=hub["team_id"],
            level=level,
            team_kind=team_kind,
            after_path=after_path,
            after=after,
            limit=limit + 1,
        )
    marked = await _marked(graph, hub, "region", [row[0] for row in rows[:limit]])
    return cursors.page(marked + rows[limit:], limit, [[row[1], row[0]] for row in rows])


async def _filtered(
    graph: Graph,
    hub: Answer,
    basis: Basis,
    ids: list[str],
    level: str | None,
    team_kind: str | None,
    cursor: str | None,
    limit: int,
) -> AsyncIterator[Answer]:
    [after] = cursors.decode(cursor, [""])
    start = ids.index(after) + 1 if after in ids else 0
    found = 0
    for at in range(start, len(ids), _CHUNK):
        for item in await _marked(graph, hub, basis, ids[at : at + _CHUNK]):
            if _wanted(item, level, team_kind):
                yield item
                found += 1
                if found > limit:
                    return


def _wanted(item: Answer, level: str | None, team_kind: str | None) -> bool:
    return (level is None or item["level"] == level) and (
        team_kind is None or item["team_kind"] == team_kind
    )


async def _all_ids(graph: Graph, hub: Answer, basis: Basis) -> list[str]:
    team_id = hub["team_id"]
    if basis == "in_chain":
        return [identifier for _, identifier in await _chain(graph, team_id)]
    if not hub["is_hub"]:
        return []
    if basis == "reviewed":
        return await reviewed(graph, team_id)
    if basis == "mismatch":
        return await _ids(graph, _MISMATCHED_TEAMS, team_id=team_id)
    return await _ids(
        graph,
        _TEAMS_IN_REGION,
        within=hub["territory_path"],
        team_id=team_id,
        legal_persons=basis == "legal_persons",
    )


async def _marked(graph: Graph, hub: Answer, basis: Basis, ids: list[str]) -> list[Answer]:
    if not ids:
        return []
    [[rows]] = await graph.values(_MARK_TEAMS, team_ids=ids, **_review(graph, hub["team_id"]))
    marked = []
    for summary, in_region, steps, reviewed, legal, branch, divisions in rows:
        in_chain = steps is not None
        marks = {
            "region": in_region,
            "in_chain": in_chain,
            "reviewed": reviewed,
            "legal_persons": legal and in_region,
            "mismatch": hub["is_hub"] and not legal and not branch and in_chain != in_region,
        }
        distance = steps if basis == "in_chain" else divisions
        basis_list = [name for name, holds in marks.items() if holds]
        marked.append(summary | {"basis": basis_list, "distance": distance})
    return marked


async def hub_of(graph: Graph, team_id: str) -> Answer:
    """Return a team as the start of its scope; NotFound for an unknown one."""
    rows = await graph.read(_READ_HUB, team_id=team_id)
    if not rows:
        raise NotFound("team", team_id)
    return rows[0]


async def _ids(graph: Graph, statement: Any, **parameters: Any) -> list[str]:
    rows = await graph.values(statement, **parameters)
    return rows[0][0] if rows else []


async def _chain(graph: Graph, team_id: str) -> list[list[Any]]:
    return (await graph.values(_TEAMS_IN_CHAIN, team_id=team_id))[0][0]


async def reviewed(graph: Graph, team_id: str) -> list[str]:
    """Return the ids of the teams in a hub's region whose hours it reviews last."""
    return await _ids(graph, _REVIEWED_TEAMS, **_review(graph, team_id))


def _review(graph: Graph, team_id: str) -> dict[str, str]:
    """Return the parameters of a statement that asks whom a hub reviews (domain §7)."""
    return {
        "team_id": team_id,
        "business": str(Business.HOURS_RECORDING),
        "fast_review_policy": str(graph.policy.fast_review_policy),
    }
