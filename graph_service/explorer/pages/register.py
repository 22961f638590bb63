"""Registering a team: filled in by the adviser, rehearsed, and only then put on record."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from graph_service.advice import registration as advice
from graph_service.api.auth import demand
from graph_service.changes.writing import carry_out, nothing
from graph_service.errors import Conflict, InvalidInput, NotFound, RuleRefused, ServiceError
from graph_service.explorer import changing, security
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep
from graph_service.explorer.forms import CHOICES, draft, read_form
from graph_service.explorer.rendering import page
from graph_service.explorer.state import Address
from graph_service.explorer.words import Words
from graph_service.vocabulary import Role

router = APIRouter()
_FIELDS = {
    "team": (
        "region_code",
        "team_kind",
        "registration_status",
        "name",
        "unit_name",
        "registered_name",
        "responsible_unit",
        "uscc",
        "business_line",
    ),
    "affiliation": ("liaison_id", "registration_authority_id", "branch_of"),
    "persons": (
        "person_in_charge_name",
        "person_in_charge_mobile",
        "contact_name",
        "contact_mobile",
        "administrator_name",
        "records_officer_name",
    ),
    "record": ("team_id", "reason"),
}
_SHOWN = [name for names in _FIELDS.values() for name in names]
Answer = Mapping[str, Any]


@router.get("/work/register")
async def read_register(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """The form, what the address leaves open filled in as the adviser answers."""
    demand(who, Role.OPERATOR)
    given, answer, problems = draft(address), None, {}
    if address.get("region_code"):
        try:
            answer = await advice.registration(graph, given)
            given, filled = _filled(given, answer)
            return _form(request, address, given, answer=answer, filled=filled)
        except (InvalidInput, NotFound) as error:
            problems = changing.at_fields(error, given, "region_code")
    return _form(request, address, given, problems=problems)


@router.post("/work/register")
async def register(request: Request, graph: GraphDep, who: WhoDep, address: AddressDep) -> Response:
    """Rehearse the registration, or put the team on record once its rehearsal was seen."""
    given = await read_form(request)
    security.demand_own_form(request, given)
    demand(who, Role.OPERATOR)
    written = changing.carried_over(given, ["register_team"])[:1]
    if written:  # whoever is refused at the last step sees what was filled in before
        given |= {name: str(value) for name, value in written[0].items() if name in _SHOWN}
    written = written or [_written(given)]
    try:
        asked = changing.asked(request, who, written, given)
        if given.get("step") == changing.APPLY:
            await carry_out(graph, asked, nothing)
            return RedirectResponse(address.to("", team=written[0]["team_id"], tab="about"), 303)
        outcome = await changing.rehearsed(graph, asked)
        answer = await advice.registration(graph, written[0])
    except ServiceError as error:
        return _refused(request, address, given, error)
    return _form(request, address, given, answer=answer, written=written, outcome=outcome)


def _written(given: Mapping[str, str]) -> dict[str, Any]:
    """Return the operation that a form writes down; an id is given to what comes without one."""
    values = {name: given.get(name, "").strip() for name in _SHOWN if name != "reason"}
    values["team_id"] = values["team_id"] or f"T-{secrets.token_hex(8)}"
    return {"operation": "register_team", **{n: value for n, value in values.items() if value}}


def _filled(given: dict[str, str | None], answer: Answer) -> tuple[dict[str, Any], set[str]]:
    """Return what was given with the adviser's answer where nothing was, and which fields."""
    expected = answer["expected_affiliation"]
    wanted = {"name": answer["name_pattern"], "responsible_unit": answer["responsible_unit"]}
    if expected["node"]:
        column = "liaison_id" if expected["kind"] == "liaison" else "registration_authority_id"
        wanted[column] = expected["node"]["id"]
    filled = {name: value for name, value in wanted.items() if value and not given.get(name)}
    return given | filled, set(filled)


def _refused(
    request: Request, address: Address, given: dict[str, str], error: ServiceError
) -> HTMLResponse:
    breaches = error.members.get("violations", []) if isinstance(error, RuleRefused) else []
    taken = "team_id" if type(error) is Conflict else ""
    problems = changing.at_fields(error, given, taken)
    return _form(request, address, given, error=error, problems=problems, violations=breaches)


def _form(
    request: Request, address: Address, given: Mapping[str, Any], **values: Any
) -> HTMLResponse:
    blank: dict[str, Any] = {"answer": None, "filled": set(), "problems": {}, "violations": []}
    blank |= {"error": None, "written": [], "outcome": None}
    shown: dict[str, Any] = blank | values
    refused = shown["error"].status if shown["error"] else 422 if shown["problems"] else 200
    return page(
        request,
        "register.html",
        status=refused,
        given=given,
        fields=_FIELDS,
        shown=_SHOWN,
        choices=CHOICES,
        told=changing.told(Words(address.lang), shown["written"]),
        **shown,
    )
