"""One change in its transaction: prepared, done, judged by what followed from it, appended.

Every answer that a change can reach is asked before and after it; what differs is what followed
from it. Of that, what it adds to the findings may refuse it, and all of it is kept beside it.
"""

from __future__ import annotations

from functools import partial

from graph_service.changes import gate, preparing, standing, storing
from graph_service.changes.change import Answer, Body, Change, Outcome
from graph_service.changes.preparing import Prepared, prepare
from graph_service.changes.rehearsing import Turn
from graph_service.consequences import keeping
from graph_service.consequences.cone import Cone
from graph_service.consequences.rehearsal import rehearse as asked_around
from graph_service.errors import Stale
from graph_service.graph import Transaction
from graph_service.messages import say
from graph_service.operations.held import Held
from graph_service.store import answered, history


async def attempt(
    change: Change, answer: Answer[Body], watched: Cone | None, tx: Transaction
) -> tuple[int, Body]:
    """Carry a change out and return its answer; nothing is committed here."""
    known, held = await standing.begin(tx, [change])
    found = answered.first_answer(known, change.key, change.digest)
    if found is not None:
        return found
    prepared, outcome = await lawful(tx, change, Turn(watched, None), held)
    if prepared.changed:
        await append(tx, (change, prepared, outcome))
    status, body = await answer(tx, outcome)
    await answered.keep(tx, answered.Kept(change.key, change.digest, status, body))
    return status, body


async def lawful(
    tx: Transaction, change: Change, turn: Turn, held: Held | None = None
) -> tuple[Prepared, Outcome]:
    """Do what a change asks, and refuse what the notice does not allow unless it is accepted."""
    prepared = await prepare(tx, change, held=held)
    match(change, prepared.before)
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


async def append(tx: Transaction, *done: tuple[Change, Prepared, Outcome]) -> None:
    """Append changes to the history with what followed from each; its outcome has its revision."""
    if done:
        revisions = await history.append_all(tx, [told(*each) for each in done])
        await keep(tx, *done, revisions=revisions)


async def keep(
    tx: Transaction, *done: tuple[Change, Prepared, Outcome], revisions: list[int]
) -> None:
    """Keep what followed from changes beside them, once they are appended."""
    for (change, prepared, outcome), revision in zip(done, revisions, strict=True):
        outcome.revision = revision
        as_plan = storing.is_plan(change)
        await storing.keep(tx, revision, prepared.before, outcome.followed, as_plan=as_plan)


def told(change: Change, prepared: Prepared, outcome: Outcome) -> history.Entry:
    """Return all that the history keeps of a change: what it did, who and why, what followed."""
    entry = storing.entry(change, prepared.before, prepared.after, outcome.added)
    how = {"reason": change.reason, "effective_from": change.effective_from}
    return history.entry_of(change.actor, entry | keeping.told(outcome.followed), **how)


def match(change: Change, held: Held) -> None:
    """Raise Stale where a team is not at a revision that the change was made for (If-Match)."""
    if change.if_match is None:
        return
    for team_id in {operation.team_id for operation in change.operations} & held.revisions.keys():
        revision = held.revisions[team_id]
        if (revision or 0) not in change.if_match:
            asked = ", ".join(map(str, sorted(change.if_match)))
            zh, en = say("write.stale", team=team_id, asked=asked, now=revision or 0)
            raise Stale(zh, en, team_id=team_id, revision=revision or 0)
