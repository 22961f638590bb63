"""What pages are given: the graph, who asks, ids in their form, and the statements to show."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Request

from graph_service.api.auth import Caller
from graph_service.api.carried import carried
from graph_service.api.deps import ID_PATTERN, REGION_PATTERN
from graph_service.errors import NotFound
from graph_service.explorer import security
from graph_service.explorer.state import Address
from graph_service.graph import Graph
from graph_service.request import Trace
from graph_service.rows import forms

_ID, _REGION = re.compile(ID_PATTERN), re.compile(REGION_PATTERN)


async def _graph(request: Request) -> Graph:
    return request.app.state.graph.of(carried(request.scope))


async def _who(request: Request) -> Caller:
    """Return who asks; with ``cypher=1`` the statements of the request are kept."""
    who = await security.caller(request)
    request.state.who = who
    if request.query_params.get("cypher"):
        carried(request.scope).trace = Trace()
    return who


async def _address(request: Request) -> Address:
    return Address(request)


GraphDep = Annotated[Graph, Depends(_graph)]
WhoDep = Annotated[Caller, Depends(_who)]
AddressDep = Annotated[Address, Depends(_address)]


def team_id(given: str | None) -> str:
    """Return an id in its form; an id that no team can bear is NotFound."""
    if given is None or not _ID.match(given):
        raise NotFound("team", given or "")
    return given


def region_code(given: str) -> str:
    """Return a region's code, padded forms taken too; a code that is none is NotFound."""
    if not _REGION.match(given):
        raise NotFound("region", given)
    try:
        return forms.region_code(given)
    except ValueError:
        raise NotFound("region", given) from None


def open_codes(given: list[str]) -> list[str]:
    """Return those of the words that can be open branches: a region, or ``~`` for its teams."""
    return [word for word in given if _REGION.match(word.removesuffix("~"))]
