"""Open a graph over a pool of connections."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from neo4j import AsyncGraphDatabase

from graph_service.graph.driver_errors import HEAP
from graph_service.graph.graph import Graph
from graph_service.graph.view import POOL
from graph_service.model import Policy


@asynccontextmanager
async def connected(
    uri: str,
    username: str,
    password: str | None,
    *,
    policy: Policy,
    database: str | None = None,
    heap: str = HEAP,
) -> AsyncGenerator[Graph, None]:
    """Open a graph and close it again; raise DatabaseAway if nobody answers."""
    graph = connect(uri, username, password, policy=policy, database=database, heap=heap)
    try:
        await graph.verify()
        yield graph
    finally:
        await graph.close()


def connect(
    uri: str,
    username: str,
    password: str | None,
    *,
    policy: Policy,
    database: str | None = None,
    heap: str = HEAP,
) -> Graph:
    """Return a graph over a pool of connections; nothing is sent yet.

    ``heap`` names the setting that gives this Neo4j more memory.
    """
    driver = AsyncGraphDatabase.driver(
        uri,
        auth=(username, password) if password else None,
        notifications_min_severity="OFF",
        max_connection_pool_size=POOL,
        connection_acquisition_timeout=30,
    )
    graph = Graph(driver, database, policy, heap)
    graph.address = (uri, username, password, database, heap)
    return graph
