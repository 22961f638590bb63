"""Answers as of then, each with the change that made it so."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from graph_service.answers.audit import Finding
from graph_service.answers.forms import Moment, RegionCode, Revision, TeamId
from graph_service.answers.lists import Answer, Page
from graph_service.answers.nodes import Node
from graph_service.answers.permissions import Permissions
from graph_service.answers.problems import Problem
from graph_service.answers.routes import Reviewed
from graph_service.answers.seats import SeatState
from graph_service.answers.values import AnsweredKind, AnswerKey, Value
from graph_service.vocabulary import Level, Role


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
