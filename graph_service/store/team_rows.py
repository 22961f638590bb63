"""Teams as the graph takes them: what of a row is new, and what of the old one goes first."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph_service import cypher, notice
from graph_service.graph import Transaction
from graph_service.questions.pinyin import initials, pinyin
from graph_service.rows.rows import Values

_WRITE_TEAMS = cypher.load("register/teams/write_teams")
_REWRITE_TEAMS = cypher.chained("register/teams/clear_teams", "register/teams/write_teams")
_WRITE_AFFILIATIONS = cypher.load("register/teams/write_affiliations")

_PERSONS: dict[str, dict[str, str]] = {
    "person_in_charge": {"name": "person_in_charge_name", "mobile": "person_in_charge_mobile"},
    "contact": {"name": "contact_name", "mobile": "contact_mobile"},
    "system_administrator": {"name": "administrator_name"},
    "records_officer": {"name": "records_officer_name", "duties": "records_officer_duties"},
}
_OF_PERSONS = tuple(column for person in _PERSONS.values() for column in person.values())
_EDGES = {
    "liaison_id": ("LIAISON", "liaisons"),
    "registration_authority_id": ("REGISTERED_BY", "authorities"),
    "branch_of": ("BRANCH_OF", "branches"),
    "viewing_ids": ("VIEWING", "viewings"),
}
_OF_LABELS = ("team_kind", "registration_status", "region_code", "branch_of")
_NOT_PROPERTIES = {"team_id", "region_code", *_EDGES, *_OF_PERSONS}
_FEW = 10  # as many are prepared sooner than a thread is found

Rows = list[Values]
Olds = Mapping[str, Values | None]


@dataclass(frozen=True)
class TeamChanges:
    """What clear_teams, write_teams and write_affiliations take for some rows."""

    clear: list[dict[str, Any]]
    write: list[dict[str, Any]]
    affiliations: dict[str, list[list[str]]]


def changes_of(rows: Rows, olds: Olds) -> TeamChanges:
    """Return how complete rows are written over the rows on record.

    Only what differs is: everything written again would be indexed again, and a transaction
    holds in memory whatever it writes.
    """
    pairs = [(row, olds.get(row["team_id"] or "")) for row in rows]
    clearing = (_clearing(row, old) for row, old in pairs if old)
    return TeamChanges(
        [row for row in clearing if row["labels"] or row["persons"] or row["edges"]],
        [_writing(row, old) for row, old in pairs],
        {
            name: [
                [row["team_id"] or "", target]
                for row, old in pairs
                if _differ(row, old, (column,))
                for target in (row[column] or "").split(";")
                if target
            ]
            for column, (_, name) in _EDGES.items()
        },
    )


async def write(tx: Transaction, rows: Rows, olds: Olds) -> None:
    """Write a few teams with their edges."""
    few = len(rows) <= _FEW
    changes = changes_of(rows, olds) if few else await asyncio.to_thread(changes_of, rows, olds)
    await write_nodes(tx, changes)
    if any(changes.affiliations.values()):
        await tx.run(_WRITE_AFFILIATIONS, **changes.affiliations)


async def write_nodes(tx: Transaction, changes: TeamChanges) -> None:
    """Write teams without their edges, which may point at teams that are still to come."""
    if changes.clear:
        await tx.run(_REWRITE_TEAMS, **given(changes))
    else:
        await tx.run(_WRITE_TEAMS, **{k: v for k, v in given(changes).items() if k != "olds"})


def given(changes: TeamChanges) -> dict[str, Any]:
    """Return what clear_teams and write_teams take."""
    return {
        "olds": cypher.filled(changes.clear, {}),
        "rows": cypher.filled(changes.write, {}),
        "captions": notice.captions(),
        "names": notice.name_patterns(),
    }


async def write_edges(tx: Transaction, asides: Iterable[list[Any]]) -> None:
    """Write the edges that were put aside."""
    for aside in asides:
        for affiliations in aside:
            await tx.run(_WRITE_AFFILIATIONS, **affiliations)


def _differ(row: Values, old: Values | None, names: Iterable[str]) -> bool:
    return old is None or any(row[name] != old.get(name) for name in names)


def _clearing(row: Values, old: Values) -> dict[str, Any]:
    edges = [edge for column, (edge, _) in _EDGES.items() if _differ(row, old, (column,))]
    moved = _differ(row, old, ("region_code",))
    return {
        "team_id": row["team_id"],
        "labels": _differ(row, old, _OF_LABELS),
        "persons": _roles(row, old),
        "edges": [*edges, "LOCATED_IN"] if moved else edges,
    }


def _writing(row: Values, old: Values | None) -> dict[str, Any]:
    name = row["name"] or ""
    properties: dict[str, Any] = {
        key: value
        for key, value in row.items()
        if key not in _NOT_PROPERTIES and (row[key] if old is None else _differ(row, old, (key,)))
    }
    if "name" in properties:
        properties |= {"pinyin": pinyin(name), "initials": initials(name)}
    return {
        "team_id": row["team_id"],
        "region_code": row["region_code"],
        "is_branch": row["branch_of"] is not None,
        "is_placed": _differ(row, old, ("region_code",)),
        "properties": properties,
        "persons": _persons(row, _roles(row, old)),
    }


def _roles(row: Values, old: Values | None) -> list[str]:
    """Return the roles whose person is another one, or says otherwise."""
    return [role for role, columns in _PERSONS.items() if _differ(row, old, columns.values())]


def _persons(row: Values, roles: list[str]) -> list[dict[str, Any]]:
    blank = {"name": None, "mobile": None}
    found: list[dict[str, Any]] = []
    for role in roles:
        person: dict[str, Any] = {name: row[column] for name, column in _PERSONS[role].items()}
        if any(person.values()):
            duties = (person.pop("duties", None) or "").split(";")
            found.append(
                blank | person | {"role": role, "duties": [d for d in duties if d] or None}
            )
    return found
