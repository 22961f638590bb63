"""Who reviews, who may, who holds a permission."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from graph_service.api.shapes.lists import Problem
from graph_service.model import Clause, Node
from graph_service.vocabulary import Business, Level, Outcome, Permission, PermissionGroup


class Step(Node):
    """A reviewer on the way, with its role and the reason."""

    level: Level | None
    role: Literal["first_opinion", "final"]
    reason: str
    reason_zh: str
    reason_en: str
    rule_ids: list[str]


class DecidedBy(BaseModel):
    """An interpretation that an answer rests on (GET /v1/interpretations tells it whole)."""

    id: str
    setting: str | None
    in_force: str | bool | None


class OtherReading(BaseModel):
    """What another value of a setting would make of a route."""

    interpretation: str
    setting: str
    value: str
    outcome: Outcome
    mode: Literal["fast", "standard"] | None
    final_reviewer: Node | None
    message_zh: str
    message_en: str


class OtherAnswer(BaseModel):
    """Another value of a setting, under which a check has the opposite answer."""

    interpretation: str
    setting: str
    value: str
    allowed: bool


class Route(BaseModel):
    """Who reviews one business of a team, the path and the clauses."""

    business: Business
    outcome: Outcome
    reason: str
    mode: Literal["fast", "standard"] | None
    liaison: Node | None
    final_reviewer: Node | None
    path: list[Step]
    rule_ids: list[str]
    clauses: list[Clause]
    decided_by: list[DecidedBy]
    other_readings: list[OtherReading]
    message_zh: str
    message_en: str


class Routes(BaseModel):
    """A team's routes."""

    team_id: str
    routes: list[Route]


class RouteAnswer(BaseModel):
    """One item's route, or its problem."""

    index: int
    team_id: str
    business: str
    route: Route | None = None
    problem: Problem | None = None


class RouteAnswers(BaseModel):
    """The items' routes, in order."""

    items: list[RouteAnswer]


class CheckAnswer(BaseModel):
    """Yes with the fact that makes it so, no with the one that is missing, or a problem."""

    index: int
    allowed: bool | None = None
    reason: str | None = None
    missing: str | None = None
    path: list[Step | Node] | None = None
    rule_ids: list[str] | None = None
    clauses: list[Clause] | None = None
    decided_by: list[DecidedBy] | None = None
    other_readings: list[OtherAnswer] | None = None
    message_zh: str | None = None
    message_en: str | None = None
    problem: Problem | None = None


class CheckAnswers(BaseModel):
    """The items' answers, in order."""

    items: list[CheckAnswer]


class Holder(BaseModel):
    """Who holds a permission for a team: itself, or the first above it that has it."""

    holder: Node | None
    inherited: bool
    path: list[Node]


class Permissions(BaseModel):
    """A team's own row of the annex and the effective holders."""

    team_id: str
    permission_group: PermissionGroup
    own: dict[Permission, bool]
    effective: dict[Permission, Holder]
