"""The real Neo4j that the tests talk to: a given one, a container, or the embedded one."""

from __future__ import annotations

import gc
import os
import warnings
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import docker
import requests
from docker.errors import DockerException

from graph_service import embedded

# Tests ask each statement a few times: what the second compiler costs, it never earns back.
_SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_HEAP = 2048


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
    elif docker_answers():
        with _container() as found:
            yield found
    else:
        running = embedded.start(folder / "store", heap=_HEAP, jvm=_SHORT_LIVED)
        try:
            yield Server(running.uri, running.username, running.password)
        finally:
            running.stop()


def docker_answers() -> bool:
    """Whether an engine answers a ping where DOCKER_HOST, or else the usual socket, says."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # a client that fails leaves its socket
        answers = _pinged()
        gc.collect()
    return answers


def _pinged() -> bool:
    try:
        with closing(docker.from_env(timeout=3)) as engine:
            return engine.ping()
    except (DockerException, requests.RequestException):
        return False


@contextmanager
def _container() -> Generator[Server, None, None]:
    from testcontainers.community.neo4j import Neo4jContainer

    official = f"neo4j:{embedded.NEO4J_VERSION}-community"
    image = os.environ.get("NEO4J_TEST_IMAGE", official)
    with Neo4jContainer(image, password="test-password") as container:
        yield Server(container.get_connection_url(), "neo4j", "test-password")
