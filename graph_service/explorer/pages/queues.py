"""A reviewer's queue: what waits, how long, and the decisions on its records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from graph_service.answers.lists import Page
from graph_service.answers.nodes import NodeKind
from graph_service.answers.queues import QueueSummary, Waiting, WaitingKind
from graph_service.api.auth import Caller, demand
from graph_service.errors import InvalidInput, NotFound, ServiceError
from graph_service.explorer import recording, security
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, region_code, team_id
from graph_service.explorer.forms import read_pairs
from graph_service.explorer.names import names_in
from graph_service.explorer.rendering import page
from graph_service.explorer.state import Address
from graph_service.graph import Graph
from graph_service.questions import queues, records
from graph_service.questions.findings import team_names
from graph_service.records import forming
from graph_service.vocabulary import Role

router = APIRouter()
_PAGE = 50
_REVIEWERS: dict[str, NodeKind] = {"teams": "team", "authorities": "registration_authority"}
_KINDS: tuple[WaitingKind, ...] = get_args(WaitingKind)


@router.get("/records/queue/{of}/{identifier}")
async def read_queue(
    request: Request, of: str, identifier: str, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """What waits for a team or an authority, oldest first, and in numbers."""
    return await _queue(request, graph, who, address, of, identifier)


@router.post("/records/queue/{of}/{identifier}")
async def decide(
    request: Request, of: str, identifier: str, graph: GraphDep, who: WhoDep, address: AddressDep
) -> Response:
    """Confirm or return the chosen records; what is refused is said in its row."""
    demand(who, Role.OPERATOR)
    pairs = await read_pairs(request)
    given = dict(pairs)
    security.demand_own_form(request, given)
    picked = list(dict.fromkeys(value for name, value in pairs if name == "pick"))
    told: dict[str, Any] = {"given": given, "picked": picked}
    try:
        refused = await _decided(request, graph, who, picked, given)
    except ServiceError as error:
        return await _queue(request, graph, who, address, of, identifier, error=error, **told)
    done = {given["decision"]: len(picked) - len(refused)}
    if refused:
        told |= {"refused": refused, "done": done}
        return await _queue(request, graph, who, address, of, identifier, **told)
    kept = {name: address.get(name) for name in ("kind", "within")}
    return RedirectResponse(address.to(f"records/queue/{of}/{identifier}", **done, **kept), 303)


async def _decided(
    request: Request, graph: Graph, who: Caller, picked: list[str], given: Mapping[str, str]
) -> dict[str, Any]:
    """Carry decisions out; return the problems of what is refused, by record."""
    decision, reason = given.get("decision", ""), given.get("reason", "").strip()[:500] or None
    if not picked or decision not in ("confirm", "return"):
        raise InvalidInput("pick", None, "请先勾选记录。", "Choose records first.")
    if decision == "return" and reason is None:
        raise InvalidInput("reason", None, "退回须写明理由。", "A return says why.")
    why = reason if decision == "return" else None
    items = [
        forming.decided({"record_id": record_id, "decision": decision, "reason": why})
        for record_id in picked
    ]
    results = await recording.carried_out(request, graph, who, "decide_records", items, reason=why)
    return {
        picked[place]: results[place].get("problem", {}) for place in recording.refused(results)
    }


async def _queue(
    request: Request,
    graph: Graph,
    who: Caller,
    address: Address,
    of: str,
    identifier: str,
    **values: Any,
) -> HTMLResponse:
    blank: dict[str, Any] = {"given": {}, "picked": [], "refused": {}, "done": {}, "error": None}
    shown = blank | values
    kind, summary, answer = await _waiting(request, graph, address, of, identifier)
    cases = answer["items"]
    reads = who.at_least(Role.READER)
    ids = [case["id"] for case in cases if case["kind"] == "records"] if reads else []
    names = await team_names(graph.read, [identifier, *(case["team_id"] for case in cases)])
    return page(
        request,
        "queue.html",
        status=shown["error"].status if shown["error"] else 200,
        of=of,
        reviewer=await _reviewer(graph, of, identifier, names),
        summary=summary,
        answer=answer,
        known=await records.records_of(graph, ids),
        names=names,
        kinds=_KINDS,
        kind=kind,
        reads=reads,
        decides=_decides(who, of, identifier),
        confirmed=_done(address, "confirm", shown["done"]),
        returned=_done(address, "return", shown["done"]),
        **shown,
    )


async def _waiting(
    request: Request, graph: Graph, address: Address, of: str, identifier: str
) -> tuple[WaitingKind | None, QueueSummary, Page[Waiting]]:
    """Return the kind that is asked for, the queue in numbers and a page of it."""
    if of not in _REVIEWERS:
        raise NotFound("address", request.url.path)
    asked = (graph, _REVIEWERS[of], team_id(identifier))
    within = region_code(address.get("within") or "") if address.get("within") else None
    kind = next((known for known in _KINDS if known == address.get("kind")), None)
    summary = await queues.summary(*asked, within)
    answer = await queues.queue(
        *asked, kind=kind, within=within, cursor=address.get("cursor"), limit=_PAGE
    )
    return kind, summary, answer


async def _reviewer(
    graph: Graph, of: str, identifier: str, names: Mapping[str, str]
) -> dict[str, Any]:
    """Return the reviewer as a node."""
    kind = _REVIEWERS[of]
    name = names.get(identifier, identifier)
    if of == "authorities":
        found = await names_in(graph, [{"kind": "name", "key": kind, "subject": identifier}])
        name = found.get((kind, identifier), {}).get("name", identifier)
    return {"kind": kind, "id": identifier, "name": name, "level": None}


def _decides(who: Caller, of: str, identifier: str) -> bool:
    own = who.team_id if of == "teams" else who.authority_id
    return who.at_least(Role.ADMINISTRATOR) or (who.at_least(Role.OPERATOR) and own == identifier)


def _done(address: Address, decision: str, done: Mapping[str, int]) -> int:
    """Return how many a form just decided, or the one before that led here."""
    given = address.get(decision) or ""
    told = int(given) if given.isdecimal() and len(given) < 5 and not address.get("cursor") else 0
    return done.get(decision, told)
