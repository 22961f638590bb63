"""B9: the import, with all it checks, beside a bare UNWIND of the same rows."""

from __future__ import annotations

import time
from itertools import chain
from typing import Any

from graph_service import cypher, sample
from graph_service.bench import counting
from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.rows.rows import SourceRow
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
        loaded = await _bare(graph, rows)
        figures.append([imported, loaded, imported / loaded])
    return figures


async def whole(graph: Graph, count: int) -> list[list[float]]:
    """Load the sample with a crowd as one register into the empty store, then the bare crowd."""
    register = sample.parts()
    register["teams"] = chain(register["teams"], crowd_rows(count))
    begun = time.perf_counter()
    await import_rows(graph, register)
    took = time.perf_counter() - begun
    teams = await counting.teams(graph)
    loaded = await _bare(graph, list(crowd_rows(count)))
    imported = teams / took
    return [[imported, loaded, imported / loaded]]


async def _bare(graph: Graph, rows: list[SourceRow]) -> float:
    """Return how many rows a second go in bare; they are taken away again."""
    bare: list[dict[str, Any]] = [
        {key: row.values[key] for key in _KEYS}
        | {"properties": {k: v for k, v in row.values.items() if v and k not in _KEYS}}
        for row in rows
    ]
    begun = time.perf_counter()
    for start in range(0, len(bare), _CHUNK):
        await graph.apply(_LOAD_BARE, rows=bare[start : start + _CHUNK])
    took = time.perf_counter() - begun
    while (await graph.apply(_CLEAR_BARE, limit=_CHUNK))[0]["cleared"]:
        pass
    return len(rows) / took
