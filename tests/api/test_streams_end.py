"""A stream lasts no longer than the right to read it, and there are only so many."""

from __future__ import annotations

import threading
import time
from typing import Any

import httpx2
import pytest

from graph_service.api import events
from graph_service.graph import Graph
from graph_service.store import tokens
from tests.api.test_events import serving
from tests.conftest import Run

STREAM = {"Accept": "text/event-stream"}
pytestmark = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def test_a_stream_ends_once_its_token_is_revoked(
    neo4j_server: Any, app: Any, graph: Graph, run: Run
) -> None:
    token, token_id = run(tokens.create(graph, "reader"))
    ended: list[float] = []
    with serving(neo4j_server) as address:

        def listen() -> None:
            headers = STREAM | {"Authorization": f"Bearer {token}"}
            with (
                httpx2.Client(timeout=60) as client,
                client.stream("GET", f"{address}/v1/changes", headers=headers) as answer,
            ):
                began.set()
                for _ in answer.iter_lines():
                    pass
            ended.append(time.monotonic())

        began = threading.Event()
        thread = threading.Thread(target=listen)
        thread.start()
        assert began.wait(30)
        run(tokens.revoke(graph, token_id))
        revoked = time.monotonic()
        thread.join(30)
        assert ended[0] - revoked < 10


def test_a_stream_of_a_store_without_a_change_stays_open(
    neo4j_server: Any, app: Any, graph: Graph, run: Run
) -> None:
    run(graph.apply("MATCH (n:Revision|Change) DETACH DELETE n"))
    with (
        serving(neo4j_server) as address,
        httpx2.Client(timeout=4) as client,
        client.stream("GET", f"{address}/v1/changes", headers=STREAM) as answer,
    ):
        lines = answer.iter_lines()
        assert next(lines).startswith(": ")
        with pytest.raises(httpx2.ReadTimeout):
            list(lines)


def test_strangers_leave_streams_to_tokens(
    call: Any, token_of: Any, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "_MOST", 2)
    app.state.revisions._followers += 1
    assert call("GET", "/v1/changes", headers=STREAM).status_code == 503
    app.state.revisions._followers += 1
    answer = call("GET", "/v1/changes", headers=STREAM, token=token_of("reader"))
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
