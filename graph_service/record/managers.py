"""The hubs in whose region a team lay then, nearest first."""

from __future__ import annotations

from typing import Any

from graph_service.answers.then import ManagersThen
from graph_service.consequences.asking import ask
from graph_service.consequences.cone import Cone
from graph_service.consequences.values import Key
from graph_service.graph import Reading
from graph_service.questions import cursors
from graph_service.record.looking_back import demand_team, past
from graph_service.record.moments import Moment
from graph_service.record.names import nodes
from graph_service.record.today import loaded
from graph_service.vocabulary import Status


async def managers_then(
    reading: Reading, moment: Moment, team_id: str, cursor: str | None = None, limit: int = 100
) -> ManagersThen:
    """Return a page of a team's managing hubs as of then: ids, names of then, distance.

    A closed team had none. Raises NotFound if the team was not on record.
    """
    today = loaded(await ask(reading, Cone(own={team_id})))
    then = await past(reading, moment, {team_id})
    demand_team(then, team_id, Key("name", team_id, "team") in today)
    place_key = Key("place", team_id, "")
    place = then.value(place_key, today.get(place_key))
    region_key = Key("managers", place["region_code"], "")
    today |= loaded(await ask(reading, Cone(managers={region_key.subject})))
    await then.ask(reading, {region_key.subject})
    found: list[dict[str, Any]] = then.value(region_key, today.get(region_key)) or []
    if place["status"] == Status.CLOSED:
        found = []
    others = [entry for entry in found if entry["hub"] != team_id]
    known = await nodes(reading, then, {("team", entry["hub"]) for entry in others})
    items = [{**known[entry["hub"]], "distance": entry["distance"]} for entry in others]
    places = [[item["distance"], item["id"]] for item in items]
    page: Any = cursors.cut(items, places, cursor, [0, ""], limit)
    cause = then.cause([place_key, region_key])
    return {**page, "team_id": team_id, "as_of": moment.as_dict(), "cause": cause}
