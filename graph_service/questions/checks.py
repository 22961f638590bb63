"""May X do P to T: yes with the fact that makes it so, no with the one that is missing."""

from __future__ import annotations

from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

from graph_service import cypher, notice
from graph_service.answers.checks import Check, OtherAnswer
from graph_service.answers.nodes import Node
from graph_service.answers.readings import DecidedBy
from graph_service.answers.routes import RouteFound, Step
from graph_service.errors import InvalidInput, NotFound, ServiceError
from graph_service.graph import Reading, Row
from graph_service.messages import say_each, say_openly
from graph_service.model import Policy
from graph_service.questions import readings
from graph_service.questions.nodes import authority_node, team_node
from graph_service.questions.route_readings import explained_routes
from graph_service.vocabulary import Business, Power, Status

_CHECK_POWERS = cypher.load("questions/checks/check_powers")
_BY_FACTS = {str(power) for power in Power} - {str(Power.ADMIT)}
_REVIEW = "review:"

Item = tuple[str, str, str]


class CheckFound(NamedTuple):
    """A check as it was found: with whether the subject is an authority, and the route if asked."""

    answer: Check | ServiceError
    authority: bool
    route: RouteFound | ServiceError | None


async def checks(graph: Reading, items: list[Item]) -> list[Check | ServiceError]:
    """Return the answer to each (subject, power, team), in order; a bad item is its own error."""
    return [found.answer for found in await checks_found(graph, items)]


async def checks_found(graph: Reading, items: list[Item]) -> list[CheckFound]:
    """Return each answer with what it was made from, in order."""
    given: list[Row] = [{"subject_id": s, "power": p, "team_id": t} for s, p, t in items]
    nobody: Row = {"subject_id": None, "power": None, "team_id": None}
    facts = partial(graph.values, _CHECK_POWERS, items=cypher.never_one(given, nobody))
    reviews = [index for index, (_, power, _) in enumerate(items) if business_of(power)]
    if not reviews:
        [[rows]], routes = await facts(), {}
    else:
        asked = [(items[i][2], business_of(items[i][1]) or "") for i in reviews]
        [[rows]], ways = await graph.together(facts, partial(explained_routes, graph, asked))
        routes = dict(zip(reviews, ways, strict=True))
    found: list[CheckFound] = []
    for place, (fact, subject, team, setter, authority) in enumerate(rows[: len(items)]):
        route = routes.get(place)
        answer = _answer(items[place], fact, subject, team, setter, route, graph.policy)
        found.append(CheckFound(answer, authority, route))
    return found


def business_of(power: str) -> str | None:
    """Return the business that a power is a review of, None for another power."""
    if power == Power.ADMIT:
        return str(Business.ADMISSION)
    name = power.removeprefix(_REVIEW)
    return name if power.startswith(_REVIEW) and name in set(Business) else None


def _answer(
    item: Item,
    fact: str | None,
    subject: list[Any],
    team: list[Any],
    setter: str | None,
    route: Any,
    policy: Policy,
) -> Check | ServiceError:
    subject_id, power, team_id = item
    if power not in _BY_FACTS and not business_of(power):
        return _unknown_power(power)
    if fact == "unknown_team":
        return NotFound("team", team_id)
    if fact == "unknown_subject":
        return NotFound("team", subject_id)
    names = {"subject": subject[2], "team": team[1], "setter": setter or "—"}
    if isinstance(route, ServiceError):
        return route
    if route is not None:
        return _reviewed(power, subject_id, names, route)
    assert fact is not None  # noqa: S101
    zh, en = _sentences(fact, subject[4])
    edge = [team_node(*team)] if subject_id == team_id else [team_node(*team), _node(subject)]
    rule_ids, decided = _rests(fact, team[2], policy)
    path: list[Step | Node] = [*edge] if notice.reasons()["checks"][fact]["allowed"] else []
    said = zh.format_map(names), en.format_map(names)
    return _explained(fact, rule_ids, path, said, decided, [])


