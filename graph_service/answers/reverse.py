"""The reverse scope: who manages a team, and who stands below it."""

from __future__ import annotations

from typing_extensions import TypedDict

from graph_service.answers.forms import RuleIds, TeamId
from graph_service.answers.lists import Page
from graph_service.answers.nodes import Node
from graph_service.answers.scope import Extent
from graph_service.answers.teams import TeamSummary
from graph_service.vocabulary import Status


class Powers(TypedDict):
    """What a hub may do to the team."""

    manage_team: bool
    manage_volunteers: bool
    view: bool
    set_permission_group: bool


class Manager(Node):
    """A hub in whose region the team lies."""

    team_id: TeamId
    status: Status
    active: bool
    distance: int
    is_liaison: bool
    powers: Powers
    rule_ids: RuleIds


class VolunteerManager(Node):
    """Who manages the team's volunteers."""

    extent: Extent
    distance: int


class Managers(Page[Manager]):
    """The hubs above a team, and all who manage its volunteers."""

    items: list[Manager]
    team_id: TeamId
    volunteer_managers: list[VolunteerManager]


class Subordinate(TeamSummary):
    """A team below, and how many liaison steps."""

    depth: int
