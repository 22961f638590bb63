"""What a register holds, in numbers."""

from __future__ import annotations

from typing_extensions import TypedDict

from graph_service.answers.forms import TeamId


class ExampleTeam(TypedDict):
    """A team to begin with, and the hub above it."""

    team_id: TeamId
    name: str
    above: TeamId


class RegisterSummary(TypedDict):
    """How many teams, hubs, regions and authorities there are, and a team to begin with."""

    teams: int
    hubs: int
    regions: int
    registration_authorities: int
    example: ExampleTeam | None
