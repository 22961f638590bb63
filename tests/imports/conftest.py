"""An empty store, and imports to which a few rows are many."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from graph_service.graph import Graph, Transaction, gate
from graph_service.imports import batches, whole
from graph_service.store import loading
from tests.conftest import Run
from tests.worlds import build

FORGET = "MATCH (n:Revision|Lock) DETACH DELETE n"
_NODES = """
MATCH (n) WHERE NOT n:Region AND NOT n:Lock AND NOT n:Migration
RETURN labels(n) AS labels, properties(n) AS properties
"""
_EDGES = """
MATCH (a)-[edge]->(b) WHERE NOT (a:Region AND b:Region)
RETURN type(edge) AS type, properties(edge) AS properties, properties(a) AS a, properties(b) AS b
"""
_INDEXES = "SHOW INDEXES YIELD name, type, state"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Let a few rows be many and batches small; holds what the loads begun were marked with."""
    return fewer(monkeypatch)


@pytest.fixture
def empty(graph: Graph, run: Run) -> Iterator[Graph]:
    run(graph.apply(FORGET))
    yield graph
    run(build.wipe(graph))


async def stored(graph: Graph) -> list[str]:
    """What stands beside the divisions, and the indexes that answer."""
    rows = await graph.read(_NODES) + await graph.read(_EDGES) + await graph.read(_INDEXES)
    return sorted(json.dumps(row, sort_keys=True, default=str) for row in rows)


def fewer(patched: pytest.MonkeyPatch, ids: int = 3) -> list[Any]:
    taken: list[Any] = []
    begin = loading.begin

    async def noticed(tx: Transaction, brings: list[str], revision: int) -> str:
        taken.append((brings, revision))
        return await begin(tx, brings, revision)

    patched.setattr(whole, "_FROM", 5)
    patched.setattr(batches, "_CHUNKS", 1)
    patched.setattr(batches, "_IDS", ids)
    patched.setattr(loading, "begin", noticed)
    for module in (gate, loading):
        patched.setattr(module, "FRESH", 0.1)
    return taken
