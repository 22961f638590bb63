"""A record as it is given, in its form; what names a person or a volunteer is not repeated."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from graph_service.errors import InvalidInput, ServiceError
from graph_service.messages import say
from graph_service.records.held import Item
from graph_service.rows.columns import Column, columns
from graph_service.rows.rows import Reject, SourceRow, Values, checked_by
from graph_service.vocabulary import Decision

_HIDDEN = ("volunteer_no", "contact_name", "location")
_KEPT_BY_US = ("state", "decided_by", "decided_at", "entered_at", "entered_by", "return_reason")
_NOT_CORRECTED = ("record_id", "team_id")
_MAY_LACK = ("record_id", "service_evaluation", "service_status")
_SHOWN = 64

GIVEN = tuple(column for column in columns("records") if column.name not in _KEPT_BY_US)
CORRECTED = tuple(column for column in GIVEN if column.name not in _NOT_CORRECTED)
_REASON = next(column for column in columns("records") if column.name == "return_reason")
_DECISION = Column("decision", "决定", "Decision")
_RECORD_ID = GIVEN[0]


def entered(given: Any) -> Item:
    """Return the record that a body or a batch's item says, under an id of ours if it has none."""
    return _item(given, GIVEN, _complete)


def corrected(record_id: str, given: Any) -> Item:
    """Return what a correction lays over a record: any of its values, but no other team."""

    def known(values: Values) -> None:
        for name, value in values.items():
            if value is None and name != "service_evaluation":
                raise InvalidInput(name, None, *say("field.missing", field=name), rule_ids=["R-1"])

    item = _item(given, CORRECTED, known)
    return Item(record_id, item.values, item.error)


def decided(given: Any) -> Item:
    """Return a decision about a record; a return says why."""
    reason = Column("reason", _REASON.zh, "text", asked=_REASON.asked)
    return _item(given, (_RECORD_ID, _DECISION, reason), _reasoned)


def named(record_id: str) -> Item:
    """Return a record that is only named."""
    return Item(record_id)


def _item(given: Any, known: tuple[Column, ...], complete: Any) -> Item:
    record_id = given.get("record_id") if isinstance(given, Mapping) else None
    shown = record_id if isinstance(record_id, str) else None
    try:
        values = _formed(given, known)
        complete(values)
    except ServiceError as error:
        told = shown if isinstance(shown, str) and _is_id(shown) else None
        return Item(told, error=error)
    return Item(values.get("record_id"), values)


def _is_id(text: str) -> bool:
    return not isinstance(checked_by((_RECORD_ID,), SourceRow("", 0, {"record_id": text})), Reject)


def _formed(given: Any, known: tuple[Column, ...]) -> Values:
    if not isinstance(given, Mapping):
        raise InvalidInput("item", None, *say("field.dict_type", field="item"))
    names = {column.name for column in known}
    for name in given:
        if name not in names:
            raise InvalidInput(
                str(name)[:40], None, *say("field.extra_forbidden", field=str(name)[:40])
            )
    texts = {name: _text(name, value) for name, value in given.items()}
    held = checked_by(known, SourceRow("", 0, texts))
    if isinstance(held, Reject):
        raise _invalid(held)
    for column in known:
        if len(held.get(column.name) or "") > column.asked[1] and column.form == "text":
            facts = {"field": column.name, "max_length": column.asked[1]}
            raise InvalidInput(column.name, None, *say("field.string_too_long", **facts))
    return held


def _text(name: str, value: Any) -> str:
    """Return a JSON value as the text that a column's form reads."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if name == "service_hours" and isinstance(value, int | float) and not isinstance(value, bool):
        return f"{Decimal(repr(value)):f}"
    raise InvalidInput(name, None, *say("field.string_type", field=name))


def _complete(values: Values) -> None:
    """Fill in an id; InvalidInput for one of the eight items that is not there (R-1)."""
    for column in GIVEN:
        if values.get(column.name) is None and column.name not in _MAY_LACK:
            said = say("field.missing", field=column.name)
            raise InvalidInput(column.name, None, *said, rule_ids=["R-1"])
    if values.get("record_id") is None:
        values["record_id"] = f"R-{secrets.token_hex(8)}"


def _reasoned(values: Values) -> None:
    for name in ("record_id", "decision"):
        if values.get(name) is None:
            raise InvalidInput(name, None, *say("field.missing", field=name))
    if values["decision"] == Decision.RETURN and values.get("reason") is None:
        raise InvalidInput("reason", None, *say("service_record.return_reason_needed"))


def _invalid(reject: Reject) -> InvalidInput:
    value = None if reject.column in _HIDDEN else reject.value
    rule_ids = [reject.rule_id] if reject.rule_id else None
    return InvalidInput(
        reject.column, value, reject.message_zh, reject.message_en, rule_ids=rule_ids
    )
