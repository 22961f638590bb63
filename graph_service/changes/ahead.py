"""What the callers of changes may do, asked at once before any of them is prepared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph_service.changes.powers import Told, asks
from graph_service.errors import ServiceError
from graph_service.graph import Transaction
from graph_service.operations.held import Operation
from graph_service.questions.checks import checks
from graph_service.rows.rows import Values
from graph_service.store.history import Actor
from graph_service.vocabulary import Power, Role


async def ask(
    tx: Transaction, asked: Iterable[tuple[Actor, Operation]], teams: Mapping[str, Values | None]
) -> Told:
    """Return the answers to all that operators' operations ask before rows are written, at once."""
    items = sorted(
        {
            (actor.team_id, power, operation.team_id)
            for actor, operation in asked
            if actor.role == Role.OPERATOR and actor.team_id and not actor.authority_id
            if (row := teams.get(operation.team_id)) is not None
            for powers in asks(actor, operation, row)
            for power in powers.before
        }
    )
    return dict(zip(items, await checks(tx, items), strict=True)) if items else {}


def manages(told: Told, actor: Actor, team_id: str) -> bool:
    """Return whether it was told that the caller's team manages another one."""
    answer = told.get((actor.team_id or "", str(Power.MANAGE_TEAM), team_id))
    return answer is not None and not isinstance(answer, ServiceError) and answer["allowed"]
