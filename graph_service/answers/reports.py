"""Reports by which offices guide and mobilise (四): units, authorities, departments."""

from __future__ import annotations

from typing_extensions import TypedDict

from graph_service.answers.forms import AuthorityId, RegionCode
from graph_service.answers.hours import Hours
from graph_service.answers.nodes import Node
from graph_service.vocabulary import AuthorityKind, BusinessLine, Status


class UnitRow(TypedDict):
    """A responsible unit with its hub: the teams of its region, their breaches and hours (Q-3)."""

    responsible_unit: str | None
    hub: Node
    region_code: RegionCode
    teams: int
    teams_with_breaches: int
    error_findings: int
    warn_findings: int
    hours: Hours
    records: int


class AuthorityRow(TypedDict):
    """A registration authority: who is registered, who is filed in its towns (Q-4).

    An organisation that is filed and has no team stands in no register; so of towns it is told
    in which no filed organisation has a team.
    """

    authority_id: AuthorityId
    name: str
    authority_kind: AuthorityKind
    has_administrator: bool
    registered: int
    registered_by_status: dict[Status, int]
    registered_without_administrator: int
    filed: int
    towns: int
    towns_without: list[RegionCode]


class DepartmentRow(TypedDict):
    """A department's line: its teams, and in how many districts it has one (Q-1)."""

    business_line: BusinessLine | None
    teams: int
    active_teams: int
    hours: Hours
    districts: int
    districts_expected: int
