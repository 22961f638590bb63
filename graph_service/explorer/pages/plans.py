"""Plans: made, read on the tree and row by row, applied and undone."""

from __future__ import annotations

import json
from typing import Any, get_args

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from graph_service.answers.plans import Plan
from graph_service.answers.values import AnsweredKind
from graph_service.api.auth import Caller, demand
from graph_service.changes.restoring import undoing
from graph_service.errors import InvalidInput, NotFound, ServiceError
from graph_service.explorer import security
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, region_code
from graph_service.explorer.forms import read_form
from graph_service.explorer.plan_trees import trees
from graph_service.explorer.rendering import page
from graph_service.explorer.state import Address
from graph_service.graph import Graph
from graph_service.plans import applying, diff, keeping, making
from graph_service.plans.diff import Asked
from graph_service.plans.keeping import Draft
from graph_service.vocabulary import Role

router = APIRouter()
_PAGE = 50
_KINDS: tuple[str, ...] = get_args(AnsweredKind)


@router.get("/work/plans")
async def list_plans(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """One's own plans, an administrator's everybody's, and the form that makes one."""
    demand(who, Role.OPERATOR)
    return await _list(request, graph, who, address)


@router.post("/work/plans")
async def make_plan(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> Response:
    """Rehearse operations, or the undoing of a change, and show what would follow."""
    given = await read_form(request)
    security.demand_own_form(request, given)
    demand(who, Role.OPERATOR)
    try:
        reason = given.get("reason", "").strip()[:500] or "—"
        title = given.get("title", "").strip()[:200] or None
        seconds = request.app.state.settings.plan_ttl
        draft = Draft(_operations(given), reason, title, who.actor(request), seconds)
        made = await making.make(graph, draft)
    except ServiceError as error:
        return await _list(request, graph, who, address, given=given, error=error)
    return RedirectResponse(address.to(f"work/plans/{made['plan_id']}"), 303)


@router.get("/work/plans/{plan_id}")
async def read_plan(
    request: Request, plan_id: str, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """One plan: in numbers, on the tree before and after, and row by row."""
    return await _plan(request, graph, who, address, await _own(request, graph, who, plan_id))


@router.post("/work/plans/{plan_id}")
async def apply_plan(
    request: Request, plan_id: str, graph: GraphDep, who: WhoDep, address: AddressDep
) -> Response:
    """Carry a plan out; what refuses it is told beside it, which then may stand renewed."""
    given = await read_form(request)
    security.demand_own_form(request, given)
    await _own(request, graph, who, plan_id)
    accept = given.get("accept_violations") == "yes"
    try:
        await applying.apply(graph, plan_id, who.actor(request), accept_violations=accept)
    except ServiceError as error:
        known = await keeping.plan(graph, plan_id)
        return await _plan(request, graph, who, address, known, error=error)
    return RedirectResponse(address.to(f"work/plans/{plan_id}"), 303)


async def _own(request: Request, graph: Graph, who: Caller, plan_id: str) -> Plan:
    demand(who, Role.OPERATOR)
    keeping.demand_own(await keeping.row(graph, plan_id), who.actor(request))
    return await keeping.plan(graph, plan_id)


async def _list(
    request: Request, graph: Graph, who: Caller, address: Address, **values: Any
) -> HTMLResponse:
    own = None if who.at_least(Role.ADMINISTRATOR) else who.token_id
    shown: dict[str, Any] = {"given": {}, "error": None} | values
    return page(
        request,
        "plans.html",
        status=shown["error"].status if shown["error"] else 200,
        answer=await keeping.plans(graph, own, address.get("cursor"), _PAGE),
        **shown,
    )


async def _plan(
    request: Request,
    graph: Graph,
    who: Caller,
    address: Address,
    plan: Plan,
    error: ServiceError | None = None,
) -> HTMLResponse:
    problem, sides, complete = None, [None, None], True
    rows: Any = {"items": [], "next_cursor": None, "complete": True}
    try:
        asked = _asked(address)
        rows = await diff.page(graph, plan["plan_id"], asked, address.get("cursor"), _PAGE)
        sides, complete = await trees(graph, plan["plan_id"], asked)
    except (InvalidInput, NotFound) as found:
        problem = found
    return page(
        request,
        "plan.html",
        status=error.status if error else problem.status if problem else 200,
        plan=plan,
        error=error,
        problem=problem,
        rows=rows,
        sides=sides,
        complete=complete,
        kinds=_KINDS,
        administers=who.at_least(Role.ADMINISTRATOR),
    )


def _asked(address: Address) -> Asked:
    kind, place = address.get("kind"), address.get("within")
    if kind and kind not in _KINDS:
        zh, en = "没有这一类答复。", "There is no such kind of answer."
        raise InvalidInput("kind", kind, zh, en)
    within = region_code(place) if place else None
    return Asked(kind, None, within, address.get("rule"), address.get("hub"))


def _operations(given: dict[str, str]) -> list[Any]:
    """Return what a form asks for: a change to be undone, or operations, a line each."""
    undo = given.get("undo_of", "").strip()
    if undo:
        partly = given.get("partly") == "yes"
        revision = int(undo) if undo.isdecimal() and len(undo) < 16 else undo
        return [undoing(revision, partly=partly)]
    found: list[Any] = []
    for number, line in enumerate(given.get("operations", "").splitlines(), 1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
        except (ValueError, RecursionError):
            one = None
        if not isinstance(one, dict):
            zh, en = f"第 {number} 行不是 JSON 对象。", f"Line {number} is no JSON object."
            raise InvalidInput("operations", None, zh, en)
        found.append(one)
    return found
