"""What a store holds, at a glance."""

from __future__ import annotations

from typing import cast

from graph_service import cypher
from graph_service.answers.registers import RegisterSummary
from graph_service.graph import Reading

_IS_EMPTY = cypher.load("questions/registers/is_empty")
_SUMMARY = cypher.load("questions/registers/summary")
_PREFERRED = "H500112011001"


async def is_empty(graph: Reading) -> bool:
    """Return whether the store holds neither regions nor teams: then the sample can go in."""
    return (await graph.read(_IS_EMPTY))[0]["is_empty"]


async def summary(graph: Reading) -> RegisterSummary:
    """Return how many teams, hubs, regions and authorities there are, and an ``example``."""
    return cast("RegisterSummary", (await graph.read(_SUMMARY, preferred=_PREFERRED))[0])
