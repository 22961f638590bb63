"""The tab of a team's service records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph_service.api.auth import Caller
from graph_service.explorer.state import Address
from graph_service.graph import Graph
from graph_service.questions import records
from graph_service.vocabulary import RecordState, Role

_PAGE = 30


async def records_of(
    graph: Graph, who: Caller, team_id: str, address: Address
) -> Mapping[str, Any]:
    """Return a page of the team's records by day, masked, of one state if asked; for readers."""
    state = address.get("state")
    state = state if state in set(RecordState) else None
    states = list(RecordState)
    if not who.at_least(Role.READER):
        return {"records": None, "state": state, "states": states}
    asked = {"state": state, "cursor": address.get("cursor"), "limit": _PAGE}
    return {
        "records": await records.of_team(graph, team_id, **asked),
        "state": state,
        "states": states,
    }
