"""The real Neo4j that the tests talk to: a given one, a container, or the embedded one."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph_service import embedded


@dataclass(frozen=True)
class Server:
    uri: str
    username: str
    password: str


@contextmanager
def server(folder: Path) -> Generator[Server, None, None]:
    """Give the first server that answers: NEO4J_TEST_URI, a Docker engine's, the embedded one."""
    uri = os.environ.get("NEO4J_TEST_URI")
    if uri:
        yield Server(
            uri,
            os.environ.get("NEO4J_TEST_USERNAME", "neo4j"),
            os.environ.get("NEO4J_TEST_PASSWORD", ""),
        )
    elif _docker_answers():
        with _container() as found:
            yield found
    else:
        running = embedded.start(folder / "store")
        try:
            yield Server(running.uri, running.username, running.password)
        finally:
            running.stop()


def _docker_answers() -> bool:
    return os.path.exists("/var/run/docker.sock")


@contextmanager
def _container() -> Generator[Server, None, None]:
    from testcontainers.community.neo4j import Neo4jContainer

    image = f"neo4j:{embedded.NEO4J_VERSION}-community"
    with Neo4jContainer(image, password="test-password") as container:
        yield Server(container.get_connection_url(), "neo4j", "test-password")
