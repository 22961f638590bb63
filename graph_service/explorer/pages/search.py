"""Search with completion: Chinese, pinyin, initials."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep
from graph_service.explorer.rendering import page
from graph_service.questions.hits import hits

router = APIRouter()
_COMPLETED, _LISTED = 12, 100


@router.get("/search")
async def search(
    request: Request, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """The best hits of ``q``; with ``part`` as the options of the search box."""
    text = (address.get("q") or "")[:100]
    part = address.get("part") is not None
    found = await hits(graph, text, _COMPLETED if part else _LISTED)
    return page(request, "options.html" if part else "search.html", q=text, hits=found, part=part)
