"""The reports by which offices guide and mobilise, and stars by region: tables and files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from graph_service.errors import InvalidInput, NotFound
from graph_service.explorer.csv_files import csv_stream
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, region_code
from graph_service.explorer.rendering import page
from graph_service.explorer.state import Address
from graph_service.graph import Graph
from graph_service.questions import reports, volunteers

router = APIRouter()
_PAGE, _MOST = 50, 1000
KINDS = ("responsible-units", "registration-authorities", "departments", "stars")
_SLOW = ("responsible-units", "stars")  # what asks every rule, or every volunteer
_COLUMNS: dict[str, tuple[str, ...]] = {
    "responsible-units": (
        *("responsible_unit", "hub_id", "hub_name", "region_code", "teams"),
        *("teams_with_breaches", "error_findings", "warn_findings", "hours", "records"),
    ),
    "registration-authorities": (
        *("authority_id", "name", "authority_kind", "has_administrator", "registered"),
        *("registered_without_administrator", "filed", "towns", "towns_without"),
    ),
    "departments": (
        *("business_line", "teams", "active_teams", "hours", "districts"),
        "districts_expected",
    ),
    "stars": ("star_level", "volunteers"),
}


@router.get("/records/reports")
async def read_report(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """A report; what asks every rule or volunteer comes to its page, or with ``now`` at once."""
    kind = _kind(address)
    answer, problem = None, None
    part = bool(address.get("part"))
    if kind not in _SLOW or part or address.get("now"):
        try:
            answer = await _answer(request, graph, address, kind)
        except (InvalidInput, NotFound) as error:
            problem = error
    return page(
        request,
        "report_table.html" if part else "reports.html",
        status=problem.status if problem else 200,
        part=part,
        kinds=KINDS,
        kind=kind,
        answer=answer,
        problem=problem,
    )


@router.get("/records/reports.csv")
async def report_csv(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> Response:
    """A whole report, sent while it is read."""
    kind = _kind(address)
    return await csv_stream(kind, _COLUMNS[kind], _whole(request, graph, address, kind))


def _kind(address: Address) -> str:
    kind = address.get("kind") or KINDS[0]
    if kind not in KINDS:
        raise InvalidInput("kind", kind, "没有这种报告。", "There is no such report.")
    return kind


async def _answer(
    request: Request,
    graph: Graph,
    address: Address,
    kind: str,
    cursor: str | None = None,
    limit: int = _PAGE,
) -> Any:
    within = region_code(address.get("within") or graph.policy.region_prefix)
    cursor = cursor or address.get("cursor")
    if kind == "registration-authorities":
        return await reports.registration_authorities(graph, cursor, limit)
    if kind == "departments":
        return await reports.departments(graph, within, cursor, limit)
    async with request.app.state.turns.of(f"{kind} {within}"):
        if kind == "stars":
            return await volunteers.stars_of_region(graph, within)
        return await reports.responsible_units(graph, within, cursor, limit)


async def _whole(
    request: Request, graph: Graph, address: Address, kind: str
) -> AsyncIterator[list[Any]]:
    cursor: str | None = None
    while True:
        answer = await _answer(request, graph, address, kind, cursor, _MOST)
        yield [_flat(item) for item in answer["items"]]
        cursor = answer.get("next_cursor")
        if cursor is None:
            return


def _flat(item: dict[str, Any]) -> dict[str, Any]:
    flat = dict(item)
    if "hub" in item:
        flat |= {"hub_id": item["hub"]["id"], "hub_name": item["hub"]["name"]}
    if "towns_without" in item:
        flat["towns_without"] = ";".join(item["towns_without"])
    return flat
