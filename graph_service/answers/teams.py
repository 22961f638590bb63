"""A team: as a line of a list, and in full."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from graph_service.answers.forms import Date, RegionCode, Revision, RuleId, TeamId
from graph_service.answers.lists import Debug, Page
from graph_service.answers.nodes import Node
from graph_service.vocabulary import (
    BranchKind,
    BusinessLine,
    Duty,
    Level,
    OrganisationForm,
    PermissionGroup,
    PersonRole,
    RegistrationStatus,
    ResponsibleUnitKind,
    Status,
    TeamKind,
    UnitKind,
)

AffiliationKind = Literal["liaison", "registration_authority", "none"]


class TeamSummary(TypedDict):
    """A team in lists; `display_name` is the name qualified by its divisions."""

    team_id: TeamId
    name: str
    display_name: str
    team_kind: TeamKind
    level: Level
    region_code: RegionCode
    registration_status: RegistrationStatus
    permission_group: PermissionGroup
    status: Status


class TeamPage(Page[TeamSummary]):
    """A page of teams; a search by name that met its bound says `bounded`, and is not complete."""

    items: list[TeamSummary]
    bounded: NotRequired[int]


class Person(TypedDict):
    """A person of a team; the mobile is masked except for those who may see it."""

    role: PersonRole
    name: str | None
    mobile: str | None
    duties: list[Duty]


class Affiliation(TypedDict):
    """The affiliation that the notice wants; provisional where a nearer hub is missing."""

    kind: AffiliationKind
    node: Node | None
    provisional: bool
    rule_id: RuleId


class TeamFields(TeamSummary):
    """A team's own fields, as they stand on record."""

    liaison_no: str | None
    registered_name: str | None
    uscc: str | None
    organisation_form: OrganisationForm | None
    unit_name: str | None
    unit_kind: UnitKind | None
    responsible_unit: str | None
    responsible_unit_kind: ResponsibleUnitKind | None
    business_line: BusinessLine | None
    branch_kind: BranchKind | None
    filing_office: str | None
    external_superior: str | None
    group_set_by: str | None
    group_set_at: Date | None
    founded_on: Date | None
    registered_at: Date | None
    service_region: str | None
    address: str | None
    email: str | None
    revision: Revision | None


class Team(TeamFields):
    """A team in full: its fields, edges, persons, and the affiliation that the notice wants."""

    liaison: Node | None
    registration_authority: Node | None
    viewing: list[Node]
    branch_of: Node | None
    persons: list[Person]
    expected_affiliation: Affiliation
    debug: NotRequired[Debug]
