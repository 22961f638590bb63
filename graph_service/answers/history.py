"""The history: who changed what, when and why."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from graph_service.answers.forms import (
    ApplicationId,
    AuthorityId,
    Day,
    Moment,
    RecordId,
    RuleIds,
    TeamId,
)
from graph_service.vocabulary import Role

AnswerKind = Literal[
    "names",
    "findings",
    "review_routes",
    "permissions",
    "scope",
    "managers",
    "viewers",
    "subordinates",
    "checks",
    "seats",
]


class TeamColumns(TypedDict, total=False):
    """A team's row in the columns of an import; persons are left out for those who may not know."""

    team_id: str | None
    name: str | None
    team_kind: str | None
    region_code: str | None
    registration_status: str | None
    registered_name: str | None
    uscc: str | None
    organisation_form: str | None
    unit_name: str | None
    unit_kind: str | None
    responsible_unit: str | None
    business_line: str | None
    branch_of: str | None
    liaison_id: str | None
    registration_authority_id: str | None
    viewing_ids: str | None
    permission_group: str | None
    group_set_by: str | None
    status: str | None
    person_in_charge_name: str | None
    person_in_charge_mobile: str | None
    contact_name: str | None
    contact_mobile: str | None
    administrator_name: str | None
    records_officer_name: str | None
    liaison_no: str | None
    responsible_unit_kind: str | None
    branch_kind: str | None
    filing_office: str | None
    external_superior: str | None
    group_set_at: str | None
    founded_on: str | None
    registered_at: str | None
    service_region: str | None
    address: str | None
    email: str | None
    records_officer_duties: str | None


class ApplicationColumns(TypedDict, total=False):
    """An application's row in the columns of an import."""

    application_id: str | None
    team_id: str | None
    to_group: str | None
    granted_group: str | None
    applied_to: str | None
    decided_by: str | None
    status: str | None
    reason: str | None
    decided_at: str | None


class ImportCounts(TypedDict, total=False):
    """How many rows of each kind a change wrote."""

    regions: int
    registration_authorities: int
    teams: int
    viewing: int
    applications: int
    records: int


class ChangeRow(TypedDict):
    """A change: by whom, when and why, and the rows before and after it."""

    revision: int
    recorded_at: Moment
    effective_from: Day | None
    operation: str
    team_id: TeamId | None
    application_id: ApplicationId | None
    token_id: str | None
    role: Role
    acting_team_id: TeamId | None
    acting_authority_id: AuthorityId | None
    record_id: RecordId | None
    request_id: str | None
    reason: str | None
    before: TeamColumns | None
    after: TeamColumns | None
    application_before: ApplicationColumns | None
    application_after: ApplicationColumns | None
    accepted: RuleIds | None
    counts: ImportCounts | None
    answers_changed: list[AnswerKind]
