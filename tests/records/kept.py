"""What is kept of records, compared with the records themselves and with the network."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graph_service.graph import Graph
from graph_service.store import records

_RECORDS = """
CYPHER 25
MATCH (record:ServiceRecord)
RETURN record { .*, service_date: toString(record.service_date) } AS record,
  COLLECT { MATCH (record)-[:OF_TEAM]->(team) RETURN team.team_id } AS teams,
  COLLECT { MATCH (record)-[:SERVED_BY]->(volunteer) RETURN volunteer.volunteer_no } AS volunteers,
  COLLECT { MATCH (record)-[:DECIDED_BY]->(by)
    RETURN coalesce(by.team_id, by.authority_id) } AS deciders
ORDER BY record.record_id
"""
_PLACES = """
MATCH (team:Team) RETURN team.team_id AS team_id, team.territory_path AS path,
  team:LegalPerson AS legal ORDER BY team_id
"""
_MONTHS = "MATCH (sum:HoursOfMonth) RETURN sum { .* } AS sum"
_ABOVE = "MATCH (sum:RegionHours) RETURN sum { .* } AS sum"
_VOLUNTEERS = "MATCH (v:Volunteer) RETURN v.volunteer_no AS number ORDER BY number"

Row = dict[str, Any]


async def rows(graph: Graph) -> list[Row]:
    """Every record as it stands, its edges checked against what it says of itself."""
    found: list[Row] = []
    for told in await graph.read(_RECORDS):
        record = told["record"]
        assert told["teams"] == [record["team_id"]]
        assert told["volunteers"] == [record["volunteer_no"]]
        decided = record.get("decided_by")
        assert told["deciders"] == ([decided] if decided else [])
        found.append(record)
    return found


async def demand_right(graph: Graph) -> list[Row]:
    """Return the records; fail if anything that is kept of them says something else."""
    held = await rows(graph)
    numbers = [row["number"] for row in await graph.read(_VOLUNTEERS)]
    assert numbers == sorted({record["volunteer_no"] for record in held})
    places = {row["team_id"]: (row["path"], row["legal"]) for row in await graph.read(_PLACES)}
    months = {
        (sum_["team_id"], sum_["month"]): sum_
        for sum_ in (row["sum"] for row in await graph.read(_MONTHS))
    }
    wanted = _months(held, places)
    assert months == wanted
    above = [row["sum"] for row in await graph.read(_ABOVE)]
    assert {_key(sum_): (sum_["hours"], sum_["records"]) for sum_ in above} == _above(wanted)
    routes = await records.reviews(graph, {record["team_id"] for record in held})
    reviewers = records.reviewers_in(routes)
    for record in held:
        waits = record["state"] == "entered"
        assert record.get("reviewer_id") == (reviewers[record["team_id"]] if waits else None)
    return held


def _months(held: list[Row], places: dict[str, Any]) -> dict[Any, Row]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for record in held:
        if record["state"] == "confirmed":
            found[record["team_id"], record["service_date"][:7]].append(record)
    return {
        (team_id, month): {
            "team_id": team_id,
            "month": month,
            "hours": sum(record["service_hours"] for record in told),
            "records": len(told),
            "volunteers": len({record["volunteer_no"] for record in told}),
            "territory_path": places[team_id][0],
            "legal_person": places[team_id][1],
        }
        for (team_id, month), told in found.items()
    }


def _above(months: dict[Any, Row]) -> dict[Any, tuple[int, int]]:
    found: dict[Any, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for kept in months.values():
        for code in kept["territory_path"].strip("/").split("/"):
            key = (code, kept["month"], kept["legal_person"])
            hours, count = found[key]
            found[key] = (hours + kept["hours"], count + kept["records"])
    return dict(found)


def _key(sum_: Row) -> tuple[str, str, bool]:
    return sum_["region_code"], sum_["month"], sum_["legal_person"]
