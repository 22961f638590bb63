"""Answers as of then, answers that changed, and what made them so."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from graph_service.answers.audit import Finding
from graph_service.answers.forms import Moment, RegionCode, Revision, TeamId
from graph_service.answers.history import ChangeRow
from graph_service.answers.lists import Answer, Page
from graph_service.answers.nodes import Node
from graph_service.answers.permissions import Permissions
from graph_service.answers.problems import Problem
from graph_service.answers.routes import Reviewed
from graph_service.answers.seats import SeatState
from graph_service.vocabulary import Level, Role

AnsweredKind = Literal[
    "route",
    "holder",
    "affiliation",
    "finding",
    "place",
    "viewing",
    "managers",
    "region",
    "seat",
    "name",
]
Subject = Annotated[str, Field(description="a team_id, region_code or authority_id, or @network")]
AnswerKey = Annotated[
    str, Field(description="a business, a permission, a rule_id, a kind of subject, or nothing")
]
Value = Annotated[Any, Field(description="ids and codes only; null where there is no answer")]


class NodeId(TypedDict):
    """A team or a registration authority, by its id."""

    kind: str
    id: str


class StepValue(NodeId):
    """A reviewer on the way: its role and why."""

    role: str
    reason: str


class RouteValue(TypedDict):
    """The value of an answer of kind ``route``."""

    outcome: str
    reason: str
    mode: str | None
    liaison: NodeId | None
    final_reviewer: NodeId | None
    path: list[StepValue]


class HolderValue(TypedDict):
    """The value of an answer of kind ``holder``: who holds it, and the ids on the way."""

    holder: str | None
    path: list[str]


class AffiliationValue(TypedDict):
    """The value of an answer of kind ``affiliation``: what the notice wants."""

    kind: str
    node: NodeId | None
    provisional: bool
    rule_id: str


class PlaceValue(TypedDict):
    """The value of an answer of kind ``place``; pairs of forms are joined by ``_``."""

    region_code: str
    status: str
    permission_group: str
    form: str


class AsOf(TypedDict):
    """The place in the history that an answer is as of."""

    revision: int
    recorded_at: Moment | None


class Cause(TypedDict):
    """The change that made an answer so."""

    revision: Revision
    operation: str
    reason: str | None
    recorded_at: Moment
    role: Role
    acting_team_id: TeamId | None


class RouteThen(Reviewed):
    """Who reviewed one business of a team, and what made it so."""

    cause: Cause | None


class RoutesThen(Answer):
    """A team's routes as of then."""

    team_id: TeamId
    routes: list[RouteThen]
    as_of: AsOf
    cause: Cause | None


class RouteAnswerThen(TypedDict):
    """One item's route as of then, or its problem."""

    index: int
    team_id: str
    business: str
    route: NotRequired[RouteThen]
    problem: NotRequired[Problem]


class RouteAnswersThen(Answer):
    """The items' routes as of then, in the order asked."""

    items: list[RouteAnswerThen]
    as_of: AsOf


class PermissionsThen(Permissions):
    """A team's own row and its effective holders as of then."""

    as_of: AsOf
    cause: Cause | None


class ManagerThen(Node):
    """A hub in whose region the team lay."""

    distance: int


class ManagersThen(Page[ManagerThen]):
    """The hubs above a team as of then, nearest first."""

    items: list[ManagerThen]
    team_id: TeamId
    as_of: AsOf
    cause: Cause | None


class ViolationsThen(Page[Finding]):
    """What a team broke then, without INFO."""

    items: list[Finding]
    team_id: TeamId
    as_of: AsOf
    cause: Cause | None


class SeatThen(TypedDict):
    """A region's seat as of then."""

    region_code: RegionCode
    name: str
    level: Level
    state: SeatState
    hubs: list[Node]


class SeatsThen(Page[SeatThen]):
    """A page of seats as of then."""

    items: list[SeatThen]
    as_of: AsOf
    cause: Cause | None


class AnswerChanged(TypedDict):
    """An answer that a change changed: its value before and after, null for none."""

    kind: AnsweredKind
    subject: Subject
    key: AnswerKey
    before: Value
    after: Value


class AnswersChanged(Page[AnswerChanged]):
    """What followed from a change: the answers that it changed, first values of what it created."""

    revision: Revision
    recorded_at: Moment
    reset: bool
    answer_count: int
    created_count: int


class AnswerNow(TypedDict):
    """An answer of today."""

    kind: AnsweredKind
    subject: Subject
    key: AnswerKey
    value: Value


class AnswersNow(Page[AnswerNow]):
    """A page of today's answers; changes after ``revision`` lead on from it."""

    revision: Revision


class AnswerThen(TypedDict):
    """A value that an answer had, from one change to the next."""

    kind: AnsweredKind
    key: AnswerKey
    value: Value
    from_revision: int | None
    from_at: Moment | None
    to_revision: int | None
    cause: Cause | None


class Timeline(Page[AnswerThen]):
    """A team's answers one after another, newest first."""

    team_id: TeamId


class ChangeAnswered(ChangeRow):
    """A change, with the answers that it changed where ``answers=true`` asked for them."""

    answer_changes: NotRequired[list[AnswerChanged]]
    answers_complete: NotRequired[bool]
    answer_count: NotRequired[int]
    created_count: NotRequired[int]
    reset: NotRequired[bool]
