"""Changes by an operator: chosen, rehearsed, and only then carried out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from graph_service.api.auth import Caller, demand
from graph_service.changes import fixes
from graph_service.changes.writing import Change, Outcome, carry_out, nothing
from graph_service.errors import InvalidInput, NotFound, RuleRefused, ServiceError
from graph_service.explorer import security
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, team_id
from graph_service.explorer.forms import read_form
from graph_service.explorer.rendering import page
from graph_service.explorer.state import Address
from graph_service.graph import Graph, Transaction
from graph_service.operations.forming import from_dict
from graph_service.operations.held import Operation
from graph_service.questions import teams
from graph_service.rows.rows import holds_identity_card
from graph_service.vocabulary import PermissionGroup, Role, Status

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
    return _form(request, address, team, written=written)


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
        asked = _change(request, who, written, given)
        if given.get("step") == "apply":
            await carry_out(graph, asked, nothing)
            return RedirectResponse(address.to("", team=identifier, tab="history"), 303)
        outcome = await _rehearsed(graph, asked)
    except ServiceError as error:
        return _refused(request, address, team, given, error)
    return _form(request, address, team, given=given, written=written, outcome=outcome)


async def _rehearsed(graph: Graph, asked: Change) -> Outcome:
    found: list[Outcome] = []

    async def note(tx: Transaction, outcome: Outcome) -> tuple[int, dict[str, Any]]:
        found.append(outcome)
        return 200, {}

    await carry_out(graph, asked, note)
    return found[-1]


def _change(
    request: Request, who: Caller, written: list[dict[str, Any]], given: dict[str, str]
) -> Change:
    reason = given.get("reason", "").strip()[:500] or None
    if reason and holds_identity_card(reason):
        zh, en = "理由中含有身份证号码，不予接收。", "The reason holds an identity-card number."
        raise InvalidInput("reason", "…", zh, en)
    operations: list[Operation] = [from_dict(entry) for entry in written]
    return Change(
        operations,
        actor=who.actor(request),
        reason=reason,
        accept_violations=given.get("accept_violations") == "yes",
        rehearse=given.get("step") != "apply",
    )


def _written(identifier: str, given: dict[str, str]) -> list[dict[str, Any]]:
    """Return the operations of a form: those of a remedy, or the one that was chosen."""
    if given.get("operations"):
        try:
            known = json.loads(given["operations"])
        except ValueError:
            known = None
        if isinstance(known, list) and all(isinstance(entry, dict) for entry in known):
            return [entry | {"team_id": identifier} for entry in known[:20]]
    name = given.get("operation", "")
    if name not in _FORMS:
        zh, en = "请选择要办理的变更。", "Choose what to change."
        raise InvalidInput("operation", name, zh, en)
    values = {field: given[field].strip() or None for field in _FORMS[name] if field in given}
    if name == "update_team":
        values = {field: value for field, value in values.items() if value is not None}
    return [{"operation": name, "team_id": identifier} | values]


async def _remedy(graph: Graph, identifier: str, rule_id: str | None) -> list[dict[str, Any]]:
    if rule_id is None:
        return []
    found = await fixes.fix_of(graph, identifier, rule_id)
    return [{**operation} for operation in found["fix"]["operations"]] if found["fix"] else []


async def _team(graph: Graph, identifier: str) -> Mapping[str, Any]:
    return await teams.team(graph, identifier)


def _refused(
    request: Request,
    address: Address,
    team: Mapping[str, Any],
    given: dict[str, str],
    error: ServiceError,
) -> HTMLResponse:
    fields = {entry["field"]: entry for entry in error.members.get("errors", ())}
    if isinstance(error, NotFound):
        fields = dict.fromkeys(
            ("liaison_id", "registration_authority_id", "viewer_id"), _both(error)
        )
    rows = error.members.get("violations", []) if isinstance(error, RuleRefused) else []
    return _form(request, address, team, given=given, error=error, problems=fields, violations=rows)


def _both(error: ServiceError) -> dict[str, str]:
    return {"message_zh": error.message_zh, "message_en": error.message_en}


def _form(
    request: Request, address: Address, team: Mapping[str, Any], **values: Any
) -> HTMLResponse:
    blank: dict[str, Any] = {"given": {}, "written": [], "outcome": None, "error": None}
    shown: dict[str, Any] = blank | {"problems": {}, "violations": []} | values
    error = shown["error"]
    return page(
        request,
        "change.html",
        status=error.status if error else 200,
        team=team,
        forms=_FORMS,
        choices=_CHOICES,
        **shown,
    )
