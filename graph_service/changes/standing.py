"""The rows that operations work on, as they stand on record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from graph_service import cypher
from graph_service.changes import restoring
from graph_service.changes.change import Change
from graph_service.graph import Row, Transaction
from graph_service.operations import regions
from graph_service.operations.held import Held, Operation
from graph_service.rows.rows import Values
from graph_service.store import answered, territory_rows
from graph_service.store.tables import as_file_row, existing

_OF_TEAMS = ("register/changes/read_held", "questions/registers/read_teams")
_READ_HELD = cypher.chained(_OF_TEAMS[0], rows=_OF_TEAMS[1])
_BEGIN = cypher.chained("register/changes/begin_changes", _OF_TEAMS[0], rows=_OF_TEAMS[1])


async def begin(tx: Transaction, changes: list[Change]) -> tuple[dict[str, Row], Held | None]:
    """Take the lock of every change; return what is kept under their keys, and the rows they need.

    Only of changes of teams do the rows come at once. Raises BeingLoaded.
    """
    keys = [change.key for change in changes]
    operations = [operation for change in changes for operation in change.operations]
    if any(not o.team_id or o.values.get("application_id") for o in operations):
        return await answered.begin_all(tx, keys), None
    team_ids = sorted({operation.team_id for operation in operations})
    [begun] = await tx.run(_BEGIN, keys=answered.asked(keys), team_ids=cypher.filled(team_ids, ""))
    return answered.known(begun), with_teams(Held(), team_ids, begun)


async def read(tx: Transaction, operations: list[Operation]) -> Held:
    """Return the rows that operations work on; what is not on record is None or absent.

    With the regions that they name come the teams on those that may end.
    """
    team_ids = {operation.team_id for operation in operations if operation.team_id}
    applications = {i for o in operations if (i := o.values.get("application_id"))}
    codes, ending = regions.named(operations)
    kept = await restoring.kept_by(tx, operations)
    for change in kept.values():
        team_ids |= change.rows.get("teams", {}).keys()
        applications |= change.rows.get("applications", {}).keys()
        codes |= change.rows.get("regions", {}).keys()
    held = await rows_of(tx, team_ids, applications, codes, ending)
    return replace(held, kept=kept)


async def rows_of(
    tx: Transaction,
    team_ids: set[str],
    application_ids: set[str],
    codes: Collection[str] = (),
    ending: Collection[str] = (),
) -> Held:
    """Return the rows of these teams, applications and regions, with what is held about them.

    The teams on regions that may be ``ending`` come too.
    """
    held = Held()
    beside = await territory_rows.read(tx, held, sorted(codes), sorted(ending)) if codes else []
    wanted = sorted({*team_ids, *beside})
    if application_ids:
        ids: list[Values] = [{"application_id": i} for i in sorted(application_ids)]
        found = await existing(tx, "applications", ids)
        held.applications = {i: found.get(i) for i in sorted(application_ids)}
    [told] = await tx.run(_READ_HELD, team_ids=cypher.filled(wanted, ""))
    return with_teams(held, wanted, told)


def with_teams(held: Held, team_ids: list[str], told: Row) -> Held:
    """Return what is held, with the rows of teams and what was read beside them."""
    rows = {str(row["team_id"]): row for row in map(as_file_row, told["rows"])}
    held.teams = {team_id: rows.get(team_id) for team_id in team_ids}
    held.superiors = dict(told["superiors"])
    for team_id, hub_id in told["deciders"]:
        held.deciders.setdefault(team_id, []).append(hub_id)
    for team_id, revision, path, origin in told["revisions"]:
        held.revisions[team_id] = revision
        held.territory_paths[team_id], held.gone[team_id] = path, origin
    return held
