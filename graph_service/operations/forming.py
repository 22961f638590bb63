"""An operation as it is given, and as it is carried out: known by its name, its values formed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph_service.errors import InvalidInput, ServiceError
from graph_service.messages import say
from graph_service.operations.held import Operation
from graph_service.operations.nested import is_nested, nested
from graph_service.operations.specs import Spec, persons, spec
from graph_service.rows.columns import Column
from graph_service.rows.rows import Reject, SourceRow, Values, checked_by

_ABOUT = Column("team_id", "团体编号", "id")
_SAID = (
    Column("reason", "理由", "text", longest=500),
    Column("effective_from", "生效日期", "date"),
)


def from_dict(given: Mapping[str, Any]) -> Operation:
    """Return the operation of a written one; InvalidInput for an unknown name or value.

    It may carry a reason and an effective date of its own.
    """
    values = dict(given)
    asked, team_id = spec(values.pop("operation", None)), values.pop("team_id", None)
    if bool(team_id) != asked.takes_team:
        key = "operation.team" if asked.takes_team else "operation.no_team"
        raise InvalidInput("team_id", team_id or None, *say(key, operation=asked.name))
    beside = [column for column in _SAID if column.name not in asked.parameters]
    told = {column.name: values.pop(column.name, None) for column in beside}
    said = _checked(beside, {name: _text(value) for name, value in told.items() if value})
    about = _checked([_ABOUT], {"team_id": _text(team_id)})["team_id"] or ""
    return Operation(asked.name, about, formed(asked, values), said)


def all_of(given: Iterable[Mapping[str, Any]], field: str) -> list[Operation]:
    """Return the operations of a list; InvalidInput names the place of a bad one in ``field``."""
    found: list[Operation] = []
    for index, entry in enumerate(given):
        try:
            found.append(from_dict(entry))
        except InvalidInput as error:
            for told in error.members["errors"]:
                told["field"] = f"{field}[{index}].{told['field']}"
            raise
        except ServiceError as error:
            error.members["index"] = index
            raise
    return found


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
    given = {known[n].column.name: _text(v) for n, v in values.items() if n not in shapes}
    for name, parameter in asked.parameters.items():
        if parameter.needed and name not in given and name not in whole:
            zh, en = f"{asked.name} 缺少字段 {name}。", f"{asked.name} needs the field {name}."
            raise InvalidInput(name, None, zh, en)
        if parameter.one_of and given.get(name) not in (None, *parameter.one_of):
            words = ", ".join(parameter.one_of)
            zh, en = f"{name} 应为：{words}。", f"{name} is one of: {words}."
            raise InvalidInput(name, given[name], zh, en)
    plain = [p.column for name, p in asked.parameters.items() if name not in shapes]
    shaped = {n: nested(n, asked.parameters[n].column.form, v) for n, v in whole.items()}
    return _checked(plain, given) | shaped


def _checked(columns: list[Column], given: dict[str, str]) -> Values:
    held = checked_by(columns, SourceRow("", 0, given))
    if isinstance(held, Reject):
        raise invalid(held)
    return held


def _text(value: Any) -> str:
    """Return a value as a register's column writes it: a list joined, nothing as an empty text."""
    if isinstance(value, list):
        return ";".join(map(str, value))
    return "" if value is None else str(value)


def invalid(reject: Reject) -> InvalidInput:
    """Return the error of a value that a row cannot hold; what persons hold is not repeated."""
    rule_ids = [reject.rule_id] if reject.rule_id else None
    value = None if reject.column in persons() else reject.value
    return InvalidInput(
        reject.column, value, reject.message_zh, reject.message_en, rule_ids=rule_ids
    )
