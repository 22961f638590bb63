"""From the rows that operations made back to the store: writing, what changed, what is kept."""

from __future__ import annotations

import json
from typing import Any

from graph_service import cypher
from graph_service.answers.audit import Finding
from graph_service.changes import structure
from graph_service.changes.change import Change
from graph_service.consequences import keeping
from graph_service.consequences.rehearsal import Followed
from graph_service.consequences.seeds import Seeds
from graph_service.graph import Transaction
from graph_service.operations.held import Held
from graph_service.rows.columns import columns
from graph_service.rows.rows import Spool, Values
from graph_service.store import derived, history, team_rows, territory_rows
from graph_service.store.tables import write

_KNOWN_BEFORE = cypher.load("register/changes/known_before")
KINDS = ("teams", "applications", "regions")


async def write_held(tx: Transaction, before: Held, after: Held) -> None:
    """Write the rows that changed, with all that is derived from them: regions before teams.

    Raises NotFound for a row that points at nothing, StructureRefused for a liaison cycle and
    Conflict for a team that is to go while others point at it.
    """
    changed = to_write(before.teams, after.teams)
    decided = to_write(before.applications, after.applications)
    await territory_rows.write(tx, before, after)
    await structure.demand_known(tx, "teams", before.teams, changed)
    await structure.demand_known(tx, "applications", before.applications, decided)
    await structure.delete_applications(tx, _gone(before.applications, after.applications))
    await structure.delete(tx, _gone(before.teams, after.teams))
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
        old = before.applications.get(identifier)
        if application != old:
            found.application(str((application or old or {})["team_id"]))
    for code, row in after.regions_since(before).items():
        found.region(code, before.regions.get(code), row, was=code in before.known_regions)
        found.unsettled = True
    before.paths = await territory_rows.places(tx, after.regions_since(before))
    return found


def to_write(before: dict[str, Values | None], after: dict[str, Values | None]) -> list[Values]:
    """Return the rows that are new or other than on record."""
    return [row for key, row in after.items() if row is not None and row != before.get(key)]


def _gone(before: dict[str, Values | None], after: dict[str, Values | None]) -> list[str]:
    """Return the keys of rows that were on record and are to be no longer."""
    return [key for key, row in before.items() if row is not None and after.get(key) is None]


def entry(change: Change, before: Held, after: Held, added: list[Finding]) -> history.Entry:
    """Return what the history keeps of a change; several operations are kept as one plan.

    A plan keeps its operations packed, and the rows that it changed as they were and as they are.
    """
    accepted = sorted({finding["rule_id"] for finding in added})
    changed = after.regions_since(before)
    paths = {
        *before.territory_paths.values(),
        *(p for c in changed for p in after.paths.get(c, ())),
    }
    made: history.Entry = {"accepted": accepted} if accepted else {}
    if paths:
        made["territory_paths"] = sorted(paths)
    if is_plan(change):
        written = Spool("operations")
        written.extend(operation.as_dict() for operation in change.operations)
        told = {"rows_operations": written.packed(), "rows_before": _packed(before, before, after)}
        alone = not change.as_plan and len(change.operations) == 1
        name = change.operations[0].operation if alone else "plan"
        told["rows_plan"] = _packed(after, before, after)
        return made | {"operation": name} | told
    [operation] = change.operations
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


def is_plan(change: Change) -> bool:
    """Return whether a change is kept as a plan."""
    return change.as_plan or len(change.operations) > 1 or not change.operations[0].team_id


async def keep(
    tx: Transaction, revision: int, before: Held, followed: Followed, *, as_plan: bool
) -> None:
    """Keep what followed from a change, and mark the teams of a plan with it."""
    paths = {team_id: [path] for team_id, path in before.territory_paths.items()}
    await keeping.keep(tx, revision, followed, paths | before.paths)
    if as_plan and before.teams:
        await history.mark_imported(tx, [sorted(before.teams)], revision)


def _packed(held: Held, before: Held, after: Held) -> bytes:
    """Return the rows that differ between two stands, as they are in one of them."""
    packed = Spool("plan")
    rows: dict[str, Any] = {
        kind: {
            key: getattr(held, kind).get(key)
            for key in sorted(getattr(after, kind))
            if getattr(before, kind).get(key) != getattr(after, kind)[key]
        }
        for kind in KINDS
    }
    if before.edition != after.edition:
        rows["edition"] = held.edition
    packed.extend([rows])
    return packed.packed()


def names(prefix: str) -> list[str]:
    """Return the columns of the rows that the history tells under a prefix."""
    return [column.name for column in columns("applications" if prefix else "teams")]


def dumps(body: object) -> str:
    """Return an answer's body to keep, its members in their order."""
    return json.dumps(body, ensure_ascii=False)


def _told(prefix: str, old: Values | None, new: Values | None) -> dict[str, Any]:
    if old is not None and new is not None:
        names = [name for name in new if new[name] != old.get(name)]
        old, new = {name: old.get(name) for name in names}, {name: new[name] for name in names}
    else:
        old, new = _full(old), _full(new)
    return {f"{prefix}before": history.kept(old), f"{prefix}after": history.kept(new)}


def _full(row: Values | None) -> Values | None:
    return row and {name: value for name, value in row.items() if value is not None}
