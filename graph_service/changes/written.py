"""What a change answers: the team, or the divisions, as they then stand, what was accepted."""

from __future__ import annotations

from typing import Any, cast

from graph_service.answers.territory import RegionWritten, TerritoryWritten
from graph_service.answers.writes import TeamWritten
from graph_service.changes.change import Outcome
from graph_service.errors import ServiceError
from graph_service.graph import Transaction
from graph_service.questions import teams
from graph_service.questions.route_readings import explained_routes, without_status
from graph_service.vocabulary import Business, Status


async def written(
    tx: Transaction, team_id: str, outcome: Outcome, *, masked: bool = True
) -> TeamWritten:
    """Return a team as it stands after a change; while it is pending, its admission's route."""
    read = outcome.stands
    team = teams.told(read, masked=masked) if read else await teams.team(tx, team_id, masked=masked)
    answer: TeamWritten = {**team, "violations": outcome.added}
    if team["status"] == Status.PENDING:
        [route] = await explained_routes(tx, [(team_id, str(Business.ADMISSION))])
        if not isinstance(route, ServiceError):
            answer["admission_route"] = without_status(route)
    return answer


def territory_written(operation: str, outcome: Outcome) -> TerritoryWritten:
    """Return the divisions that a change left, and how much followed from it."""
    rows = [row for _, row in sorted(outcome.regions.items()) if row is not None]
    return {
        "operation": operation,
        "revision": outcome.revision,
        "changed_regions": [_region(row) for row in rows],
        "teams_moved": len(outcome.teams),
        "answer_count": len(outcome.followed.changes),
        "violations": outcome.added,
    }


def _region(row: Any) -> RegionWritten:
    return cast("RegionWritten", {name: row[name] for name in RegionWritten.__annotations__})
