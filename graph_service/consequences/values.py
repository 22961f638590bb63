"""The value of an answer: ids only, no names, no words, no clock; canonical JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from graph_service.answers.values import (
    AffiliationValue,
    HolderValue,
    NodeId,
    PlaceValue,
    RouteValue,
    StepValue,
)
from graph_service.graph import Row
from graph_service.questions.findings import Found
from graph_service.vocabulary import Outcome

_UNRESOLVED = ("cycle", "too_long", "no_liaison", "no_registration_authority")
_AUTHORITY = "registration_authority"
NETWORK = "@network"


class Key(NamedTuple):
    """What an answer is about: its kind, its subject, and which of the subject's answers."""

    kind: str
    subject: str
    key: str


Answers = dict[Key, str]


def by_subject(key: Key) -> tuple[str, str, str]:
    """Return what answers are ordered by: subject, kind and key."""
    return key.subject, key.kind, key.key


def text(value: Any) -> str:
    """Return a value as canonical JSON: sorted keys, no blanks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def route(reason: str, mode: str | None, liaison: Any, walk: list[list[Any]]) -> RouteValue:
    """Return a route: outcome, reason, mode, liaison, final reviewer and path."""
    reviewed, last = reason == "review", len(walk) - 1
    path: list[StepValue] = [
        {
            "kind": _AUTHORITY if why == _AUTHORITY else "team",
            "id": identifier,
            "role": "final" if reviewed and place == last else "first_opinion",
            "reason": why,
        }
        for place, (identifier, _, _, why) in enumerate(walk)
    ]
    final: NodeId | None = None
    if reviewed:
        final = {"kind": path[-1]["kind"], "id": path[-1]["id"]}
    chosen = walk[0] if liaison == 0 else liaison
    return {
        "outcome": str(Outcome.UNRESOLVED) if reason in _UNRESOLVED else reason,
        "reason": reason,
        "mode": mode,
        "liaison": {"kind": "team", "id": chosen[0]} if chosen else None,
        "final_reviewer": final,
        "path": path,
    }


def holder(at: int | None, chain: list[list[Any]]) -> HolderValue:
    """Return who holds a permission for a team, and the ids on the way there."""
    if at is None:
        return {"holder": None, "path": []}
    return {"holder": chain[at][0], "path": [node[0] for node in chain[: at + 1]]}


def affiliation(
    kind: str, node: list[Any] | None, provisional: bool, rule_id: str
) -> AffiliationValue:
    """Return the affiliation that the notice wants of a team."""
    wanted: NodeId | None = None
    if node is not None and node[0] is not None:
        wanted = {"kind": _AUTHORITY if kind == _AUTHORITY else "team", "id": node[0]}
    return {"kind": kind, "node": wanted, "provisional": provisional, "rule_id": rule_id}


def place(team: Row, is_branch: bool) -> PlaceValue:
    """Return where a team stands: region, status, group and form, pairs joined by ``_``."""
    forms = [
        *(["hub"] if team["team_kind"] == "hub" else []),
        *(["legal_person"] if team["registration_status"] == "legal_person" else []),
        *(["branch"] if is_branch else []),
    ]
    return {
        "region_code": team["region_code"],
        "status": team["status"],
        "permission_group": team["permission_group"],
        "form": "_".join(forms) or "unit",
    }


def of_finding(finding: Found) -> Key:
    """Return the key of the answer that a finding belongs to."""
    return Key("finding", finding["team_id"] or NETWORK, finding["rule_id"])


def findings(found: Iterable[Found]) -> Answers:
    """Return the findings by team and rule, each a sorted list of facts."""
    lists: dict[Key, list[str]] = {}
    for finding in found:
        key = of_finding(finding)
        facts = {side: finding[side] for side in ("severity", "expected", "actual")}
        lists.setdefault(key, []).append(text(facts))
    return {key: f"[{','.join(sorted(facts))}]" for key, facts in lists.items()}
