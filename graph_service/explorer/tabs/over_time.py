"""The tab that tells a team's answers one after another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph_service import notice
from graph_service.api.auth import Caller
from graph_service.explorer.names import names_in, say_findings
from graph_service.explorer.state import Address
from graph_service.graph import Graph
from graph_service.record.timeline import timeline
from graph_service.vocabulary import Business, Permission

_PAGE = 50
KINDS = ("route", "holder", "finding", "place", "affiliation", "viewing", "name")
_KEYS = {
    "Business": [str(name) for name in Business],
    "Permission": [str(name) for name in Permission],
    "rule": list(notice.rules()),
}


async def timeline_of(
    graph: Graph, who: Caller, team_id: str, address: Address
) -> Mapping[str, Any]:
    """Return a page of the values that the team's answers had, of one kind or key if asked."""
    kind, key = address.get("answer"), address.get("key")
    kind = kind if kind in KINDS else None
    cursor = address.get("cursor")
    found = await timeline(graph, team_id, kind=kind, key=key, cursor=cursor, limit=_PAGE)
    items = [{**item, "subject": team_id} for item in found["items"]]
    return {
        "timeline": {**found, "items": await say_findings(graph, items)},
        "names": await names_in(graph, items),
        "kinds": KINDS,
        "keys": _KEYS,
        "answer": kind,
        "key": key,
    }
