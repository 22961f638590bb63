"""What every error answers (RFC 9457)."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from graph_service.answers.audit import Finding
from graph_service.answers.forms import RuleIds
from graph_service.answers.wishes import Wanted


class FieldError(TypedDict):
    """What is wrong with one field."""

    field: str
    value: str | int | float | bool | None
    message_zh: str
    message_en: str


class MissingPower(TypedDict):
    """A power that would have let the caller do it, the fact that it lacks, and the wish for it."""

    power: str
    missing: str | None
    message_zh: str
    message_en: str
    wanted: NotRequired[Wanted]


class Problem(TypedDict):
    """A problem document: beyond RFC 9457's members, what field, rule, id or finding is meant."""

    type: str
    title: str
    status: int
    detail: str
    message_zh: str
    message_en: str
    instance: NotRequired[str]
    errors: NotRequired[list[FieldError]]
    rule_ids: NotRequired[RuleIds]
    violations: NotRequired[list[Finding]]
    nodes: NotRequired[list[str]]
    kind: NotRequired[str]
    id: NotRequired[str]
    missing: NotRequired[str]
    powers: NotRequired[list[MissingPower]]
    team_id: NotRequired[str]
    revision: NotRequired[int]
    retry_after: NotRequired[int]
    sum: NotRequired[float]
