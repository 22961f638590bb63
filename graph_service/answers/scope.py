"""The effective regional management scope of a hub."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from graph_service.answers.forms import RegionCode, RuleIds
from graph_service.answers.lists import Answer
from graph_service.answers.nodes import Clause, Node
from graph_service.answers.readings import DecidedBy, OtherPolicy
from graph_service.answers.teams import TeamSummary
from graph_service.vocabulary import Level, Status, TeamKind

Basis = Literal["region", "in_chain", "reviewed", "legal_persons", "mismatch"]
Extent = Literal["region", "own_team"]


class TeamScope(TypedDict):
    """The teams of a hub's region in numbers, with the four marks."""

    total: int
    reviewed: int
    in_chain: int
    legal_persons: int
    mismatch: int
    by_level: dict[Level, int]
    by_team_kind: dict[TeamKind, int]
    by_status: dict[Status, int]


class VolunteerScope(TypedDict):
    """Whose volunteers it manages; nobody's where `teams` is 0."""

    extent: Extent
    teams: int


class RegistrationScope(TypedDict):
    """Whether new teams may choose it, and whether it admits them."""

    may_take: bool
    may_admit: bool
    direct_subordinates: int


class OtherScope(OtherPolicy):
    """What another value of a setting would make of a scope."""

    reviewed: int
    may_admit: bool


class Scope(Answer):
    """A team's effective regional management scope."""

    hub: Node
    region: RegionCode
    regions: int
    team_scope: TeamScope
    volunteer_scope: VolunteerScope
    registration_scope: RegistrationScope
    rule_ids: RuleIds
    clauses: list[Clause]
    decided_by: list[DecidedBy]
    other_readings: list[OtherScope]


class ScopeTeam(TeamSummary):
    """A team of a scope: its marks; divisions, or liaison steps, between it and the hub."""

    basis: list[Basis]
    distance: int
