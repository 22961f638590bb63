"""The lists that numbers lead to: findings, seats, teams; each also as CSV."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from graph_service.errors import BeforeReset, InvalidInput, NotFound
from graph_service.explorer.counting import counted
from graph_service.explorer.csv_files import csv_response, csv_stream
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, region_code, team_id
from graph_service.explorer.rendering import page
from graph_service.explorer.state import Address
from graph_service.explorer.tabs import hub
from graph_service.explorer.then import Then, ThenDep
from graph_service.graph import Graph
from graph_service.messages import say
from graph_service.questions import audit, regions, scope, scope_rows, seats, teams
from graph_service.questions.kept import while_it_stands
from graph_service.record.seats import seats_then
from graph_service.vocabulary import Severity

router = APIRouter()
_PAGE = 100
_MOST_SEATS = 50_000
Row = dict[str, Any]
_STATES = ("filled", "vacant", "double", "wrong_name", "on_ended_region")
_FILTERS = ("level", "team_kind", "registration_status", "permission_group", "status")


@router.get("/findings")
async def list_findings(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """Findings of a place or a rule; without either, how many there are of each rule."""
    if not address.get("within") and not address.get("rule_id"):
        return page(request, "findings_start.html", top=graph.policy.region_prefix)
    answer = await audit.audit(
        graph, **_asked(graph, address), cursor=address.get("cursor"), limit=_PAGE
    )
    return page(request, "findings.html", answer=answer)


@router.get("/findings/counts")
async def count_findings(request: Request, graph: GraphDep, who: WhoDep) -> HTMLResponse:
    """How many findings of each rule there are in the whole network."""
    found = await counted(request, graph, graph.policy.region_prefix)
    return page(request, "rule_counts.html", found=found, part=True)


@router.get("/findings/below")
async def findings_below(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """A page of the findings in a hub's region; asked for by its panel once it stands."""
    identifier = team_id(address.get("team"))
    found = await hub.region_findings(graph, identifier, address)
    return page(
        request, "region_findings.html", team_id=identifier, found=found["findings"], part=True
    )


@router.get("/findings.csv")
async def findings_csv(graph: GraphDep, who: WhoDep, address: AddressDep) -> Response:
    """All findings of a place or a rule, sent while they are read."""
    columns = ("rule_id", "severity", "team_id", "name", "clause", "quote", "expected", "actual")
    told = (*columns, "message_zh", "message_en")
    return await csv_stream("findings", told, audit.stream(graph, **_asked(graph, address)))


@router.get("/seats")
async def list_seats(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep, then: ThenDep
) -> HTMLResponse:
    """The seats of a place, by their state; as of then all of them."""
    if then is not None:
        return await _seats_then(request, graph, address, then)
    given = address.get("from") or ""
    start = int(given) if given.isdecimal() and len(given) < 8 else 0
    try:
        rows, problem = await _seats(request, graph, address), None
    except InvalidInput as error:
        rows, problem = [], error
    return page(
        request,
        "seats.html",
        status=problem.status if problem else 200,
        problem=problem,
        rows=rows[start : start + _PAGE],
        total=len(rows),
        start=start,
        following=start + _PAGE if start + _PAGE < len(rows) else None,
        states=_STATES,
    )


async def _seats_then(request: Request, graph: Graph, address: Address, then: Then) -> HTMLResponse:
    within = region_code(address.get("within") or graph.policy.region_prefix)
    try:
        found = await seats_then(graph, then.demand(), within, address.get("cursor"), _PAGE)
    except (InvalidInput, NotFound, BeforeReset) as error:
        return page(request, "seats_then.html", status=error.status, found=None, problem=error)
    return page(request, "seats_then.html", found=found, problem=None)


@router.get("/seats.csv")
async def seats_csv(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> Response:
    """All seats of a place, by their state."""
    rows = [
        dict(row) | {"team_ids": ";".join(hub["id"] for hub in row["hubs"])}
        for row in await _seats(request, graph, address)
    ]
    columns = ("region_code", "name", "level", "state", "expected_name", "team_ids")
    return csv_response("seats", columns, rows)


@router.get("/teams")
async def list_teams(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """Teams of a place, by their properties."""
    within = region_code(address.get("within") or graph.policy.region_prefix)
    wanted = {name: address.get(name) for name in _FILTERS}
    answer = await teams.teams(
        graph, within=within, cursor=address.get("cursor"), limit=_PAGE, **wanted
    )
    return page(request, "teams.html", answer=answer, within=within, wanted=wanted)


@router.get("/scope.csv")
async def scope_csv(graph: GraphDep, who: WhoDep, address: AddressDep) -> Response:
    """A hub's whole scope, filtered as the panel shows it, sent while it is read."""
    identifier, chosen = team_id(address.get("team")), hub.filters(address)
    found = scope.row_stream(graph, identifier, chosen["basis"], chosen["level"], chosen["kind"])
    columns = ("team_id", "name", "display_name", "team_kind", "level", "region_code")
    more = ("registration_status", "permission_group", "status", "basis", "distance")
    return await csv_stream("scope", (*columns, *more), _with_marks(found, (*columns, *more)))


async def _with_marks(
    found: AsyncIterator[list[scope_rows.ScopeRow]], columns: Sequence[str]
) -> AsyncIterator[list[scope_rows.ScopeRow]]:
    places = itemgetter(*map(scope_rows.COLUMNS.index, columns))
    async for rows in found:
        yield [places((*row[:-2], " ".join(row[-2]), row[-1])) for row in rows]


def _asked(graph: Graph, address: Address) -> dict[str, Any]:
    """Return which findings an address asks for: of the city where it names no place, no rule."""
    given, severity = address.get("within"), address.get("severity")
    if severity is not None and severity not in set(Severity):
        raise InvalidInput("severity", severity, "没有这个级别。", "There is no such severity.")
    within = region_code(given) if given else None
    return {
        "rule_id": address.get("rule_id"),
        "severity": Severity(severity) if severity else None,
        "within": None if within == graph.policy.region_prefix else within,
    }


async def _every_seat(graph: Graph, within: str) -> Sequence[Mapping[str, Any]]:
    place = await regions.region(graph, within)
    if place["regions"] > _MOST_SEATS:
        told = {"name": place["name"], "count": place["regions"], "most": _MOST_SEATS}
        raise InvalidInput("within", within, *say("seats.too_many", **told))
    return await seats.every_seat(graph, within)


async def _seats(request: Request, graph: Graph, address: Address) -> Sequence[Mapping[str, Any]]:
    within = region_code(address.get("within") or graph.policy.region_prefix)
    asked = f"every seat {within}"
    async with request.app.state.turns.of(asked):
        found = await while_it_stands(graph, asked, lambda seen: _every_seat(seen, within))
    state = address.get("state")
    if state == "filled":
        return [row for row in found if row["state"] != "vacant"]
    return [row for row in found if state in (None, row["state"])]
