"""Upgrade applications: a team asks for a higher permission group."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from graph_service.answers.forms import ApplicationId, Date, TeamId
from graph_service.answers.lists import Debug
from graph_service.vocabulary import ApplicationStatus, PermissionGroup


class ApplicationRow(TypedDict):
    """An application as it stands; the decider may have granted less than was asked."""

    application_id: ApplicationId
    team_id: TeamId
    to_group: PermissionGroup
    granted_group: PermissionGroup | None
    applied_to: TeamId | None
    decided_by: TeamId | None
    status: ApplicationStatus
    reason: str | None
    decided_at: Date | None


class Application(ApplicationRow):
    """An application as it stands, asked for by itself."""

    debug: NotRequired[Debug]


class WaitingApplication(TypedDict):
    """An application that waits for a decision, with its team's name and present group."""

    application_id: ApplicationId
    team_id: TeamId
    name: str
    from_group: PermissionGroup
    to_group: PermissionGroup
    applied_to: TeamId | None
    applied_to_name: str | None
    reason: str | None
