"""One call that writes records: lock, read, decide each, write, append one change, answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from graph_service.consequences import keeping
from graph_service.consequences.rehearsal import Followed
from graph_service.errors import ServiceError
from graph_service.graph import Graph, Transaction
from graph_service.records import deciding, entering
from graph_service.records.held import REVIEW, Held, Item, Result, read
from graph_service.rows.columns import columns
from graph_service.rows.rows import Spool, Values
from graph_service.store import answered, history, records
from graph_service.store.history import Actor
from graph_service.vocabulary import Power

Answer = Callable[[Transaction, list[Result]], Awaitable[tuple[int, Any]]]
_MANAGE = str(Power.MANAGE_TEAM)
_DONE: dict[str, tuple[Callable[[Held, Item], Result], tuple[str, ...]]] = {
    "enter_records": (entering.enter, (_MANAGE,)),
    "decide_records": (deciding.decide, (REVIEW,)),
    "correct_record": (entering.correct, (_MANAGE, REVIEW)),
    "delete_record": (entering.delete, (_MANAGE,)),
}


@dataclass(frozen=True)
class Asked:
    """What a call asks: one operation on up to a thousand records, by whom, why, and how.

    ``alone``: the one item's error is the call's. A ``dry_run`` decides all of it and keeps none.
    """

    operation: str
    items: list[Item]
    actor: Actor = history.SYSTEM
    reason: str | None = None
    effective_from: str | None = None
    key: str | None = None
    digest: str | None = None
    dry_run: bool = False
    alone: bool = False


async def carry_out(graph: Graph, asked: Asked, answer: Answer) -> tuple[int, Any]:
    """Return the status and body of a call's answer; a repeated key gets its first answer.

    One item that is refused never fails the others. What is written is one change.
    """
    return await graph.write(partial(_attempt, asked, answer))


async def plan(graph: Graph, team_id: str) -> None:
    """Let Neo4j plan what writing records asks; nothing is kept."""
    row: Values = {column.name: None for column in columns("records")}
    row |= {"record_id": "-", "team_id": team_id, "volunteer_no": "----", "service_hours": "1"}
    row |= {"service_date": "2026-01-01", "entered_at": "2026-01-01", "state": "entered"}
    decided = row | {"state": "confirmed", "decided_by": team_id, "decided_at": "2026-01-01"}

    async def work(tx: Transaction) -> None:
        await answered.begin(tx, None, None)
        items = [Item("-", row)]
        await read(tx, history.SYSTEM, items, ())
        await records.write(tx, [(None, row)], {})
        months = await records.write(tx, [(row, decided)], {})
        await records.keep_hours(tx, months)
        await records.follow(tx, {team_id: None}, [team_id])
        await records.write(tx, [(decided, None)], {})
        await tx.rollback()

    await graph.write(work)


async def _attempt(asked: Asked, answer: Answer, tx: Transaction) -> tuple[int, Any]:
    found = await answered.begin(tx, asked.key, asked.digest)
    if found is not None:
        return found
    effect, powers = _DONE[asked.operation]
    held = await read(tx, asked.actor, asked.items, powers, asked.reason)
    results = [_one(effect, held, item) for item in asked.items]
    if asked.alone and results[0].error is not None:
        raise results[0].error
    written = [r for r in results if r.error is None and r.before != r.after]
    if written:
        await _write(tx, held, written)
    if written and not asked.dry_run:
        await _append(tx, asked, written)
    status, body = await answer(tx, results)
    if asked.dry_run:
        await tx.rollback()
    else:
        await answered.keep(tx, answered.Kept(asked.key, asked.digest, status, body))
    return status, body


def _one(effect: Callable[[Held, Item], Result], held: Held, item: Item) -> Result:
    if item.error is not None:
        return Result(item.record_id, error=item.error)
    try:
        return effect(held, item)
    except ServiceError as error:
        return Result(item.record_id, error=error)


async def _write(tx: Transaction, held: Held, written: list[Result]) -> None:
    changes: list[records.Change] = [(r.before, r.after) for r in written]
    months = await records.write(tx, changes, records.reviewers_in(held.routes))
    await records.keep_hours(tx, months)


async def _append(tx: Transaction, asked: Asked, written: list[Result]) -> None:
    teams = {str((r.after or r.before or {})["team_id"]) for r in written}
    nothing = Followed()
    entry = _entry(asked, written, teams) | keeping.told(nothing)
    how = {"reason": asked.reason, "effective_from": asked.effective_from}
    revision = await history.append(tx, asked.actor, entry, **how)
    await keeping.keep(tx, revision, nothing)
    if len(teams) > 1:
        await history.touched(tx, teams, revision)


def _entry(asked: Asked, written: list[Result], teams: set[str]) -> history.Entry:
    """Return what the history keeps: the rows before and after packed, and which there are."""
    packed = Spool("changes")
    packed.extend([r.before, r.after] for r in written)
    return {
        "operation": asked.operation,
        "team_id": next(iter(teams)) if len(teams) == 1 else None,
        "record_id": written[0].record_id if len(written) == 1 else None,
        "counts": history.kept({"records": len(written)}),
        "rows_changes": packed.packed(),
    }
