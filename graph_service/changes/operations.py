"""The operations on a register by name; each turns the rows on record into the rows it wants.

They know nothing of the store: the transaction that carries them reads the rows, writes what
changed and asks the audit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph_service.changes import application_operations as applications
from graph_service.changes import team_operations as teams
from graph_service.changes.held import Held, Operation
from graph_service.changes.specs import Spec, persons, spec, specs
from graph_service.errors import InvalidInput, ServiceError, StructureRefused
from graph_service.rows.merging import contradiction
from graph_service.rows.rows import Reject, SourceRow, Values, checked_by


def from_dict(given: dict[str, Any]) -> Operation:
    """Return the operation of a written one; InvalidInput for an unknown name or value."""
    values = dict(given)
    name, team_id = values.pop("operation", None), values.pop("team_id", None)
    return Operation(spec(name).name, str(team_id or ""), formed(spec(name), values))


def formed(asked: Spec, values: Mapping[str, Any]) -> Values:
    """Return an operation's values in their form; InvalidInput names the field that is not.

    It takes its own parameters and no others, those that it needs always.
    """
    known = {other: p for p in asked.parameters.values() for other in (p.column.name, *p.also)}
    for name in values.keys() - known.keys():
        words = ", ".join(asked.parameters) or "—"
        zh, en = f"{asked.name} 没有字段 {name}，可用：{words}。", f"there is no field {name}"
        raise InvalidInput(name, None, zh, f"{en} in {asked.name}; it takes: {words}.")
    given = {known[n].column.name: "" if v is None else str(v) for n, v in values.items()}
    for name, parameter in asked.parameters.items():
        if parameter.needed and name not in given:
            zh, en = f"{asked.name} 缺少字段 {name}。", f"{asked.name} needs the field {name}."
            raise InvalidInput(name, None, zh, en)
        if parameter.one_of and given.get(name) not in (None, *parameter.one_of):
            words = ", ".join(parameter.one_of)
            zh, en = f"{name} 应为：{words}。", f"{name} is one of: {words}."
            raise InvalidInput(name, given[name], zh, en)
    held = checked_by([p.column for p in asked.parameters.values()], SourceRow("", 0, given))
    if isinstance(held, Reject):
        raise _invalid(held)
    return held


def apply(held: Held, operation: Operation) -> None:
    """Let an operation change the rows; raises the error of what it cannot do."""
    old = held.teams.get(operation.team_id)
    _EFFECTS[specs()[operation.operation].effect](held, operation)
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
    value = None if reject.column in persons() else reject.value
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
    )
}
