"""Which interpretation decided an answer, and what another value of its setting would give."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from graph_service.answers.forms import InterpretationId, RuleIds, Setting, SettingValue
from graph_service.answers.nodes import Node
from graph_service.vocabulary import FastReviewPolicy


class DecidedBy(TypedDict):
    """An interpretation that an answer rests on (GET /v1/interpretations tells it whole)."""

    id: InterpretationId
    setting: Setting | None
    in_force: SettingValue | None


class Interpretation(TypedDict):
    """A reading of what the notice leaves open, and what changes it."""

    id: InterpretationId
    question: str
    question_zh: str
    decision: str
    decision_zh: str
    alternatives: str | None
    alternatives_zh: str | None
    why: str | None
    setting: Setting | None
    policy_row: str | None
    environment: NotRequired[str]
    in_force: NotRequired[SettingValue]
    other_values: NotRequired[list[SettingValue]]


class RulesReading(Interpretation):
    """An interpretation with the rules that rest on it."""

    rule_ids: RuleIds


class OtherReading(TypedDict):
    """Another value of a setting."""

    interpretation: InterpretationId
    setting: Setting
    value: SettingValue


class OtherPolicy(TypedDict):
    """Another reading of 快审 (I-4)."""

    interpretation: InterpretationId
    setting: Literal["fast_review_policy"]
    value: FastReviewPolicy


class Moves(TypedDict):
    """What another division tree moves: towns, the hubs whose superior it changes, ended seats."""

    towns: int
    teams: int
    hubs: int
    on_ended: int


class Difference(TypedDict):
    """What another value of a setting would change; ``complete``: whether all was asked."""

    setting: Setting
    value: SettingValue
    complete: bool
    teams: int
    routes: int
    adds: int
    clears: int
    moves: Moves | None
    examples: list[Node]


class Resting(TypedDict):
    """The teams whose answers rest on a reading, where what is on record tells which they are."""

    told: bool
    teams: int
    examples: list[Node]
