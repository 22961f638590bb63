"""The kinds of answers that are kept, and the form of their values: ids and codes only."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypedDict

AnsweredKind = Literal[
    "route",
    "holder",
    "affiliation",
    "finding",
    "place",
    "viewing",
    "managers",
    "region",
    "seat",
    "name",
]
Subject = Annotated[str, Field(description="a team_id, region_code or authority_id, or @network")]
AnswerKey = Annotated[
    str, Field(description="a business, a permission, a rule_id, a kind of subject, or nothing")
]
Value = Annotated[Any, Field(description="ids and codes only; null where there is no answer")]


class NodeId(TypedDict):
    """A team or a registration authority, by its id."""

    kind: str
    id: str


class StepValue(NodeId):
    """A reviewer on the way: its role and why."""

    role: str
    reason: str


class RouteValue(TypedDict):
    """The value of an answer of kind ``route``."""

    outcome: str
    reason: str
    mode: str | None
    liaison: NodeId | None
    final_reviewer: NodeId | None
    path: list[StepValue]


class HolderValue(TypedDict):
    """The value of an answer of kind ``holder``: who holds it, and the ids on the way."""

    holder: str | None
    path: list[str]


class AffiliationValue(TypedDict):
    """The value of an answer of kind ``affiliation``: what the notice wants."""

    kind: str
    node: NodeId | None
    provisional: bool
    rule_id: str


class PlaceValue(TypedDict):
    """The value of an answer of kind ``place``; pairs of forms are joined by ``_``."""

    region_code: str
    status: str
    permission_group: str
    form: str
