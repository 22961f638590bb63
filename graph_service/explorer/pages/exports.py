"""What is opened, or a whole district, to take along: SVG, CSV, one HTML file."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from graph_service.errors import InvalidInput, NotFound
from graph_service.explorer import branches, picture
from graph_service.explorer.csv_files import attachment, csv_response
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep, open_codes, region_code
from graph_service.explorer.rendering import rendered
from graph_service.explorer.state import Address
from graph_service.explorer.words import Words
from graph_service.graph import Graph

router = APIRouter()
_STYLE = Path(__file__).parent.parent / "static" / "export.css"
_BEIJING = timezone(timedelta(hours=8))
_COLUMNS = ("depth", "kind", "level", "region_code", "place", "team_id", "name", "status", "vacant")


@router.get("/export.svg")
async def export_svg(graph: GraphDep, who: WhoDep, address: AddressDep) -> Response:
    """The picture of what is open, or of the region ``within``."""
    top = await _top(graph, address)
    return attachment("explorer.svg", _svg(top, address), "image/svg+xml")


@router.get("/export.png")
async def export_png(graph: GraphDep, who: WhoDep, address: AddressDep) -> Response:
    """The picture as SVG: a browser with scripts turns it into a PNG before it is kept."""
    return await export_svg(graph, who, address)


@router.get("/export.csv")
async def export_csv(graph: GraphDep, who: WhoDep, address: AddressDep) -> Response:
    """The same as a table."""
    return csv_response("explorer", (*_COLUMNS, "seats_below"), rows(await _top(graph, address)))


@router.get("/export.html")
async def export_html(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> Response:
    """One HTML file with picture, tree and table, which needs nothing else."""
    top = await _top(graph, address)
    text = rendered(
        request,
        "export_file.html",
        top=top,
        rows=rows(top),
        picture=Markup(_svg(top, address)),  # noqa: S704  (made of escaped parts)
        style=Markup(_STYLE.read_text(encoding="utf-8")),  # noqa: S704
        made=f"{datetime.now(_BEIJING):%Y-%m-%d %H:%M}",
    )
    return attachment("explorer.html", text, "text/html; charset=utf-8")


def rows(top: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what is open as rows, from the top down."""
    found: list[dict[str, Any]] = []
    left = [(top, 0)]
    while left:
        node, depth = left.pop()
        found.append(
            {
                "depth": depth,
                "kind": node["kind"],
                "level": node["level"],
                "region_code": node["code"],
                "place": node["place"],
                "team_id": node["id"],
                "name": None if node["vacant"] else node["name"],
                "status": node["status"],
                "vacant": "yes" if node["vacant"] else None,
                "seats_below": node["seats"] or None,
            }
        )
        left += [(child, depth + 1) for child in reversed(node["children"])]
    return found


def _svg(top: dict[str, Any], address: Address) -> str:
    words = Words(address.lang)
    marked = {address.get("team") or "", *_way(top, address.get("team"))}
    return picture.svg(top, words, marked, f"{words.text('site.name')} · {top['name']}")


def _way(node: dict[str, Any], team: str | None) -> set[str]:
    """Return the keys from a node down to a team, none where it is not open."""
    if team and node["id"] == team:
        return {node["key"]}
    for child in node["children"]:
        if way := _way(child, team):
            return way | {node["key"]}
    return set()


async def _top(graph: Graph, address: Address) -> dict[str, Any]:
    within = address.get("within")
    if within is None:
        top = await branches.opened(graph, open_codes(address.listed("open")))
    elif region_code(within) == graph.policy.region_prefix:
        zh, en = "整个城市太大：请选一个区县。", "The whole city is too large: choose a district."
        raise InvalidInput("within", within, zh, en)
    else:
        top = await branches.whole(graph, region_code(within))
    if top is None:
        raise NotFound("region", within or graph.policy.region_prefix)
    return top
