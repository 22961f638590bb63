"""What a team may do, and who holds what it lacks."""

from __future__ import annotations

from graph_service.answers.permissions import Permissions
from graph_service.answers.then import PermissionsThen
from graph_service.api import doors
from graph_service.api.auth import ReaderDep
from graph_service.api.deps import AsOf, GraphDep, TeamId
from graph_service.api.replies import Reply
from graph_service.questions import permissions
from graph_service.record.moments import moment
from graph_service.record.permissions import permissions_then

router = doors.router(prefix="/v1/teams", tags=["permissions"])


@router.get("/{team_id}/permissions", response_model=Permissions | PermissionsThen)
async def get_permissions(
    team_id: TeamId, graph: GraphDep, who: ReaderDep, as_of: AsOf = None
) -> Reply:
    """A team's own row of the annex, and per permission the effective holder with the path.

    With `as_of` those of then, and the change that made them so.
    """
    if as_of is not None:
        return Reply(await permissions_then(graph, await moment(graph, as_of), team_id))
    return Reply(await permissions.permissions_of(graph, team_id))
