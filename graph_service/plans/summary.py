"""A plan in numbers: what people read first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

from graph_service import cypher, notice
from graph_service.answers.plans import InFlight, PlanSummary, RoutesSummary, SeatsSummary
from graph_service.consequences.rehearsal import AnswerChange, Followed
from graph_service.graph import Transaction
from graph_service.plans.gains import gains_of
from graph_service.vocabulary import Business, Outcome

_WAITING_APPLICATIONS = cypher.load("questions/plans/waiting_applications")
_WAITING_RECORDS = cypher.load("questions/plans/waiting_records")
_CHUNK = 5000

Loaded = dict[tuple[str, str], tuple[Any, Any]]
Waiting = dict[str, str | None]


async def waiting(tx: Transaction) -> Waiting:
    """Return who decides each application that waits, as the graph stands."""
    return {i: decider for i, decider in await tx.values(_WAITING_APPLICATIONS)}


async def of(
    tx: Transaction, changes: list[AnswerChange], followed: Followed, before: Waiting
) -> PlanSummary:
    """Return what would follow in numbers; ``before`` is who decided what before it."""
    kinds = Counter(change.key.kind for change in changes)
    routes, seats = loaded(changes, "route"), loaded(changes, "seat")
    gains = await gains_of(tx, loaded(changes, "managers"), loaded(changes, "place"), routes)
    naming = set(notice.rules_with("names").values())
    new = set(followed.created.get("team", ()))
    misnamed = {f["team_id"] for f in followed.added if f["rule_id"] in naming}
    return {
        "answers": cast("Any", dict(sorted(kinds.items()))),
        "routes": _routes(routes),
        "hubs": gains.hubs,
        "complete": gains.complete,
        "tokens": gains.tokens,
        "seats": _seats(seats),
        "findings": {
            "added": _by_rule(followed.added),
            "removed": _by_rule(followed.cleared),
        },
        "names_no_longer_lawful": len(misnamed - new),
        "in_flight": await _in_flight(tx, routes, before),
    }


def loaded(changes: Iterable[AnswerChange], kind: str) -> Loaded:
    """Return the changes of a kind by subject and key, their values read."""
    return {
        (change.key.subject, change.key.key): (_read(change.before), _read(change.after))
        for change in changes
        if change.key.kind == kind
    }


def _read(value: str | None) -> Any:
    return None if value is None else json.loads(value)


def _routes(routes: Loaded) -> RoutesSummary:
    business = Counter(key for _, key in routes)
    return {
        "by_business": {b: business[b] for b in Business if business[b]},
        "new_reviewer": sum(1 for old, new in routes.values() if _other_reviewer(old, new)),
        "becomes_unresolved": _become(routes, Outcome.UNRESOLVED),
        "becomes_blocked": _become(routes, Outcome.BLOCKED),
    }


def _become(routes: Loaded, outcome: Outcome) -> int:
    found = [(old and old["outcome"], new and new["outcome"]) for old, new in routes.values()]
    return sum(1 for old, new in found if new == outcome != old)


def _other_reviewer(old: Any, new: Any) -> bool:
    """Return whether a route has a reviewer now that it had not."""
    final = new and new["final_reviewer"]
    return bool(final) and final != (old and old["final_reviewer"])


def _seats(seats: Loaded) -> SeatsSummary:
    held = [(old, new) for old, new in seats.values() if new]
    return {
        "filled": sum(1 for old, new in held if new["hubs"] and not (old and old["hubs"])),
        "vacated": sum(1 for old, new in held if _vacated(old, new)),
    }


def _vacated(old: Any, new: Any) -> bool:
    """Return whether a seat has no hub any more, or is a new one without a hub."""
    return not new["hubs"] and (old is None or bool(old["hubs"]))


def _by_rule(found: Iterable[Any]) -> dict[str, int]:
    return dict(sorted(Counter(finding["rule_id"] for finding in found).items()))


async def _in_flight(tx: Transaction, routes: Loaded, before: Waiting) -> InFlight:
    """Return how many waiting cases get another reviewer; decided ones keep theirs."""
    admissions = [
        1
        for (_, business), (old, new) in routes.items()
        if business == Business.ADMISSION and old and new and _reviewer(old) != _reviewer(new)
    ]
    after = await waiting(tx)
    moved = sorted(
        team_id
        for (team_id, business), (old, new) in routes.items()
        if business == Business.HOURS_RECORDING
        and old
        and new
        and _reviewer(old, team_id) != _reviewer(new, team_id)
    )
    records = 0
    for start in range(0, len(moved), _CHUNK):
        [[count]] = await tx.values(_WAITING_RECORDS, team_ids=moved[start : start + _CHUNK])
        records += count
    return {
        "admissions": len(admissions),
        "applications": sum(1 for i, decider in after.items() if before.get(i, decider) != decider),
        "records": records,
    }


def _reviewer(route: Any, own: str | None = None) -> str | None:
    """Return who decides under a route; at the top of the city a team itself confirms its hours."""
    if route["outcome"] == Outcome.ROOT:
        return own
    return route["final_reviewer"] and route["final_reviewer"]["id"]
