"""Records: where to begin, and one record with what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from graph_service.answers.records import Record, RecordRow
from graph_service.api import record_answers
from graph_service.api.auth import Caller, demand
from graph_service.errors import InvalidInput, NotFound, ServiceError
from graph_service.explorer import recording, security
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, team_id
from graph_service.explorer.forms import read_form
from graph_service.explorer.rendering import page
from graph_service.graph import Graph
from graph_service.questions import records, teams
from graph_service.records import forming
from graph_service.records.held import Item
from graph_service.vocabulary import Role, ServiceStatus

router = APIRouter()
_PLACES = {
    "list": lambda team: ("", {"team": team, "tab": "records"}),
    "enter": lambda team: (f"records/enter/{team}", {}),
    "queue": lambda team: (f"records/queue/teams/{team}", {}),
    "hours": lambda team: ("records/hours", {"team": team}),
}
_OPERATIONS = {
    "confirm": "decide_records",
    "return": "decide_records",
    "correct": "correct_record",
    "delete": "delete_record",
}
_CORRECTED = tuple(column.name for column in forming.CORRECTED)


@router.get("/records")
async def read_records(request: Request, who: WhoDep, address: AddressDep) -> Response:
    """Where to begin; a team that is chosen leads to its list, form, queue or hours."""
    team, place = address.get("team"), address.get("go")
    if team and place in _PLACES:
        path, given = _PLACES[place](team_id(team))
        return RedirectResponse(address.to(path, **given), 303)
    return page(request, "records.html", places=list(_PLACES))


@router.get("/records/one/{identifier}")
async def read_record(
    request: Request, identifier: str, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """One record, as this caller may see it, and what may be done with it."""
    demand(who, Role.READER)
    return await _record(request, graph, who, await _held(graph, identifier))


@router.post("/records/one/{identifier}")
async def change_record(
    request: Request, identifier: str, graph: GraphDep, who: WhoDep, address: AddressDep
) -> Response:
    """Confirm it, return it, correct it or take it back; what refuses it is told beside it."""
    demand(who, Role.OPERATOR)
    given = await read_form(request)
    security.demand_own_form(request, given)
    held = await _held(graph, identifier)
    try:
        problem = await _change(request, graph, who, identifier, given)
    except ServiceError as error:
        told = {"error": error, "status": error.status}
        return await _record(request, graph, who, held, given=given, **told)
    if problem:
        told = {"problem": problem, "status": problem["status"]}
        return await _record(request, graph, who, held, given=given, **told)
    if given.get("step") == "delete":
        return RedirectResponse(address.to("", team=held["team_id"], tab="records"), 303)
    return RedirectResponse(address.to(f"records/one/{identifier}"), 303)


async def _change(
    request: Request, graph: Graph, who: Caller, record_id: str, given: Mapping[str, str]
) -> Any:
    step, reason = given.get("step", ""), given.get("reason", "").strip() or None
    if step not in _OPERATIONS:
        raise InvalidInput("step", step, "请选择要办理的事项。", "Choose what to do.")
    item, how = _item(record_id, step, reason, given), {"reason": reason}
    [result] = await recording.carried_out(request, graph, who, _OPERATIONS[step], [item], **how)
    return result.get("problem")


def _item(record_id: str, step: str, reason: str | None, given: Mapping[str, str]) -> Item:
    if step == "delete":
        return forming.named(record_id)
    if step == "correct":
        values = {name: given[name].strip() for name in _CORRECTED if name in given}
        return forming.corrected(record_id, values)
    return forming.decided({"record_id": record_id, "decision": step, "reason": reason})


async def _held(graph: Graph, identifier: str) -> Record:
    try:
        return await records.record(graph, team_id(identifier))
    except NotFound:
        raise NotFound("record", identifier) from None


async def _record(
    request: Request, graph: Graph, who: Caller, held: Record, **values: Any
) -> HTMLResponse:
    told = await record_answers.seen(graph, who, held)
    blank: dict[str, Any] = {"given": {}, "error": None, "problem": None, "status": 200}
    shown = blank | values
    problem = shown["problem"]
    return page(
        request,
        "record.html",
        record=told,
        team=await teams.team(graph, held["team_id"]),
        whole=told is held,
        decides=_decides(who, held),
        problems={recording.field_of(problem): problem} if problem else {},
        choices={"service_status": ("ServiceStatus", list(ServiceStatus))},
        names=_CORRECTED,
        **shown,
    )


def _decides(who: Caller, held: RecordRow) -> bool:
    """Return whether a caller acts for whoever reviews a record that waits."""
    reviewer = held["reviewer"]
    if reviewer is None or not who.at_least(Role.OPERATOR):
        return False
    own = who.authority_id if reviewer["kind"] == "registration_authority" else who.team_id
    return who.at_least(Role.ADMINISTRATOR) or own == reviewer["id"]
