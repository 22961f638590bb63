"""Rights first, then no more of a body than its kind may have."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from graph_service.api import bodies
from graph_service.api.doors import Door
from graph_service.settings import Settings
from tests.api.test_access import ANYBODY, LEAST
from tests.api.test_identity import asked
from tests.conftest import Run

MEGABYTE = 2**20
JSON = {"Content-Type": "application/json"}
GUARDED = [route for route, least in LEAST.items() if least > ANYBODY and route[0] != "GET"]
ITEM = b'{"subject_id":"H50","power":"view","team_id":"T"}'


async def told(app: Any, method: str, path: str, chunks: list[bytes], **headers: str) -> Any:
    """The status of a request whose body is sent chunk by chunk, and how many were taken."""
    taken, status = 0, 0

    async def receive() -> dict[str, Any]:
        nonlocal taken
        taken += 1
        last = taken >= len(chunks)
        return {"type": "http.request", "body": chunks[taken - 1], "more_body": not last}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)

    sent = {"host": "127.0.0.1", **headers}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in sent.items()],
        "client": ("127.0.0.1", 1),
    }
    await app(scope, receive, send)
    return status, taken


def test_no_byte_of_a_strangers_body_is_read(doors: Any, run: Run) -> None:
    for method, path in GUARDED:
        for name in ("team_id", "viewer_id", "application_id"):
            path = path.replace(f"{{{name}}}", "H50")
        assert run(told(doors, method, path, [b"x"])) == (401, 0), path


def test_every_route_that_takes_a_body_is_a_door(doors: Any) -> None:
    routes = [route for route in doors.state.doors if not route.methods <= {"GET"}]
    assert routes
    assert all(isinstance(route, Door) for route in routes)
    assert {route.name for route in routes} >= set(bodies.OF_ROUTES)


def test_a_body_is_counted_while_it_comes_in(doors: Any, run: Run) -> None:
    chunks = [b" " * MEGABYTE] * 60
    assert run(told(doors, "POST", "/v1/checks", chunks, **JSON)) == (413, 3)
    lying = JSON | {"Content-Length": "10"}
    assert run(told(doors, "POST", "/v1/checks", chunks, **lying)) == (413, 3)
    honest = JSON | {"Content-Length": str(60 * MEGABYTE)}
    assert run(told(doors, "POST", "/v1/checks", chunks, **honest)) == (413, 0)


def test_each_kind_of_body_has_a_bound_of_its_own(app: Any, run: Run, token_of: Any) -> None:
    app.state.settings = Settings(
        anonymous_read=True, json_body=1024, imports_body=8192, _env_file=None
    )
    chunks = [b"x" * 1024] * 20
    assert run(told(app, "POST", "/v1/checks", chunks, **JSON)) == (413, 2)
    form = {
        "Content-Type": "multipart/form-data; boundary=b",
        "Authorization": f"Bearer {token_of('administrator')}",
    }
    head = b'--b\r\nContent-Disposition: form-data; name="teams"; filename="t.csv"\r\n\r\n'
    assert run(told(app, "POST", "/v1/imports", [head, *chunks], **form)) == (413, 9)


HOSTILE = {
    "many items": b'{"items":[' + b",".join([ITEM] * 40_000) + b"]}",
    "many words": b'{"items":[' + b'"",' * 600_000 + b'""]}',
    "deep lists": b"[" * (2 * MEGABYTE - 10),
    "deep objects": b'{"a":' * 40_000,
    "a huge number": b'{"items":[' + b"9" * (2 * MEGABYTE - 20) + b"]}",
    "a huge fraction": b'{"items":[0.' + b"9" * (2 * MEGABYTE - 20) + b"]}",
    "no number": b'{"items":[NaN,Infinity]}',
    "a long word": b'{"items":"' + b"\\u4e2d" * 340_000 + b'"}',
    "unknown members": b"{" + b",".join(b'"%d":1' % n for n in range(24_000)) + b"}",
    "bad items": b'{"items":[' + b",".join([b"{}"] * 1_000) + b"]}",
}


def test_a_hostile_body_is_refused_cheaply(doors: Any, run: Run) -> None:
    for name, body in HOSTILE.items():
        assert len(body) <= 2 * MEGABYTE
        begun = time.process_time()
        status, _ = run(told(doors, "POST", "/v1/checks", [body], **JSON))
        assert status == 422, name
        assert time.process_time() - begun < 0.5, name


def test_the_largest_good_body_is_answered(app: Any, run: Run) -> None:
    item = ITEM.replace(b'"T"', b'"' + b"x" * 2000 + b'"')
    whole = b'{"items":[' + b",".join([item] * 1000) + b"]}"
    assert run(told(app, "POST", "/v1/checks", [whole], **JSON))[0] == 200


def test_a_body_that_does_not_arrive_is_408(
    doors: Any, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies.JSON, "seconds", 0.2)

    async def dribbling() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(60)
        yield b"}"

    answer = asked(doors, run, "POST", "/v1/checks", content=dribbling(), headers=JSON)
    assert answer.status_code == 408
    assert answer.headers["content-type"] == "application/problem+json"
