"""A route is found among few, and it is the one that is found among all."""

from __future__ import annotations

import asyncio
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse
from starlette.routing import Match, Mount, Route
from starlette.types import Scope

from graph_service.api.app import create_app
from graph_service.api.finding import Finding
from graph_service.settings import Settings
from tests.conftest import Run

DOCUMENT = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text())
PATHS = [path.replace("{", "").replace("}", "") for path in DOCUMENT["paths"]]
METHODS = ("GET", "HEAD", "OPTIONS", "PATCH", "BREW")
ROOTS = ("", "/v1", "/v1/")
ODD = ["", "/", "//", "*", "/v1", "/v1/", "/v1//", "/unknown", "v1/teams", "/V1/teams", "/-"]
ODD += ["/v1/teams\n", "/v1/teams\n/", "/v1/teams/\n", "/v1/teams/T\n", "/\n", "/v1/\n/teams"]
ODD += ["/v1/teams/a/b/c/d/e/f", "/v1/teams/%2F", "/v1/teams//", "/v1//teams", "//v1/teams"]
ODD += ["/v1/teams/松/permissions", "/v1/teams/" + "x" * 70_000, "/v1" * 20_000, "/" * 70_000]
ODD += ["/docs", "/docs/", "/openapi.json", "/static/x.js", "/static", "/browser/x", "/browser"]
ODD += ["/explorer", "/explorer/", "/explorer/x", "/explorers", "/v1/bench/late", "/v1/bench/late/"]
CHANGED = (str, lambda p: p + "/", lambda p: p + "//", lambda p: "/" + p, lambda p: p + "/x")
CHANGED += (lambda p: p.replace("/v1/", "/v1//"), lambda p: p + "\n", str.upper, str.title)
# Routes that few words tell apart, and what asks for each.
BESIDE = [
    "/files/{p:path}/end",
    "/files/{p:path}",
    "/a//b",
    "/a//{x}",
    "/a///{p:path}",
    "/n/{n:int}",
]
BESIDE += ["/x-{id}.csv", "/n/{n}", "/n/few", "/n/{n}/", "/{a}/{b}/{c}/{d}/{e}/f", "/{any}"]
ASKED = ["/files", "/files/", "/files/a/b/end", "/files//", "/a//b", "/a//x", "/a///", "/a///x/y/z"]
ASKED += ["/under", "/under/x/y", "/underneath", "/of/me", "/of/me/x", "/of/me\n", "/of"]
ASKED += ["/n/7", "/n/few", "/n/x", "/n/x/", "/n/x/few", "/n/few/few", "/1/2/3/4/5/f", "/x-1.csv"]
ASKED += ["/x-1.csv/", "/x-.csv", "/whatever", "/n", "/N/FEW", "/a/LOUD", "/n/few/LOUD"]
WORDS = st.sampled_from(
    ["", "a", "b", "n", "7", "few", "files", "end", "of", "x-1.csv", "\n", "T\n", "LOUD"]
)


class Loud(Route):
    """A route that reads a path in its own way."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Fit whatever ends loudly."""
        return (Match.FULL if scope["path"].endswith("LOUD") else Match.NONE), {}


class Found(Exception):
    """Told instead of an answer: the route that would give it, and with what."""


async def outcome(router: Any, method: str, path: str, root: str = "") -> Any:
    """Return the route and what it is told, or the answer where no route is found."""
    sent = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope: Scope = {"type": "http", "method": method, "path": path, "root_path": root}
    scope |= {"query_string": b"", "headers": [(b"host", b"h")], "scheme": "http"}
    try:
        await router(scope, lambda: None, send)
    except Found as found:
        told = ("router", "route", "endpoint", "path_params", "root_path", "path")
        return found.args[0], {name: scope.get(name) for name in told}
    return [sent[0]["status"], sent[0]["headers"]]


@pytest.fixture(autouse=True)
def _told(monkeypatch: pytest.MonkeyPatch) -> None:
    async def tell(self: Any, scope: Any, receive: Any, send: Any) -> None:
        raise Found(self)

    for kind in (APIRoute, Route, Mount):
        monkeypatch.setattr(kind, "handle", tell)


def _few(app: FastAPI, path: str) -> list[Any]:
    """Return the routes that are tried for a path."""
    found = app.router.middleware_stack
    assert isinstance(found, Finding)
    return list(found.narrowed({"type": "http", "path": path}).routes)


async def _nothing() -> None:
    """Stand for any route."""


@pytest.fixture
def whole(doors: Any) -> Any:
    """The service with its explorer, and a route that came after it was asked."""
    app = create_app(doors.state.graph, Settings(explorer=True, _env_file=None))
    _few(app, "/")
    app.add_api_route("/v1/bench/late", _nothing)
    return app


@pytest.fixture
def mixed() -> FastAPI:
    return _mixed()


@cache
def _mixed() -> FastAPI:
    """Return routes of every kind, a mount and a router included between them."""
    app = FastAPI()
    app.router.routes.append(Loud("/loud", PlainTextResponse("")))
    for place, path in enumerate(BESIDE):
        if place % 2:
            app.router.routes.append(Route(path, PlainTextResponse("")))
        else:
            app.add_api_route(path, _nothing)
        if place == 5:
            inner = APIRouter()
            inner.add_api_route("/{n}/few", _nothing)
            app.include_router(inner, prefix="/n")
            app.mount("/under", PlainTextResponse(""))
            app.mount("/of/{who}", PlainTextResponse(""))
            app.add_api_route("/", _nothing, methods=["POST"])
    app.router.middleware_stack = Finding(app.router)
    return app


async def _alike(app: FastAPI, path: str, methods: tuple[str, ...] = METHODS) -> None:
    for method in methods:
        for root in ROOTS:
            among_all = await outcome(app.router.app, method, path, root)
            assert await outcome(app.router, method, path, root) == among_all, (method, path, root)


def test_the_route_found_among_few_is_the_one_found_among_all(whole: Any, run: Run) -> None:
    for path in PATHS:
        for change in CHANGED:
            run(_alike(whole, change(path)))
    for path in ODD:
        run(_alike(whole, path))


def test_routes_of_every_kind_are_found_likewise(mixed: FastAPI, run: Run) -> None:
    for path in (*ASKED, *ODD):
        for change in CHANGED:
            run(_alike(mixed, change(path)))


@given(words=st.lists(WORDS, max_size=7), method=st.sampled_from(METHODS))
def test_whatever_words_a_path_has_the_route_is_the_same(words: list[str], method: str) -> None:
    asyncio.run(_alike(_mixed(), "/" + "/".join(words), (method,)))


def test_no_path_tries_more_than_a_few_routes(whole: Any) -> None:
    for path in DOCUMENT["paths"]:
        tried = _few(whole, path)
        assert len(tried) <= 10 < len(whole.routes) / 8, path
        assert {route.path for route in tried} >= {path}
