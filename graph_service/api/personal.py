"""Who sees telephone numbers whole: an administrator, and an analyst in its own scope."""

from __future__ import annotations

from collections.abc import Iterable

from graph_service.api.auth import Caller
from graph_service.graph import Reading
from graph_service.questions.checks import checks
from graph_service.vocabulary import Power, Role


async def sees_whole(graph: Reading, who: Caller, team_id: str) -> bool:
    """Return whether a caller sees a team's persons unmasked."""
    return team_id in await seen_whole(graph, who, [team_id])


async def seen_whole(graph: Reading, who: Caller, team_ids: Iterable[str]) -> set[str]:
    """Return those of the teams whose persons a caller sees unmasked.

    The own scope of a token is its team and whatever that team manages; a token that is bound to
    no team has none.
    """
    asked = sorted(set(team_ids))
    if who.at_least(Role.ADMINISTRATOR):
        return set(asked)
    if who.team_id is None or not who.at_least(Role.ANALYST):
        return set()
    items = [(who.team_id, str(Power.MANAGE_TEAM), team_id) for team_id in asked]
    answers = zip(asked, await checks(graph, items), strict=True)
    managed = {i for i, answer in answers if isinstance(answer, dict) and answer["allowed"]}
    return managed | ({who.team_id} & set(asked))
