"""The reverse scope: who manages, views and stands below a team."""

from __future__ import annotations

from graph_service import cypher
from graph_service.answers.lists import Page
from graph_service.answers.nodes import Node
from graph_service.answers.reverse import Manager, Managers, Subordinate, VolunteerManager
from graph_service.errors import InvalidInput, NotFound
from graph_service.graph import Graph, Row
from graph_service.questions import cursors
from graph_service.questions.nearest import nearest_first
from graph_service.questions.nodes import team_node
from graph_service.questions.teams import summaries, territory_of
from graph_service.vocabulary import Level, Status

_MANAGERS = cypher.load("questions/reverse/managers")
_VOLUNTEER_MANAGERS = cypher.load("questions/reverse/volunteer_managers")
_VIEWERS = cypher.load("questions/reverse/viewers")
_SUBORDINATES = cypher.load("questions/reverse/subordinates")
_DEEPEST = 12


async def managers(
    graph: Graph, team_id: str, cursor: str | None = None, limit: int = 100
) -> Managers:
    """Return a page of the hubs in whose region a team lies, nearest first, with their powers.

    Hubs of any status stand in the list; ``volunteer_managers`` are those who manage the team's
    volunteers. Raises NotFound for an unknown team.
    """
    [(_, known, _, found)] = await graph.values(_MANAGERS, team_ids=[team_id])
    if known is None:
        raise NotFound("team", team_id)
    holders = await graph.read(_VOLUNTEER_MANAGERS, team_id=team_id)
    items = [_manager(*entry) for entry in found]
    places = [[item["distance"], item["id"]] for item in items]
    return {
        **cursors.cut(items, places, cursor, [0, ""], limit),
        "team_id": team_id,
        "volunteer_managers": [_volunteer_manager(row) for row in holders],
    }


async def viewers(
    graph: Graph, team_id: str, cursor: str | None = None, limit: int = 100
) -> Page[Node]:
    """Return a page of the viewing teams that a team has chosen; NotFound for an unknown team."""
    await territory_of(graph, team_id)
    rows = await graph.read(_VIEWERS, team_id=team_id)
    items = [team_node(row["id"], row["name"], row["level"]) for row in rows]
    return cursors.cut(items, [[item["id"]] for item in items], cursor, [""], limit)


async def subordinates(
    graph: Graph, team_id: str, depth: int = 1, cursor: str | None = None, limit: int = 100
) -> Page[Subordinate]:
    """Return a page of the teams below a team over liaison edges, down to ``depth`` (1 to 12)."""
    if not 1 <= depth <= _DEEPEST:
        raise InvalidInput("depth", depth, "depth 应为 1 至 12。", "depth must be 1 to 12.")
    await territory_of(graph, team_id)
    after = cursors.decode(cursor, [0, ""])
    places = await nearest_first(graph, _SUBORDINATES, depth, after, limit + 1, team_id=team_id)
    depths = {identifier: distance for distance, identifier in places[:limit]}
    items = await summaries(graph, list(depths))
    below: list[Subordinate] = [{**item, "depth": depths[item["team_id"]]} for item in items]
    return {**cursors.page(places, limit, places), "items": below}


def _volunteer_manager(row: Row) -> VolunteerManager:
    node = team_node(row["id"], row["name"], row["level"])
    return {**node, "extent": row["extent"], "distance": row["divisions"]}


def _manager(
    identifier: str,
    name: str,
    level: Level,
    status: Status,
    divisions: int,
    manages_team: bool,
    manages_volunteers: bool,
    sets_group: bool,
    is_liaison: bool,
    is_viewer: bool,
) -> Manager:
    return {
        **team_node(identifier, name, level),
        "team_id": identifier,
        "status": status,
        "active": status == Status.ACTIVE,
        "distance": divisions,
        "is_liaison": is_liaison,
        "powers": {
            "manage_team": manages_team,
            "manage_volunteers": manages_volunteers,
            "view": manages_team or is_liaison or is_viewer,
            "set_permission_group": sets_group,
        },
        "rule_ids": ["M-6"],
    }
