"""Between the store and the rows that operations work on: reading, writing, what changed."""

from __future__ import annotations

import json
from typing import Any

from graph_service import cypher
from graph_service.answers.audit import Finding
from graph_service.changes import structure
from graph_service.errors import NotFound
from graph_service.graph import Transaction
from graph_service.operations.held import Held, Operation
from graph_service.rows.columns import columns
from graph_service.rows.rows import Spool, Values
from graph_service.store import derived, history, team_rows
from graph_service.store.tables import existing, write

_READ_HELD = cypher.load("register/changes/read_held")

_NEW = {"register_team"}


async def read(tx: Transaction, operations: list[Operation], accept: bool) -> Held:
    """Return the rows that operations work on; NotFound for a team that is not on record."""
    team_ids = sorted({operation.team_id for operation in operations})
    wanted = sorted({i for o in operations if (i := o.values.get("application_id"))})
    teams = await existing(tx, "teams", [{"team_id": team_id} for team_id in team_ids])
    [held] = await tx.run(_READ_HELD, team_ids=team_ids)
    made = {operation.team_id for operation in operations if operation.operation in _NEW}
    for team_id in team_ids:
        if team_id not in teams and team_id not in made:
            raise NotFound("team", team_id)
    applications = (
        await existing(tx, "applications", [{"application_id": i} for i in wanted])
        if wanted
        else {}
    )
    deciders: dict[str, list[str]] = {}
    for team_id, hub_id in held["deciders"]:
        deciders.setdefault(team_id, []).append(hub_id)
    return Held(
        teams={team_id: teams.get(team_id) for team_id in team_ids},
        applications=applications,
        superiors=dict(held["superiors"]),
        deciders=deciders,
        revisions={team_id: revision for team_id, revision, *_ in held["revisions"]},
        territory_paths={team_id: path for team_id, _, path, _ in held["revisions"]},
        imports={team_id: loaded for team_id, *_, loaded in held["revisions"]},
        accept_violations=accept,
    )


async def write_held(tx: Transaction, before: Held, after: Held) -> None:
    """Write the rows that changed, with all that is derived from them.

    Raises NotFound for a row that points at nothing, StructureRefused for a liaison cycle and
    Conflict for a team that is to go while others point at it.
    """
    changed = [
        row
        for team_id, row in after.teams.items()
        if row is not None and row != before.teams.get(team_id)
    ]
    decided = [row for i, row in after.applications.items() if row != before.applications.get(i)]
    await structure.demand_known(tx, "teams", before.teams, changed)
    await structure.demand_known(tx, "applications", before.applications, decided)
    await structure.delete(tx, [team_id for team_id, row in after.teams.items() if row is None])
    if changed:
        await team_rows.write(tx, changed, before.teams)
    applications = Spool("applications")
    applications.extend([[row, True] for row in decided])
    async for _ in write(tx, "applications", applications):
        pass
    await structure.demand_no_cycle(tx, before, changed)
    await derived.update_hubs(tx, after.reseated_since(before), after.moved_since(before))


def entries(
    operations: list[Operation], before: Held, after: Held, added: list[Finding]
) -> list[history.Entry]:
    """Return what the history keeps: one entry an operation, the first with its team's change."""
    made: list[history.Entry] = []
    told: set[str] = set()
    for operation in operations:
        entry: history.Entry = {"operation": operation.operation, "team_id": operation.team_id}
        identifier = operation.values.get("application_id")
        if identifier:
            entry["application_id"] = identifier
            entry |= _told(
                "application_", before.applications.get(identifier), after.applications[identifier]
            )
        if operation.team_id not in told:
            told.add(operation.team_id)
            entry |= _told("", before.teams[operation.team_id], after.teams[operation.team_id])
        if operation.team_id in before.territory_paths:
            entry["territory_paths"] = [before.territory_paths[operation.team_id]]
        if after.teams[operation.team_id] is None and before.imports.get(operation.team_id):
            entry["imported_in"] = before.imports[operation.team_id]
        accepted = [f["rule_id"] for f in added if f["team_id"] == operation.team_id]
        made.append(entry | ({"accepted": accepted} if accepted else {}))
    return made


def names(prefix: str) -> list[str]:
    """Return the columns of the rows that the history tells under a prefix."""
    return [column.name for column in columns("applications" if prefix else "teams")]


def dumps(body: object) -> str:
    """Return an answer's body to keep, its members in their order."""
    return json.dumps(body, ensure_ascii=False)


def loads(text: str) -> dict[str, Any]:
    """Return a kept map."""
    return json.loads(text)


def _told(prefix: str, old: Values | None, new: Values | None) -> dict[str, Any]:
    if old is not None and new is not None:
        names = [name for name in new if new[name] != old.get(name)]
        old, new = {name: old.get(name) for name in names}, {name: new[name] for name in names}
    else:
        old, new = _full(old), _full(new)
    return {f"{prefix}before": history.kept(old), f"{prefix}after": history.kept(new)}


def _full(row: Values | None) -> Values | None:
    return row and {name: value for name, value in row.items() if value is not None}
