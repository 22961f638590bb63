"""What waits for the database waits for a bounded time, and nobody else waits with it."""

from __future__ import annotations

import asyncio
import base64
import socket
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from graph_service.api.app import create_app
from graph_service.graph import Graph, catching_up, connect, view
from graph_service.graph import graph as graphs
from graph_service.graph.lanes import Lane
from graph_service.model import Policy
from graph_service.settings import Settings
from tests.api.test_away import _LOCK, BODY, away
from tests.api.test_identity import asked
from tests.conftest import Run

ALONE = {"name": "等候志愿服务队"}  # what bears on other teams waits in the lane


@asynccontextmanager
async def locked(graph: Graph) -> AsyncGenerator[None, None]:
    """Hold the lock that every change takes first, as a long import does."""
    async with graph.driver.session() as session, await session.begin_transaction() as holder:
        await (await holder.run(_LOCK)).consume()
        yield


def future(bookmark: str) -> str:
    """The bookmark of a state that this database will not reach in our lifetime."""
    raw = base64.b64decode(bookmark.removeprefix("FB:") + "==")
    far = raw[:19] + b"\xcb" + (2**62).to_bytes(8, "big") + raw[-1:]
    return "FB:" + base64.b64encode(far).decode().rstrip("=")


def test_writers_that_wait_starve_no_reads_and_are_bounded(
    graph: Graph, run: Run, dispatch: Any, token_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_of("administrator")
    monkeypatch.setattr(graph, "_writes", Lane(4, 6, 1.0))

    async def crowded() -> tuple[list[httpx2.Response], httpx2.Response]:
        async with locked(graph):
            writes = [
                asyncio.create_task(dispatch("PATCH", "/v1/teams/T", json=ALONE, token=token))
                for _ in range(40)
            ]
            refused, rest = await asyncio.wait(writes, timeout=8)
            read = await dispatch("GET", "/v1/teams/T")
            assert len(rest) == 4
        await asyncio.gather(*rest)
        return [task.result() for task in refused], read

    refused, read = run(crowded())
    assert read.status_code == 200
    assert len(refused) == 36
    for answer in refused:
        away(answer)


def test_a_crowd_of_writers_is_bounded_too(
    graph: Graph, run: Run, dispatch: Any, token_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_of("administrator")
    monkeypatch.setattr(graphs, "_QUEUED", 6)
    monkeypatch.setattr(graphs, "_PATIENCE", 1.0)
    monkeypatch.setattr(graph, "_crowds", {})

    async def crowded() -> tuple[list[httpx2.Response], list[httpx2.Response]]:
        async with locked(graph):
            writes = [
                asyncio.create_task(dispatch("PATCH", "/v1/teams/T", json=BODY, token=token))
                for _ in range(40)
            ]
            refused, rest = await asyncio.wait(writes, timeout=8)
            assert (await dispatch("GET", "/v1/teams/T")).status_code == 200
        return [task.result() for task in refused], await asyncio.gather(*rest)

    refused, served = run(crowded())
    assert len(refused) > len(served) > 0
    assert {answer.status_code for answer in served} == {200}
    for answer in refused:
        away(answer)


def test_the_pool_holds_more_than_the_writers() -> None:
    assert graphs._WRITERS + catching_up._AT_ONCE < view.POOL // 2


def test_a_bookmark_is_reached_or_waited_for_briefly(
    graph: Graph, run: Run, call: Any, dispatch: Any, token_of: Any
) -> None:
    good = call("PATCH", "/v1/teams/T", json=BODY, token=token_of("administrator"))
    bookmark = good.headers["graph-bookmark"]
    assert call("GET", "/v1/teams/T", headers={"Graph-Bookmark": bookmark}).status_code == 200
    forged = {"headers": {"Graph-Bookmark": future(bookmark)}}

    async def beside() -> tuple[list[httpx2.Response], httpx2.Response]:
        waiting = [asyncio.create_task(dispatch("GET", "/v1/teams/T", **forged)) for _ in range(70)]
        await asyncio.sleep(1)
        free = await dispatch("GET", "/v1/teams/T")
        assert not any(task.done() for task in waiting)
        return await asyncio.gather(*waiting), free

    begun = time.monotonic()
    answers, free = run(beside())
    assert free.status_code == 200
    assert time.monotonic() - begun < 15
    for answer in answers:
        away(answer)


def test_a_text_that_is_no_bookmark_is_422(doors: Any, run: Run) -> None:
    for text in ("x", "FB:x", "FB:", "x" * 5000, "FB:" + "A" * 28 + " é", "A B C"):
        headers = {"Graph-Bookmark": text.encode("latin-1")}
        answer = asked(doors, run, "GET", "/v1/rules", headers=headers)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "Graph-Bookmark"


def test_a_bookmark_of_another_form_inside_is_422(call: Any) -> None:
    answer = call("GET", "/v1/teams/T", headers={"Graph-Bookmark": "FB:kcwQAAAAAAAA"})
    assert answer.status_code == 422


def test_readyz_does_not_wait_for_a_database_that_hangs(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=16) as silent:
        address = f"bolt://127.0.0.1:{silent.getsockname()[1]}"

        async def asked() -> tuple[httpx2.Response, float]:
            graph = connect(address, "neo4j", "none", policy=Policy())
            app = create_app(graph, Settings(_env_file=None))
            app.state.database.prepared = True
            transport = httpx2.ASGITransport(app=app)
            async with httpx2.AsyncClient(
                transport=transport, base_url="http://127.0.0.1"
            ) as client:
                begun = time.monotonic()
                answer = await client.get("/readyz")
                took = time.monotonic() - begun
            await graph.close()
            return answer, took

        answer, took = run(asked())
    away(answer)
    assert took < 25  # one second of patience, and a busy machine; the driver alone waits 30
