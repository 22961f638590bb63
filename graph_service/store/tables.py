"""How each kind of row is found on record and written there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, LiteralString

from graph_service import cypher
from graph_service.graph import Reading, Transaction
from graph_service.rows.record_forms import as_hours
from graph_service.rows.rows import Spool, Values
from graph_service.store import team_rows

_READ = {
    "regions": cypher.load("questions/registers/read_regions"),
    "registration_authorities": cypher.load("questions/registers/read_registration_authorities"),
    "teams": cypher.load("questions/registers/read_teams"),
    "viewing": cypher.load("questions/registers/read_viewing"),
    "applications": cypher.load("questions/registers/read_applications"),
    "records": cypher.load("questions/registers/read_records"),
}
_LIST_IDS = cypher.load("questions/registers/list_ids")
_WRITE_REGIONS = cypher.load("register/imports/write_regions")
_LINK_REGIONS = cypher.load("register/imports/link_regions")
_WRITE_AUTHORITIES = cypher.load("register/imports/write_registration_authorities")
_WRITE_VIEWING = cypher.load("register/imports/write_viewing")
_WRITE_APPLICATIONS = cypher.load("register/imports/write_applications")

_KEYS = {
    "regions": "region_code",
    "registration_authorities": "authority_id",
    "teams": "team_id",
    "applications": "application_id",
    "records": "record_id",
}
_LISTS = {
    "regions": "region_codes",
    "registration_authorities": "authority_ids",
    "teams": "team_ids",
    "applications": "application_ids",
    "records": "record_ids",
}


def key_of(kind: str, row: Values) -> str:
    """Return what identifies a row of this kind."""
    if kind == "viewing":
        return f"{row.get('team_id') or ''} {row.get('viewer_id') or ''}".strip()
    return row.get(_KEYS[kind]) or ""


async def existing(tx: Transaction, kind: str, rows: list[Values]) -> dict[str, Values]:
    """Return the rows on record under the ids of these rows, in the form of a file's row."""
    if kind == "viewing":
        found = await tx.values(_READ[kind], pairs=[[r["team_id"], r["viewer_id"]] for r in rows])
    else:
        ids = [row[_KEYS[kind]] for row in rows]
        found = await tx.values(_READ[kind], **{_LISTS[kind]: ids})
    stored = (as_file_row(row) for (row,) in found)
    return {key_of(kind, row): row for row in stored}


async def ids(reading: Reading, kind: str) -> list[str]:
    """Return the ids on record of a kind, in order."""
    [(found,)] = await reading.values(_LIST_IDS, kind=kind)
    return found


def read_statement(kind: str) -> tuple[LiteralString, str]:
    """Return the statement that reads rows of a kind, and the name of its list of ids."""
    return _READ[kind], _LISTS[kind]


def as_file_row(row: dict[str, Any]) -> Values:
    """Return a row of the graph as a file has it: lists joined, hours written, nothing as None."""
    held = {
        name: (";".join(value) or None) if isinstance(value, list) else value
        for name, value in row.items()
    }
    if "service_hours" in held:
        held["service_hours"] = as_hours(row["service_hours"])
    return held


async def write(
    tx: Transaction, kind: str, spool: Spool, day: str | None = None
) -> AsyncIterator[int]:
    """Write put-aside rows, a chunk at a time, and yield how many are done.

    ``day`` is the day by which a region has ended or not.
    """
    if kind == "teams":
        async for written in write_teams(tx, spool):
            yield written
        return
    for chunk in spool:
        await write_part(tx, kind, chunk, day)
        yield len(chunk)
    if kind == "regions":
        for chunk in spool:
            await link_regions(tx, chunk)


async def write_part(tx: Transaction, kind: str, part: list[Any], day: str | None) -> None:
    """Write some put-aside rows of a kind beside teams and records; regions without their edges."""
    rows = [row for row, _ in part]
    if kind == "regions":
        await tx.run(_WRITE_REGIONS, rows=rows, day=day)
    elif kind == "registration_authorities":
        await tx.run(_WRITE_AUTHORITIES, rows=rows)
    elif kind == "viewing":
        await tx.run(_WRITE_VIEWING, pairs=[[r["team_id"], r["viewer_id"]] for r in rows])
    else:
        await tx.run(_WRITE_APPLICATIONS, rows=[_application(row) for row in rows])


async def link_regions(tx: Transaction, part: list[Any]) -> None:
    """Link put-aside regions to their parents in the code table and to their successors."""
    await tx.run(_LINK_REGIONS, rows=[row for row, _ in part])


async def write_teams(tx: Transaction, spool: Spool) -> AsyncIterator[int]:
    """Write teams, and when all of them stand their edges, so that rows may point forward."""
    edges, before = Spool("edges"), None
    for chunk in spool:
        known = [row for row, is_known in chunk if is_known]
        olds = await existing(tx, "teams", known) if known else {}
        # How names sound takes as long as writing them, so the one is done beside the other.
        rows = [row for row, _ in chunk]
        ahead = asyncio.create_task(asyncio.to_thread(team_rows.changes_of, rows, olds))
        if before is not None:
            yield await _write_nodes(tx, before, edges)
        before = ahead
    if before is not None:
        yield await _write_nodes(tx, before, edges)
    await team_rows.write_edges(tx, edges)


async def _write_nodes(
    tx: Transaction, ready: asyncio.Task[team_rows.TeamChanges], edges: Spool
) -> int:
    changes = await ready
    await team_rows.write_nodes(tx, changes)
    edges.extend([changes.affiliations])
    return len(changes.write)


def _application(row: Values) -> dict[str, Any]:
    properties = {k: v for k, v in row.items() if k not in ("application_id", "team_id")}
    return {
        "application_id": row["application_id"],
        "team_id": row["team_id"],
        "properties": properties,
    }
