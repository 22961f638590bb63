"""The door for hot reads: single routes, checks and permissions, answered before the framework.

Only a request in its plainest form is taken: everything else, and everything that is refused,
goes to the framework's own route, so that nobody tells the two apart. Both write the same bytes.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Hashable
from typing import Any
from urllib.parse import urlencode

from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.api.auth import token_of
from graph_service.api.memory import Memory
from graph_service.api.problems import respond
from graph_service.api.replies import dumps
from graph_service.errors import ServiceError
from graph_service.vocabulary import Business

_OF_TEAM = re.compile(r"/v1/teams/([A-Za-z0-9._-]{1,64})/(review-routes|permissions)")
_CHECKS = "/v1/checks"
_LARGEST = 4096
_PATIENCE = 30.0
_QUERIES: dict[bytes, str | None] = {b"": None} | {
    urlencode({"business": business}).encode(): str(business) for business in Business
}
_MEMBERS = {"subject_id", "power", "team_id"}
_HEALTHY = dumps({"status": "ok"})
_HEAD = [(b"content-type", b"application/json")]

Answer = Callable[[Scope], Awaitable[bytes]]


class Hot:
    """Answers what it knows how to, and hands on the rest."""

    def __init__(
        self,
        app: ASGIApp,
        memory: Memory,
        callers: Any,
        routes: Callable[[], dict[str, BaseRoute]],
    ) -> None:
        self._app = app
        self._memory = memory
        self._callers = callers
        self._named = routes
        self._routes: dict[str, BaseRoute] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on as it came."""
        if scope["type"] == "http":
            path, method = scope["path"], scope["method"]
            if method == "GET":
                if (found := _OF_TEAM.fullmatch(path)) is not None:
                    return await self._team(found, scope, receive, send)
                if path == "/healthz":
                    scope["route"] = self._route("get_health")
                    return await _send(_HEALTHY, send)
            elif method == "POST" and path == _CHECKS and _small_json(scope):
                return await self._check(scope, receive, send)
        await self._app(scope, receive, send)

    async def _team(self, found: re.Match[str], scope: Scope, receive: Receive, send: Send) -> None:
        team_id, what = found.groups()
        query = scope["query_string"]
        known = query in _QUERIES if what == "review-routes" else not query
        if not known or not await self._admitted(scope):
            return await self._app(scope, receive, send)
        if what == "permissions":
            scope["route"] = self._route("get_permissions")
            return await self._answer(("permissions", team_id), scope, receive, send)
        scope["route"] = self._route("list_team_routes")
        await self._answer(("routes", team_id, _QUERIES[query]), scope, receive, send)

    async def _check(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not await self._admitted(scope):
            return await self._app(scope, receive, send)
        first = await _first(receive)
        item = _item(first)
        if item is None:
            return await self._app(scope, _again(first, receive), send)
        scope["route"] = self._route("ask_checks")
        await self._answer(("check", *item), scope, receive, send)

    async def _answer(
        self, asked: tuple[Hashable, ...], scope: Scope, receive: Receive, send: Send
    ) -> None:
        try:
            text = await self._memory.answer(asked, scope)
        except ServiceError as error:
            await respond(error, scope["path"])(scope, receive, send)
            return
        await _send(text, send)

    async def _admitted(self, scope: Scope) -> bool:
        """Return whether anybody may read; what is refused, the framework's route refuses."""
        try:
            await self._callers.of(token_of(scope))
        except ServiceError:
            return False
        return True

    def _route(self, name: str) -> BaseRoute:
        if not self._routes:
            self._routes = self._named()
        return self._routes[name]


async def _send(text: bytes, send: Send) -> None:
    headers = [(b"content-length", str(len(text)).encode()), *_HEAD]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": text})


def _small_json(scope: Scope) -> bool:
    """Return whether a small body of JSON was announced, and nothing else asked with it."""
    kind = length = b""
    for name, value in scope["headers"]:
        if name == b"content-type":
            kind = value if not kind else b"twice"
        elif name == b"content-length":
            length = value
    small = length.isdigit() and len(length) < 5 and int(length) <= _LARGEST
    return small and kind == b"application/json" and not scope["query_string"]


async def _first(receive: Receive) -> Message | None:
    """Return the first part of a body; None if none comes, and the framework is to say so."""
    try:
        async with asyncio.timeout(_PATIENCE):
            return await receive()
    except TimeoutError:
        return None


def _again(first: Message | None, receive: Receive) -> Receive:
    """Return a receiver that gives what was read already once more."""
    left = [] if first is None else [first]

    async def again() -> Message:
        return left.pop() if left else await receive()

    return again


def _item(first: Message | None) -> tuple[str, str, str] | None:
    """Return the one check that a whole body asks in its plainest form, else None."""
    if first is None or first["type"] != "http.request" or first.get("more_body"):
        return None
    try:
        body = json.loads(first.get("body", b""))
        [item] = body["items"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if len(body) > 1 or not isinstance(item, dict) or item.keys() != _MEMBERS:
        return None
    words = item["subject_id"], item["power"], item["team_id"]
    if not all(isinstance(word, str) and word.isascii() for word in words):
        return None
    return words
