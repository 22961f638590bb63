"""A page of a list, and a problem."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """A page of a list; `next_cursor` leads to the next one, `complete` says there is none."""

    items: list[Item]
    next_cursor: str | None
    complete: bool


class FieldError(BaseModel):
    """What is wrong with one field."""

    field: str
    value: Any
    message_zh: str
    message_en: str


class Problem(BaseModel):
    """An RFC 9457 problem document; more members say which rule, node or violation is meant."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    message_zh: str
    message_en: str
    errors: list[FieldError] | None = None
    rule_ids: list[str] | None = None
    nodes: list[Any] | None = None
    violations: list[Any] | None = None
