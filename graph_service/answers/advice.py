"""Advice before registering: a name, an affiliation, a permission group."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from graph_service.answers.audit import Finding
from graph_service.answers.forms import RegionCode, RuleId, RuleIds
from graph_service.answers.lists import Answer, Page
from graph_service.answers.nodes import Clause, Node
from graph_service.answers.readings import Interpretation, OtherReading
from graph_service.answers.routes import Route
from graph_service.answers.teams import Affiliation
from graph_service.answers.wishes import Want
from graph_service.vocabulary import Level, Outcome, Permission, PermissionGroup

GrantedBy = Literal["default", "district_or_city", "city"]
DefaultFor = Literal["non_hub", "branch", "legal_person"]


class NameAdvice(Answer):
    """Whether a name is lawful, what it breaks, and a lawful one where one follows."""

    name: str
    normalised: str
    lawful: bool
    findings: list[Finding]
    proposed: str | None
    rule_id: RuleId
    clauses: list[Clause]
    decided_by: list[Interpretation]


class ViewingAdvice(TypedDict):
    """Which viewing teams may be chosen."""

    rule_id: RuleId | None
    message_zh: str
    message_en: str
    candidates: list[Node]


class Refusal(Finding):
    """A breach of the draft, with the lawful alternative where there is one.

    `wanted` is the wish to ask `POST /v1/advice/wanted` with, once the team is on record.
    """

    alternative_zh: str | None
    alternative_en: str | None
    wanted: Want


class Told(TypedDict):
    """What a draft breaks: what is refused for it, and what an adviser only mentions."""

    refusals: list[Refusal]
    warnings: list[Refusal]


class Because(TypedDict):
    """The clause behind each part of the advice."""

    name_pattern: Clause
    expected_affiliation: Clause
    viewing_teams: NotRequired[Clause]
    default_group: Clause
    raised_by: Clause
    responsible_unit: NotRequired[Clause]


class Place(TypedDict):
    """A division by its code."""

    region_code: RegionCode
    name: str


class OtherAdvice(OtherReading):
    """What another value of a setting would change: the admission, or the district and its hub."""

    outcome: NotRequired[Outcome]
    final_reviewer: NotRequired[Node | None]
    district: NotRequired[Place]
    hub: NotRequired[Node | None]
    message_zh: str
    message_en: str


class RegistrationAdvice(Answer):
    """What the notice wants of a team to be, and what the draft breaks."""

    region_code: RegionCode
    level: Level
    name_pattern: str
    responsible_unit: str | None
    expected_affiliation: Affiliation
    viewing_teams: ViewingAdvice
    default_group: PermissionGroup
    prescribed_group: PermissionGroup | None
    raised_by: list[Node]
    admission: Route
    refusals: list[Refusal]
    warnings: list[Refusal]
    because: Because
    rule_ids: RuleIds
    clauses: list[Clause]
    decided_by: list[Interpretation]
    other_readings: list[OtherAdvice]


class SmallestGroup(TypedDict):
    """A row of the annex as the statement finds it."""

    code: PermissionGroup
    name: str
    ordinal: int
    brings_along: list[Permission]


class Granting(TypedDict):
    """Who may grant a group, and whose it is without asking."""

    granted_by: GrantedBy
    granted_by_zh: str
    granted_by_en: str
    default_for: list[DefaultFor]
    prescribed_for: list[Level]


class MinimalGroup(SmallestGroup, Granting):
    """A smallest group that holds what is wanted, what comes along, and who may grant it."""


class Impossible(TypedDict):
    """Why no group fits: a wanted permission that always brings an unwanted one."""

    need: Permission | None
    brings: Permission | None
    message_zh: str
    message_en: str


class GroupAdvice(Page[MinimalGroup]):
    """The minimal groups for the wanted permissions; `impossible` says why there is none."""

    items: list[MinimalGroup]
    needs: list[Permission]
    without: list[Permission]
    impossible: list[Impossible]
    clauses: list[Clause]
    decided_by: list[Interpretation]
