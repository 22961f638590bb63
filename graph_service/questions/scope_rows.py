"""The teams of a scope as rows: summaries with their marks and distance, in their cheap form."""

from __future__ import annotations

from typing import Any, cast

from graph_service import cypher
from graph_service.answers.scope import Basis, ScopeTeam
from graph_service.graph import Graph
from graph_service.vocabulary import Business

_MARK_TEAMS = cypher.load("questions/scope/mark_teams")
_BASES: tuple[Basis, ...] = ("region", "in_chain", "reviewed", "legal_persons", "mismatch")
_MARKS = [
    tuple(name for place, name in enumerate(_BASES) if marks >> place & 1)
    for marks in range(2 ** len(_BASES))
]
SUMMARY = (
    "team_kind",
    "level",
    "registration_status",
    "name",
    "permission_group",
    "team_id",
    "display_name",
    "status",
    "region_code",
)
COLUMNS = (*SUMMARY, "basis", "distance")
KIND, LEVEL, ID = (SUMMARY.index(name) for name in ("team_kind", "level", "team_id"))

ScopeRow = tuple[Any, ...]


async def rows_of(graph: Graph, hub: str, basis: Basis, ids: list[str]) -> list[ScopeRow]:
    """Return the rows of teams, in their order; those that are gone by now left out."""
    if not ids:
        return []
    [[marked]] = await graph.values(_MARK_TEAMS, team_ids=ids, **review(graph, hub))
    places = -2 if basis == "in_chain" else -1
    rows = {row[ID]: (*row[:-3], _MARKS[row[-3]], row[places]) for row in marked}
    return [rows[team_id] for team_id in ids if team_id in rows]


def team_of(row: ScopeRow) -> ScopeTeam:
    """Return a row as the API and the command line show it."""
    told = dict(zip(COLUMNS, row, strict=True))
    return cast("ScopeTeam", told | {"basis": list(told["basis"])})


def review(graph: Graph, team_id: str) -> dict[str, str]:
    """Return the parameters of a statement that asks whom a hub reviews."""
    return {
        "team_id": team_id,
        "business": str(Business.HOURS_RECORDING),
        "fast_review_policy": str(graph.policy.fast_review_policy),
    }
