"""A team in full, its scope, and those above and below it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from graph_service.api.shapes.lists import Page
from graph_service.api.shapes.reviews import DecidedBy
from graph_service.model import Clause, Node
from graph_service.questions.scope import Basis
from graph_service.vocabulary import (
    BranchKind,
    Duty,
    Level,
    PermissionGroup,
    RegistrationStatus,
    ResponsibleUnitKind,
    Status,
    TeamKind,
)

_DERIVED = Field(json_schema_extra={"readOnly": True})


class TeamSummary(BaseModel):
    """A team in lists; `display_name` is the name qualified by its divisions."""

    team_id: str
    name: str
    display_name: str = _DERIVED
    team_kind: TeamKind
    level: Level = _DERIVED
    region_code: str
    registration_status: RegistrationStatus
    permission_group: PermissionGroup
    status: Status


class Person(BaseModel):
    """A person of a team; the mobile is masked except for those who may see it."""

    role: str
    name: str | None
    mobile: str | None
    duties: list[Duty]


class Expected(BaseModel):
    """The affiliation that the notice wants."""

    kind: Literal["liaison", "registration_authority", "none"]
    node: Node | None
    provisional: bool
    rule_id: str


class Team(TeamSummary):
    """A team in full."""

    liaison_no: str | None
    registered_name: str | None
    uscc: str | None
    organisation_form: str | None
    unit_name: str | None
    unit_kind: str | None
    responsible_unit: str | None
    responsible_unit_kind: ResponsibleUnitKind | None
    business_line: str | None
    branch_kind: BranchKind | None
    filing_office: str | None
    external_superior: str | None
    group_set_by: str | None
    group_set_at: str | None
    founded_on: str | None
    registered_at: str | None
    service_region: str | None
    address: str | None
    email: str | None
    revision: int | None = _DERIVED
    liaison: Node | None
    registration_authority: Node | None
    viewing: list[Node]
    branch_of: Node | None
    persons: list[Person]
    expected_affiliation: Expected = _DERIVED


class TeamScope(BaseModel):
    """The teams of a hub's region in numbers, with the four marks."""

    total: int
    reviewed: int
    in_chain: int
    legal_persons: int
    mismatch: int
    by_level: dict[Level, int]
    by_team_kind: dict[TeamKind, int]
    by_status: dict[Status, int]


class VolunteerScope(BaseModel):
    """Whose volunteers it manages; nobody's where `teams` is 0."""

    extent: Literal["region", "own_team"]
    teams: int


class RegistrationScope(BaseModel):
    """Whether new teams may choose it, and whether it admits them."""

    may_take: bool
    may_admit: bool
    direct_subordinates: int


class OtherScope(BaseModel):
    """Another value of a setting, and what it would make of a scope."""

    interpretation: str
    setting: str
    value: str
    reviewed: int
    may_admit: bool


class Scope(BaseModel):
    """A team's effective regional management scope."""

    hub: Node
    region: str
    regions: int
    team_scope: TeamScope
    volunteer_scope: VolunteerScope
    registration_scope: RegistrationScope
    rule_ids: list[str]
    clauses: list[Clause]
    decided_by: list[DecidedBy]
    other_readings: list[OtherScope]


class ScopeTeam(TeamSummary):
    """A team of a scope: its marks; divisions, or liaison steps, between it and the hub."""

    basis: list[Basis]
    distance: int


class Subordinate(TeamSummary):
    """A team below, and how many liaison steps."""

    depth: int


class Powers(BaseModel):
    """What a hub may do to the team."""

    manage_team: bool
    manage_volunteers: bool
    view: bool
    set_permission_group: bool


class Manager(Node):
    """A hub in whose region the team lies."""

    team_id: str
    status: Status
    active: bool
    distance: int
    is_liaison: bool
    powers: Powers
    rule_ids: list[str]


class VolunteerManager(Node):
    """Who manages the team's volunteers."""

    extent: Literal["region", "own_team"]
    distance: int


class Managers(Page[Manager]):
    """The hubs above a team, and all who manage its volunteers."""

    team_id: str
    volunteer_managers: list[VolunteerManager]
