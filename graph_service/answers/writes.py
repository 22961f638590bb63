"""What a change leaves: the team as it then stands, and the breaches that were accepted."""

from __future__ import annotations

from typing import NotRequired

from graph_service.answers.applications import ApplicationRow
from graph_service.answers.audit import Finding
from graph_service.answers.routes import Route
from graph_service.answers.teams import Team


class TeamWritten(Team):
    """A team as it stands after a change; while it is pending, who must admit it."""

    violations: list[Finding]
    admission_route: NotRequired[Route]


class ApplicationWritten(ApplicationRow):
    """An application as it stands after a change, with its team."""

    team: TeamWritten
    violations: list[Finding]
