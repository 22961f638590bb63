"""One transaction that decides and writes: lock, read, ask, change, ask again, append, answer.

Every answer that a change can reach is asked before and after it; what differs is what followed
from it. Of that, what it adds to the findings may refuse it, and all of it is kept beside it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from graph_service import cypher
from graph_service.answers.audit import Finding
from graph_service.changes import gate, powers, storing
from graph_service.consequences import keeping
from graph_service.consequences.cone import Cone
from graph_service.consequences.rehearsal import AnswerChange, Followed, Grown
from graph_service.consequences.rehearsal import rehearse as asked_around
from graph_service.consequences.values import Key
from graph_service.errors import Conflict, InvalidInput, Stale
from graph_service.graph import Graph, Row, Transaction
from graph_service.messages import say
from graph_service.operations.effects import apply
from graph_service.operations.held import Held, Operation
from graph_service.questions.findings import Found
from graph_service.rows.rows import Values
from graph_service.store import history
from graph_service.store.history import Actor

_BEGIN_CHANGE = cypher.load("register/changes/begin_change")
_KEEP_ANSWER = cypher.load("register/changes/keep_answer")
_ATTEMPTS = 6

Body = TypeVar("Body")


@dataclass
class Outcome:
    """What a change did: its revision, the breaches it added and cleared, all that followed.

    ``regions`` are the rows of divisions that it made or changed, ``teams`` the ids of such teams.
    """

    revision: int | None = None
    added: list[Finding] = field(default_factory=list)
    cleared: list[Found] = field(default_factory=list)
    followed: Followed = field(default_factory=Followed)
    regions: dict[str, Values | None] = field(default_factory=dict)
    teams: list[str] = field(default_factory=list)


Answer = Callable[[Transaction, Outcome], Awaitable[tuple[int, Body]]]


@dataclass(frozen=True)
class Change:
    """What is asked: operations in their order, by whom and why, and under which conditions.

    Without ``record``, which only a measurement leaves out, it resets the record of answers.
    """

    operations: list[Operation]
    actor: Actor = history.SYSTEM
    reason: str | None = None
    effective_from: str | None = None
    accept_violations: bool = False
    if_match: frozenset[int] | None = None
    key: str | None = None
    digest: str | None = None
    rehearse: bool = False
    record: bool = True


async def carry_out(graph: Graph, change: Change, answer: Answer[Body]) -> tuple[int, Body]:
    """Return the status and body of a change's answer; a repeated key gets its first answer.

    Raises NotFound, InvalidInput, Forbidden, Stale, StructureRefused and RuleRefused; nothing is
    written then.
    """
    powers.demand_lawful(change.actor, change.operations, change.accept_violations)
    watched: Cone | None = None
    for _ in range(_ATTEMPTS):
        try:
            return await graph.write(partial(_attempt, change, answer, watched))
        except Grown as grown:
            watched = grown.cone
    raise Conflict(*say("write.unsettled"))


async def nothing(tx: Transaction, outcome: Outcome) -> tuple[int, dict[str, str]]:
    """Answer a change with no body."""
    return 204, {}


async def rehearse(graph: Graph, operations: list[Operation]) -> Outcome:
    """Return what a change would add to the findings and clear from them; nothing is kept.

    No lock is taken: what is rolled back contradicts nobody.
    """
    found: list[Outcome] = []

    async def note(tx: Transaction, outcome: Outcome) -> tuple[int, None]:
        found.append(outcome)
        return 200, None

    await carry_out(graph, Change(operations, accept_violations=True, rehearse=True), note)
    return found[-1]


async def plan(graph: Graph, team_id: str) -> None:
    """Let Neo4j plan what every change begins and ends with; nothing is kept."""

    async def work(tx: Transaction) -> None:
        await tx.run(_BEGIN_CHANGE, key=None)
        entry: history.Entry = {"operation": "update_team", "team_id": team_id}
        revision = await history.append(tx, history.SYSTEM, entry)
        gone = AnswerChange(Key("place", team_id, ""), None, None)
        await keeping.keep(tx, revision, Followed([gone], {"team": [team_id]}))
        await tx.rollback()

    await graph.write(work)


async def _attempt(
    change: Change, answer: Answer[Body], watched: Cone | None, tx: Transaction
) -> tuple[int, Body]:
    if not change.rehearse:
        [begun] = await tx.run(_BEGIN_CHANGE, key=change.key)
        if begun["answered"] is not None:
            return _repeated(change, begun["answered"])
    before = await storing.read(tx, change.operations, change.accept_violations)
    _match(change, before)
    after = before.copy()
    after.as_if = change.rehearse
    for operation in change.operations:
        row = before.teams.get(operation.team_id)
        if row is not None:
            await powers.demand(tx, change.actor, operation, row, "before")
        apply(after, powers.signed(change.actor, operation))

    async def work() -> None:
        await storing.write_held(tx, before, after)
        for operation in change.operations:
            if after.teams.get(operation.team_id) is not None:
                row = before.teams[operation.team_id]
                await powers.demand(tx, change.actor, operation, row, "after")

    seeds = await storing.seeds(tx, before, after)
    followed = await asked_around(tx, seeds, work, watched=watched, record=change.record)
    outcome = Outcome(None, await gate.named(tx, followed.added), followed.cleared, followed)
    outcome.regions = after.regions_since(before)
    outcome.teams = [i for i, row in after.teams.items() if row != before.teams.get(i)]
    if not change.accept_violations:
        gate.refuse(outcome.added)
    if change.rehearse:
        await tx.rollback()
        return await answer(tx, outcome)
    if not after.same_as(before):
        outcome.revision = await _append(tx, change, before, after, outcome)
    status, body = await answer(tx, outcome)
    if change.key is not None:
        await tx.run(
            _KEEP_ANSWER,
            key=change.key,
            digest=change.digest,
            status=status,
            body=storing.dumps(body),
        )
    return status, body


async def _append(
    tx: Transaction, change: Change, before: Held, after: Held, outcome: Outcome
) -> int:
    entry = storing.entry(change.operations, before, after, outcome.added)
    revision = await history.append(
        tx,
        change.actor,
        entry | keeping.told(outcome.followed),
        reason=change.reason,
        effective_from=change.effective_from,
    )
    await storing.keep(tx, revision, before, outcome.followed, entry)
    return revision


def _repeated(change: Change, answered: Row) -> tuple[int, Any]:
    if answered["digest"] != change.digest:
        raise InvalidInput(
            "Idempotency-Key",
            None,
            "此 Idempotency-Key 已用于另一个请求。",
            "This Idempotency-Key was used for another request.",
        )
    return answered["status"], storing.loads(answered["body"])


def _match(change: Change, held: Held) -> None:
    if change.if_match is None:
        return
    for team_id in {operation.team_id for operation in change.operations} & held.revisions.keys():
        revision = held.revisions[team_id]
        if (revision or 0) not in change.if_match:
            asked = ", ".join(map(str, sorted(change.if_match)))
            zh, en = say("write.stale", team=team_id, asked=asked, now=revision or 0)
            raise Stale(zh, en, team_id=team_id, revision=revision or 0)
