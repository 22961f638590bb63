"""Changes by an operator: chosen, rehearsed, and only then carried out."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from graph_service import notice
from graph_service.api.auth import demand
from graph_service.changes import fixes
from graph_service.changes.writing import carry_out, nothing
from graph_service.errors import InvalidInput, RuleRefused, ServiceError
from graph_service.explorer import changing, security
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, team_id
from graph_service.explorer.forms import read_form
from graph_service.explorer.rendering import page
from graph_service.explorer.state import Address
from graph_service.explorer.words import Words
from graph_service.graph import Graph
from graph_service.operations.specs import specs
from graph_service.questions import applications, teams
from graph_service.vocabulary import PermissionGroup, Role, Status, TeamKind

router = APIRouter()
_FORMS = {
    "update_team": ("name", "unit_name", "registered_name", "responsible_unit", "uscc"),
    "set_liaison": ("liaison_id",),
    "set_registration_authority": ("registration_authority_id",),
    "add_viewing": ("viewer_id",),
    "remove_viewing": ("viewer_id",),
    "set_permission_group": ("permission_group",),
    "set_status": ("status",),
}
_ASK_FOR_MORE = {"submit_application": ("to_group", "applied_to")}
_CHOICES = {
    "permission_group": ("PermissionGroup", list(PermissionGroup)),
    "status": ("Status", list(Status)),
}


@router.get("/work/change/{identifier}")
async def read_change(
    request: Request, identifier: str, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """What may be changed of a team; with ``fix`` the remedy of that finding, filled in."""
    demand(who, Role.OPERATOR)
    team = await _team(graph, team_id(identifier))
    written = await _remedy(graph, identifier, address.get("fix"))
    return await _form(request, graph, address, team, written=written)


@router.post("/work/change/{identifier}")
async def change(
    request: Request, identifier: str, graph: GraphDep, who: WhoDep, address: AddressDep
) -> Response:
    """Rehearse the change, or carry it out once its rehearsal was seen."""
    given = await read_form(request)
    security.demand_own_form(request, given)
    demand(who, Role.OPERATOR)
    team = await _team(graph, team_id(identifier))
    try:
        written = _written(identifier, given)
        asked = changing.asked(request, who, written, given)
        if given.get("step") == changing.APPLY:
            await carry_out(graph, asked, nothing)
            return RedirectResponse(address.to("", team=identifier, tab="history"), 303)
        outcome = await changing.rehearsed(graph, asked)
    except ServiceError as error:
        return await _refused(request, graph, address, team, given, error)
    return await _form(request, graph, address, team, given=given, written=written, outcome=outcome)


def _written(identifier: str, given: dict[str, str]) -> changing.Written:
    """Return the operations of a form: those of a remedy, or the one that was chosen."""
    known = changing.carried_over(given, specs())
    if known:
        return [entry | {"team_id": identifier} for entry in known]
    name, forms = given.get("operation", ""), _FORMS | _ASK_FOR_MORE
    if name not in forms:
        zh, en = "请选择要办理的变更。", "Choose what to change."
        raise InvalidInput("operation", name, zh, en)
    values: dict[str, str | None]
    values = {field: given[field].strip() or None for field in forms[name] if field in given}
    if name == "update_team":
        values = {field: value for field, value in values.items() if value is not None}
    if name in _ASK_FOR_MORE:
        reason = given.get("reason", "").strip()[:500] or None
        values |= {"application_id": f"A-{secrets.token_hex(8)}", "reason": reason}
    return [{"operation": name, "team_id": identifier} | values]


async def _remedy(graph: Graph, identifier: str, rule_id: str | None) -> changing.Written:
    if rule_id is None:
        return []
    found = await fixes.fix_of(graph, identifier, rule_id)
    return [{**operation} for operation in found["fix"]["operations"]] if found["fix"] else []


async def _team(graph: Graph, identifier: str) -> Mapping[str, Any]:
    return await teams.team(graph, identifier)


async def _refused(
    request: Request,
    graph: Graph,
    address: Address,
    team: Mapping[str, Any],
    given: dict[str, str],
    error: ServiceError,
) -> HTMLResponse:
    rows = error.members.get("violations", []) if isinstance(error, RuleRefused) else []
    problems = changing.at_fields(error, given)
    return await _form(
        request, graph, address, team, given=given, error=error, problems=problems, violations=rows
    )


async def _form(
    request: Request, graph: Graph, address: Address, team: Mapping[str, Any], **values: Any
) -> HTMLResponse:
    blank: dict[str, Any] = {"given": {}, "written": [], "outcome": None, "error": None}
    shown: dict[str, Any] = blank | {"problems": {}, "violations": []} | values
    error = shown["error"]
    raising = team["team_kind"] != TeamKind.HUB and team["status"] == Status.ACTIVE
    waiting = await applications.waiting(graph, team_id=team["team_id"])
    return page(
        request,
        "change.html",
        status=error.status if error else 200,
        team=team,
        forms=_FORMS | (_ASK_FOR_MORE if raising else {}),
        choices=_CHOICES | (await _asking(graph, team) if raising else {}),
        waiting=waiting["items"],
        told=changing.told(Words(address.lang), shown["written"]),
        **shown,
    )


async def _asking(graph: Graph, team: Mapping[str, Any]) -> dict[str, tuple[str | None, list[Any]]]:
    """Return the groups that give a team more than it has, and who may grant them (P-6)."""
    held = notice.grants(team["permission_group"])
    more = [group for group in PermissionGroup if not notice.grants(group) <= held]
    deciders = await applications.deciders(graph, team["region_code"])
    return {"to_group": ("PermissionGroup", more), "applied_to": (None, deciders)}
