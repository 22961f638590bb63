"""An operation as it is given, and as it is carried out: known by its name, its values formed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph_service.errors import InvalidInput
from graph_service.messages import say
from graph_service.operations.held import Operation
from graph_service.operations.nested import is_nested, nested
from graph_service.operations.specs import Spec, persons, spec
from graph_service.rows.rows import Reject, SourceRow, checked_by


def from_dict(given: dict[str, Any]) -> Operation:
    """Return the operation of a written one; InvalidInput for an unknown name or value."""
    values = dict(given)
    asked = spec(values.pop("operation", None))
    team_id = str(values.pop("team_id", None) or "")
    if bool(team_id) != asked.takes_team:
        key = "operation.team" if asked.takes_team else "operation.no_team"
        raise InvalidInput("team_id", team_id or None, *say(key, operation=asked.name))
    return Operation(asked.name, team_id, formed(asked, values))


def formed(asked: Spec, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return an operation's values in their form; InvalidInput names the field that is not.

    It takes its own parameters and no others, those that it needs always.
    """
    known = {other: p for p in asked.parameters.values() for other in (p.column.name, *p.also)}
    for name in values.keys() - known.keys():
        words = ", ".join(asked.parameters) or "—"
        zh, en = f"{asked.name} 没有字段 {name}，可用：{words}。", f"there is no field {name}"
        raise InvalidInput(name, None, zh, f"{en} in {asked.name}; it takes: {words}.")
    shapes = {n for n, p in asked.parameters.items() if is_nested(p.column.form)}
    whole = {n: values[n] for n in shapes & values.keys() if values[n] not in (None, "")}
    given = {
        known[n].column.name: "" if v is None else str(v)
        for n, v in values.items()
        if n not in shapes
    }
    for name, parameter in asked.parameters.items():
        if parameter.needed and name not in given and name not in whole:
            zh, en = f"{asked.name} 缺少字段 {name}。", f"{asked.name} needs the field {name}."
            raise InvalidInput(name, None, zh, en)
        if parameter.one_of and given.get(name) not in (None, *parameter.one_of):
            words = ", ".join(parameter.one_of)
            zh, en = f"{name} 应为：{words}。", f"{name} is one of: {words}."
            raise InvalidInput(name, given[name], zh, en)
    plain = [p.column for name, p in asked.parameters.items() if name not in shapes]
    held = checked_by(plain, SourceRow("", 0, given))
    if isinstance(held, Reject):
        raise invalid(held)
    return held | {n: nested(n, asked.parameters[n].column.form, v) for n, v in whole.items()}


def invalid(reject: Reject) -> InvalidInput:
    """Return the error of a value that a row cannot hold; what persons hold is not repeated."""
    rule_ids = [reject.rule_id] if reject.rule_id else None
    value = None if reject.column in persons() else reject.value
    return InvalidInput(
        reject.column, value, reject.message_zh, reject.message_en, rule_ids=rule_ids
    )
