"""What a change answers: the team as it then stands, who must admit it, what was accepted."""

from __future__ import annotations

from graph_service.answers.audit import Finding
from graph_service.answers.writes import TeamWritten
from graph_service.errors import ServiceError
from graph_service.graph import Transaction
from graph_service.questions import teams
from graph_service.questions.route_readings import explained_routes, without_status
from graph_service.vocabulary import Business, Status


async def written(
    tx: Transaction, team_id: str, accepted: list[Finding], *, masked: bool = True
) -> TeamWritten:
    """Return a team as it stands after a change; while it is pending, its admission's route."""
    team = await teams.team(tx, team_id, masked=masked)
    answer: TeamWritten = {**team, "violations": accepted}
    if team["status"] == Status.PENDING:
        [route] = await explained_routes(tx, [(team_id, str(Business.ADMISSION))])
        if not isinstance(route, ServiceError):
            answer["admission_route"] = without_status(route)
    return answer
