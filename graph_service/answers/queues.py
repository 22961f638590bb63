"""What waits for a reviewer: records, admissions, applications."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from graph_service.answers.forms import Moment
from graph_service.answers.hours import Month
from graph_service.answers.lists import Answer
from graph_service.answers.nodes import NodeKind
from graph_service.vocabulary import Level

WaitingKind = Literal["records", "admissions", "applications"]
Age = Literal["up_to_7_days", "up_to_30_days", "up_to_90_days", "older"]


class Waiting(TypedDict):
    """One case: a record_id, the team_id of an admission, an application_id."""

    kind: WaitingKind
    id: str
    team_id: str
    waiting_since: Moment | None
    age_days: int | None


class Forecast(TypedDict):
    """What is to be expected: records a month, over twelve months, of the teams reviewed today."""

    records_a_month: Annotated[float, Field(description="at most two places")]
    teams: int
    from_month: Month
    upto_month: Month


class QueueSummary(Answer):
    """A reviewer's queue in numbers, and its forecast."""

    reviewer_kind: NodeKind
    reviewer_id: str
    total: int
    by_kind: dict[WaitingKind, int]
    by_level: dict[Level, int]
    by_age: dict[Age, int]
    forecast: Forecast
