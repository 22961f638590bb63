"""The indexes that a whole register is loaded without, as no statement of a load asks for them.

Kept with every batch they take a third of its time, made at once from what stands a part of that.
"""

from __future__ import annotations

import asyncio
import re
from typing import LiteralString

from graph_service import cypher
from graph_service.graph import Graph

_DROPS = {
    "INDEX": cypher.load("register/loading/drop_index"),
    "CONSTRAINT": cypher.load("register/loading/drop_constraint"),
}
_POPULATING = cypher.load("register/loading/count_populating")
_AWAIT = cypher.load("register/migrations/await_indexes")
_CREATED = re.compile(r"^CREATE (FULLTEXT |TEXT |)(INDEX|CONSTRAINT) (\w+) IF NOT EXISTS", re.M)
# Beside full-text and text indexes. A person's id is made of its team's, which is unique.
_UNASKED = {
    "hub_name",
    "hub_plain_name",
    "person_id",
    "team_filing_office",
    "team_plain_name",
    "team_plain_uscc",
    "team_territory",
}
_LOOK = 0.5


def by_name() -> dict[str, tuple[str, LiteralString]]:
    """Return INDEX or CONSTRAINT, and the statement of a migration that makes it, by its name."""
    statements = (each for name in cypher.names("migrations") for each in cypher.statements(name))
    found = ((_CREATED.search(statement), statement) for statement in statements)
    return {
        made[3]: (made[2], statement)
        for made, statement in found
        if made and (made[1] or made[3] in _UNASKED)
    }


async def drop(graph: Graph) -> None:
    """Take them away; whoever does makes them again."""
    for name, (kind, _) in by_name().items():
        await graph.apply(_DROPS[kind], name=name)


async def make(graph: Graph) -> None:
    """Make those that are missing, and return when all of them answer."""
    for _, statement in by_name().values():
        await graph.apply(statement)
    while (await graph.read(_POPULATING))[0]["populating"]:
        await asyncio.sleep(_LOOK)
    await graph.apply(_AWAIT)
