"""A team's findings as of then, without INFO."""

from __future__ import annotations

from typing import Any

from graph_service import notice
from graph_service.answers.then import ViolationsThen
from graph_service.consequences.asking import ask
from graph_service.consequences.cone import Cone
from graph_service.consequences.values import Key
from graph_service.graph import Reading
from graph_service.questions import rules
from graph_service.questions.findings import Found, with_names
from graph_service.record.looking_back import demand_team, past
from graph_service.record.moments import Moment
from graph_service.record.today import loaded


async def violations_then(
    reading: Reading, moment: Moment, team_id: str, severity: str | None = None
) -> ViolationsThen:
    """Return what a team broke then, in the order of the rules; NotFound if it was not there."""
    cone = Cone(own={team_id}, findings={part: {team_id} for part in rules.PARTS})
    today = loaded(await ask(reading, cone))
    then = await past(reading, moment, {team_id})
    demand_team(then, team_id, Key("name", team_id, "team") in today)
    found: list[Found] = []
    keys = [Key("finding", team_id, rule_id) for rule_id in notice.rules()]
    for key in keys:
        for facts in then.value(key, today.get(key)) or []:
            found.append({"rule_id": key.key, "team_id": team_id, **facts})
    items: Any = [
        finding
        for finding in await with_names(reading.read, found)
        if severity in (None, finding["severity"])
    ]
    return {
        "team_id": team_id,
        "items": items,
        "next_cursor": None,
        "complete": True,
        "as_of": moment.as_dict(),
        "cause": then.cause(keys),
    }
