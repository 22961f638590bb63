"""Teams: one in full, many as summaries, found by place, properties or name."""

from __future__ import annotations

from typing import Any, LiteralString, cast

from graph_service import cypher
from graph_service.answers.forms import fields
from graph_service.answers.nodes import Node
from graph_service.answers.teams import (
    Affiliation,
    AffiliationKind,
    Team,
    TeamFields,
    TeamPage,
    TeamSummary,
)
from graph_service.errors import NotFound
from graph_service.graph import Graph, Reading, Row
from graph_service.questions import cursors, search
from graph_service.questions.nodes import authority_node, team_node
from graph_service.questions.regions import territory_path

_READ_TEAMS = cypher.load("questions/teams/read_teams")
_SHOWN = ("liaison", "registration_authority", "branch_of", "viewing", "persons", "expected")
STANDS = cypher.listed(_READ_TEAMS, ("team", *_SHOWN))
_SUMMARISE_TEAMS = cypher.load("questions/teams/summarise_teams")
_LIST_TEAMS = cypher.load("questions/teams/list_teams")
_LIST_TEAMS_OF_LIAISON = cypher.load("questions/teams/list_teams_of_liaison")
_LIST_TEAMS_WITHIN = cypher.load("questions/teams/list_teams_within")
_TYPED = 2000  # names, so that a first letter is answered as fast as a word
_NAME_TEAMS = cypher.load("questions/teams/name_teams")
_TERRITORY = cypher.load("questions/scope/read_hub")
_PROPERTIES = ("level", "team_kind", "registration_status", "permission_group", "status")
_FILTERS = ("region_code", *_PROPERTIES, "liaison_id")
_FIELDS = fields(TeamFields)


async def team(graph: Reading, team_id: str, *, masked: bool = True) -> Team:
    """Return a team in full: fields, edges as Nodes, persons, the affiliation the notice wants.

    Mobiles are masked unless asked otherwise. Raises NotFound for an unknown team.
    """
    row = (await rows_of(graph, [team_id])).get(team_id)
    if row is None:
        raise NotFound("team", team_id)
    return told(row, masked=masked)


async def rows_of(graph: Reading, team_ids: list[str]) -> dict[str, Row]:
    """Return known teams by id, as ``told`` takes them."""
    return by_id(await graph.read(_READ_TEAMS, team_ids=team_ids))


def by_id(rows: list[Row]) -> dict[str, Row]:
    """Return the rows of ``STANDS`` by the ids of their teams."""
    return {row["team"]["team_id"]: row for row in rows}


def told(row: Row, *, masked: bool = True) -> Team:
    """Return a team in full, as it was read."""
    held = cast("TeamFields", {name: row["team"].get(name) for name in _FIELDS})
    return {
        **held,
        "liaison": _node(row["liaison"]),
        "registration_authority": _authority(row["registration_authority"]),
        "viewing": [team_node(*entry) for entry in row["viewing"]],
        "branch_of": _node(row["branch_of"]),
        "persons": [
            {
                "role": role,
                "name": name,
                "mobile": mask(mobile) if masked else mobile,
                "duties": duties or [],
            }
            for role, name, mobile, duties in row["persons"]
        ],
        "expected_affiliation": expected(*row["expected"]),
    }


async def summaries(graph: Graph, team_ids: list[str]) -> list[TeamSummary]:
    """Return the summaries of known teams, in the order asked."""
    return [summary for _, summary in await graph.values(_SUMMARISE_TEAMS, team_ids=team_ids)]


async def teams(
    graph: Graph,
    *,
    q: str | None = None,
    within: str | None = None,
    cursor: str | None = None,
    limit: int = 100,
    **filters: str | None,
) -> TeamPage:
    """Return a page of team summaries by name, place and properties.

    Raises NotFound for an unknown region or liaison, InvalidInput for a malformed cursor.
    """
    wanted = {name: filters.get(name) for name in _FILTERS}
    path = await territory_path(graph, within) if within else None
    exact = await territory_path(graph, code) if (code := wanted["region_code"]) else None
    if wanted["liaison_id"]:
        await territory_of(graph, wanted["liaison_id"])
    if q is not None and q.strip():
        return await search.teams_named(graph, q.strip(), path, wanted, cursor, limit)
    if wanted["liaison_id"]:
        return await _page_by_id(
            graph, _LIST_TEAMS_OF_LIAISON, {**wanted, "within": path}, cursor, limit
        )
    if within or code:
        bounds = (path, f"{path}~") if exact is None else (exact, f"{exact} ")
        if exact is None or exact.startswith(path or ""):
            return await _page_between(graph, bounds, wanted, cursor, limit)
        return {**cursors.cut(list[TeamSummary](), [], cursor, ["", ""], limit)}
    properties = {name: wanted[name] for name in _PROPERTIES}
    return await _page_by_id(graph, _LIST_TEAMS, properties, cursor, limit)


async def completed(graph: Graph, text: str, limit: int) -> TeamPage:
    """Return the likeliest teams for what somebody types: fewer names are looked through."""
    wanted = dict.fromkeys(_FILTERS)
    return await search.teams_named(graph, text, None, wanted, None, limit, _TYPED)


async def known(graph: Reading, team_id: str) -> bool:
    """Return whether a team bears this id."""
    return bool(await graph.values(_NAME_TEAMS, team_ids=[team_id]))


async def territory_of(graph: Graph, team_id: str) -> str:
    """Return a team's territory path; raise NotFound for an unknown team."""
    rows = await graph.read(_TERRITORY, team_id=team_id)
    if not rows:
        raise NotFound("team", team_id)
    return rows[0]["territory_path"]


def mask(mobile: str | None) -> str | None:
    """Return a telephone number with its middle hidden: 138****1234."""
    if mobile is None or len(mobile) < 8:
        return None if mobile is None else "****"
    return f"{mobile[:3]}****{mobile[-4:]}"


async def _page_by_id(
    graph: Graph,
    statement: LiteralString,
    asked: dict[str, str | None],
    cursor: str | None,
    limit: int,
) -> TeamPage:
    [after] = cursors.decode(cursor, [""])
    rows = await graph.values(statement, **asked, after=after, limit=limit + 1)
    items: list[TeamSummary] = [row[0] for row in rows]
    return {**cursors.page(items, limit, [[item["team_id"]] for item in items])}


async def _page_between(
    graph: Graph,
    bounds: tuple[str | None, str],
    wanted: dict[str, str | None],
    cursor: str | None,
    limit: int,
) -> TeamPage:
    after_path, after = cursors.decode(cursor, ["", ""])
    rows = await graph.values(
        _LIST_TEAMS_WITHIN,
        within=bounds[0],
        upto=bounds[1],
        after_path=after_path,
        after=after,
        limit=limit + 1,
        **{name: wanted[name] for name in _PROPERTIES},
    )
    places = [[territory, item["team_id"]] for item, territory in rows]
    items: list[TeamSummary] = [item for item, _ in rows]
    return {**cursors.page(items, limit, places)}


def _node(entry: list[Any]) -> Node | None:
    return team_node(*entry) if entry and entry[0] is not None else None


def _authority(entry: list[Any]) -> Node | None:
    return authority_node(*entry[:2]) if entry and entry[0] is not None else None


def expected(
    kind: AffiliationKind, entry: list[Any] | None, provisional: bool, rule_id: str
) -> Affiliation:
    """Return the affiliation that the notice wants, from a statement's row."""
    node = _authority if kind == "registration_authority" else _node
    return {
        "kind": kind,
        "node": node(entry) if entry else None,
        "provisional": provisional,
        "rule_id": rule_id,
    }
