"""Plans: operations rehearsed, what would follow from them, and what became of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypedDict

from graph_service.answers.audit import Finding
from graph_service.answers.changed import AnswerChanged
from graph_service.answers.forms import Moment, RuleId, TeamId
from graph_service.answers.lists import Answer
from graph_service.answers.problems import Problem
from graph_service.answers.values import AnsweredKind
from graph_service.vocabulary import Business

PlanStatus = Literal["draft", "applied", "expired"]
Digest = Annotated[
    str,
    Field(
        description="SHA-256 of the operations and all answer changes, sorted, as canonical JSON"
    ),
]
Parameter = Annotated[str, Field(description="operation, team_id, …its parameters")]
Given = Annotated[Any, Field(description="as it was given: a text, a number, a list, an object")]
WrittenOperation = dict[Parameter, Given]


class RoutesSummary(TypedDict):
    """How many routes change, and how many of them get another reviewer or lose theirs."""

    by_business: dict[Business, int]
    new_reviewer: int
    becomes_unresolved: int
    becomes_blocked: int


class HubSummary(TypedDict):
    """What a hub gains and loses: teams in its region, routes that it finishes."""

    hub: TeamId
    name: str | None
    teams_gained: int
    teams_lost: int
    reviews_gained: int
    reviews_lost: int


class TokenSummary(TypedDict):
    """How many teams a token's team may act upon that it could not before, and the reverse."""

    token_id: str
    team_id: TeamId
    gains: int
    loses: int
    permissions_gained: list[str]
    permissions_lost: list[str]


class SeatsSummary(TypedDict):
    """How many seats get a hub, and how many have none any more, or none yet."""

    filled: int
    vacated: int


class FindingsSummary(TypedDict):
    """Findings by rule, ERROR and WARN."""

    added: dict[RuleId, int]
    removed: dict[RuleId, int]


class InFlight(TypedDict):
    """Waiting cases that get another reviewer."""

    admissions: int
    applications: int
    records: int


class PlanSummary(TypedDict):
    """What would follow, in numbers; `complete` says that all hubs stand in the list."""

    answers: dict[AnsweredKind, int]
    routes: RoutesSummary
    hubs: list[HubSummary]
    complete: bool
    tokens: list[TokenSummary]
    seats: SeatsSummary
    findings: FindingsSummary
    names_no_longer_lawful: int
    in_flight: InFlight


class PlanProblem(Problem):
    """Why one of the operations cannot be done."""

    index: int


class PlanRow(TypedDict):
    """A plan without its operations."""

    plan_id: str
    title: str | None
    reason: str
    status: PlanStatus
    created_at: Moment
    created_by: str
    expires_at: Moment
    revision: int | None
    digest: Digest
    summary: PlanSummary


class Plan(PlanRow, Answer):
    """A plan: what would be done, what stands in the way, what would follow.

    `left_out` tells what an undoing leaves out, since it moved on.
    """

    operations: list[WrittenOperation]
    problems: list[PlanProblem]
    left_out: list[PlanProblem]


class PlanApplied(TypedDict):
    """What applying a plan did, the breaches that were accepted included."""

    plan_id: str
    status: PlanStatus
    revision: int | None
    digest: Digest
    violations: list[Finding]


class PlannedChange(AnswerChanged):
    """An answer that would change, in words too; null where there is no answer."""

    before_text_zh: str | None
    before_text_en: str | None
    after_text_zh: str | None
    after_text_en: str | None
