"""A place at a glance: seats, findings, teams by kind and permission group."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from graph_service.answers.tree import TeamCount
from graph_service.explorer.counting import counted
from graph_service.explorer.deps import GraphDep, WhoDep, region_code
from graph_service.explorer.rendering import page
from graph_service.graph import Graph
from graph_service.questions import regions, seats, tree
from graph_service.questions.kept import while_it_stands

router = APIRouter()
_Counted = Literal["form", "permission_group", "status"]


@router.get("/overview")
async def read_top(request: Request, graph: GraphDep, who: WhoDep) -> HTMLResponse:
    """The city at a glance."""
    return await _overview(request, graph, graph.policy.region_prefix)


@router.get("/overview/{code}")
async def read_overview(request: Request, code: str, graph: GraphDep, who: WhoDep) -> HTMLResponse:
    """A city, district, town or village at a glance."""
    return await _overview(request, graph, region_code(code))


@router.get("/overview/{code}/findings")
async def read_findings(request: Request, code: str, graph: GraphDep, who: WhoDep) -> HTMLResponse:
    """The place's findings by rule and by place; asked for by the page once it stands."""
    region = await regions.region(graph, region_code(code))
    found = await counted(request, graph, region["region_code"])
    names = await _names(graph, region)
    return page(request, "counts.html", region=region, found=found, names=names, part=True)


async def _overview(request: Request, graph: Graph, code: str) -> HTMLResponse:
    region = await regions.region(graph, code)
    within = region["territory_path"]
    rows, coverage = await asyncio.gather(
        while_it_stands(
            graph, f"teams counted {code}", lambda seen: tree.count_teams(seen, within)
        ),
        while_it_stands(graph, f"coverage {code}", lambda seen: seats.coverage(seen, code)),
    )
    way = [part for part in region["territory_path"].split("/") if part]
    above = [await regions.region(graph, part) for part in way[:-1]]
    return page(
        request,
        "overview.html",
        region=region,
        above=above,
        coverage=coverage,
        forms=_sums(rows, "form"),
        groups=_sums(rows, "permission_group"),
        statuses=_sums(rows, "status"),
    )


def _sums(rows: list[TeamCount], name: _Counted) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row[name]] += row["teams"]
    return dict(sums.most_common())


async def _names(graph: Graph, region: Mapping[str, Any]) -> dict[str, str]:
    below = await regions.children(graph, region["region_code"], None, 1000)
    names = {row["region_code"]: row["name"] for row in below["items"]}
    return names | {region["region_code"]: region["name"]}
