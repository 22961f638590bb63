"""How each kind of row is found on record and written there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any, LiteralString

from graph_service import cypher
from graph_service.graph import Transaction
from graph_service.questions.spoken import initials, pinyin
from graph_service.register.rows import Spool, Values

_READ = {
    "regions": cypher.load("questions/registers/read_regions"),
    "registration_authorities": cypher.load("questions/registers/read_registration_authorities"),
    "teams": cypher.load("questions/registers/read_teams"),
    "viewing": cypher.load("questions/registers/read_viewing"),
    "applications": cypher.load("questions/registers/read_applications"),
}
_WRITE_REGIONS = cypher.load("register/imports/write_regions")
_LINK_REGIONS = cypher.load("register/imports/link_regions")
_WRITE_AUTHORITIES = cypher.load("register/imports/write_registration_authorities")
_WRITE_VIEWING = cypher.load("register/imports/write_viewing")
_WRITE_APPLICATIONS = cypher.load("register/imports/write_applications")
_CLEAR_TEAMS = cypher.load("register/teams/clear_teams")
_WRITE_TEAMS = cypher.load("register/teams/write_teams")
_WRITE_AFFILIATIONS = cypher.load("register/teams/write_affiliations")

_KEYS = {
    "regions": "region_code",
    "registration_authorities": "authority_id",
    "teams": "team_id",
    "applications": "application_id",
}
_LISTS = {
    "regions": "region_codes",
    "registration_authorities": "authority_ids",
    "teams": "team_ids",
    "applications": "application_ids",
}
_PERSONS = (
    ("person_in_charge", "person_in_charge_name", "person_in_charge_mobile"),
    ("contact", "contact_name", "contact_mobile"),
    ("system_administrator", "administrator_name", None),
    ("records_officer", "records_officer_name", None),
)
_EDGES = {
    "liaison_id": "liaisons",
    "registration_authority_id": "authorities",
    "branch_of": "branches",
    "viewing_ids": "viewings",
}
_NOT_PROPERTIES = {"team_id", "region_code", *_EDGES} | {
    name for person in _PERSONS for name in person[1:] if name
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


def read_statement(kind: str) -> tuple[LiteralString, str]:
    """Return the statement that reads rows of a kind, and the name of its list of ids."""
    return _READ[kind], _LISTS[kind]


def as_file_row(row: dict[str, Any]) -> Values:
    """Return a row of the graph as a file has it: lists joined, nothing as None."""
    return {
        name: (";".join(value) or None) if isinstance(value, list) else value
        for name, value in row.items()
    }


async def write(tx: Transaction, kind: str, spool: Spool) -> AsyncIterator[int]:
    """Write put-aside rows, a chunk at a time, and yield how many are done."""
    if kind == "teams":
        async for written in write_teams(tx, spool):
            yield written
        return
    for chunk in spool:
        rows = [row for row, _ in chunk]
        if kind == "regions":
            await tx.run(_WRITE_REGIONS, rows=rows)
        elif kind == "registration_authorities":
            await tx.run(_WRITE_AUTHORITIES, rows=rows)
        elif kind == "viewing":
            await tx.run(_WRITE_VIEWING, pairs=[[r["team_id"], r["viewer_id"]] for r in rows])
        else:
            await tx.run(_WRITE_APPLICATIONS, rows=[_application(row) for row in rows])
        yield len(rows)
    if kind == "regions":
        for chunk in spool:
            await tx.run(_LINK_REGIONS, rows=[row for row, _ in chunk])


async def write_teams(tx: Transaction, spool: Spool) -> AsyncIterator[int]:
    """Write teams, and when all of them stand their edges, so that rows may point forward."""
    chunks = iter(spool)
    ahead = asyncio.create_task(asyncio.to_thread(_next_teams, chunks))
    try:
        while (ready := await ahead) is not None:
            # How names sound takes as long as writing them, so the one is done beside the other.
            ahead = asyncio.create_task(asyncio.to_thread(_next_teams, chunks))
            known, rows = ready
            if known:
                await tx.run(_CLEAR_TEAMS, team_ids=known)
            await tx.run(_WRITE_TEAMS, rows=rows)
            yield len(rows)
    finally:
        await asyncio.gather(ahead, return_exceptions=True)
    for chunk in spool:
        await tx.run(_WRITE_AFFILIATIONS, **affiliation_parameters([row for row, _ in chunk]))


def _next_teams(chunks: Iterator[list[Any]]) -> tuple[list[str], list[dict[str, Any]]] | None:
    """Return the next chunk's ids that are on record, and what write_teams takes."""
    chunk = next(chunks, None)
    if chunk is None:
        return None
    known = [row["team_id"] for row, is_known in chunk if is_known]
    return known, [team_parameters(row) for row, _ in chunk]


def team_parameters(row: Values, old: Values | None = None) -> dict[str, Any]:
    """Return what write_teams takes for one complete row.

    Given the row on record, only properties that changed are written: a name written again is
    indexed again, which costs more than all the rest.
    """
    name = row["name"] or ""
    properties = {
        key: value
        for key, value in row.items()
        if key not in _NOT_PROPERTIES and (old is None or old.get(key) != value)
    }
    if "name" in properties:
        properties |= {"pinyin": pinyin(name), "initials": initials(name)}
    return {
        "team_id": row["team_id"],
        "region_code": row["region_code"],
        "is_branch": row["branch_of"] is not None,
        "properties": properties,
        "persons": [
            {"role": role, "name": row[named], "mobile": row[mobile] if mobile else None}
            for role, named, mobile in _PERSONS
            if row[named] or (mobile and row[mobile])
        ],
    }


def affiliation_parameters(rows: list[Values]) -> dict[str, list[list[str]]]:
    """Return the edges of complete rows as write_affiliations takes them."""
    edges: dict[str, list[list[str]]] = {name: [] for name in _EDGES.values()}
    for row in rows:
        for column, name in _EDGES.items():
            value = row[column]
            if value:
                edges[name] += [[row["team_id"] or "", target] for target in value.split(";")]
    return edges


def _application(row: Values) -> dict[str, Any]:
    properties = {k: v for k, v in row.items() if k not in ("application_id", "team_id")}
    return {
        "application_id": row["application_id"],
        "team_id": row["team_id"],
        "properties": properties,
    }
