"""Hours of a team or over a hub's region, as chart, table and file; a volunteer's hours."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from typing import Any, get_args

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from graph_service.answers.hours import By
from graph_service.api.auth import demand
from graph_service.api.routes.hours import VOLUNTEER_PATTERN, volunteer_hours
from graph_service.errors import Forbidden, InvalidInput, NotFound
from graph_service.explorer import security
from graph_service.explorer.columns_chart import months
from graph_service.explorer.csv_files import csv_stream
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, team_id
from graph_service.explorer.forms import read_form
from graph_service.explorer.rendering import page
from graph_service.explorer.state import Address
from graph_service.graph import Graph
from graph_service.questions import hours, regions, teams
from graph_service.questions.findings import team_names
from graph_service.vocabulary import Level, Role, TeamKind

router = APIRouter()
_PAGE, _MOST = 50, 1000
_PARTS: tuple[By, ...] = get_args(By)
_NUMBER = re.compile(VOLUNTEER_PATTERN)


@router.get("/records/hours")
async def read_hours(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """The confirmed hours of a team by month; of a hub by level, district and team too."""
    team = await teams.team(graph, team_id(address.get("team")))
    hub = team["team_kind"] == TeamKind.HUB
    parts = [part for part in _PARTS if part == "month" or hub]
    if team["level"] != Level.CITY:
        parts = [part for part in parts if part != "district"]
    found, problem = dict[str, Any](), None
    try:
        answers = await asyncio.gather(*(_asked(graph, address, part) for part in parts))
        found = dict(zip(map(str, parts), answers, strict=True))
    except InvalidInput as error:
        problem = error
    return page(
        request,
        "hours.html",
        status=422 if problem else 200,
        problem=problem,
        team=team,
        found=found,
        chart=months(found["month"]["items"]) if found else [],
        names=await _names(graph, found),
    )


@router.get("/records/hours.csv")
async def hours_csv(graph: GraphDep, who: WhoDep, address: AddressDep) -> Response:
    """The same by month, level, district or team, whole, sent while it is read."""
    identifier, by = team_id(address.get("team")), address.get("by") or "month"
    if by not in _PARTS:
        raise InvalidInput("by", by, "没有这种分法。", "There is no such part.")
    key = "region_code" if by == "district" else "team_id" if by == "team" else by
    named = ("name",) if by in ("district", "team") else ()
    last = ("volunteers",) if by == "month" else ()
    columns = (key, *named, "hours", "records", *last)
    return await csv_stream(f"hours-{identifier}-{by}", columns, _whole(graph, address, by))


@router.post("/records/volunteer")
async def read_volunteer(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """A volunteer's hours and stars, for who may see them; the number stands in no address."""
    demand(who, Role.ANALYST)
    given = await read_form(request)
    security.demand_own_form(request, given)
    number = given.get("volunteer_no", "").strip()
    answer, problem = None, None
    try:
        if not _NUMBER.fullmatch(number):
            zh = "志愿者编号应为 4 至 32 个字母、数字或 - 。"
            en = "A volunteer's number has 4 to 32 characters of A-Z a-z 0-9 and -."
            raise InvalidInput("volunteer_no", None, zh, en)
        answer = await volunteer_hours(graph, who, number)
    except (InvalidInput, NotFound, Forbidden) as error:
        problem = error
    status = problem.status if problem else 200
    told: dict[str, Any] = {"number": number, "answer": answer, "problem": problem}
    return page(request, "volunteer.html", status=status, **told)


@router.get("/records/volunteer")
async def ask_volunteer(request: Request, who: WhoDep) -> HTMLResponse:
    """The form that asks for a volunteer's number."""
    demand(who, Role.ANALYST)
    return page(request, "volunteer.html", number="", answer=None, problem=None)


async def _asked(graph: Graph, address: Address, part: By, cursor: str | None = None) -> Any:
    """Return the hours by one part; of teams a page, of the others all."""
    identifier = team_id(address.get("team"))
    period = address.get("from"), address.get("to")
    limit = _MOST
    if part == "team" and cursor is None:
        cursor, limit = address.get("cursor"), _PAGE
    return await hours.hours_of(
        graph, identifier, by=part, cursor=cursor, limit=limit, begins=period[0], ends=period[1]
    )


async def _whole(graph: Graph, address: Address, part: By) -> AsyncIterator[list[Any]]:
    cursor: str | None = None
    while True:
        answer = await _asked(graph, address, part, cursor)
        names = await _names(graph, {part: answer})
        items = answer["items"]
        yield [item | {"name": _name(names, item)} for item in items]
        cursor = answer["next_cursor"]
        if cursor is None:
            return


def _name(names: Mapping[str, str], item: Mapping[str, Any]) -> str | None:
    key = item.get("team_id") or item.get("region_code")
    return names.get(key, key) if key else None


async def _names(graph: Graph, found: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of the teams and districts in answers."""
    names: dict[str, str] = {}
    if "team" in found:
        names = await team_names(graph.read, [item["team_id"] for item in found["team"]["items"]])
    if "district" in found:
        top = graph.policy.region_prefix
        below = await regions.children(graph, top, None, 1000)
        names |= {row["region_code"]: row["name"] for row in below["items"]}
        names[top] = (await regions.region(graph, top))["name"]
    return names
