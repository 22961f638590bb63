"""Hot answers as bytes: from memory where they still hold, else asked of the graph together."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from typing import Any

from starlette.types import Scope

from graph_service.api.carried import carried
from graph_service.api.following import Following
from graph_service.api.held import Held
from graph_service.api.replies import dumps
from graph_service.api.routes import checks as check_routes
from graph_service.consequences.values import Key
from graph_service.graph import Graph
from graph_service.questions import route_readings
from graph_service.questions.checks import checks_found
from graph_service.questions.gather import Gatherer
from graph_service.questions.permissions import permissions
from graph_service.questions.route_readings import explained_routes
from graph_service.record import resting
from graph_service.request import Request
from graph_service.vocabulary import Business

_BOOKMARKS = 10_000
_BUSINESSES = tuple(str(business) for business in Business)

Made = tuple[bytes, Iterable[Key] | None]


class Memory:
    """The hot questions of a process: gathered, and their answers held."""

    def __init__(self, graph: Graph, held: Held, following: Following) -> None:
        self._graph, self.held, self.following = graph, held, following
        self.routes = Gatherer(graph, explained_routes)
        self.checks = Gatherer(graph, checks_found)
        self.permissions = Gatherer(graph, permissions)
        self._left: OrderedDict[str, None] = OrderedDict()

    def left(self, bookmarks: Iterable[str]) -> None:
        """Note the states that this process's own changes left: what is held is past them."""
        for bookmark in bookmarks:
            self._left[bookmark] = None
        while len(self._left) > _BOOKMARKS:
            self._left.popitem(last=False)

    async def answer(self, asked: tuple[Any, ...], scope: Scope) -> bytes:
        """Return an answer's bytes; raise what the question raises."""
        request, held = carried(scope), self.held
        holding = held.most > 0 and self._may_hold(request)
        known = self._graph.policy, asked
        if holding and not request.unheld and await self._fresh(known):
            text = held.get(known)
            if text is not None:
                request.revision = held.seen
                return text
        moment = held.moment() if holding else None
        text, rests_on = await self._made(request, *asked)
        held.put(known, text, rests_on, moment)
        return text

    async def _fresh(self, known: Hashable) -> bool:
        fresh = self.following.fresh()
        return fresh or (known in self.held and await self.following.soon_fresh())

    def _may_hold(self, request: Request) -> bool:
        return request.trace is None and all(mark in self._left for mark in request.bookmarks)

    async def _made(self, request: Request, kind: str, *asked: Any) -> Made:
        if kind == "check":
            return await self._check(request, asked[0], asked[1], asked[2])
        if kind == "permissions":
            return await self._permissions(request, asked[0])
        return await self._routes(request, asked[0], asked[1])

    async def _routes(self, request: Request, team_id: str, business: str | None) -> Made:
        if business is not None:
            answers = [await self.routes.ask(request, (team_id, business))]
        else:
            each = [self.routes.ask(request, (team_id, name)) for name in _BUSINESSES]
            answers = await asyncio.gather(*each)
        found = route_readings.shown_found(answers, every=business is not None)
        routes = [route_readings.without_status(answer) for answer in found]
        text = dumps({"team_id": team_id, "routes": routes})
        return text, resting.of_routes(team_id, found)

    async def _permissions(self, request: Request, team_id: str) -> Made:
        answer = await self.permissions.ask(request, team_id)
        if isinstance(answer, Exception):
            raise answer
        return dumps(answer), resting.of_permissions(answer)

    async def _check(self, request: Request, subject: str, power: str, team: str) -> Made:
        found = await self.checks.ask(request, (subject, power, team))
        item = (subject, power, team)
        text = dumps({"items": check_routes.items_of([found.answer], [item])})
        return text, resting.of_check(item, found)
