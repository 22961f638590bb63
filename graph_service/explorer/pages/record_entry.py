"""Entering records: one by its form, many out of a spreadsheet; rehearsed first."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from graph_service.answers.records import RecordResult
from graph_service.api.auth import Caller, demand
from graph_service.errors import ServiceError
from graph_service.explorer import pasting, recording, security
from graph_service.explorer.changing import APPLY
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, team_id
from graph_service.explorer.forms import read_form
from graph_service.explorer.pasting import Sheet
from graph_service.explorer.rendering import page
from graph_service.explorer.state import Address
from graph_service.graph import Graph
from graph_service.questions import teams
from graph_service.vocabulary import RecordState, Role, ServiceStatus

router = APIRouter()
_FIELDS = 1000
_CHOICES = {"service_status": ("ServiceStatus", list(ServiceStatus))}


@router.get("/records/enter/{identifier}")
async def read_entry(
    request: Request, identifier: str, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """The form of one record; with ``by=batch`` the one that takes rows of a spreadsheet."""
    demand(who, Role.OPERATOR)
    team = await teams.team(graph, team_id(identifier))
    return _form(request, address, team)


@router.post("/records/enter/{identifier}")
async def enter(
    request: Request, identifier: str, graph: GraphDep, who: WhoDep, address: AddressDep
) -> Response:
    """Rehearse records, or enter those that can be; what is refused stays in the form."""
    demand(who, Role.OPERATOR)
    largest = request.app.state.settings.records_body
    given = await read_form(request, largest, _FIELDS)
    security.demand_own_form(request, given)
    team = await teams.team(graph, team_id(identifier))
    try:
        sheet = _sheet(given)
        results = await _carried_out(request, graph, who, team, sheet, given)
    except ServiceError as error:
        return _form(request, address, team, given=given, error=error)
    if given.get("step") != APPLY:
        return _form(request, address, team, given=given, sheet=sheet, results=results)
    left = recording.refused(results)
    if not left:
        seen = {"team": identifier, "tab": "records", "state": RecordState.ENTERED}
        return RedirectResponse(address.to("", **seen), 303)
    told = {"sheet": sheet.only(left), "results": [results[place] for place in left]}
    entered = len(results) - len(left)
    return _form(request, address, team, given=given, entered=entered, **told)


def _sheet(given: Mapping[str, str]) -> Sheet:
    if "text" not in given:
        return pasting.written(given)
    return pasting.pasted(given["text"]).mended(given)


async def _carried_out(
    request: Request,
    graph: Graph,
    who: Caller,
    team: Mapping[str, Any],
    sheet: Sheet,
    given: Mapping[str, str],
) -> list[RecordResult]:
    """Rehearse, or enter once: a button that is pressed twice is told what it did."""
    items, how = sheet.items(team["team_id"]), {}
    if given.get("step") == APPLY:
        text = f"{team['team_id']}\n{sheet.text()}"
        key = f"{who.token_id} page {given.get('key', '')[:40]}"
        how = {"key": key, "digest": hashlib.sha256(text.encode()).hexdigest()}
    rehearse = given.get("step") != APPLY
    return await recording.carried_out(
        request, graph, who, "enter_records", items, dry_run=rehearse, **how
    )


def _form(
    request: Request, address: Address, team: Mapping[str, Any], **values: Any
) -> HTMLResponse:
    blank: dict[str, Any] = {"given": {}, "error": None, "sheet": None, "results": [], "entered": 0}
    shown = blank | values
    sheet, results, error = shown["sheet"], shown["results"], shown["error"]
    batch = "text" in shown["given"] or address.get("by") == "batch"
    refused = recording.at_cells(sheet, results) if sheet else {"heads": (), "rows": [], "more": 0}
    text = sheet.text(address.lang) if sheet and batch else shown["given"].get("text", "")
    bad = len(recording.refused(results))
    return page(
        request,
        "record_entry.html",
        status=error.status if error else 422 if bad and bad == len(results) else 200,
        team=team,
        batch=batch,
        text=text,
        order=pasting.ORDER,
        refused=refused,
        bad=bad,
        good=len(results) - bad,
        reviewers=_reviewers(results),
        clauses=next((r["clauses"] for r in results if r.get("clauses")), []),
        problems=_problems(refused["rows"]) if not batch else {},
        choices=_CHOICES,
        key=secrets.token_urlsafe(18),
        **shown,
    )


def _reviewers(results: Sequence[RecordResult]) -> list[tuple[Any, int]]:
    """Return who will review how many, nobody (None) for those that are held."""
    nodes = [r.get("reviewer") for r in results if "problem" not in r]
    counts = Counter(node and node["id"] for node in nodes)
    known = {node and node["id"]: node for node in nodes}
    return [(known[identifier], count) for identifier, count in counts.most_common()]


def _problems(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {row["field"]: row["problem"] for row in rows if row["field"]}
