"""A database or a service that goes away in the middle of a write: 503, nothing half-written."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from graph_service.graph import Graph
from tests.api.test_events import serving
from tests.conftest import Run

_LOCK = "MERGE (lock:Lock {id: 'affiliation'}) SET lock.taken_at = datetime() RETURN 1 AS taken"
_WAITING = (
    "SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData.request_id = $request_id"
    " RETURN transactionId AS id"
)
_END = "TERMINATE TRANSACTIONS $ids YIELD message RETURN message"
BODY = {"contact_name": "等候之人"}


@pytest.fixture
def told(call: Any, token_of: Any) -> Callable[[], Any]:
    token = token_of("administrator")
    return lambda: call("GET", "/v1/changes", token=token).json()["items"]


def away(answer: httpx2.Response) -> None:
    assert answer.status_code == 503, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0


def test_a_write_that_the_database_ends_is_503_and_leaves_nothing(
    graph: Graph, run: Run, dispatch: Any, call: Any, token_of: Any, told: Any
) -> None:
    token, before = token_of("administrator"), told()

    async def ended() -> httpx2.Response:
        async with graph.driver.session() as session, await session.begin_transaction() as holder:
            await (await holder.run(_LOCK)).consume()
            headers = {"X-Request-Id": "waiting-1"}
            writing = asyncio.create_task(
                dispatch("PATCH", "/v1/teams/T", json=BODY, token=token, headers=headers)
            )
            rows: list[dict[str, Any]] = []
            while not rows and not writing.done():
                rows = await graph.apply(_WAITING, request_id="waiting-1")
                await asyncio.sleep(0.1)
            await asyncio.sleep(0.5)
            await graph.apply(_END, ids=[row["id"] for row in rows])
            return await writing

    away(run(ended()))
    assert told() == before
    assert call("PATCH", "/v1/teams/T", json=BODY, token=token).status_code == 200


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_write_that_waits_when_the_service_stops_is_503(
    neo4j_server: Any, graph: Graph, run: Run, token_of: Any, told: Any
) -> None:
    token, before = token_of("administrator"), told()
    answers: list[httpx2.Response] = []

    def write(address: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        path = f"{address}/v1/teams/T"
        answers.append(httpx2.patch(path, json=BODY, headers=headers, timeout=60))

    async def held() -> tuple[Any, Any]:
        session = graph.driver.session()
        holder = await session.begin_transaction()
        await (await holder.run(_LOCK)).consume()
        return session, holder

    async def free(session: Any, holder: Any) -> None:
        await holder.rollback()
        await session.close()

    lock = run(held())
    with serving(neo4j_server) as address:
        thread = threading.Thread(target=write, args=(address,))
        thread.start()
        time.sleep(2)
    thread.join(60)
    run(free(*lock))
    away(answers[0])
    assert told() == before
