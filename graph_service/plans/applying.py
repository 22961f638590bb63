"""A plan applied: rehearsed again under the lock, committed if the same would follow.

Stale by meaning: whatever was written meanwhile, what counts is whether the same answers change.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any, cast

from graph_service.answers.changed import AnswerChanged
from graph_service.answers.plans import PlanApplied
from graph_service.changes import deciding, gate, powers, preparing, writing
from graph_service.changes.change import Change
from graph_service.changes.preparing import Blamed, Prepared
from graph_service.changes.rehearsing import Turn
from graph_service.consequences.cone import Cone
from graph_service.consequences.rehearsal import AnswerChange, settled
from graph_service.errors import NotYet, PlanRefused, PlanStale, ServiceError
from graph_service.graph import Graph, Row, Transaction
from graph_service.messages import say
from graph_service.plans import diff, keeping
from graph_service.plans.making import change_of
from graph_service.plans.rehearsing import Rehearsed, told
from graph_service.record.following import changed
from graph_service.store import answered
from graph_service.store.history import Actor

_SHOWN = 100


class _Moved(Exception):
    """What would follow now is not what the plan showed."""

    def __init__(self, found: Rehearsed) -> None:
        super().__init__()
        self.found = found


async def apply(
    graph: Graph, plan_id: str, actor: Actor, *, accept_violations: bool = False
) -> PlanApplied:
    """Carry a plan out and return what came of it; one that is applied answers so again.

    Raises NotFound, Forbidden, PlanRefused for one with problems or past its time, PlanStale where
    other answers would change now, with those that are new and gone; it then stands renewed. And
    RuleRefused for ERROR findings that it adds, unless they are accepted.
    """
    known = await keeping.row(graph, plan_id)
    keeping.demand_own(known, actor)
    if known["answer"]:
        return json.loads(known["answer"])
    operations = await keeping.operations_of(graph, plan_id)
    change = change_of(operations, actor, known["reason"], accept=accept_violations)
    powers.demand_lawful(actor, change.operations, accept_violations)
    attempt = partial(_attempt, graph, plan_id, change, operations)
    try:
        answer = await settled(graph, attempt)
        writing.read_under(graph, change.operations)
        return answer
    except Blamed as found:
        raise _refused([(found.index, found.error)]) from None
    except _Moved as moved:
        told = await _told(graph, plan_id, moved.found)
        await keeping.renew(graph, plan_id, operations, moved.found)
        raise _stale(moved.found, *told) from None


async def _attempt(
    graph: Graph,
    plan_id: str,
    change: Change,
    operations: list[Any],
    watched: Cone | None,
    tx: Transaction,
) -> PlanApplied:
    await answered.begin(tx)
    known = await keeping.row(tx, plan_id)
    if known["answer"]:
        return json.loads(known["answer"])
    _demand_in_time(known)
    prepared = await preparing.prepare(tx, change, {})
    for problem in prepared.problems.values():
        if isinstance(problem, NotYet):
            raise problem
    if prepared.problems or prepared.moved:
        raise _refused([*prepared.problems.items(), *prepared.moved])
    return await _applied(graph, known, change, operations, prepared, Turn(watched, None), tx)


async def _applied(
    graph: Graph,
    known: Row,
    change: Change,
    operations: list[Any],
    prepared: Prepared,
    turn: Turn,
    tx: Transaction,
) -> PlanApplied:
    outcome, found = await told(graph, tx, change, operations, prepared, turn)
    if found.digest != known["digest"]:
        raise _Moved(found)
    if not change.accept_violations:
        gate.refuse(outcome.added)
    if prepared.changed:
        await deciding.append(tx, (change, prepared, outcome))
    answer: PlanApplied = {
        "plan_id": known["plan_id"],
        "status": "applied",
        "revision": outcome.revision,
        "digest": found.digest,
        "violations": outcome.added,
    }
    await keeping.mark_applied(tx, known["plan_id"], answer)
    return answer


def _demand_in_time(known: Row) -> None:
    if known["status"] == "expired":
        raise PlanRefused(*say("plan.expired", at=known["expires_at"]))


def _refused(problems: list[tuple[int, ServiceError]]) -> PlanRefused:
    _, first = min(problems, key=lambda each: each[0])
    zh, en = say("plan.problems", count=len(problems), zh=first.message_zh, en=first.message_en)
    return PlanRefused(zh, en, problems=keeping.problems_of(problems)[:_SHOWN])


async def _told(
    graph: Graph, plan_id: str, found: Rehearsed
) -> tuple[list[AnswerChange], list[AnswerChange]]:
    """Return the answer changes that are new since the plan was made, and those that are gone."""
    before = {change async for change in diff.every(graph, plan_id)}
    now = set(found.changes)
    return sorted(now - before), sorted(before - now)


def _stale(found: Rehearsed, new: list[AnswerChange], gone: list[AnswerChange]) -> PlanStale:
    zh, en = say("plan.stale", new=len(new), gone=len(gone))
    return PlanStale(
        zh,
        en,
        digest=found.digest,
        new=_shown(new),
        gone=_shown(gone),
        complete=len(new) <= _SHOWN and len(gone) <= _SHOWN,
    )


def _shown(changes: list[AnswerChange]) -> list[AnswerChanged]:
    return [
        changed(key, *(cast("Any", value and json.loads(value)) for value in pair))
        for key, *pair in changes[:_SHOWN]
    ]
