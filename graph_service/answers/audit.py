"""Findings: what breaks a rule of the notice, with clause and quote."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from graph_service.answers.forms import RecordId, RegionCode, RuleId, Setting, SettingValue, TeamId
from graph_service.answers.history import TeamColumns
from graph_service.answers.lists import Answer, Page
from graph_service.answers.readings import RulesReading
from graph_service.answers.wishes import Wanted
from graph_service.vocabulary import (
    BusinessLine,
    Level,
    Permission,
    PermissionGroup,
    RegistrationStatus,
    Severity,
    Status,
)


class WrittenOperation(TeamColumns, total=False):
    """An operation as fixes and plans write it: its values in the register's columns."""

    operation: str
    viewer_id: str | None


class Fix(TypedDict):
    """Rehearsed operations that clear a finding; safe where the notice leaves one value only."""

    operations: list[WrittenOperation]
    safe: bool


class Count(TypedDict):
    """How many there are of something."""

    count: int
    of: NotRequired[str]


class Facts(TypedDict, total=False):
    """What is expected or found, as ids and values; which of these, the rule says."""

    team_id: TeamId | None
    team_ids: list[TeamId]
    region_code: str | None
    region_prefix: str
    territory_path: str | None
    authority_id: str
    application_id: str
    superior: str | None
    set_by: str | None
    granted_by: str
    name: str | None
    level: Level
    form: str | None
    status: Status
    registration_status: RegistrationStatus
    permission_group: PermissionGroup
    permission: Permission
    permissions: list[Permission]
    business_line: BusinessLine | None
    responsible_unit: str | None
    roles: list[str]
    duties: list[str]
    edges: list[Count]
    hubs: list[Count]
    persons: list[Count]
    uscc: str | None
    length: int | None
    alphabet: str | None
    items: list[str]
    problem: str
    value: str | None
    month: str | None
    hours: float | None
    reviewer_id: str | None


class Finding(TypedDict):
    """A breach: the rule, the team, what was expected and what is; its fix where asked for.

    A breach of a record names it by `record_id`.
    """

    rule_id: RuleId
    severity: Severity
    team_id: TeamId | None
    name: str
    clause: str | None
    quote: str | None
    expected: str | None
    actual: str | None
    expected_facts: Facts | None
    actual_facts: Facts | None
    message_zh: str
    message_en: str
    record_id: NotRequired[RecordId]
    fix: NotRequired[Fix | None]


class Findings(Page[Finding]):
    """A page of findings, and the readings that stand behind their rules."""

    items: list[Finding]
    decided_by: list[RulesReading]
    fixes_bound: NotRequired[int]
    fixes_complete: NotRequired[bool]


class OtherFindings(TypedDict):
    """What another value of a setting would add to a team's findings or take away."""

    setting: Setting
    value: SettingValue
    adds: list[Finding]
    clears: list[Finding]


class Violated(Page[Finding]):
    """One team's findings, and what another reading would make of them."""

    items: list[Finding]
    decided_by: list[RulesReading]
    other_readings: list[OtherFindings]


class Violations(Violated):
    """One team's findings, counted by severity."""

    by_severity: dict[Severity, int]
    fixes_bound: NotRequired[int]
    fixes_complete: NotRequired[bool]


class FixAnswer(Answer):
    """A team's findings of one rule, and the fix that clears them where one exists.

    `wanted` is what to ask `POST /v1/advice/wanted` with: all the ways, and who may.
    """

    team_id: TeamId
    rule_id: RuleId
    fix: Fix | None
    findings: list[Finding]
    wanted: Wanted


class SeverityCounts(TypedDict):
    """Findings by severity."""

    ERROR: int
    WARN: int
    INFO: int


class RuleCounts(SeverityCounts):
    """A rule's findings by severity."""

    rule_id: RuleId
    clause: str | None
    quote: str | None
    quotes: list[str]
    title_zh: str
    title_en: str


class DistrictCounts(SeverityCounts):
    """A district's findings by severity (the city's own teams: the city)."""

    region_code: RegionCode
    name: str
    teams: int
    teams_with_breaches: int


class AuditSummary(Answer):
    """The audit in numbers."""

    teams: int
    teams_with_breaches: int
    findings: int
    facts: int
    by_severity: SeverityCounts
    by_rule: list[RuleCounts]
    by_district: list[DistrictCounts]
    about_no_team: SeverityCounts
    decided_by: list[RulesReading]
