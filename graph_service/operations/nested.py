"""Values that hold values: lists and maps in the shapes of operations.json.

They are given as such, or as JSON text where a cell or a command line holds them; a list of codes
also separated by ``;``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graph_service.errors import InvalidInput
from graph_service.messages import say
from graph_service.operations.specs import table
from graph_service.rows.columns import Column
from graph_service.rows.rows import Reject, SourceRow, checked_by

Shape = Mapping[str, Any]


def is_nested(form: str) -> bool:
    """Return whether a form is a shape of several values."""
    return form in table()["shapes"]


def nested(field: str, form: str, value: Any) -> Any:
    """Return a value in its shape; InvalidInput names the member that is not, by its path."""
    shape = table()["shapes"][form]
    value = _read(field, shape, value)
    if not shape["list"]:
        return _one(field, shape, value)
    if not isinstance(value, list) or (not value and shape.get("some")):
        raise InvalidInput(field, value, *say("shape.list", field=field))
    return [_one(f"{field}[{at}]", shape, each) for at, each in enumerate(value)]


def _read(field: str, shape: Shape, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if shape["list"] and "of" in shape and not text.startswith("["):
        return [part for part in text.replace("；", ";").split(";") if part.strip()]
    try:
        return json.loads(text)
    except ValueError:
        raise InvalidInput(field, value, *say("shape.json", field=field)) from None


def _one(field: str, shape: Shape, value: Any) -> Any:
    if "of" in shape:
        return _plain(field, shape["of"], value)
    if not isinstance(value, dict):
        raise InvalidInput(field, value, *say("shape.map", field=field))
    members = shape["members"]
    for name in value.keys() - members.keys():
        words = ", ".join(members)
        raise InvalidInput(f"{field}.{name}", None, *say("shape.unknown", field=name, words=words))
    given = {name: value[name] for name in members if value.get(name) is not None}
    for name in shape["needs"]:
        if name not in given:
            raise InvalidInput(f"{field}.{name}", None, *say("shape.needed", field=name))
    return {name: _member(f"{field}.{name}", members[name], each) for name, each in given.items()}


def _member(field: str, form: str, value: Any) -> Any:
    return nested(field, form, value) if is_nested(form) else _plain(field, form, value)


def _plain(field: str, form: str, value: Any) -> str:
    if isinstance(value, bool | dict | list) or value is None:
        raise InvalidInput(field, str(value), *say("shape.plain", field=field))
    column = Column(field, field, form, required=True, longest=1000)
    held = checked_by([column], SourceRow("", 0, {field: str(value)}))
    if isinstance(held, Reject):
        raise InvalidInput(field, held.value, held.message_zh, held.message_en)
    return held[field] or ""
