"""What a team may do, and who holds what it lacks."""

from __future__ import annotations

from graph_service.answers.permissions import Permissions
from graph_service.api import doors
from graph_service.api.auth import ReaderDep
from graph_service.api.deps import GraphDep, TeamId
from graph_service.api.replies import Reply
from graph_service.questions import permissions

router = doors.router(prefix="/v1/teams", tags=["permissions"])


@router.get("/{team_id}/permissions", response_model=Permissions)
async def get_permissions(team_id: TeamId, graph: GraphDep, who: ReaderDep) -> Reply:
    """A team's own row of the annex, and per permission the effective holder with the path."""
    return Reply(await permissions.permissions_of(graph, team_id))
