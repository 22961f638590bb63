"""The tree with the panel beside it: the page that everything else leads to."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from graph_service.explorer import branches
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, open_codes
from graph_service.explorer.panels import panel
from graph_service.explorer.rendering import page
from graph_service.questions import tree

router = APIRouter()
_LINES = ("liaison", "viewing", "registration")
_DEPTHS = tuple(map(str, range(1, 13)))


@router.get("/")
async def read_tree(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """The tree, opened as the address says, and the chosen team's panel."""
    shown = [await panel(request, graph, who, address.get("team"), address)]
    if address.get("with"):
        shown.append(await panel(request, graph, who, address.get("with"), address))
    marks = _marks(shown)
    problems = [entry["problem"] for entry in shown if entry and entry.get("problem")]
    status = problems[0].status if problems else 200
    if address.get("part") == "panel":
        return page(request, "panels.html", status=status, panels=shown, marks=marks, part=True)
    keys = {*open_codes(address.listed("open")), *marks["open"]}
    top = await branches.opened(graph, keys)
    return page(
        request,
        "tree.html",
        status=status,
        top=top,
        panels=shown,
        marks=marks,
        lines=address.listed("lines"),
    )


@router.get("/branches/{key}")
async def read_branch(request: Request, key: str, graph: GraphDep, who: WhoDep) -> HTMLResponse:
    """What stands directly below a region, or below its group of other teams."""
    keys = open_codes([key])
    nodes = await branches.branch(graph, keys[0]) if keys else []
    depth = request.query_params.get("depth", "")
    level = int(depth) if depth in _DEPTHS else 2
    return page(request, "branch.html", nodes=nodes, depth=level, part=True)


@router.get("/lines")
async def read_lines(graph: GraphDep, who: WhoDep, address: AddressDep) -> Response:
    """Liaison, viewing and registration lines of the teams that are shown."""
    kinds = [kind for kind in address.listed("lines") if kind in _LINES]
    shown = await branches.opened(graph, open_codes(address.listed("open")))
    ids = [node["id"] for node in walk(shown) if node["id"]] if shown else []
    return JSONResponse({"lines": await tree.lines(graph, ids[:2000], kinds)})


def walk(node: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a node and all that is open below it, from the top down."""
    found, left = [], [node]
    while left:
        found.append(current := left.pop())
        left += reversed(current["children"])
    return found


def _marks(panels: list[Any]) -> dict[str, Any]:
    """Return what the tree marks for its panels: selection, way up, route, branches to open."""
    known = [entry["marks"] for entry in panels if entry and entry.get("marks")]
    return {
        "selected": [mark["team"] for mark in known],
        "way": list(dict.fromkeys(code for mark in known for code in mark["way"])),
        "route": known[0]["route"] if known else [],
        "open": list(dict.fromkeys(code for mark in known for code in mark["open"])),
    }
