"""What a whole answer rests on: the answers on record that say all that it shows.

An answer shows more than one value: names, a status in a sentence, the form behind a rule. Each
of these is a value on record too, so a change that alters what is shown names one of its keys.
What is not on record (other readings of 快审, the admission of a team that is not pending, whom an
authority registers) rests on nothing: ``None``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph_service.answers.permissions import Permissions
from graph_service.answers.routes import RouteFound
from graph_service.consequences.rehearsal import Followed
from graph_service.consequences.values import Key
from graph_service.errors import ServiceError
from graph_service.questions.checks import CheckFound, Item
from graph_service.questions.route_readings import rests_on_fast_review
from graph_service.record.following import Told
from graph_service.vocabulary import Business, Power, Status

Keys = set[Key]
# Who sets a hub's group follows from the seats, the hubs on them and their names.
HUBS = Key("hubs", "", "")
_EVERYTHING = "region"
_EDGE = str(Business.HOURS_RECORDING)  # every route shows the liaison edge


def of_routes(team_id: str, answers: Iterable[RouteFound | ServiceError]) -> Keys | None:
    """Return what routes of a team rest on, shown as they are: value, names, form and status."""
    keys = {Key("place", team_id, ""), _team(team_id)}
    for answer in answers:
        if isinstance(answer, ServiceError) or not _on_record(answer):
            return None
        keys.add(Key("route", team_id, answer["business"]))
        keys |= {_named(step) for step in answer["path"]}
        if answer["liaison"] is not None:
            keys.add(_named(answer["liaison"]))
    return keys


def of_permissions(answer: Permissions) -> Keys:
    """Return what a team's permissions rest on: its place, each holder, and the names shown."""
    team_id = answer["team_id"]
    keys = {Key("place", team_id, ""), _team(team_id)}
    for permission, held in answer["effective"].items():
        keys.add(Key("holder", team_id, str(permission)))
        keys |= {_named(node) for node in held["path"]}
    return keys


def of_check(item: Item, found: CheckFound) -> Keys | None:
    """Return what a check rests on: both places and names, edges, and the route of a review."""
    subject_id, power, team_id = item
    if isinstance(found.answer, ServiceError):
        return None
    keys = {Key("name", subject_id, "team"), Key("name", subject_id, "registration_authority")}
    keys |= {_team(team_id), Key("place", subject_id, ""), Key("place", team_id, "")}
    if found.route is not None:
        route = of_routes(team_id, [found.route])
        return None if route is None else keys | route
    if found.authority:
        return None
    keys.add(Key("route", team_id, _EDGE))
    if power == Power.VIEW:
        keys.add(Key("viewing", team_id, ""))
    if power == Power.SET_PERMISSION_GROUP:
        keys.add(HUBS)
    return keys


def altered(followed: Followed) -> Keys | None:
    """Return the keys that a change of this process alters; None for any."""
    if followed.reset:
        return None
    return _altered(followed.changes, followed.created)


def altered_by(told: Told) -> Keys | None:
    """Return the keys that a change read from the feed alters; None for any."""
    if told.reset:
        return None
    changes = (
        (Key(change["kind"], change["subject"], change["key"]), change["before"], change["after"])
        for change, _ in told.changes
    )
    return _altered(changes, told.created)


def _altered(changes: Iterable[tuple[Key, Any, Any]], created: dict[str, list[str]]) -> Keys | None:
    keys: Keys = {Key("name", i, kind) for kind, ids in created.items() for i in ids}
    if _EVERYTHING in created:
        return None
    for key, before, after in changes:
        if key.kind == _EVERYTHING:  # a territory moved: who lies in which is on record nowhere
            return None
        keys.add(key)
        if key.kind in ("seat", "name") or (
            key.kind == "place" and (_of_hub(before) or _of_hub(after))
        ):
            keys.add(HUBS)
    return keys


def _on_record(answer: RouteFound) -> bool:
    """Return whether a route is on record whole: no other reading, no admission that is over."""
    pending = answer["status"] == Status.PENDING or answer["business"] != Business.ADMISSION
    return pending and not rests_on_fast_review(answer)


def _of_hub(place: Any) -> bool:
    """Return whether a place is a hub's; a value, or its canonical text."""
    if isinstance(place, str):
        return '"form":"hub' in place
    return place is not None and place["form"].startswith("hub")


def _named(node: Any) -> Key:
    return Key("name", node["id"], node["kind"])


def _team(team_id: str) -> Key:
    return Key("name", team_id, "team")
