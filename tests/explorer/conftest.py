"""The explorer over the session's graph, asked through ASGI; and in a real Chromium (``site``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from graph_service.api.app import create_app
from graph_service.graph import Graph
from graph_service.settings import Settings
from graph_service.store import tokens
from tests.conftest import Run
from tests.worlds import build

Ask = Callable[..., httpx2.Response]


@pytest.fixture
def world(graph: Graph, run: Run) -> Graph:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    return graph


def asking(graph: Graph, run: Run, *, attended: bool | None = None, **settings: Any) -> Ask:
    """Return what asks an app; ``attended`` is the store that a service waits for at its start."""
    given: dict[str, Any] = {"anonymous_read": True, "explorer": True, "_env_file": None}
    given |= settings
    app = create_app(graph, Settings(**given))
    app.state.database.prepared = not attended
    app.state.database._attended = bool(attended)

    async def send(method: str, path: str, **arguments: Any) -> httpx2.Response:
        transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
        base = "http://127.0.0.1"
        async with httpx2.AsyncClient(transport=transport, base_url=base) as client:
            return await client.request(method, path, **arguments)

    return lambda method, path, **arguments: run(send(method, path, **arguments))


@pytest.fixture
def ask(world: Graph, run: Run) -> Ask:
    """Send one request: ask("GET", "/explorer", **httpx arguments)."""
    return asking(world, run)


@pytest.fixture
def token_of(world: Graph, run: Run) -> Callable[..., str]:
    return lambda role, team=None: run(tokens.create(world, role, team_id=team))[0]
