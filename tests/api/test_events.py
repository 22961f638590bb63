"""The stream of changes over a real server: resumed without loss or repetition."""

from __future__ import annotations

import asyncio
import gc
import json
import threading
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest
import uvicorn

from graph_service import graph as graphs
from graph_service.api.app import create_app
from graph_service.api.server import configuration
from graph_service.embedded import ports
from graph_service.model import Policy
from graph_service.settings import Settings
from tests.api.conftest import Call

# A stream that is cut off in the middle of a read leaves the driver's killed connection to the
# garbage collector, which says so.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@contextmanager
def serving(server: Any, **given: Any) -> Generator[str]:
    """Serve in a thread with its own loop and driver, as another process would."""
    port = ports.choose(None, "API")
    started = threading.Event()
    held: dict[str, Any] = {}

    async def serve() -> None:
        graph = graphs.connect(server.uri, server.username, server.password, policy=Policy())
        settings = Settings(_env_file=None, **{"anonymous_read": True, **given})  # ty: ignore
        app = create_app(graph, settings)
        app.state.database.prepared = True
        config = configuration(
            app,
            settings,
            port=port,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        held["server"] = uvicorn.Server(config)
        task = asyncio.create_task(held["server"].serve())
        while not held["server"].started:
            await asyncio.sleep(0.01)
        started.set()
        await task
        await graph.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert started.wait(20)
    yield f"http://127.0.0.1:{port}"
    held["server"].should_exit = True
    thread.join(20)
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        gc.collect()  # what was cut off while it connected would be told to a later test


def followed(
    address: str, count: int, last: int | None = None, path: str = "/v1/changes", token: str = ""
) -> list[dict[str, Any]]:
    """The next ``count`` changes of a stream; ids and data must agree."""
    headers = {"Accept": "text/event-stream"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    if last is not None:
        headers["Last-Event-ID"] = str(last)
    found: list[dict[str, Any]] = []
    identifier = ""
    with (
        httpx2.Client(timeout=30) as client,
        client.stream("GET", f"{address}{path}", headers=headers) as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            if line.startswith("id: "):
                identifier = line.removeprefix("id: ")
            elif line.startswith("data: "):
                found.append(json.loads(line.removeprefix("data: ")))
                assert str(found[-1]["revision"]) == identifier
            if len(found) == count:
                break
    return found


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_stream_goes_on_where_it_was_cut(neo4j_server: Any, call: Call, token_of: Any) -> None:
    admin = token_of("administrator")

    def write(turn: int) -> None:
        body = {"contact_name": f"第{turn}人"}
        assert call("PATCH", "/v1/teams/T", json=body, token=admin).status_code == 200

    for turn in range(5):
        write(turn)
    with serving(neo4j_server) as address:
        first = followed(address, 3)
    for turn in range(5, 8):
        write(turn)
    with serving(neo4j_server) as address:
        second = followed(address, 4, last=first[-1]["revision"])
        later: list[dict[str, Any]] = []
        thread = threading.Thread(
            target=lambda: later.extend(followed(address, 3, last=second[-1]["revision"]))
        )
        thread.start()
        write(8)
        write(9)
        thread.join(30)
    revisions = [item["revision"] for item in first + second + later]
    assert revisions == list(range(revisions[0], revisions[0] + len(revisions)))
    assert later[-1]["operation"] == "update_team"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_followers_of_answers_are_sent_what_each_wants(
    neo4j_server: Any, call: Call, token_of: Any
) -> None:
    admin, reader = token_of("administrator"), token_of("reader")
    begun = call("GET", "/readyz").json()["revision"]
    body = {"permission_group": "basic"}
    path = "/v1/teams/H500112011/permission-group?accept_violations=true"
    with serving(neo4j_server) as address:
        found: dict[str, list[Any]] = {}

        def follow(name: str, query: str) -> None:
            asked = f"/v1/changes?answers=true&after={begun}&{query}"
            found[name] = followed(address, 1, path=asked, token=reader)

        wanted = {"route": "kind=route", "hub": "hub_id=H500112", "team": "team_id=H500112011"}
        threads = [threading.Thread(target=follow, args=each) for each in wanted.items()]
        for thread in threads:
            thread.start()
        assert call("PATCH", "/v1/teams/T", json={"contact_name": "王五"}, token=admin).is_success
        assert call("PUT", path, json=body, token=admin).is_success
        for thread in threads:
            thread.join(30)
    assert {item["operation"] for [item] in found.values()} == {"set_permission_group"}
    assert {c["kind"] for c in found["route"][0]["answer_changes"]} == {"route"}
    assert {c["subject"] for c in found["team"][0]["answer_changes"]} == {"H500112011"}
    assert found["hub"][0]["answer_count"] > 0
