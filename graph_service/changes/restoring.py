"""What a change on record kept of the rows before and after it, for its undoing."""

from __future__ import annotations

import json
from typing import Any

from graph_service import cypher
from graph_service.errors import NotFound, NotUndoable
from graph_service.graph import Row, Transaction
from graph_service.messages import say
from graph_service.operations.held import Kept, Operation
from graph_service.rows.columns import columns
from graph_service.rows.rows import Spool, Values

_READ_ROWS = cypher.load("questions/history/read_change_rows")
RESTORE = "restore"

Rows = dict[str, dict[str, tuple[Values | None, Values | None]]]


def undoing(revision: int | str | None, *, partly: bool) -> dict[str, Any]:
    """Return the written operation that undoes a change; ``partly`` passes over what moved on."""
    return {"operation": RESTORE, "revision": revision, "partly": partly}


async def kept_by(tx: Transaction, operations: list[Operation]) -> dict[int, Kept]:
    """Return what the changes kept that these operations undo, by their revisions.

    Raises NotFound for an unknown revision and NotUndoable for one that kept nothing.
    """
    revisions = [int(o.values["revision"] or 0) for o in operations if o.operation == RESTORE]
    return {revision: await _kept(tx, revision) for revision in revisions}


async def _kept(tx: Transaction, revision: int) -> Kept:
    rows = await tx.run(_READ_ROWS, revision=revision)
    if not rows:
        raise NotFound("change", str(revision))
    change = rows[0]["change"]
    if change["rows_before"]:
        [[before]] = Spool.unpacked("plan", change["rows_before"])
        [[after]] = Spool.unpacked("plan", change["rows_plan"])
        return Kept(_pairs(before, after), (before.get("edition"), after.get("edition")))
    if change["reset"] or change["rows_plan"] or not (change["before"] or change["after"]):
        told = {"revision": revision, "operation": change["operation"]}
        raise NotUndoable(*say("plan.no_before", **told), revision=revision)
    return Kept(_single(change))


def _pairs(before: dict[str, Any], after: dict[str, Any]) -> Rows:
    return {
        kind: {key: (before.get(kind, {}).get(key), row) for key, row in rows.items()}
        for kind, rows in after.items()
        if isinstance(rows, dict)
    }


def _single(change: Row) -> Rows:
    """Return the rows of a change of one team, and of its application where it has one."""
    found: Rows = {"teams": {change["team_id"]: _both(change, "", "teams")}}
    if change["application_id"]:
        rows = _both(change, "application_", "applications")
        found["applications"] = {change["application_id"]: rows}
    return found


def _both(change: Row, prefix: str, kind: str) -> tuple[Values | None, Values | None]:
    """Return a row before and after: of one that changed what did, of others all of it."""
    told = [change[f"{prefix}{side}"] for side in ("before", "after")]
    old, new = (None if text is None else json.loads(text) for text in told)
    if old is None or new is None:
        names = [column.name for column in columns(kind)]
        old, new = (row and {name: row.get(name) for name in names} for row in (old, new))
    return old, new
