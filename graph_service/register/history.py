"""The history: every write appends one numbered change in its own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph_service import cypher
from graph_service.graph import Graph, Transaction

_APPEND_CHANGE = cypher.load("register/history/append_change")
_READ_REVISION = cypher.load("register/history/read_revision")


@dataclass(frozen=True)
class Actor:
    """Who writes: the token's id and role, the team it is bound to, and the request."""

    token_id: str = "system"  # noqa: S105
    role: str = "administrator"
    team_id: str | None = None
    request_id: str | None = None


SYSTEM = Actor()


async def append(
    tx: Transaction,
    actor: Actor,
    operation: str,
    *,
    reason: str | None = None,
    effective_from: str | None = None,
    **members: Any,
) -> int:
    """Append a change and return its revision; called last, since it takes the counter's lock."""
    change = {
        "operation": operation,
        "token_id": actor.token_id,
        "role": actor.role,
        "acting_team_id": actor.team_id,
        "request_id": actor.request_id,
        "reason": reason,
        "effective_from": effective_from,
        **members,
    }
    return (await tx.run(_APPEND_CHANGE, change=change))[0]["revision"]


async def revision(graph: Graph) -> int:
    """Return how many changes the graph has seen."""
    return (await graph.read(_READ_REVISION))[0]["revision"]
