"""What a team might do then, and who held what it lacked."""

from __future__ import annotations

from typing import Any

from graph_service import notice
from graph_service.answers.then import PermissionsThen
from graph_service.consequences.asking import ask
from graph_service.consequences.cone import Cone
from graph_service.consequences.values import Key
from graph_service.graph import Reading
from graph_service.record.looking_back import demand_team, past
from graph_service.record.moments import Moment
from graph_service.record.names import nodes
from graph_service.record.today import loaded
from graph_service.vocabulary import Permission, Status


async def permissions_then(reading: Reading, moment: Moment, team_id: str) -> PermissionsThen:
    """Return a team's own row and effective holders as of then; NotFound if it was not there."""
    today = loaded(await ask(reading, Cone(holders={team_id}, own={team_id})))
    then = await past(reading, moment, {team_id})
    demand_team(then, team_id, Key("name", team_id, "team") in today)
    keys = [Key("holder", team_id, str(permission)) for permission in Permission]
    holders: dict[Permission, Any] = {
        Permission(key.key): then.value(key, today.get(key)) for key in keys
    }
    place_key = Key("place", team_id, "")
    place = then.value(place_key, today.get(place_key))
    ids = {("team", node) for holder in holders.values() for node in holder["path"]}
    known = await nodes(reading, then, ids)
    active = place["status"] == Status.ACTIVE
    own = notice.grants(place["permission_group"]) if active else frozenset()
    return {
        "team_id": team_id,
        "permission_group": place["permission_group"],
        "own": {permission: permission in own for permission in holders},
        "effective": {
            permission: {
                "holder": known[holder["holder"]] if holder["holder"] else None,
                "inherited": holder["holder"] not in (None, team_id),
                "path": [known[node] for node in holder["path"]],
            }
            for permission, holder in holders.items()
        },
        "as_of": moment.as_dict(),
        "cause": then.cause([*keys, place_key]),
    }
