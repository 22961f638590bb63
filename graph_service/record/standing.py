"""Where a team stood then: its name, place, form, status and group."""

from __future__ import annotations

from typing import Any

from graph_service.consequences.asking import ask
from graph_service.consequences.cone import Cone
from graph_service.consequences.values import Key
from graph_service.graph import Reading
from graph_service.record.looking_back import demand_team, past
from graph_service.record.moments import Moment
from graph_service.record.today import loaded


async def standing_then(reading: Reading, moment: Moment, team_id: str) -> dict[str, Any]:
    """Return a team's name, level, place, form, status and group as of then.

    Also of a team that was deleted since. Raises NotFound if it was not on record.
    """
    name, place = Key("name", team_id, "team"), Key("place", team_id, "")
    today = loaded(await ask(reading, Cone(own={team_id})))
    then = await past(reading, moment, {team_id})
    demand_team(then, team_id, name in today)
    stood = then.value(place, today.get(place))
    region = Key("name", stood["region_code"], "region")
    today |= loaded(await ask(reading, Cone(regions={region.subject})))
    await then.ask(reading, (), {region.subject})
    named = then.value(region, today.get(region))
    called = then.value(name, today.get(name))
    return {"team_id": team_id, **called, **stood, "region_name": named and named["name"]}
