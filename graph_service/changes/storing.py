"""Between the store and the rows that operations work on: reading, writing, what changed."""

from __future__ import annotations

import json
from typing import Any

from graph_service import cypher
from graph_service.answers.audit import Finding
from graph_service.changes import structure
from graph_service.consequences import keeping
from graph_service.consequences.rehearsal import Followed
from graph_service.consequences.seeds import Seeds
from graph_service.errors import NotFound
from graph_service.graph import Transaction
from graph_service.operations import regions
from graph_service.operations.held import Held, Operation
from graph_service.rows.columns import columns
from graph_service.rows.rows import Spool, Values
from graph_service.store import derived, history, team_rows, territory_rows
from graph_service.store.tables import existing, write

_KNOWN_BEFORE = cypher.load("register/changes/known_before")
_READ_HELD = cypher.load("register/changes/read_held")

_NEW = {"register_team"}


async def read(tx: Transaction, operations: list[Operation], accept: bool) -> Held:
    """Return the rows that operations work on; NotFound for a team that is not on record.

    With the regions that they name come the teams on those that may end.
    """
    held = Held(accept_violations=accept)
    codes, ending = regions.named(operations)
    beside = await territory_rows.read(tx, held, sorted(codes), sorted(ending)) if codes else []
    asked = {operation.team_id for operation in operations if operation.team_id}
    await _read_teams(tx, held, operations, sorted({*asked, *beside}))
    return held


async def _read_teams(
    tx: Transaction, held: Held, operations: list[Operation], team_ids: list[str]
) -> None:
    wanted = sorted({i for o in operations if (i := o.values.get("application_id"))})
    teams = await existing(tx, "teams", [{"team_id": team_id} for team_id in team_ids])
    [beside] = await tx.run(_READ_HELD, team_ids=team_ids)
    made = {operation.team_id for operation in operations if operation.operation in _NEW}
    for team_id in team_ids:
        if team_id not in teams and team_id not in made:
            raise NotFound("team", team_id)
    if wanted:
        ids = [{"application_id": i} for i in wanted]
        held.applications = await existing(tx, "applications", ids)
    for team_id, hub_id in beside["deciders"]:
        held.deciders.setdefault(team_id, []).append(hub_id)
    held.teams = {team_id: teams.get(team_id) for team_id in team_ids}
    held.superiors = dict(beside["superiors"])
    for team_id, revision, path, told in beside["revisions"]:
        held.revisions[team_id] = revision
        held.territory_paths[team_id], held.gone[team_id] = path, told


async def write_held(tx: Transaction, before: Held, after: Held) -> None:
    """Write the rows that changed, with all that is derived from them: regions before teams.

    Raises NotFound for a row that points at nothing, StructureRefused for a liaison cycle and
    Conflict for a team that is to go while others point at it.
    """
    changed = [
        row
        for team_id, row in after.teams.items()
        if row is not None and row != before.teams.get(team_id)
    ]
    decided = [row for i, row in after.applications.items() if row != before.applications.get(i)]
    await territory_rows.write(tx, before, after)
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
    await territory_rows.delete(tx, before, after)


async def seeds(tx: Transaction, before: Held, after: Held) -> Seeds:
    """Return where what the rows change can reach begins."""
    made = [i for i, row in after.teams.items() if row is not None and before.teams.get(i) is None]
    known: set[str] = set()
    if made:
        known = {row["team_id"] for row in await tx.run(_KNOWN_BEFORE, team_ids=made)}
    found = Seeds()
    for team_id, new in after.teams.items():
        old = before.teams.get(team_id)
        if old != new:
            found.team(tx.policy, team_id, old, new, was=team_id in known)
    for identifier, application in after.applications.items():
        if application != before.applications.get(identifier):
            found.application(str(application["team_id"]))
    for code, row in after.regions_since(before).items():
        found.region(code, before.regions.get(code), row, was=code in before.known_regions)
        found.unsettled = True
    before.paths = await territory_rows.places(tx, after.regions_since(before))
    return found


def entry(
    operations: list[Operation], before: Held, after: Held, added: list[Finding]
) -> history.Entry:
    """Return what the history keeps of a change; several operations are kept as one plan."""
    accepted = sorted({finding["rule_id"] for finding in added})
    changed = after.regions_since(before)
    paths = {
        *before.territory_paths.values(),
        *(p for c in changed for p in after.paths.get(c, ())),
    }
    made: history.Entry = {"accepted": accepted} if accepted else {}
    if paths:
        made["territory_paths"] = sorted(paths)
    if len(operations) > 1 or before.regions:
        written = [operation.as_dict() for operation in operations]
        rows: dict[str, Any] = {"teams": after.teams, "applications": after.applications}
        if before.regions:
            rows |= {"regions": changed, "edition": after.edition}
        packed = Spool("plan")
        packed.extend([rows])
        told = {"operations": history.kept_list(written), "rows_plan": packed.packed()}
        name = "plan" if len(operations) > 1 else operations[0].operation
        return made | {"operation": name} | told
    [operation] = operations
    made |= {"operation": operation.operation, "team_id": operation.team_id}
    identifier = operation.values.get("application_id")
    if identifier:
        made["application_id"] = identifier
        made |= _told(
            "application_", before.applications.get(identifier), after.applications[identifier]
        )
    made |= _told("", before.teams[operation.team_id], after.teams[operation.team_id])
    if after.teams[operation.team_id] is None:
        made |= before.gone.get(operation.team_id, {})
    return made


async def keep(
    tx: Transaction, revision: int, before: Held, followed: Followed, made: history.Entry
) -> None:
    """Keep what followed from a change, and mark the teams of a plan with it."""
    paths = {team_id: [path] for team_id, path in before.territory_paths.items()}
    await keeping.keep(tx, revision, followed, paths | before.paths)
    if "rows_plan" in made:
        await history.mark_imported(tx, [sorted(before.teams)], revision)


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
