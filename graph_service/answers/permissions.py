"""What a team may do itself, and who holds what it lacks."""

from __future__ import annotations

from typing_extensions import TypedDict

from graph_service.answers.forms import TeamId
from graph_service.answers.lists import Answer
from graph_service.answers.nodes import Node
from graph_service.vocabulary import Permission, PermissionGroup


class Holder(TypedDict):
    """Who holds a permission for a team: itself, or the first above it that has it."""

    holder: Node | None
    inherited: bool
    path: list[Node]


class Permissions(Answer):
    """A team's own row of the annex and, per permission, its effective holder."""

    team_id: TeamId
    permission_group: PermissionGroup
    own: dict[Permission, bool]
    effective: dict[Permission, Holder]
