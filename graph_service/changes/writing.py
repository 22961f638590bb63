"""Changes carried out, alone or with others that wait, or only rehearsed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from graph_service.changes import joined, powers, rehearsing, together
from graph_service.changes.change import Answer, Body, Change, Outcome
from graph_service.changes.deciding import attempt, lawful
from graph_service.changes.rehearsing import Turn
from graph_service.changes.waiting import Waiting
from graph_service.changes.written import written
from graph_service.consequences import keeping
from graph_service.consequences.cone import Cone
from graph_service.consequences.rehearsal import AnswerChange, Followed, settled
from graph_service.consequences.values import Key
from graph_service.graph import Graph, Transaction
from graph_service.operations.held import Operation
from graph_service.store import history


async def carry_out(graph: Graph, change: Change, answer: Answer[Body]) -> tuple[int, Body]:
    """Return the status and body of a change's answer; a repeated key gets its first answer.

    Raises NotFound, InvalidInput, Forbidden, Stale, StructureRefused and RuleRefused; nothing is
    written then.
    """
    powers.demand_lawful(change.actor, change.operations, change.accept_violations)
    if change.rehearse:
        return await rehearsing.rehearse(graph, partial(_tried, change, answer))
    if together.may_join(change):
        return await together.carry_out(graph, change, answer)
    status_and_body = await settled(graph, partial(attempt, change, answer))
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
    """Let Neo4j plan what changes begin and end with, alone and together; nothing is kept.

    Neo4j plans a statement apart for a transaction that wrote something before it, so whatever a
    change begins with begins one here too.
    """
    operation = Operation("update_team", team_id, {"contact_name": "预热"})
    contact = Change([operation], accept_violations=True)
    other = replace(operation, values={"contact_name": "再次预热"})
    again = Waiting(graph, Change([other], accept_violations=True), nothing)

    async def answer(tx: Transaction, outcome: Outcome) -> tuple[int, None]:
        await written(tx, team_id, outcome)
        return 200, None

    async def shortly(tx: Transaction) -> None:
        await joined.plan(tx, again)
        await tx.rollback()

    async def work(tx: Transaction) -> None:
        await attempt(contact, answer, None, tx)
        entry: history.Entry = {"operation": "update_team", "team_id": team_id}
        revision = await history.append(tx, history.SYSTEM, entry)
        gone = AnswerChange(Key("place", team_id, ""), None, None)
        await keeping.keep(tx, revision, Followed([gone], {"team": [team_id]}))
        await tx.rollback()

    await graph.write(work)
    await graph.write(shortly)


async def _tried(
    change: Change, answer: Answer[Body], tx: Transaction, turn: Turn
) -> tuple[tuple[int, Body], Cone]:
    _, outcome = await lawful(tx, change, turn)
    return await answer(tx, outcome), outcome.followed.cone
