"""What another reading would change, over the whole network."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from graph_service.answers.audit import Finding
from graph_service.answers.forms import TeamId


class RouteChange(TypedDict):
    """How one route ends under two readings."""

    team_id: TeamId
    business: str
    outcome: str
    final_reviewer: str | None
    other_outcome: str
    other_final_reviewer: str | None
    other_path: str


class FindingChange(Finding):
    """A finding that another reading adds or clears."""

    change: Literal["adds", "clears"]


class Compared(TypedDict):
    """The routes and the findings that another reading changes."""

    routes: list[RouteChange]
    findings: list[FindingChange]
