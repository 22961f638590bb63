"""The effective regional management scope of a hub in numbers (M-6)."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from typing import Any

from graph_service import cypher, notice
from graph_service.answers.scope import (
    OtherScope,
    RegistrationScope,
    Scope,
    TeamScope,
    VolunteerScope,
)
from graph_service.graph import Graph, Row
from graph_service.questions import readings, scope_ids
from graph_service.questions.kept import while_it_stands
from graph_service.questions.nodes import team_node
from graph_service.questions.scope_ids import Start
from graph_service.vocabulary import Permission

_COUNT_SCOPE = cypher.load("questions/scope/count_scope")
_COUNT_CHAIN = cypher.load("questions/scope/count_chain")
_READ_POWERS = cypher.load("questions/scope/read_powers")
_SETTING = "fast_review_policy"
_INTERPRETATIONS = ("I-4", "I-9", "I-13", "I-17", "I-28")
_LEVEL, _KIND, _STATUS, _LEGAL, _COMPARABLE, _TEAMS = range(6)

Rows = list[list[Any]]


async def scope_of(graph: Graph, team_id: str) -> Scope:
    """Return a team's scope in numbers: teams with their marks, volunteers, registration.

    Raises NotFound for an unknown team.
    """
    return await while_it_stands(graph, f"scope {team_id}", lambda seen: _scope_of(seen, team_id))


async def _scope_of(graph: Graph, team_id: str) -> Scope:
    hub = await scope_ids.hub_of(graph, team_id)
    [counted], [chain], [powers], reviewed = await asyncio.gather(
        graph.read(_COUNT_SCOPE, within=hub["territory_path"], team_id=team_id),
        graph.read(_COUNT_CHAIN, team_id=team_id),
        graph.read(_READ_POWERS, team_id=team_id),
        scope_ids.reviewed(graph, team_id),
    )
    rows = counted["rows"] if hub["is_hub"] else []
    team_scope = _team_scope(rows, chain, len(reviewed) if hub["is_hub"] else 0)
    registration: RegistrationScope = {
        "may_take": Permission.ALLOW_SUBORDINATE_REGISTRATION in powers["permissions"],
        "may_admit": graph.policy.fast_review_policy in powers["admits_under"],
        "direct_subordinates": chain["direct"],
    }
    return {
        "hub": team_node(hub["team_id"], hub["name"], hub["level"]),
        "region": hub["region_code"],
        "regions": counted["regions"],
        "team_scope": team_scope,
        "volunteer_scope": _volunteer_scope(powers["permissions"], counted["rows"]),
        "registration_scope": registration,
        "rule_ids": ["M-6"],
        "clauses": notice.clauses(["M-6"]),
        "decided_by": readings.named(_INTERPRETATIONS, graph.policy),
        "other_readings": await _other_readings(
            graph, hub, team_scope, registration, powers["admits_under"]
        ),
    }


async def _other_readings(
    graph: Graph,
    hub: Start,
    team_scope: TeamScope,
    registration: RegistrationScope,
    admits_under: list[str],
) -> list[OtherScope]:
    """Return the readings of 快审 (I-4) that change whom a hub reviews or whether it admits."""
    own = team_scope["reviewed"], registration["may_admit"]
    told: list[OtherScope] = []
    for value in readings.others(_SETTING, graph.policy):
        found = await scope_ids.reviewed(graph, hub["team_id"], value) if hub["is_hub"] else []
        admits = value in admits_under
        if (len(found), admits) != own:
            told.append(
                {
                    "interpretation": "I-4",
                    "setting": _SETTING,
                    "value": value,
                    "reviewed": len(found),
                    "may_admit": admits,
                }
            )
    return told


def _team_scope(rows: Rows, chain: Row, reviewed: int) -> TeamScope:
    comparable = _count(row for row in rows if row[_COMPARABLE])
    both = chain["comparable_in_region"]
    return {
        "total": _count(rows),
        "reviewed": reviewed,
        "in_chain": chain["in_chain"],
        "legal_persons": _count(row for row in rows if row[_LEGAL]),
        "mismatch": chain["comparable"] - both + comparable - both,
        "by_level": _sums(rows, _LEVEL),
        "by_team_kind": _sums(rows, _KIND),
        "by_status": _sums(rows, _STATUS),
    }


def _volunteer_scope(permissions: list[str], rows: Rows) -> VolunteerScope:
    if Permission.MANAGE_REGIONAL_VOLUNTEERS in permissions:
        return {"extent": "region", "teams": _count(rows) + 1}
    return {"extent": "own_team", "teams": int(Permission.MANAGE_OWN_VOLUNTEERS in permissions)}


def _count(rows: Iterable[list[Any]]) -> int:
    return sum(row[_TEAMS] for row in rows)


def _sums(rows: Rows, column: int) -> dict[Any, int]:
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row[column]] += row[_TEAMS]
    return dict(sorted(sums.items()))
