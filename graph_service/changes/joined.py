"""Several changes in one transaction, each of another team: read, asked and written as one.

Each keeps its own answer, refusal and revision.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from graph_service import cypher
from graph_service.changes import ahead, gate, preparing, short, standing, storing
from graph_service.changes.change import Change, Outcome
from graph_service.changes.deciding import append, keep, match, told
from graph_service.changes.preparing import Prepared, prepare
from graph_service.changes.waiting import Apart, Done, Part, Refused, Waiting
from graph_service.consequences.asking import Asked
from graph_service.consequences.reach import cone_of
from graph_service.consequences.rehearsal import Followed, compared
from graph_service.consequences.rehearsal import rehearse as asked_around
from graph_service.consequences.seeds import Seeds
from graph_service.errors import RuleRefused, ServiceError
from graph_service.graph import Row, Transaction
from graph_service.questions import teams
from graph_service.store import answered, history


async def attempt(waiting: list[Waiting], tx: Transaction) -> tuple[dict[str, Done], list[Part]]:
    """Carry the changes out; return what came of each, and those that were not stopped before.

    Raises Refused where one is refused by what it adds, or all of them are stopped before.
    """
    changes = [each.change for each in waiting]
    begun = await _begun(tx, changes)
    asked = [(change.actor, change.operations[0]) for change in changes]
    allowed = await ahead.ask(tx, asked, begun.held.teams)
    done: dict[str, Done] = {}
    parts: list[Part] = []
    for each in waiting:
        try:
            first = answered.first_answer(begun.known, each.change.key, each.change.digest)
            if first is not None:
                done[each.team_id] = first
                continue
            held = begun.held.only(each.team_id)
            prepared = await prepare(tx, each.change, held=held, told=allowed)
            match(each.change, prepared.before)
            manages = begun.short and ahead.manages(allowed, each.change.actor, each.team_id)
            parts.append(Part(each, prepared, manages))
        except ServiceError as error:
            done[each.team_id] = error
    errors = {team_id: told for team_id, told in done.items() if isinstance(told, ServiceError)}
    if len(errors) == len(waiting):
        raise Refused(errors)
    if parts:
        await _carried(tx, parts, begun.asked)
        done |= await _answers(tx, parts)
    return done, parts


async def _begun(tx: Transaction, changes: list[Change]) -> short.Begun:
    if short.fits(changes):
        return await short.begin(tx, changes)
    known, held = await standing.begin(tx, changes)
    if held is None:
        raise Apart
    return short.Begun(known, held, None)


async def _carried(tx: Transaction, parts: list[Part], asked: Asked | None) -> None:
    """Write what was prepared, give each change what followed from it and append it."""
    whole = _whole([part.prepared for part in parts])
    seeds = await storing.seeds(tx, whole.before, whole.after)
    if not seeds.stays:
        raise Apart
    changed = [part for part in parts if part.prepared.changed]
    if asked is not None and changed:
        await _shortly(tx, whole, seeds, asked, parts)
        return
    await _judge(tx, parts, await asked_around(tx, seeds, partial(_write, tx, whole, parts)))
    await append(tx, *(part.done for part in changed))


async def _shortly(
    tx: Transaction, whole: Prepared, seeds: Seeds, asked: Asked, parts: list[Part]
) -> None:
    """Do so in one statement; of those that had consequences the history is told afterwards."""
    if short.reaches_further(seeds):
        raise Apart
    changed = [part for part in parts if part.prepared.changed]
    first = [told(*part.done) for part in changed]
    team_ids = [part.waiting.team_id for part in parts]
    carried = await short.carry_out(tx, whole, first, team_ids)
    await _afterwards(tx, parts)
    cone = await cone_of(tx, seeds)
    await _judge(tx, parts, compared(asked.within(cone), carried.asked.within(cone), cone, {}))
    mended: dict[int, history.Entry] = {}
    for revision, part, was in zip(carried.revisions, changed, first, strict=True):
        if part.outcome.added or part.outcome.followed.changes:
            now = told(*part.done)
            mended[revision] = {k: v for k, v in now.items() if k not in was or v != was[k]}
    await history.mend(tx, mended)
    await keep(tx, *(part.done for part in changed), revisions=carried.revisions)
    for part in parts:
        part.outcome.stands = carried.stands.get(part.waiting.team_id)


async def _judge(tx: Transaction, parts: list[Part], followed: Followed) -> None:
    """Give each change what followed from it; raises Refused."""
    named = await gate.named(tx, followed.added)
    refused: dict[str, ServiceError] = {}
    for part in parts:
        team_id = part.waiting.team_id
        own = _of(team_id, followed)
        part.outcome = Outcome(
            added=[finding for finding in named if finding["team_id"] == team_id],
            cleared=own.cleared,
            followed=own,
            teams=[team_id] if part.prepared.changed else [],
            manages=part.manages,
        )
        try:
            if not part.waiting.change.accept_violations:
                gate.refuse(part.outcome.added)
        except RuleRefused as error:
            refused[team_id] = error
    if refused:
        raise Refused(refused)


async def _write(tx: Transaction, whole: Prepared, parts: list[Part]) -> None:
    await storing.write_held(tx, whole.before, whole.after)
    await _afterwards(tx, parts)


async def _afterwards(tx: Transaction, parts: list[Part]) -> None:
    for part in parts:
        await preparing.demand_afterwards(tx, part.waiting.change, part.prepared)


def _whole(prepared: list[Prepared]) -> Prepared:
    """Return all that was prepared as one."""
    before, after = prepared[0].before.copy(), prepared[0].after.copy()
    for each in prepared:
        before.teams |= each.before.teams
        after.teams |= each.after.teams
    return Prepared(before, after)


def _of(team_id: str, followed: Followed) -> Followed:
    """Return what followed from the change of one team."""
    return replace(
        followed,
        changes=[change for change in followed.changes if change.key.subject == team_id],
        added=[finding for finding in followed.added if finding["team_id"] == team_id],
        cleared=[finding for finding in followed.cleared if finding["team_id"] == team_id],
    )


async def _answers(tx: Transaction, parts: list[Part]) -> dict[str, Done]:
    left = [part for part in parts if part.outcome.stands is None]
    rows = await _rows(tx, [part.waiting.team_id for part in left]) if left else {}
    done: dict[str, Done] = {}
    kept: list[answered.Kept] = []
    for part in parts:
        change, team_id = part.waiting.change, part.waiting.team_id
        part.outcome.stands = part.outcome.stands or rows.get(team_id)
        status, body = await part.waiting.answer(tx, part.outcome)
        done[team_id] = status, body
        kept.append(answered.Kept(change.key, change.digest, status, body))
    await answered.keep(tx, *kept)
    return done


async def _rows(tx: Transaction, team_ids: list[str]) -> dict[str, Row]:
    return await teams.rows_of(tx, cypher.filled(team_ids, ""))


async def plan(tx: Transaction, waiting: Waiting) -> None:
    """Let Neo4j plan what only these changes ask."""
    await attempt([waiting], tx)
    await _rows(tx, [waiting.team_id])
