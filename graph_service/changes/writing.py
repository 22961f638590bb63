"""One transaction that decides and writes: lock, read, ask, change, ask again, append, answer.

Every answer that a change can reach is asked before and after it; what differs is what followed
from it. Of that, what it adds to the findings may refuse it, and all of it is kept beside it.
"""

from __future__ import annotations

from functools import partial

from graph_service.changes import gate, powers, preparing, rehearsing, storing
from graph_service.changes.change import Answer, Body, Change, Outcome
from graph_service.changes.preparing import Prepared, prepare
from graph_service.changes.rehearsing import Turn
from graph_service.consequences import keeping
from graph_service.consequences.cone import Cone
from graph_service.consequences.rehearsal import AnswerChange, Followed, settled
from graph_service.consequences.rehearsal import rehearse as asked_around
from graph_service.consequences.values import Key
from graph_service.errors import Stale
from graph_service.graph import Graph, Transaction
from graph_service.messages import say
from graph_service.operations.held import Held, Operation
from graph_service.store import answered, history


async def carry_out(graph: Graph, change: Change, answer: Answer[Body]) -> tuple[int, Body]:
    """Return the status and body of a change's answer; a repeated key gets its first answer.

    Raises NotFound, InvalidInput, Forbidden, Stale, StructureRefused and RuleRefused; nothing is
    written then.
    """
    powers.demand_lawful(change.actor, change.operations, change.accept_violations)
    if change.rehearse:
        return await rehearsing.rehearse(graph, partial(_tried, change, answer))
    status_and_body = await settled(graph, partial(_attempt, change, answer))
    read_under(graph, change.operations)
    return status_and_body


def read_under(graph: Graph, operations: list[Operation]) -> None:
    """Let the service read under an edition that was adopted; others do at their next start."""
    for operation in operations:
        if edition := operation.values.get("edition"):
            graph.policy = graph.policy.model_copy(update={"edition": edition})


async def nothing(tx: Transaction, outcome: Outcome) -> tuple[int, dict[str, str]]:
    """Answer a change with no body."""
    return 204, {}


async def rehearse(graph: Graph, operations: list[Operation]) -> Outcome:
    """Return what a change would add to the findings and clear from them; nothing is kept.

    No lock is taken, unless it gave way to writers twice: what is rolled back contradicts nobody.
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
        await answered.begin(tx)
        entry: history.Entry = {"operation": "update_team", "team_id": team_id}
        revision = await history.append(tx, history.SYSTEM, entry)
        gone = AnswerChange(Key("place", team_id, ""), None, None)
        await keeping.keep(tx, revision, Followed([gone], {"team": [team_id]}))
        await tx.rollback()

    await graph.write(work)


async def _attempt(
    change: Change, answer: Answer[Body], watched: Cone | None, tx: Transaction
) -> tuple[int, Body]:
    found = await answered.begin(tx, change.key, change.digest)
    if found is not None:
        return found
    prepared, outcome = await _lawful(tx, change, Turn(watched, None))
    if prepared.changed:
        outcome.revision = await append(tx, change, prepared, outcome)
    status, body = await answer(tx, outcome)
    await answered.keep(tx, change.key, change.digest, status, body)
    return status, body


async def _tried(
    change: Change, answer: Answer[Body], tx: Transaction, turn: Turn
) -> tuple[tuple[int, Body], Cone]:
    _, outcome = await _lawful(tx, change, turn)
    return await answer(tx, outcome), outcome.followed.cone


async def _lawful(tx: Transaction, change: Change, turn: Turn) -> tuple[Prepared, Outcome]:
    """Do what a change asks, and refuse what the notice does not allow unless it is accepted."""
    prepared = await prepare(tx, change)
    _match(change, prepared.before)
    outcome = await followed(tx, change, prepared, turn)
    if not change.accept_violations:
        gate.refuse(outcome.added)
    return prepared, outcome


async def followed(tx: Transaction, change: Change, prepared: Prepared, turn: Turn) -> Outcome:
    """Write what was prepared and return what followed from it."""
    seeds = await storing.seeds(tx, prepared.before, prepared.after)
    work = partial(preparing.write, tx, change, prepared)
    told = await asked_around(
        tx, seeds, work, watched=turn.watched, narrow=turn.narrow, record=change.record
    )
    before, after = prepared.before, prepared.after
    return Outcome(
        None,
        await gate.named(tx, told.added),
        told.cleared,
        told,
        after.regions_since(before),
        [i for i, row in after.teams.items() if row != before.teams.get(i)],
    )


async def append(tx: Transaction, change: Change, prepared: Prepared, outcome: Outcome) -> int:
    """Append a change to the history with what followed from it; return its revision."""
    before = prepared.before
    entry = storing.entry(change, before, prepared.after, outcome.added)
    revision = await history.append(
        tx,
        change.actor,
        entry | keeping.told(outcome.followed),
        reason=change.reason,
        effective_from=change.effective_from,
    )
    await storing.keep(tx, revision, before, outcome.followed, entry)
    return revision


def _match(change: Change, held: Held) -> None:
    if change.if_match is None:
        return
    for team_id in {operation.team_id for operation in change.operations} & held.revisions.keys():
        revision = held.revisions[team_id]
        if (revision or 0) not in change.if_match:
            asked = ", ".join(map(str, sorted(change.if_match)))
            zh, en = say("write.stale", team=team_id, asked=asked, now=revision or 0)
            raise Stale(zh, en, team_id=team_id, revision=revision or 0)
