"""What a team may do itself, and who holds what it lacks (附件, I-17)."""

from __future__ import annotations

from typing import Any

from graph_service import cypher
from graph_service.answers.permissions import Permissions
from graph_service.errors import NotFound
from graph_service.graph import Graph, Reading
from graph_service.questions.nodes import team_node

_PERMISSIONS_OF = cypher.load("questions/permissions/permissions_of")


async def permissions(graph: Reading, team_ids: list[str]) -> list[Permissions | NotFound]:
    """Return each team's own row and effective holders, in order; an unknown team is NotFound."""
    rows = await graph.values(_PERMISSIONS_OF, team_ids=team_ids)
    return [_answer(team_ids[index], facts) for index, *facts in rows]


async def permissions_of(graph: Graph, team_id: str) -> Permissions:
    """Return one team's own row and, per permission, its effective holder with the path.

    Raises NotFound for an unknown team.
    """
    [answer] = await permissions(graph, [team_id])
    if isinstance(answer, NotFound):
        raise answer
    return answer


def _answer(asked: str, facts: list[Any]) -> Permissions | NotFound:
    team_id, group, effective, chain = facts
    if team_id is None:
        return NotFound("team", asked)
    nodes = [team_node(*entry) for entry in chain]
    return {
        "team_id": team_id,
        "permission_group": group,
        "own": {code: own for code, own, _ in effective},
        "effective": {
            code: {
                "holder": None if at is None else nodes[at],
                "inherited": at is not None and at > 0,
                "path": [] if at is None else nodes[: at + 1],
            }
            for code, _, at in effective
        },
    }
