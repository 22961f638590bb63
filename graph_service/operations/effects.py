"""The operations on a register by name; each turns the rows on record into the rows it wants.

They know nothing of the store: the transaction that carries them reads the rows, writes what
changed and asks the audit.
"""

from __future__ import annotations

from collections.abc import Callable

from graph_service.errors import ServiceError, StructureRefused
from graph_service.operations import applications, restoring, teams, territory
from graph_service.operations.forming import invalid
from graph_service.operations.held import Held, Operation
from graph_service.operations.specs import specs
from graph_service.rows.merging import contradiction
from graph_service.rows.rows import Reject, SourceRow, Values


def apply(held: Held, operation: Operation) -> None:
    """Let an operation change the rows; raises the error of what it cannot do."""
    old = held.teams.get(operation.team_id)
    _EFFECTS[specs()[operation.operation].effect](held, operation)
    row = held.teams.get(operation.team_id)
    if old and row and _group(old) != _group(row) and old["group_set_at"] == row["group_set_at"]:
        row = held.teams[operation.team_id] = row | {"group_set_at": None}
    found = contradiction("teams", SourceRow("", 0, {}), row) if row is not None else None
    if found is not None:
        raise _structure(found) if found.rule_id != "P-10" else invalid(found)


def _group(row: Values) -> tuple[str | None, str | None]:
    """Return what a day that the group was set on belongs to."""
    return row["permission_group"], row["group_set_by"]


def _structure(reject: Reject) -> ServiceError:
    if reject.rule_id is None:
        return invalid(reject)
    return StructureRefused(
        reject.message_zh,
        f"{reject.column} '{reject.value}': {reject.message_en}",
        rule_ids=[reject.rule_id],
        field=reject.column,
    )


_EFFECTS: dict[str, Callable[[Held, Operation], None]] = {
    effect.__name__: effect
    for effect in (
        teams.register,
        teams.lay_over,
        teams.delete,
        teams.add_viewing,
        teams.remove_viewing,
        teams.set_group,
        teams.set_status,
        applications.submit,
        applications.withdraw,
        applications.decide,
        territory.adopt,
        territory.merge,
        territory.split,
        territory.move,
        territory.rename,
        territory.end,
        restoring.restore,
    )
}
