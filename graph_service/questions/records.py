"""Service records as they stand: one, or a team's by day."""

from __future__ import annotations

from typing import Any, cast

from graph_service import cypher
from graph_service.answers.forms import fields
from graph_service.answers.lists import Page
from graph_service.answers.nodes import Node
from graph_service.answers.records import Record, RecordRow
from graph_service.errors import NotFound
from graph_service.graph import Reading
from graph_service.questions import cursors

_READ_RECORD = cypher.load("questions/records/read_record")
_READ_RECORDS = cypher.load("questions/records/read_records")
_LIST_RECORDS = cypher.load("questions/records/list_records")
_NAME_TEAMS = cypher.load("questions/teams/name_teams")
_FIELDS = fields(RecordRow)
_FIRST = ["0001-01-01", ""]


async def record(reading: Reading, record_id: str) -> Record:
    """Return a record whole; NotFound if it is not on record."""
    rows = await reading.values(_READ_RECORD, record_id=record_id)
    if not rows:
        raise NotFound("record", record_id)
    return _shown(*rows[0])


async def records_of(reading: Reading, record_ids: list[str]) -> dict[str, RecordRow]:
    """Return records by their ids, masked; one that is not on record is left out."""
    rows = await reading.values(_READ_RECORDS, record_ids=record_ids) if record_ids else []
    return {row[0]["record_id"]: masked(_shown(*row)) for row in rows}


async def of_team(
    reading: Reading,
    team_id: str,
    *,
    cursor: str | None = None,
    limit: int = 100,
    **filters: str | None,
) -> Page[RecordRow]:
    """Return a page of a team's records by day, masked, by state, days and volunteer's number.

    Raises NotFound for an unknown team.
    """
    after_day, after_id = cursors.decode(cursor, _FIRST)
    wanted = {name: filters.get(name) for name in ("state", "since", "until", "volunteer_no")}
    place = {"after_day": cursors.day(after_day, cursor), "after_id": after_id}
    rows = await reading.values(_LIST_RECORDS, team_id=team_id, limit=limit + 1, **wanted, **place)
    if not rows and not await reading.read(_NAME_TEAMS, team_ids=[team_id]):
        raise NotFound("team", team_id)
    items: list[RecordRow] = [masked(_shown(*row)) for row in rows]
    return cursors.page(items, limit, [[i["service_date"], i["record_id"]] for i in items])


def masked(row: RecordRow) -> RecordRow:
    """Return a record as readers see it: whom to call and where it was only begun."""
    hidden: RecordRow = {**row}
    hidden["contact_name"] = _begun(row["contact_name"], 1)
    hidden["location"] = _begun(row["location"], 3)
    if (row["entered_by"] or "").startswith("oidc:"):
        hidden["entered_by"] = None
    return hidden


def _begun(text: str | None, shown: int) -> str | None:
    return f"{text[:shown]}***" if text else text


def _shown(held: dict[str, Any], reviewer: list[Any] | None, decider: list[Any] | None) -> Record:
    nodes = {"reviewer": _node(reviewer), "decided_by": _node(decider)}
    told = held | nodes | {"service_hours": held["service_hours"] / 100}
    return cast("Record", {name: told.get(name) for name in _FIELDS})


def _node(told: list[Any] | None) -> Node | None:
    if told is None:
        return None
    kind, identifier, name, level = told
    return {"kind": kind, "id": identifier, "name": name, "level": level}
