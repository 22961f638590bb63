"""What a route reads like: outcome, path, words and clauses, made from its facts (三（三）)."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import chain
from typing import Any, NamedTuple, cast

from graph_service import notice
from graph_service.answers.nodes import Clause, Node
from graph_service.answers.readings import DecidedBy
from graph_service.answers.routes import OtherRoute, RouteFound, Step
from graph_service.errors import InvalidInput, NotFound, ServiceError
from graph_service.messages import say, say_openly
from graph_service.model import Policy
from graph_service.questions import readings
from graph_service.questions.nodes import team_node
from graph_service.vocabulary import Business, Outcome, Status

_AUTHORITY = "registration_authority"
_UNRESOLVED = {"cycle", "too_long", "no_liaison", "no_registration_authority"}
_BUSINESSES = tuple(str(business) for business in Business)


def unknown_business(business: str) -> InvalidInput:
    """Return the error of a business that is not in the vocabulary."""
    words = ", ".join(_BUSINESSES)
    return InvalidInput(
        "business", business, f"没有这项业务，应为：{words}。", f"business must be one of: {words}."
    )


def answer_of(
    team_id: str, business: str, facts: list[Any], policy: Policy
) -> RouteFound | ServiceError:
    """Return the route that an item's facts make, or the error of an unknown team or business."""
    reason, mode, liaison, walk, name, form, status, *others = facts
    if reason == "unknown_team":
        return NotFound("team", team_id)
    if reason == "unknown_business":
        return unknown_business(business)
    reviewed = reason == "review"
    rests = _rests(reason, form, tuple(step[3] for step in walk), policy)
    path = _path(walk, rests.steps, reviewed)
    zh, en = _message(reason, mode, name, business, path, status)
    return {
        "business": cast("Business", business),
        "outcome": _outcome(reason),
        "reason": reason,
        "mode": mode,
        "liaison": _liaison(liaison, walk),
        "final_reviewer": _bare(path[-1]) if reviewed else None,
        "path": path,
        "rule_ids": rests.rule_ids,
        "clauses": rests.clauses,
        "decided_by": rests.decided_by,
        "other_readings": [_other(business, name, status, *other) for other in chain(*others)],
        "message_zh": zh,
        "message_en": en,
        "status": status,
    }


def _outcome(reason: Any) -> Outcome:
    return Outcome.UNRESOLVED if reason in _UNRESOLVED else reason


def _other(
    business: str, name: str, status: str, reading: Any, reason: str, mode: Any, step: list[Any]
) -> OtherRoute:
    last = _path([step], [[]], reviewed=reason == "review")
    zh, en = _message(reason, mode, name, business, last, status)
    return {
        "interpretation": "I-4",
        "setting": "fast_review_policy",
        "value": reading,
        "outcome": _outcome(reason),
        "mode": mode,
        "final_reviewer": _bare(last[0]) if reason == "review" else None,
        "message_zh": zh,
        "message_en": en,
    }


class _Rests(NamedTuple):
    """What an answer rests on, and each step of its path.

    The same lists for all answers of equal reasons, so nobody changes them.
    """

    rule_ids: list[str]
    clauses: list[Clause]
    decided_by: list[DecidedBy]
    steps: list[list[str]]


@lru_cache(maxsize=4096)
def _rests(reason: str, form: str, walked: tuple[str, ...], policy: Policy) -> _Rests:
    steps = [_rules_of(walked, place, form) for place in range(len(walked))]
    decided = [] if reason == "review" else notice.reasons()["outcomes"][reason]
    rule_ids = list(dict.fromkeys([*decided, *(rule for rules in steps for rule in rules)]))
    names = _interpretations(reason, form, walked)
    return _Rests(rule_ids, notice.clauses(rule_ids), readings.named(names, policy), steps)


def _rules_of(walked: tuple[str, ...], place: int, form: str) -> list[str]:
    reasons, reason = notice.reasons(), walked[place]
    first = reasons["first_steps"][_first(reason, form)] if place == 0 else []
    return [*first, *(rule for rule in reasons["steps"][reason] if rule not in first)]


def _first(reason: str, form: str) -> str:
    return reason if reason == _AUTHORITY else form


def _interpretations(reason: str, form: str, walked: tuple[str, ...]) -> list[str]:
    """Return the interpretations that an answer rests on, by the data of reasons.json."""
    known = notice.reasons()["interpretations"]
    names = list(known["outcomes"].get(reason, ()))
    if walked:
        names += known["first_steps"][_first(walked[0], form)]
    return names + [name for step in walked for name in known["steps"].get(step, ())]


def _path(walk: list[list[Any]], rules: list[list[str]], reviewed: bool) -> list[Step]:
    last = len(walk) - 1
    path: list[Step] = []
    for place, (identifier, name, level, reason) in enumerate(walk):
        zh, en = _why(reason)
        path.append(
            {
                "kind": _AUTHORITY if reason == _AUTHORITY else "team",
                "id": identifier,
                "name": name,
                "level": level,
                "role": "final" if reviewed and place == last else "first_opinion",
                "reason": reason,
                "reason_zh": zh,
                "reason_en": en,
                "rule_ids": rules[place],
            }
        )
    return path


@cache
def _why(reason: str) -> tuple[str, str]:
    return say(f"step.{reason}")


def _liaison(liaison: Any, walk: list[list[Any]]) -> Node | None:
    if liaison is None:
        return None
    return team_node(*(walk[0] if liaison == 0 else liaison)[:3])


def _bare(step: Step) -> Node:
    return {"kind": step["kind"], "id": step["id"], "name": step["name"], "level": step["level"]}


def _message(
    reason: str, mode: str | None, team: str, business: str, path: list[Step], status: str
) -> tuple[str, str]:
    last = path[-1]["name"] if path else team
    zh, en = _sentences(f"route.{mode if reason == 'review' else reason}", business, status)
    names = {"team": team, "reviewer": last, "at": last}
    return zh.format_map(names), en.format_map(names)


@cache
def _sentences(key: str, business: str, status: str) -> tuple[str, str]:
    """Return a sentence in Chinese and in English, open where teams differ."""
    return say_openly(
        key,
        ("team", "reviewer", "at"),
        {"business": Business(business).zh, "status": Status(status).zh},
        {"business": business.replace("_", " "), "status": status},
    )
