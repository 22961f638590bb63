"""A team or a registration authority in an answer, and a clause of the notice."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from graph_service.answers.forms import RuleId
from graph_service.vocabulary import Level

NodeKind = Literal["team", "registration_authority"]


class Node(TypedDict):
    """A team or a registration authority; an authority has no level."""

    kind: NodeKind
    id: str
    name: str
    level: Level | None


class Clause(TypedDict):
    """A clause of the notice with its literal words; null where a rule is derived."""

    rule_id: RuleId
    clause: str | None
    quote: str | None
