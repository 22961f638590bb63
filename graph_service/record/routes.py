"""Who reviewed a team's business then: the route of then, in the words of today."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any, cast

from graph_service.answers.routes import RouteFound
from graph_service.answers.then import RoutesThen, RouteThen
from graph_service.answers.values import RouteValue
from graph_service.consequences import values
from graph_service.consequences.values import Key
from graph_service.errors import InvalidInput, NotFound, ServiceError
from graph_service.graph import Graph, Reading
from graph_service.messages import say
from graph_service.questions import route_answers, routing
from graph_service.questions.routing import Item
from graph_service.record.looking_back import Past, past
from graph_service.record.moments import Moment, moment
from graph_service.record.names import Named, nodes
from graph_service.vocabulary import Business

_UNKNOWN = "unknown_team"


Found = list[RouteThen | ServiceError]


async def routes_then(graph: Graph, as_of: str | Moment, items: list[Item]) -> tuple[Moment, Found]:
    """Return the place in the history, and each item's route as it was, with what made it so.

    Errors are each item's own. ``decided_by`` and ``other_readings`` are left out. The admission
    is answered while the team was pending.
    """
    asked = routing.facts_of(graph, items, graph.policy)
    at, today = await asyncio.gather(moment(graph, as_of), asked)
    return at, await _routes(graph, at, items, today)


async def _routes(
    reading: Reading, moment: Moment, items: list[Item], today: list[list[Any]]
) -> Found:
    ids = {step[0] for facts in today if facts and facts[0] != _UNKNOWN for step in facts[3]}
    teams = {team_id for team_id, _ in items}
    then = await past(reading, moment, teams, ids, ("route", "place", "name"))
    await then.settle(reading, [Key("route", *item) for item in items])
    found = [_value(then, item, facts) for item, facts in zip(items, today, strict=True)]
    wanted = {pair for value in found if isinstance(value, dict) for pair in _named(value)}
    known = await nodes(reading, then, wanted, _named_today(today))
    return [
        value
        if isinstance(value, ServiceError)
        else _answer(reading, then, item, facts, value, known)
        for item, facts, value in zip(items, today, found, strict=True)
    ]


async def team_routes_then(
    graph: Graph, as_of: str | Moment, team_id: str, business: str | None = None
) -> RoutesThen:
    """Return a team's routes as of then: one business, or all that were open.

    Raises NotFound for a team that was not on record, InvalidInput for an unknown business.
    """
    names = [business] if business is not None else [str(name) for name in Business]
    at, answers = await routes_then(graph, as_of, [(team_id, name) for name in names])
    found = shown(answers, every=business is not None)
    causes = [route["cause"] for route in found if route["cause"]]
    cause = max(causes, key=lambda each: each["revision"], default=None)
    return {"team_id": team_id, "routes": found, "as_of": at.as_dict(), "cause": cause}


def shown(answers: Iterable[RouteThen | ServiceError], *, every: bool) -> list[RouteThen]:
    """Return a team's routes as they are shown; the first error is raised.

    Without ``every`` an admission that was not open is left out.
    """
    found: list[RouteThen] = []
    for answer in answers:
        if isinstance(answer, InvalidInput) and answer.members.get("not_pending") and not every:
            continue
        if isinstance(answer, ServiceError):
            raise answer
        found.append(answer)
    return found


def _value(then: Past, item: Item, facts: list[Any]) -> RouteValue | ServiceError:
    team_id, business = item
    if business not in set(Business):
        return route_answers.unknown_business(business)
    on_record = facts[0] != _UNKNOWN
    if not then.existed(Key("name", team_id, "team"), on_record):
        return NotFound("team", team_id)
    open_now = on_record and (business != Business.ADMISSION or facts[6] == "pending")
    today = values.route(*facts[:4]) if open_now else None
    found = then.value(Key("route", team_id, business), today)
    if found is None:
        zh, en = say("record.not_pending")
        return InvalidInput("business", business, zh, en, not_pending=True)
    return found


def _named_today(today: list[list[Any]]) -> Named:
    """Return the names that today's facts have at hand."""
    found: Named = {}
    for facts in today:
        if not facts or facts[0] == _UNKNOWN:
            continue
        for identifier, name, level, why in facts[3]:
            kind = why if why == "registration_authority" else "team"
            found[kind, identifier] = {"name": name, "level": level}
        if isinstance(facts[2], list):
            found["team", facts[2][0]] = {"name": facts[2][1], "level": facts[2][2]}
    return found


def _named(route: RouteValue) -> Iterable[tuple[str, str]]:
    for node in (*route["path"], *filter(None, [route["liaison"]])):
        yield node["kind"], node["id"]


def _answer(
    reading: Reading,
    then: Past,
    item: Item,
    facts: list[Any],
    value: RouteValue,
    known: dict[str, Any],
) -> RouteThen | ServiceError:
    team_id, business = item
    walk = [
        [step["id"], known[step["id"]]["name"], known[step["id"]]["level"], step["reason"]]
        for step in value["path"]
    ]
    chosen = value["liaison"] and known[value["liaison"]["id"]]
    liaison = chosen and [chosen["id"], chosen["name"], chosen["level"]]
    named = then.before.get(Key("name", team_id, "team"))
    told = [value["reason"], value["mode"], liaison, walk, named["name"] if named else facts[4]]
    told += _form_and_status(then, team_id, facts)
    route = cast("RouteFound", route_answers.answer_of(team_id, business, told, reading.policy))
    left_out = ("decided_by", "other_readings", "status")
    kept = {name: told for name, told in route.items() if name not in left_out}
    return cast("RouteThen", kept | {"cause": then.cause([Key("route", team_id, business)])})


def _form_and_status(then: Past, team_id: str, facts: list[Any]) -> list[str]:
    place = then.before.get(Key("place", team_id, ""))
    if place is None:
        return facts[5:7]
    form = place["form"]
    said = "hub" if form.startswith("hub") else "branch" if "branch" in form else "unit"
    return [said, place["status"]]
