"""May X do P to T: yes with the fact that makes it so, no with the one that is missing (§7)."""

from __future__ import annotations

from typing import Any

from graph_service import cypher, notice
from graph_service.errors import InvalidInput, NotFound, ServiceError
from graph_service.graph import Reading
from graph_service.messages import say
from graph_service.questions.nodes import authority_node, team_node
from graph_service.questions.routing import routes
from graph_service.vocabulary import Business, Power

_CHECK_POWERS = cypher.load("questions/checks/check_powers")
_BY_FACTS = {str(power) for power in Power} - {str(Power.ADMIT)}
_REVIEW = "review:"

Item = tuple[str, str, str]
Answer = dict[str, Any]


async def checks(graph: Reading, items: list[Item]) -> list[Answer | ServiceError]:
    """Return the answer to each (subject, power, team), in order; a bad item is its own error."""
    rows = await graph.values(
        _CHECK_POWERS,
        items=[{"subject_id": s, "power": power, "team_id": t} for s, power, t in items],
    )
    reviews = [index for index, (_, power, _) in enumerate(items) if _business(power)]
    found = await routes(graph, [(items[i][2], _business(items[i][1]) or "") for i in reviews])
    by_index = dict(zip(reviews, found, strict=True))
    return [_answer(items[i], fact, s, t, by_index.get(i)) for i, fact, s, t in rows]


def _business(power: str) -> str | None:
    if power == Power.ADMIT:
        return str(Business.ADMISSION)
    name = power.removeprefix(_REVIEW)
    return name if power.startswith(_REVIEW) and name in set(Business) else None


def _answer(
    item: Item, fact: str | None, subject: list[Any], team: list[Any], route: Any
) -> Answer | ServiceError:
    subject_id, power, team_id = item
    if power not in _BY_FACTS and not _business(power):
        return _unknown_power(power)
    if fact == "unknown_team":
        return NotFound("team", team_id)
    if fact == "unknown_subject":
        return NotFound("team", subject_id)
    path = [team_node(*team), _node(subject)]
    if route is not None:
        if isinstance(route, ServiceError):
            return route
        fact, path = _review_fact(power, subject_id, route), route["path"] or path
    assert fact is not None  # noqa: S101
    known = notice.reasons()["checks"][fact]
    zh, en = say(f"check.{fact}", subject=subject[2], team=team[1])
    return {
        "allowed": known["allowed"],
        "reason": fact,
        "missing": None if known["allowed"] else fact,
        "path": path,
        "rule_ids": known["rule_ids"],
        "clauses": notice.clauses(known["rule_ids"]),
        "message_zh": zh,
        "message_en": en,
    }


def _node(subject: list[Any]) -> Answer:
    kind, identifier, name, level = subject
    return (
        team_node(identifier, name, level) if kind == "team" else authority_node(identifier, name)
    )


def _review_fact(power: str, subject_id: str, route: Answer) -> str:
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
