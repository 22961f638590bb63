"""One real Neo4j for the session, and the worlds that tests put into it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
from hypothesis import settings

from graph_service import graph as graphs
from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.model import Policy
from graph_service.sample.regions import region_rows
from graph_service.store import migrations, policy
from tests import server as servers
from tests import spreading
from tests.worlds import build

# The same cases in every run; new ones with ``--hypothesis-profile=explore``.
settings.register_profile("steady", derandomize=True)
settings.register_profile("explore", derandomize=False, print_blob=True)
settings.load_profile("steady")

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-openapi", action="store_true", help="write docs/openapi.json anew")
    parser.addoption("--write-docs", action="store_true", help="write what docs/ makes of the data")
    parser.addoption("--write-images", action="store_true", help="write docs/images anew")
    parser.addoption("--write-examples", action="store_true", help="write examples.json anew")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the long files where several workers share them, so that none ends alone."""
    if hasattr(config, "workerinput"):
        long = {item.path for item in items if item.get_closest_marker("slow")}
        items.sort(key=lambda item: item.path not in long)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each worker whole files."""
    return spreading.WholeFiles(config, log)


@pytest.fixture(scope="session")
def run() -> Iterator[Run]:
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    with servers.server(tmp_path_factory.mktemp("neo4j")) as found:
        yield found


@pytest.fixture(scope="session")
def prepared(neo4j_server: servers.Server, run: Run) -> Iterator[Graph]:
    graph = graphs.connect(
        neo4j_server.uri, neo4j_server.username, neo4j_server.password, policy=Policy()
    )
    if run(graph.read("MATCH (n) RETURN count(n) AS nodes"))[0]["nodes"]:
        pytest.exit("the test server already holds data: tests wipe, so they refuse it", 2)
    run(migrations.migrate(graph))
    run(policy.load_policy(graph))
    run(import_rows(graph, {"regions": region_rows()}, record=False))
    yield graph
    run(graph.close())


@pytest.fixture
def graph(prepared: Graph, run: Run) -> Graph:
    """An open graph: policy and all regions, no team."""
    prepared.policy = Policy()
    run(build.wipe(prepared))
    return prepared
