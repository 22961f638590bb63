"""What a statement was asked with and what it cost, for whoever asked to see it."""

from __future__ import annotations

import time
from typing import Any

from graph_service import cypher
from graph_service.graph.transaction import Row
from graph_service.request import Trace


def traced(statement: str, parameters: Row, begun: float, asked: Trace, profile: Any) -> Row:
    """Return a statement's name, text and parameters; if asked, its time and db hits."""
    entry: Row = {
        "name": cypher.name_of(statement),
        "text": statement,
        "parameters": parameters,
    }
    if asked.profile:
        entry["milliseconds"] = round((time.perf_counter() - begun) * 1000, 2)
        entry["db_hits"] = _db_hits(profile) if profile else None
    return entry


def _db_hits(profile: Row) -> int:
    own = int(profile.get("dbHits", 0) or profile.get("args", {}).get("DbHits", 0))
    return own + sum(_db_hits(child) for child in profile.get("children", []))
