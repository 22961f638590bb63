"""Working pages that change nothing: advice before registering, name referee, audit report."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from graph_service.advice import names as naming
from graph_service.advice import registration as advice
from graph_service.errors import InvalidInput, NotFound
from graph_service.explorer.changing import at_fields
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, region_code
from graph_service.explorer.forms import CHOICES, draft
from graph_service.explorer.rendering import page
from graph_service.explorer.state import Address
from graph_service.graph import Graph
from graph_service.questions import regions

router = APIRouter()
_PLACES = ("registration", "name", "audit", "register", "applications", "plans", "wanted")
Ask = Callable[[Graph, dict[str, str | None]], Awaitable[Mapping[str, Any]]]


@router.get("/work")
async def read_work(request: Request, who: WhoDep) -> HTMLResponse:
    """What can be done here."""
    return page(request, "work.html", places=_PLACES)


@router.get("/work/registration")
async def read_registration(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """Advice before registering a team: name, liaison or authority, group, who admits it."""
    return await _advised(request, graph, address, "registration", advice.registration)


@router.get("/work/name")
async def read_name(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """Whether a name is lawful, and a lawful one."""
    return await _advised(request, graph, address, "name", naming.name)


@router.get("/work/audit")
async def read_audit(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """The audit report of a place: choose the place, see, print, keep."""
    below = await regions.children(graph, graph.policy.region_prefix, None, 1000)
    chosen, problem = None, None
    if address.get("within"):
        try:
            chosen = await regions.region(graph, region_code(address.get("within") or ""))
        except NotFound as error:
            problem = error
    return page(
        request,
        "audit.html",
        status=422 if problem else 200,
        districts=below["items"],
        region=chosen,
        problem=problem,
    )


async def _advised(
    request: Request, graph: Graph, address: Address, name: str, ask: Ask
) -> HTMLResponse:
    given, answer, problems = draft(address), None, {}
    if address.get("asked"):
        try:
            answer = await ask(graph, given)
        except (InvalidInput, NotFound) as error:
            problems = at_fields(error, given, "region_code")
    return page(
        request,
        f"{name}.html",
        status=422 if problems else 200,
        given=given,
        answer=answer,
        problems=problems,
        choices=CHOICES,
    )
