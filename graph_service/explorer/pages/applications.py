"""Upgrade applications: those that wait for a decision, and the decision, rehearsed first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from graph_service import notice
from graph_service.api.auth import Caller, demand
from graph_service.changes.writing import carry_out, nothing
from graph_service.errors import NotFound, RuleRefused, ServiceError
from graph_service.explorer import changing, security
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, team_id
from graph_service.explorer.forms import read_form
from graph_service.explorer.rendering import page
from graph_service.explorer.state import Address
from graph_service.explorer.words import Words
from graph_service.graph import Graph
from graph_service.questions import applications, teams
from graph_service.questions.findings import team_names
from graph_service.vocabulary import ApplicationStatus, PermissionGroup, Role

router = APIRouter()
_PAGE = 50
_OPERATIONS = ("decide_application", "withdraw_application")
_TAKEN_BACK, _GRANTED = str(ApplicationStatus.WITHDRAWN), str(ApplicationStatus.APPROVED)
_DECISIONS = [_GRANTED, str(ApplicationStatus.REJECTED)]


@router.get("/work/applications")
async def list_applications(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """The applications that wait: those to the operator's own team, or with ``all`` anybody's."""
    demand(who, Role.READER)
    mine = who.team_id if not address.get("all") else None
    answer = await applications.waiting(
        graph, applied_to=mine, cursor=address.get("cursor"), limit=_PAGE
    )
    return page(request, "applications.html", answer=answer, mine=mine)


@router.get("/work/applications/{identifier}")
async def read_application(
    request: Request, identifier: str, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """One application, and the form that decides it while it waits."""
    demand(who, Role.READER)
    found = await _application(graph, identifier)
    return await _form(request, graph, who, address, found)


@router.post("/work/applications/{identifier}")
async def decide(
    request: Request, identifier: str, graph: GraphDep, who: WhoDep, address: AddressDep
) -> Response:
    """Rehearse the decision, or carry it out once its rehearsal was seen."""
    given = await read_form(request)
    security.demand_own_form(request, given)
    demand(who, Role.OPERATOR)
    found = await _application(graph, identifier)
    written = [_written(found, given)]
    try:
        asked = changing.asked(request, who, written, given)
        if given.get("step") == changing.APPLY:
            await carry_out(graph, asked, nothing)
            return RedirectResponse(address.to("", team=found["team_id"], tab="history"), 303)
        outcome = await changing.rehearsed(graph, asked)
    except ServiceError as error:
        breaches = error.members.get("violations", []) if isinstance(error, RuleRefused) else []
        told = {"error": error, "problems": changing.at_fields(error, given)}
        return await _form(
            request, graph, who, address, found, given=given, violations=breaches, **told
        )
    return await _form(
        request, graph, who, address, found, given=given, written=written, outcome=outcome
    )


def _written(found: Mapping[str, Any], given: dict[str, str]) -> dict[str, Any]:
    """Return the decision as an operation: one that was rehearsed, or what the form says."""
    own = {"team_id": found["team_id"], "application_id": found["application_id"]}
    for known in changing.carried_over(given, _OPERATIONS):
        return known | own
    status = given.get("status", "")
    if status == _TAKEN_BACK:
        return {"operation": "withdraw_application"} | own
    granted = {"granted_group": given.get("granted_group") or found["to_group"]}
    decided = {"operation": "decide_application", "status": status} | own
    return decided | (granted if status == _GRANTED else {})


async def _application(graph: Graph, identifier: str) -> Mapping[str, Any]:
    try:
        known = team_id(identifier)
    except NotFound:
        raise NotFound("application", identifier) from None
    return await applications.application(graph, known)


async def _form(
    request: Request,
    graph: Graph,
    who: Caller,
    address: Address,
    found: Mapping[str, Any],
    **values: Any,
) -> HTMLResponse:
    blank: dict[str, Any] = {"given": {}, "written": [], "outcome": None, "error": None}
    shown: dict[str, Any] = blank | {"problems": {}, "violations": []} | values
    asking = await teams.team(graph, found["team_id"])
    own = who.team_id == found["team_id"]
    may = [_TAKEN_BACK] if own else [*_DECISIONS, *([_TAKEN_BACK] if who.team_id is None else [])]
    return page(
        request,
        "application.html",
        status=shown["error"].status if shown["error"] else 200,
        application=found,
        team=asking,
        decider=await _named(graph, found["decided_by"] or found["applied_to"]),
        open=found["status"] == ApplicationStatus.SUBMITTED and who.at_least(Role.OPERATOR),
        choices={
            "status": ("ApplicationStatus", may),
            "granted_group": ("PermissionGroup", _grantable(found, asking)),
        },
        told=changing.told(Words(address.lang), shown["written"]),
        **shown,
    )


def _grantable(found: Mapping[str, Any], asking: Mapping[str, Any]) -> list[PermissionGroup]:
    """Return what may be granted: what was asked for, or what of it is still more than is held."""
    most, held = notice.grants(found["to_group"]), notice.grants(asking["permission_group"])
    return [g for g in PermissionGroup if notice.grants(g) <= most and notice.grants(g) - held]


async def _named(graph: Graph, identifier: str | None) -> dict[str, Any] | None:
    if identifier is None:
        return None
    names = await team_names(graph.read, [identifier])
    return {
        "kind": "team",
        "level": "",
        "id": identifier,
        "name": names.get(identifier, identifier),
    }
