"""B9: the import, with all it checks, beside a bare UNWIND of the same rows."""

from __future__ import annotations

import time
from typing import Any

from graph_service import cypher
from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.sample.crowd import crowd_rows

_LOAD_BARE = cypher.load("register/bench/load_bare")
_CLEAR_BARE = cypher.load("register/bench/clear_bare")
_CHUNK = 10_000
_KEYS = ("team_id", "region_code", "liaison_id")


async def load(graph: Graph, count: int, rounds: int) -> list[list[float]]:
    """Load a crowd in turns with its bare copy; return rows a second of both, and their ratio."""
    figures: list[list[float]] = []
    for turn in range(rounds):
        start, size = count * turn // rounds, count * (turn + 1) // rounds - count * turn // rounds
        rows = list(crowd_rows(size, start))
        begun = time.perf_counter()
        await import_rows(graph, {"teams": rows})
        imported = size / (time.perf_counter() - begun)
        bare = [
            {key: row.values[key] for key in _KEYS}
            | {"properties": {k: v for k, v in row.values.items() if v and k not in _KEYS}}
            for row in rows
        ]
        begun = time.perf_counter()
        await _bare(graph, bare)
        loaded = size / (time.perf_counter() - begun)
        while (await graph.apply(_CLEAR_BARE, limit=_CHUNK))[0]["cleared"]:
            pass
        figures.append([imported, loaded, imported / loaded])
    return figures


async def _bare(graph: Graph, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _CHUNK):
        await graph.apply(_LOAD_BARE, rows=rows[start : start + _CHUNK])
