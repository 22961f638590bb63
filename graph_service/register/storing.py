"""Between the store and the rows that operations work on: reading, writing, what changed."""

from __future__ import annotations

import json
from typing import Any

from graph_service import cypher
from graph_service.errors import Conflict, NotFound, StructureRefused
from graph_service.graph import Transaction
from graph_service.messages import say
from graph_service.register import derived, gate, history
from graph_service.register.columns import columns
from graph_service.register.held import Held, Operation
from graph_service.register.references import References
from graph_service.register.rows import Spool, Values
from graph_service.register.tables import (
    affiliation_parameters,
    existing,
    team_parameters,
    write,
)

_READ_HELD = cypher.load("register/changes/read_held")
_CLEAR_TEAMS = cypher.load("register/teams/clear_teams")
_WRITE_TEAMS = cypher.load("register/teams/write_teams")
_WRITE_AFFILIATIONS = cypher.load("register/teams/write_affiliations")
_DELETE_TEAMS = cypher.load("register/changes/delete_teams")
_POINTING_AT = cypher.load("register/changes/pointing_at")
_CLIMB_LIAISONS = cypher.load("register/changes/climb_liaisons")

_NEW = {"register_team"}


async def read(tx: Transaction, operations: list[Operation], accept: bool) -> Held:
    """Return the rows that operations work on; NotFound for a team that is not on record."""
    team_ids = sorted({operation.team_id for operation in operations})
    wanted = sorted({i for o in operations if (i := o.values.get("application_id"))})
    teams = await existing(tx, "teams", [{"team_id": team_id} for team_id in team_ids])
    [held] = await tx.run(_READ_HELD, team_ids=team_ids, application_ids=wanted)
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
        revisions={team_id: revision for team_id, revision, _ in held["revisions"]},
        territory_paths={team_id: path for team_id, _, path in held["revisions"]},
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
    await _demand_known(tx, before, changed)
    await _delete(tx, [team_id for team_id, row in after.teams.items() if row is None])
    if changed:
        known = [i for row in changed if before.teams.get(i := row["team_id"] or "")]
        if known:
            await tx.run(_CLEAR_TEAMS, team_ids=known)
        rows = [team_parameters(row, before.teams.get(row["team_id"] or "")) for row in changed]
        await tx.run(_WRITE_TEAMS, rows=rows)
        await tx.run(_WRITE_AFFILIATIONS, **affiliation_parameters(changed))
    applications = Spool("applications")
    applications.extend(
        [[row, True] for i, row in after.applications.items() if row != before.applications.get(i)]
    )
    async for _ in write(tx, "applications", applications):
        pass
    await _demand_no_cycle(tx, before, changed)
    for region_code in gate.reseated(before, after):
        await derived.update_hubs(tx, region_code)


def entries(
    operations: list[Operation], before: Held, after: Held, added: list[gate.Finding]
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
        accepted = [gate.key(f)[0] for f in added if f["team_id"] == operation.team_id]
        made.append(entry | ({"accepted": accepted} if accepted else {}))
    return made


def names(prefix: str) -> list[str]:
    """Return the columns of the rows that the history tells under a prefix."""
    return [column.name for column in columns("applications" if prefix else "teams")]


def dumps(body: dict[str, Any]) -> str:
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


async def _demand_known(tx: Transaction, before: Held, changed: list[Values]) -> None:
    references = References("teams")
    for row in changed:
        team_id = row["team_id"] or ""
        old = before.teams.get(team_id) or {}
        references.add(team_id, {name: v for name, v in row.items() if v != old.get(name)})
    kinds = {"teams": "team", "regions": "region", "registration_authorities": ""}
    for column, target in (await references.broken(tx, {})).values():
        kind = next(k for k, t in references.pointing if t == target)
        raise NotFound(kinds[kind] or "registration_authority", target, field=column)


async def _delete(tx: Transaction, team_ids: list[str]) -> None:
    if not team_ids:
        return
    for row in await tx.run(_POINTING_AT, team_ids=team_ids):
        by = ", ".join(f"{edge} {other}" for edge, other in row["by"])
        zh, en = say("write.pointed_at", team=row["team_id"], by=by)
        raise Conflict(zh, en, nodes=[other for _, other in row["by"]])
    await tx.run(_DELETE_TEAMS, team_ids=team_ids)


async def _demand_no_cycle(tx: Transaction, before: Held, changed: list[Values]) -> None:
    moved = [
        team_id
        for row in changed
        if (team_id := row["team_id"] or "")
        and row["liaison_id"]
        and row["liaison_id"] != (before.teams.get(team_id) or {}).get("liaison_id")
    ]
    lines: dict[str, list[str]] = {team_id: [] for team_id in moved}
    climbing = {team_id: team_id for team_id in moved}
    while climbing:
        rows = {r["team_id"]: r for r in await _climbed(tx, sorted(set(climbing.values())))}
        going: dict[str, str] = {}
        for start, at in climbing.items():
            row = rows.get(at)
            if row is None:
                continue
            seen = len(set(lines[start]))
            lines[start] += row["line"]
            if start in lines[start]:
                line = [start, *lines[start][: lines[start].index(start) + 1]]
                zh, en = say("write.cycle", line=" → ".join(line))
                raise StructureRefused(zh, en, rule_ids=["A-11"], nodes=line)
            if row["open"] and len(set(lines[start])) > seen:
                going[start] = row["line"][-1]
        climbing = going


async def _climbed(tx: Transaction, team_ids: list[str]) -> list[dict[str, Any]]:
    return await tx.run(_CLIMB_LIAISONS, team_ids=team_ids)
