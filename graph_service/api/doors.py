"""Doors: a route lets in whoever has the right, before a byte of the body is read."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.responses import Response

from graph_service.api import document
from graph_service.api.auth import admitted, role_of
from graph_service.api.bodies import JSON, OF_ROUTES, Asked
from graph_service.errors import InvalidInput
from graph_service.messages import say
from graph_service.vocabulary import Role

_REHEARSED = "dry_run"

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Door(APIRoute):
    """A route that asks for rights first and takes no more of a body than its kind may have.

    One that writes and cannot be rehearsed refuses a ``dry_run``, which would else be carried out.
    """

    def get_route_handler(self) -> Handler:
        """Return the handler; a route that only reads has no body to guard."""
        answer = super().get_route_handler()
        if (self.methods or set()) <= {"GET", "HEAD"}:
            return answer
        [role] = set(_roles(self.dependant))
        kind = OF_ROUTES.get(self.name, JSON)
        known = set(_query(self.dependant))

        async def let_in(request: Request) -> Response:
            await admitted(request, role)
            _demand_meant(request, known)
            asked = Asked(request, kind)
            if self.body_field is not None:
                await asked.plain()
            return await answer(asked)

        return let_in


def _roles(dependant: Dependant) -> Iterator[Role]:
    role = role_of(dependant.call)
    if role is not None:
        yield role
    for inner in dependant.dependencies:
        yield from _roles(inner)


def _query(dependant: Dependant) -> Iterator[str]:
    yield from (field.alias for field in dependant.query_params)
    for inner in dependant.dependencies:
        yield from _query(inner)


def _demand_meant(request: Request, known: set[str]) -> None:
    if _REHEARSED in request.query_params and _REHEARSED not in known:
        value = request.query_params[_REHEARSED]
        raise InvalidInput(_REHEARSED, value, *say("http.no_dry_run", name=_REHEARSED))


router = partial(APIRouter, route_class=Door, generate_unique_id_function=document.operation_id)
