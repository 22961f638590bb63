"""What the answers rest on: registration authorities, the annex, the businesses, the rules."""

from __future__ import annotations

from typing import cast

from graph_service import cypher, notice
from graph_service.answers.lists import Item, Page
from graph_service.answers.policy import (
    BusinessRow,
    PermissionGroupRow,
    RegistrationAuthority,
    Rule,
)
from graph_service.answers.readings import Interpretation
from graph_service.graph import Graph
from graph_service.questions import cursors, readings

_AUTHORITIES = cypher.load("questions/policy/list_registration_authorities")
_PERMISSION_GROUPS = cypher.load("questions/policy/list_permission_groups")
_BUSINESSES = cypher.load("questions/policy/list_businesses")
_RULES = cypher.load("questions/policy/list_rules")


async def registration_authorities(
    graph: Graph, cursor: str | None = None, limit: int = 100
) -> Page[RegistrationAuthority]:
    """Return a page of the registration authorities."""
    [after] = cursors.decode(cursor, [""])
    rows = await graph.values(_AUTHORITIES, after=after, limit=limit + 1)
    items = [row[0] for row in rows]
    return cursors.page(items, limit, [[item["authority_id"]] for item in items])


async def permission_groups(
    graph: Graph, cursor: str | None = None, limit: int = 100
) -> Page[PermissionGroupRow]:
    """Return a page of the annex: nine groups with their five permissions."""
    rows = await graph.read(_PERMISSION_GROUPS)
    items = [row | {"permissions": dict(row["permissions"])} for row in rows]
    return _page(cast("list[PermissionGroupRow]", items), cursor, limit)


async def businesses(
    graph: Graph, cursor: str | None = None, limit: int = 100
) -> Page[BusinessRow]:
    """Return a page of the businesses with what exempts and what a final reviewer needs."""
    return _page(cast("list[BusinessRow]", await graph.read(_BUSINESSES)), cursor, limit)


def interpretations(
    graph: Graph, cursor: str | None = None, limit: int = 100
) -> Page[Interpretation]:
    """Return a page of our readings of what the notice leaves open, with the values in force."""
    return _page(readings.deciding(notice.interpretations(), graph.policy), cursor, limit)


async def rules(graph: Graph, cursor: str | None = None, limit: int = 100) -> Page[Rule]:
    """Return a page of the rules with clause and literal quotes."""
    return _page([row["rule"] for row in await graph.read(_RULES)], cursor, limit)


def _page(items: list[Item], cursor: str | None, limit: int) -> Page[Item]:
    places = [[number] for number in range(1, len(items) + 1)]
    return cursors.cut(items, places, cursor, [0], limit)
