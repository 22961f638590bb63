"""Seats: the hub that each region should have, and those on record (N-2 to N-5, N-10, Q-1)."""

from __future__ import annotations

from graph_service import cypher, notice
from graph_service.answers.lists import Page
from graph_service.answers.seats import Coverage, Seat, SeatHub, Seats, SeatState
from graph_service.graph import Graph, Row
from graph_service.questions import cursors, regions, rules
from graph_service.questions.nodes import team_node
from graph_service.vocabulary import Level

_LIST_SEATS = cypher.load("questions/seats/list_seats")
_COVERAGE = cypher.load("questions/seats/coverage")
_NAMED = (*Level, "legal_person")
_PAGE = 1000


async def seats(
    graph: Graph, region_code: str, cursor: str | None = None, limit: int = 100
) -> Seats:
    """Return a page of a region's seats with the coverage of the region and of those below it.

    A seat's state is vacant, filled, double, wrong_name or on_ended_region.
    Raises NotFound for an unknown region.
    """
    page = await _page(graph, region_code, cursor, limit)
    return {**page, "coverage": await coverage(graph, region_code)}


async def _page(graph: Graph, region_code: str, cursor: str | None, limit: int) -> Page[Seat]:
    [after] = cursors.decode(cursor, [""])
    top = await regions.region(graph, region_code)
    rows = await graph.read(
        _LIST_SEATS,
        within=top["territory_path"],
        names=notice.name_patterns(),
        after=after,
        limit=limit + 1,
    )
    hubs = [hub[0] for row in rows for hub in row["hubs"]]
    misnamed: set[str] = set()
    for rule_id in (notice.rules_with("names")[named] for named in _NAMED):
        found = await rules.ask(graph.read, graph.policy, rule_id, hubs)
        misnamed |= {finding["team_id"] or "" for finding in found}
    items = [_seat(row, misnamed) for row in rows]
    return cursors.page(items, limit, [[row["region_code"]] for row in rows])


async def every_seat(graph: Graph, region_code: str) -> list[Seat]:
    """Return all seats of a region's subtree, page after page; NotFound for an unknown region."""
    found: list[Seat] = []
    cursor: str | None = None
    while True:
        page = await _page(graph, region_code, cursor, _PAGE)
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def state(hubs: list[str], ended: bool, misnamed: set[str]) -> SeatState:
    """Return a seat's state by the hubs on record there and those of them that are misnamed."""
    if not hubs:
        return "vacant"
    if ended:
        return "on_ended_region"
    if len(hubs) > 1:
        return "double"
    return "wrong_name" if hubs[0] in misnamed else "filled"


async def coverage(graph: Graph, region_code: str) -> list[Coverage]:
    """Return expected, filled, vacant and double seats of a region and of each below it.

    Raises NotFound for an unknown region.
    """
    await regions.region(graph, region_code)
    rows = await graph.read(_COVERAGE, region_code=region_code)
    return [
        {
            "region_code": row["region_code"],
            "name": row["name"],
            "level": row["level"],
            "expected": row["expected"],
            "filled": row["filled"],
            "double": row["double"],
            "vacant": row["expected"] - row["filled"],
        }
        for row in rows
    ]


def _seat(row: Row, misnamed: set[str]) -> Seat:
    hubs: list[SeatHub] = [{**team_node(*hub[:3]), "status": hub[3]} for hub in row["hubs"]]
    return {
        "region_code": row["region_code"],
        "name": row["name"],
        "level": row["level"],
        "state": state([hub["id"] for hub in hubs], row["ended"], misnamed),
        "expected_name": row["expected_name"],
        "hubs": hubs,
        "succeeded_by": row["successor"],
    }
