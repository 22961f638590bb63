"""The reverse scope: who manages, views and stands below a team."""

from __future__ import annotations

from typing import Any

from graph_service import cypher
from graph_service.errors import InvalidInput, NotFound
from graph_service.graph import Graph
from graph_service.questions import cursors
from graph_service.questions.nodes import team_node
from graph_service.questions.teams import summaries, territory_of
from graph_service.vocabulary import Status

_MANAGERS = cypher.load("questions/reverse/managers")
_VOLUNTEER_MANAGERS = cypher.load("questions/reverse/volunteer_managers")
_VIEWERS = cypher.load("questions/reverse/viewers")
_SUBORDINATES = cypher.load("questions/reverse/subordinates")
_DEEPEST = 12

Answer = dict[str, Any]


async def managers(graph: Graph, team_id: str) -> Answer:
    """Return every hub in whose region a team lies, nearest first, with what it may do to it.

    Hubs of any status stand in the list; ``volunteer_managers`` are those who manage the team's
    volunteers. Raises NotFound for an unknown team.
    """
    [(_, known, _, found)] = await graph.values(_MANAGERS, team_ids=[team_id])
    if known is None:
        raise NotFound("team", team_id)
    holders = await graph.read(_VOLUNTEER_MANAGERS, team_id=team_id)
    return _complete([_manager(*entry) for entry in found]) | {
        "team_id": team_id,
        "volunteer_managers": [
            team_node(row["id"], row["name"], row["level"])
            | {"extent": row["extent"], "distance": row["divisions"]}
            for row in holders
        ],
    }


async def viewers(graph: Graph, team_id: str) -> Answer:
    """Return the viewing teams that a team has chosen; NotFound for an unknown team."""
    await territory_of(graph, team_id)
    rows = await graph.read(_VIEWERS, team_id=team_id)
    return _complete([team_node(row["id"], row["name"], row["level"]) for row in rows])


async def subordinates(
    graph: Graph, team_id: str, depth: int = 1, cursor: str | None = None, limit: int = 100
) -> Answer:
    """Return a page of the teams below a team over liaison edges, down to ``depth`` (1 to 12)."""
    if not 1 <= depth <= _DEEPEST:
        raise InvalidInput("depth", depth, "depth 应为 1 至 12。", "depth must be 1 to 12.")
    await territory_of(graph, team_id)
    [(found,)] = await graph.values(_SUBORDINATES, team_id=team_id, depth=depth)
    place = tuple(cursors.decode(cursor, [0, ""]))
    wanted = [entry for entry in found if (entry[0], entry[1]) > place][: limit + 1]
    items = await summaries(graph, [identifier for _, identifier in wanted])
    listed = [item | {"depth": entry[0]} for item, entry in zip(items, wanted, strict=True)]
    return cursors.page(listed, limit, wanted)


def _manager(
    identifier: str,
    name: str,
    level: str,
    status: str,
    divisions: int,
    manages_team: bool,
    manages_volunteers: bool,
    is_liaison: bool,
) -> Answer:
    return team_node(identifier, name, level) | {
        "team_id": identifier,
        "status": status,
        "active": status == Status.ACTIVE,
        "distance": divisions,
        "is_liaison": is_liaison,
        "powers": {
            "manage_team": manages_team,
            "manage_volunteers": manages_volunteers,
            "view": manages_team or is_liaison,
        },
        "rule_ids": ["M-6"],
    }


def _complete(items: list[Answer]) -> Answer:
    return {"items": items, "next_cursor": None, "complete": True}