@cache
def _sentences(fact: str, status: str | None) -> tuple[str, str]:
    """Return a sentence in Chinese and in English, open where teams differ."""
    left = ("subject", "team", "setter")
    zh = Status(status).zh if status else ""
    return say_openly(f"check.{fact}", left, {"status": zh}, {"status": status or ""})


@lru_cache(maxsize=4096)
def _rests(fact: str, level: str | None, policy: Policy) -> tuple[list[str], list[DecidedBy]]:
    """Return the rules and readings behind an answer: the same lists for all, so unchanged."""
    known = notice.reasons()["checks"][fact]
    names = notice.reasons()["interpretations"]["checks"].get(fact, ())
    rule_ids = known.get("by_level", {}).get(level, known["rule_ids"])
    return rule_ids, readings.named(names, policy)


def _reviewed(power: str, subject_id: str, names: dict[str, str], route: RouteFound) -> Check:
    fact = _review_fact(power, subject_id, route)
    rule_ids = notice.reasons()["checks"][fact]["rule_ids"] or route["rule_ids"]
    own = next((step for step in route["path"] if step["id"] == subject_id), None)
    if fact == "first_opinion_only" and own:
        rule_ids = own["rule_ids"]
    said = say_each(
        f"check.{fact}",
        names | {"why": own and own["reason_zh"], "route": route["message_zh"]},
        names | {"why": own and own["reason_en"], "route": route["message_en"]},
    )
    walked: list[Step | Node] = [] if fact == "team_not_pending" else [*route["path"]]
    otherwise = _otherwise(fact, subject_id, route)
    return _explained(fact, rule_ids, walked, said, route["decided_by"], otherwise)


def _otherwise(fact: str, subject_id: str, route: RouteFound) -> list[OtherAnswer]:
    """Return the readings under which the answer to a review would be the opposite one."""
    if fact == "team_not_pending":
        return []
    final = (route["final_reviewer"] or {}).get("id") == subject_id
    return [
        {
            "interpretation": other["interpretation"],
            "setting": other["setting"],
            "value": other["value"],
            "allowed": not final,
        }
        for other in route["other_readings"]
        if ((other["final_reviewer"] or {}).get("id") == subject_id) != final
    ]


def _explained(
    fact: str,
    rule_ids: list[str],
    path: list[Step | Node],
    message: tuple[str, str],
    decided_by: list[DecidedBy],
    other_readings: list[OtherAnswer],
) -> Check:
    allowed = notice.reasons()["checks"][fact]["allowed"]
    return {
        "allowed": allowed,
        "reason": fact,
        "missing": None if allowed else fact,
        "path": path,
        "rule_ids": rule_ids,
        "clauses": notice.clauses(rule_ids),
        "message_zh": message[0],
        "message_en": message[1],
        "decided_by": decided_by,
        "other_readings": other_readings,
    }


def _node(subject: list[Any]) -> Node:
    kind, identifier, name, level, _ = subject
    return (
        team_node(identifier, name, level) if kind == "team" else authority_node(identifier, name)
    )


def _review_fact(power: str, subject_id: str, route: RouteFound) -> str:
    if power == Power.ADMIT and route["status"] != "pending":
        return "team_not_pending"
    final = route["final_reviewer"]
    if final and final["id"] == subject_id:
        return "final_authority" if final["kind"] == "registration_authority" else "final_reviewer"
    if any(step["id"] == subject_id for step in route["path"]):
        return "first_opinion_only"
    others = {"self": "no_review_needed", "exempt": "no_review_needed", "blocked": "review_blocked"}
    return others.get(route["outcome"], "not_the_final_reviewer" if final else "no_reviewer")


def _unknown_power(power: str) -> InvalidInput:
    words = ", ".join([*Power, "review:<business>"])
    return InvalidInput(
        "power", power, f"没有这项权力，应为：{words}。", f"power is one of: {words}."
    )
