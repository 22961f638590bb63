"""Who reviews: the outcome, the final reviewer, the path with its reasons, and the clauses."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from graph_service.answers.forms import RuleIds, TeamId
from graph_service.answers.lists import Answer
from graph_service.answers.nodes import Clause, Node
from graph_service.answers.problems import Problem
from graph_service.answers.readings import DecidedBy, OtherPolicy
from graph_service.vocabulary import Business, Outcome, Status

Mode = Literal["fast", "standard"]
StepRole = Literal["first_opinion", "final"]


class Step(Node):
    """A reviewer on the way, with its role and the reason."""

    role: StepRole
    reason: str
    reason_zh: str
    reason_en: str
    rule_ids: RuleIds


class OtherRoute(OtherPolicy):
    """What another value of a setting would make of a route."""

    outcome: Outcome
    mode: Mode | None
    final_reviewer: Node | None
    message_zh: str
    message_en: str


class Reviewed(TypedDict):
    """Who reviews one business of a team, the path and the clauses, today or then."""

    business: Business
    outcome: Outcome
    reason: str
    mode: Mode | None
    liaison: Node | None
    final_reviewer: Node | None
    path: list[Step]
    rule_ids: RuleIds
    clauses: list[Clause]
    message_zh: str
    message_en: str


class Route(Reviewed):
    """Who reviews one business of a team, and what other readings would make of it."""

    decided_by: list[DecidedBy]
    other_readings: list[OtherRoute]


class RouteFound(Route):
    """A route as it was found: with the team's status, which is not part of the answer."""

    status: Status


class Routes(Answer):
    """A team's routes: one business, or all six and, while it is pending, its admission."""

    team_id: TeamId
    routes: list[Route]


class RouteAnswer(TypedDict):
    """One item's route, or its problem."""

    index: int
    team_id: str
    business: str
    route: NotRequired[Route]
    problem: NotRequired[Problem]


class RouteAnswers(Answer):
    """The items' routes, in the order asked; `assumed`: as if operations were done."""

    items: list[RouteAnswer]
    assumed: NotRequired[bool]
