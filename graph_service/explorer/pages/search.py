"""Search with completion: Chinese, pinyin, initials."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep
from graph_service.explorer.rendering import page
from graph_service.questions import teams

router = APIRouter()
_COMPLETED, _LISTED = 12, 100


@router.get("/search")
async def search(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """The best hits of ``q``; with ``part`` as the options of the search box."""
    text = (address.get("q") or "").strip()[:100]
    part = address.get("part") is not None
    found: list[dict[str, Any]] = []
    bounded = False
    if part and len(text) == 1 and text.isascii():
        bounded = True  # half of all names hold a letter: nothing is meant by it yet
    elif text:
        if part:
            answer = await teams.completed(graph, text, _COMPLETED)
        else:
            answer = await teams.teams(graph, q=text, limit=_LISTED)
        found = [team | {"place": _place(team)} for team in answer["items"]]
        bounded = "bounded" in answer
    template = "options.html" if part else "search.html"
    return page(request, template, q=text, hits=found, bounded=bounded, part=part)


def _place(team: dict[str, Any]) -> str:
    """Return a team's division: what its display name adds to its name."""
    return team["display_name"].removeprefix(team["name"]).strip("（）")
