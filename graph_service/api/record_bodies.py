"""The bodies of records: described here, read item by item, so that none fails the others."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema, create_model

from graph_service.api.deps import ID_PATTERN
from graph_service.api.operation_bodies import Body
from graph_service.records import forming
from graph_service.rows.columns import Column

Id = Annotated[str, Field(pattern=ID_PATTERN)]
Model = TypeVar("Model", bound=BaseModel)
_HOURS = r"^[0-9]{1,2}(\.[0-9]{1,2})?$"
_FORMS: dict[str, Any] = {
    "id": Id,
    "day": date,
    "hours": Annotated[float, Field(gt=0, le=24)] | Annotated[str, Field(pattern=_HOURS)],
    "volunteer_no": Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{4,32}$")],
    "ServiceStatus": Literal["planned", "ongoing", "completed"],
}
_MAY_LACK = ("record_id", "service_evaluation", "service_status")
_EXAMPLE: dict[str, Any] = {
    "team_id": "T-flowers",
    "project_name": "社区花园养护",
    "service_date": "2026-03-01",
    "location": "松树桥社区",
    "service_recipients": "社区居民",
    "service_content": "浇水、修枝",
    "service_hours": 2.5,
    "contact_name": "李四",
    "volunteer_no": "V-000001",
}


def _field(column: Column, *, needed: bool) -> tuple[Any, Any]:
    described: dict[str, Any] = {"description": column.zh}
    if column.form == "text":
        described |= {"min_length": column.asked[0], "max_length": column.asked[1]}
    kind = _FORMS.get(column.form, str)
    return (kind, Field(**described)) if needed else (kind | None, Field(None, **described))


def _described(name: str, given: tuple[Column, ...], *, needed: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {
        c.name: _field(c, needed=needed and c.name not in _MAY_LACK) for c in given
    }
    example: dict[str, Any] = {name: _EXAMPLE[name] for name in fields if name in _EXAMPLE}
    model = create_model(
        name,
        __config__=ConfigDict(extra="forbid", json_schema_extra={"examples": [example]}),
        **fields,
    )
    return model.model_json_schema()


_RECORD = _described("RecordGiven", forming.GIVEN, needed=True)
_DECISION = {
    "title": "RecordDecision",
    "type": "object",
    "additionalProperties": False,
    "required": ["record_id", "decision"],
    "properties": {
        "record_id": {"type": "string", "pattern": ID_PATTERN},
        "decision": {"enum": ["confirm", "return"]},
        "reason": {"type": ["string", "null"], "maxLength": 500, "description": "of a return"},
    },
}
_CORRECTION = _described("RecordCorrection", forming.CORRECTED, needed=False)
_ENVELOPE = Body.model_json_schema()["properties"]
_CORRECTION["properties"] |= _ENVELOPE
_ONE = _RECORD | {"properties": _RECORD["properties"] | _ENVELOPE}

Items = Annotated[list[Any], Field(min_length=1, max_length=1000)]


class Batch(Body):
    """1 to 1,000 items, each decided by itself."""

    items: Items


class Decisions(Body):
    """1 to 1,000 decisions, each taken by itself."""

    items: Annotated[
        list[Annotated[Any, WithJsonSchema(_DECISION)]], Field(min_length=1, max_length=1000)
    ]


class Returned(BaseModel):
    """Why a record is returned."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=500, description="退回理由 why")


_MANY = {
    "title": "RecordsGiven",
    "type": "object",
    "required": ["items"],
    "additionalProperties": False,
    "properties": _ENVELOPE
    | {"items": {"type": "array", "minItems": 1, "maxItems": 1000, "items": _RECORD}},
}
Given = Annotated[dict[str, Any], WithJsonSchema({"anyOf": [_ONE, _MANY]})]
Correction = Annotated[dict[str, Any], WithJsonSchema(_CORRECTION)]


def checked(model: type[Model], body: Any) -> Model:
    """Return a body as its model; raise what a route raises for one that is none."""
    try:
        return model.model_validate(body)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error


def parted(body: dict[str, Any]) -> tuple[dict[str, Any], Body]:
    """Return a body less its reason and day, and these."""
    envelope = {name: body[name] for name in Body.model_fields if name in body}
    rest = {name: value for name, value in body.items() if name not in envelope}
    return rest, checked(Body, envelope)
