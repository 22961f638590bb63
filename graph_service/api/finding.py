"""Finding a route: only those are tried that a path may fit word by word, in their order.

The framework tries all routes in turn. Here their paths are read once into a tree of words, in
which a whole parameter stands for any word: ``/v1/changes`` tries what begins so, and what reads
a path in a way of its own. Which of them answers, and how, the framework decides as ever.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, field
from itertools import takewhile

from fastapi.routing import APIRoute, APIRouter
from starlette._utils import get_route_path
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Receive, Scope, Send

_MOST = 4  # words that are looked at
_PLAIN = (Route.matches, APIRoute.matches, Mount.matches)
_PARAMETER = re.compile(r"\{\w+\}")
# How a path begins: None stands for any word, "" for the end.
Words = list[str | None]


class Finding:
    """Answers as a router does, from fewer routes; those that are added later too."""

    def __init__(self, router: APIRouter) -> None:
        self._router = router
        self._known: list[BaseRoute] = []
        self._tree = _Branch(router)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request to the router that holds what may answer it."""
        scope.setdefault("router", self._router)
        await self.narrowed(scope).app(scope, receive, send)

    def narrowed(self, scope: Scope) -> APIRouter:
        """Return the router with the routes that a request's path may fit."""
        if scope["type"] != "http" or _odd(scope):
            return self._router
        if self._router.routes != self._known:
            self._known = list(self._router.routes)
            self._tree = _branch(self._router, [(_beginning(r), r) for r in self._known])
        branch = self._tree
        for word in _words(get_route_path(scope)):
            if branch.otherwise is None:
                break
            branch = branch.after.get(word, branch.otherwise)
        return branch.router


@dataclass(frozen=True)
class _Branch:
    """The routes that are left after some words of a path; where the next word leads."""

    router: APIRouter
    after: dict[str, _Branch] = field(default_factory=dict)
    otherwise: _Branch | None = None


def _branch(router: APIRouter, left: list[tuple[Words, BaseRoute]], depth: int = 0) -> _Branch:
    narrowed = copy(router)
    narrowed.routes = [route for _, route in left]
    words = {begun[depth] for begun, _ in left if len(begun) > depth}
    if not words:
        return _Branch(narrowed)

    def after(word: str | None) -> _Branch:
        fits = (word, None) if word else (word,)  # a parameter is never empty
        fit = [(b, r) for b, r in left if len(b) <= depth or b[depth] in fits]
        return _branch(router, fit, depth + 1)

    return _Branch(narrowed, {word: after(word) for word in words if word is not None}, after(None))


def _odd(scope: Scope) -> bool:
    """Return whether a path may fit more than its words say, and all routes are to be tried.

    A pattern's end fits before a last line break too; a redirect takes slashes off an address, so
    that a root which ends in one is no longer in it.
    """
    return "\n" in scope["path"] or scope.get("root_path", "").endswith("/")


def _beginning(route: BaseRoute) -> Words:
    """Return how a path must begin for a route to fit; nothing for one that reads it otherwise."""
    if not isinstance(route, Route | Mount) or type(route).matches not in _PLAIN:
        return []
    path = f"{route.path}/{{path:path}}" if isinstance(route, Mount) else route.path
    plain = takewhile(lambda word: "{" not in word or _PARAMETER.fullmatch(word), _words(path))
    return [None if "{" in word else word for word in plain]


def _words(path: str) -> list[str]:
    """Return a path's first words and its end, which an empty word stands for, as after a slash."""
    return [*path.split("/", _MOST + 1)[1 : _MOST + 1], ""][:_MOST]
