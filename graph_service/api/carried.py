"""What a request carries, kept in its scope from where it comes in to where it is answered."""

from __future__ import annotations

from starlette.types import Scope

from graph_service.request import Request

_KEY = "carried"


def carry(scope: Scope, request: Request) -> None:
    """Keep what a request carries in its scope."""
    scope[_KEY] = request


def carried(scope: Scope) -> Request:
    """Return what the request of a scope carries."""
    return scope[_KEY]
