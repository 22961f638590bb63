"""A wish about a team: what a no points to, and ``POST /v1/advice/wanted`` takes."""

from __future__ import annotations

from typing_extensions import TypedDict

from graph_service.answers.forms import RuleId, TeamId
from graph_service.vocabulary import Business, Outcome, Permission


class Want(TypedDict, total=False):
    """What is wanted of a team: one of five shapes."""

    business: Business
    final_reviewer_id: str
    outcome: Outcome
    power: str
    subject_id: str
    permission: Permission
    no_finding: RuleId


class Wanted(TypedDict):
    """A wish as ``POST /v1/advice/wanted`` takes it."""

    team_id: TeamId
    want: Want
