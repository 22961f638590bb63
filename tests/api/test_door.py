"""The door for hot reads: what it answers, and what the framework's routes answer, is the same."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from graph_service.api import hot
from graph_service.api.app import create_app
from graph_service.graph import Graph
from graph_service.settings import Settings
from tests.conftest import Run
from tests.worlds import build

V, TOWN, DISTRICT = "H500112011001", "H500112011", "H500112"
Wire = tuple[int, list[tuple[bytes, bytes]], bytes]
JSON = {"content-type": "application/json"}


def check(**changed: Any) -> bytes:
    item = {"subject_id": DISTRICT, "power": "manage_team", "team_id": V} | changed
    return json.dumps({"items": [item]}).encode()


ROUTES = [f"/v1/teams/{t}/review-routes" for t in ("T", V, TOWN, "L", "H50", "NOBODY", "a" * 65)]
GETS = [
    *ROUTES,
    *(f"{path}?business=hours_recording" for path in ROUTES),
    *(f"/v1/teams/T/review-routes?{query}" for query in (
        "business=admission", "business=nothing", "business=", "business=hours_recording&x=1",
        "business=hours_recording&business=admission", "as_of=1", "as_of=never",
        "business=admission&debug=cypher",
        "debug=x", "business=hours%5Frecording", "business=%ff",
    )),
    "/v1/teams/T/review-routes/", "/v1/teams/T%2F/review-routes", "/v1/teams/%54/review-routes",
    "/v1/teams/松/review-routes", "/v1/teams//review-routes",
    *(f"/v1/teams/{t}/permissions" for t in ("T", V, "H50", "NOBODY", "a b")),
    "/v1/teams/T/permissions?x=1", "/v1/teams/T/permissions?as_of=2026", "/healthz", "/healthz?x=1",
]  # fmt: skip
BODIES = [
    check(), check(power="view"), check(power="admit"), check(power="review:hours_recording"),
    check(power="set_permission_group"), check(subject_id="RA-500112"), check(power="fly"),
    check(subject_id="NOBODY"), check(team_id="NOBODY"), check(team_id=1), check(team_id=None),
    check(more=1), check(team_id="松"), check(team_id="\ud800"),
    b"", b"{}", b"[]", b"null", b"{", b'{"items":[]}', b'{"items":{}}', b'{"items":[1]}',
    b'{"items":"a"}', b'{"items":[NaN]}', b"[" * 4000, b"\xff", b'{"items":[{}],"x":1}',
    check()[:-1] + b',"x":1}', b'{"items":' + b"[" * 60_000,
    json.dumps({"items": [json.loads(check())["items"][0]] * 2}).encode(),
]  # fmt: skip


def requests() -> list[tuple[str, str, dict[str, str], bytes]]:
    found = [("GET", path, {}, b"") for path in GETS]
    found += [("POST", "/v1/checks", JSON, body) for body in BODIES]
    whole = check()
    for headers in (
        {}, {"content-type": "text/plain"}, {"content-type": "application/json; charset=utf-8"},
        {"content-type": "application/xml"}, JSON | {"content-length": "9" * 9},
        JSON | {"content-length": "x"}, JSON | {"authorization": "Basic x"},
        JSON | {"authorization": "Bearer no"}, JSON | {"host": "elsewhere"},
        JSON | {"graph-bookmark": "x"}, JSON | {"x-request-id": "mine-1"},
    ):  # fmt: skip
        found.append(("POST", "/v1/checks", headers, whole))
        found.append(("GET", ROUTES[0], headers, b""))
    found += [
        (m, p, JSON, whole) for m in ("HEAD", "PUT", "OPTIONS") for p in ("/healthz", ROUTES[0])
    ]
    found += [("POST", "/v1/checks?debug=cypher", JSON, whole), ("GET", "/v1/checks", {}, b"")]
    return found


async def wire(app: Any, method: str, path: str, headers: dict[str, str], body: bytes) -> Wire:
    """What goes over the wire: status, headers in their order, body."""
    from urllib.parse import quote, unquote

    given = {"host": "127.0.0.1", "content-length": str(len(body))} | headers
    plain, _, query = path.partition("?")
    parts = [body[:10], body[10:]] if len(body) % 2 else [body]
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http", "http_version": "1.1", "method": method, "scheme": "http",
        "path": unquote(plain), "raw_path": quote(plain, safe="/%").encode(),
        "query_string": query.encode(), "root_path": "", "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80), "asgi": {"version": "3.0"},
        "headers": [(k.encode(), v.encode()) for k, v in given.items()],
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        if parts:
            return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    kept = [(k, v) for k, v in sent[0]["headers"] if k != b"x-request-id" or v == b"mine-1"]
    return sent[0]["status"], kept, b"".join(m.get("body", b"") for m in sent[1:])


async def _through(self: hot.Hot, scope: Any, receive: Any, send: Any) -> None:
    await self._app(scope, receive, send)


def made(graph: Graph, *, anonymous_read: bool = True, held_answers: int = 1000) -> Any:
    app = create_app(
        graph, Settings(anonymous_read=anonymous_read, held_answers=held_answers, _env_file=None)
    )
    app.state.database.prepared = True
    return app


def counted(app: Any) -> list[str]:
    lines = app.state.metrics.text().decode().splitlines()
    return sorted(line for line in lines if line.startswith("graph_service_requests_total"))


@pytest.mark.parametrize("anonymous", [True, False])
def test_the_door_and_the_framework_answer_alike(
    anonymous: bool, graph: Graph, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    door = made(graph, anonymous_read=anonymous)
    asked = requests()
    by_door = [run(wire(door, *each)) for each in asked]
    again = [run(wire(door, *each)) for each in asked]
    framework = made(graph, anonymous_read=anonymous, held_answers=0)
    monkeypatch.setattr(hot.Hot, "__call__", _through)
    by_framework = [run(wire(framework, *each)) for each in asked]
    for each, one, two, three in zip(asked, by_door, again, by_framework, strict=True):
        assert one == three, each
        assert two == three, each
    once = counted(framework)
    assert [line.rpartition(" ")[0] for line in once] == [
        line.rpartition(" ")[0] for line in counted(door)
    ]
    assert {status for status, *_ in by_framework} >= ({200, 404, 422} if anonymous else {401})


def test_plain_reads_do_not_reach_the_framework(
    graph: Graph, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    app = made(graph)
    asked = [("GET", p, {}, b"") for p in (ROUTES[0], f"/v1/teams/{V}/permissions", "/healthz")]
    asked.append(("POST", "/v1/checks", JSON, check()))
    run(wire(app, *asked[0]))
    passed: list[str] = []

    async def noted(scope: Any, receive: Any, send: Any) -> None:
        passed.append(scope["path"])

    inner = app.middleware_stack
    while not isinstance(inner, hot.Hot):
        inner = inner.app if hasattr(inner, "app") else inner._app
    monkeypatch.setattr(inner, "_app", noted)
    for each in asked:
        if len(each[3]) % 2:
            continue
        assert run(wire(app, *each))[0] == 200
    assert passed == []
