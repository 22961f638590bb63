"""The app over the session's graph, asked through ASGI."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx2
import pytest

from graph_service import graph as graphs
from graph_service.api.app import create_app
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.settings import Settings
from graph_service.store import tokens
from tests.conftest import Run
from tests.worlds import build

Call = Callable[..., httpx2.Response]


@pytest.fixture
def app(graph: Graph, run: Run) -> Any:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    app = create_app(graph, Settings(anonymous_read=True, _env_file=None))
    app.state.database.prepared = True
    return app


@pytest.fixture
def doors(run: Run) -> Iterator[Any]:
    """The app over a database that nobody serves: for what is decided before one is asked."""
    graph = graphs.connect("bolt://127.0.0.1:1", "neo4j", "none", policy=Policy())
    yield create_app(graph, Settings(anonymous_read=True, _env_file=None))
    run(graph.close())


@pytest.fixture
def dispatch(app: Any) -> Callable[..., Awaitable[httpx2.Response]]:
    """Send one request: await dispatch("GET", "/v1/…", token=None, **httpx arguments)."""

    async def send(method: str, path: str, **arguments: Any) -> httpx2.Response:
        headers = arguments.pop("headers", {})
        token = arguments.pop("token", None)
        if token:
            headers = headers | {"Authorization": f"Bearer {token}"}
        transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx2.AsyncClient(
            transport=transport, base_url=arguments.pop("base", "http://127.0.0.1")
        ) as client:
            return await client.request(method, path, headers=headers, **arguments)

    return send


@pytest.fixture
def call(dispatch: Any, run: Run) -> Call:
    """Send one request and wait: call("GET", "/v1/…", token=None, **httpx arguments)."""
    return lambda method, path, **arguments: run(dispatch(method, path, **arguments))


@pytest.fixture
def token_of(graph: Graph, run: Run) -> Callable[[str], str]:
    def make(role: str, team: str | None = None) -> str:
        return run(tokens.create(graph, role, team_id=team))[0]

    return make


@pytest.fixture
def ask(call: Any, token_of: Any) -> Any:
    """Ask as an administrator, or with the given token."""
    known = token_of("administrator")

    def asked(method: str, path: str, token: str = known, **how: Any) -> Any:
        return call(method, path, token=token, **how)

    return asked
