"""What the answers rest on: annex, businesses, rules, authorities."""

from __future__ import annotations

from typing_extensions import TypedDict

from graph_service.answers.forms import AuthorityId, RegionCode, RuleId
from graph_service.vocabulary import (
    AuthorityKind,
    Business,
    FastReviewPolicy,
    Outcome,
    Permission,
    PermissionGroup,
    Severity,
)


class PermissionGroupRow(TypedDict):
    """A row of the annex."""

    code: PermissionGroup
    name: str
    ordinal: int
    permissions: dict[Permission, bool]


class Exemption(TypedDict):
    """A permission that spares a team the review, and what becomes of it then."""

    permission: Permission
    outcome: Outcome


class Need(TypedDict):
    """What a final reviewer needs under one reading of 快审 (I-4)."""

    fast_review_policy: FastReviewPolicy
    permission: Permission


class BusinessRow(TypedDict):
    """A review business: what exempts from it and what its final reviewer needs."""

    code: Business
    name: str
    open_to_pending: bool
    exempted_by: list[Exemption]
    reviewer_needs: list[Need]


class Rule(TypedDict):
    """A rule with its clause and literal quotes."""

    rule_id: RuleId
    clause: str | None
    quotes: list[str]
    severity: Severity
    title_zh: str
    title_en: str
    check: str


class RegistrationAuthority(TypedDict):
    """A registration authority 登记机关."""

    authority_id: AuthorityId
    name: str
    authority_kind: AuthorityKind
    division_code: str
    region_code: RegionCode | None
    has_administrator: bool
