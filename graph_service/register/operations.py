"""The operations on a register by name; each turns the rows on record into the rows it wants.

They know nothing of the store: the transaction that carries them reads the rows, writes what
changed and asks the audit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph_service.errors import InvalidInput, ServiceError, StructureRefused
from graph_service.register import application_operations as applications
from graph_service.register import team_operations as teams
from graph_service.register.columns import columns
from graph_service.register.held import Held, Operation, table
from graph_service.register.merging import contradiction
from graph_service.register.rows import Reject, SourceRow, Values, checked


def from_dict(given: dict[str, Any]) -> Operation:
    """Return the operation of a written one; InvalidInput for an unknown name or value."""
    values = dict(given)
    name, team_id = values.pop("operation", None), values.pop("team_id", None)
    if name not in _APPLY:
        words = ", ".join(_APPLY)
        raise InvalidInput("operation", name, f"操作应为：{words}。", f"must be one of: {words}.")
    kind = "applications" if name.endswith("_application") else "teams"
    return Operation(name, str(team_id or ""), formed(kind, values))


def formed(kind: str, values: dict[str, Any]) -> Values:
    """Return values in their columns' form; InvalidInput names the field that is not."""
    known = {column.name for column in columns(kind)}
    for name in values.keys() - known - {"viewer_id", "from_group"}:
        raise InvalidInput(name, None, f"没有字段 {name}。", f"there is no field {name}.")
    given = {name: "" if value is None else str(value) for name, value in values.items()}
    held = checked(kind, SourceRow("", 0, given))
    if isinstance(held, Reject):
        raise _invalid(held)
    beside = {name: given[name] for name in ("viewer_id", "from_group") if name in given}
    return held | beside


def apply(held: Held, operation: Operation) -> None:
    """Let an operation change the rows; raises the error of what it cannot do."""
    old = held.teams.get(operation.team_id)
    _APPLY[operation.operation](held, operation)
    row = held.teams.get(operation.team_id)
    if old and row and _group(old) != _group(row) and old["group_set_at"] == row["group_set_at"]:
        row = held.teams[operation.team_id] = row | {"group_set_at": None}
    found = contradiction("teams", SourceRow("", 0, {}), row) if row is not None else None
    if found is not None:
        raise _structure(found) if found.rule_id != "P-10" else _invalid(found)


def _group(row: Values) -> tuple[str | None, str | None]:
    """Return what a day that the group was set on belongs to."""
    return row["permission_group"], row["group_set_by"]


def _invalid(reject: Reject) -> InvalidInput:
    rule_ids = [reject.rule_id] if reject.rule_id else None
    value = None if reject.column in table()["persons"] else reject.value
    return InvalidInput(
        reject.column, value, reject.message_zh, reject.message_en, rule_ids=rule_ids
    )


def _structure(reject: Reject) -> ServiceError:
    if reject.rule_id is None:
        return _invalid(reject)
    return StructureRefused(
        reject.message_zh,
        f"{reject.column} '{reject.value}': {reject.message_en}",
        rule_ids=[reject.rule_id],
        field=reject.column,
    )


_APPLY: dict[str, Callable[[Held, Operation], None]] = {
    "register_team": teams.register,
    "update_team": teams.update,
    "delete_team": teams.delete,
    "set_liaison": teams.update,
    "set_registration_authority": teams.update,
    "add_viewing": teams.add_viewing,
    "remove_viewing": teams.remove_viewing,
    "set_permission_group": teams.set_group,
    "set_status": teams.set_status,
    "submit_application": applications.submit,
    "withdraw_application": applications.withdraw,
    "decide_application": applications.decide,
}
NAMES = tuple(_APPLY)
