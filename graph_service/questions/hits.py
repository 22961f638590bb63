"""Completion while a name is typed: the few best hits, in the order of relevance."""

from __future__ import annotations

import unicodedata
from typing import Any

from graph_service import cypher
from graph_service.graph import Graph

_RANK_HITS = cypher.load("questions/tree/rank_hits")
_BOUND = 20_000


async def hits(graph: Graph, text: str, limit: int = 12) -> list[dict[str, Any]]:
    """Return the best hits of a text: Chinese, pinyin, initials or an id, each with its place."""
    wanted = unicodedata.normalize("NFKC", text).strip()
    if not wanted:
        return []
    letters = "".join(wanted.lower().split())
    spoken = letters if letters.isascii() and letters.isalpha() else None
    return await graph.read(_RANK_HITS, text=wanted, spoken=spoken, bound=_BOUND, limit=limit)
