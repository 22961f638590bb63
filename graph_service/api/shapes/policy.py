"""What the answers rest on: annex, businesses, rules, authorities and divisions."""

from __future__ import annotations

from pydantic import BaseModel

from graph_service.vocabulary import (
    AuthorityKind,
    Business,
    FastReviewPolicy,
    Level,
    Outcome,
    Permission,
    PermissionGroup,
    RegionKind,
    Severity,
)


class PermissionGroupRow(BaseModel):
    """A row of the annex."""

    code: PermissionGroup
    name: str
    ordinal: int
    permissions: dict[Permission, bool]


class Exemption(BaseModel):
    """A permission that spares a team the review."""

    permission: Permission
    outcome: Outcome


class Need(BaseModel):
    """What a final reviewer needs under one reading of 快审 (I-4)."""

    fast_review_policy: FastReviewPolicy
    permission: Permission


class BusinessRow(BaseModel):
    """A review business."""

    code: Business
    name: str
    open_to_pending: bool
    exempted_by: list[Exemption]
    reviewer_needs: list[Need]


class Rule(BaseModel):
    """A rule with its clause and literal quotes."""

    rule_id: str
    clause: str | None
    quotes: list[str]
    severity: Severity
    title_zh: str
    title_en: str
    check: str


class Interpretation(BaseModel):
    """A reading of what the notice leaves open, and what changes it."""

    id: str
    question: str
    question_zh: str
    decision: str
    decision_zh: str
    alternatives: str | None
    alternatives_zh: str | None
    why: str | None
    setting: str | None
    policy_row: str | None
    environment: str | None = None
    in_force: str | bool | None = None
    other_values: list[str | bool] | None = None


class AuthorityRow(BaseModel):
    """A registration authority 登记机关."""

    authority_id: str
    name: str
    authority_kind: AuthorityKind
    division_code: str
    region_code: str | None
    has_administrator: bool


class RegionRow(BaseModel):
    """A division."""

    region_code: str
    name: str
    committee_name: str | None
    level: Level
    kind: RegionKind
    edition: str | None
    valid_from: str | None
    valid_to: str | None
    children: int


class Region(RegionRow):
    """A division with its place in the tree in force."""

    stem: str
    territory_path: str
    qualified_name: str | None
    parent_code: str | None
    succeeded_by: str | None
    administered_by: str | None
    regions: int
