"""Who was called what: names and levels of then, for the ids in answers of then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph_service import cypher
from graph_service.answers.nodes import Node
from graph_service.consequences.values import Key
from graph_service.graph import Reading
from graph_service.questions.nodes import authority_node, team_node
from graph_service.record.looking_back import Past

_TEAMS_OF = cypher.load("questions/answers/teams_of")
_AUTHORITIES_OF = cypher.load("questions/answers/authorities_of")
_AUTHORITY = "registration_authority"

Named = dict[tuple[str, str], dict[str, Any]]


async def nodes(
    reading: Reading,
    past: Past,
    wanted: Iterable[tuple[str, str]],
    known: Named | None = None,
) -> dict[str, Node]:
    """Return (kind, id) pairs as Nodes by their ids, named as they were then.

    ``known`` are names of today that are at hand; who is among them, and was looked up already,
    costs nothing more.
    """
    pairs, today = set(wanted), known or {}
    if pairs - today.keys():
        today = today | await _today(reading, pairs - today.keys())
    beside = {identifier for _, identifier in pairs} - past.asked
    if beside:
        await past.ask(reading, (), beside)
    return {identifier: _node(past, kind, identifier, today) for kind, identifier in pairs}


def _node(past: Past, kind: str, identifier: str, today: Named) -> Node:
    key = Key("name", identifier, kind)
    nameless: dict[str, Any] = {"name": identifier, "level": None}
    told = past.value(key, today.get((kind, identifier))) or nameless
    if kind == _AUTHORITY:
        return authority_node(identifier, told["name"])
    return team_node(identifier, told["name"], told["level"])


async def _today(reading: Reading, pairs: set[tuple[str, str]]) -> Named:
    teams = sorted(identifier for kind, identifier in pairs if kind == "team")
    others = sorted(identifier for kind, identifier in pairs if kind == _AUTHORITY)
    found: Named = {}
    if teams:
        for row in await reading.read(_TEAMS_OF, team_ids=teams):
            found["team", row["team_id"]] = {"name": row["name"], "level": row["level"]}
    if others:
        for row in await reading.read(_AUTHORITIES_OF, authority_ids=others):
            found[_AUTHORITY, row["authority_id"]] = {"name": row["name"], "level": None}
    return found
