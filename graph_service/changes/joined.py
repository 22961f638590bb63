"""Several changes in one transaction, each of another team: read, asked and written as one.

Each keeps its own answer, refusal and revision.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from graph_service import cypher
from graph_service.changes import gate, preparing, standing, storing
from graph_service.changes.change import Answer, Change, Outcome
from graph_service.changes.deciding import append, match
from graph_service.changes.preparing import Prepared, prepare
from graph_service.consequences.rehearsal import Followed
from graph_service.consequences.rehearsal import rehearse as asked_around
from graph_service.errors import RuleRefused, ServiceError
from graph_service.graph import Graph, Row, Transaction
from graph_service.questions import teams
from graph_service.store import answered

Done = tuple[int, Any] | ServiceError


@dataclass(frozen=True)
class Waiting:
    """One change that waits: where it came in, and how it is answered."""

    graph: Graph
    change: Change
    answer: Answer[Any]

    @property
    def team_id(self) -> str:
        """The team that it is about."""
        return self.change.operations[0].team_id

    @property
    def needs(self) -> set[str]:
        """What no other of the same turn may be about: its team, and its key."""
        key = self.change.key
        return {f"team {self.team_id}"} | ({f"key {key}"} if key else set())


@dataclass
class Part:
    """One change of those carried out together."""

    waiting: Waiting
    prepared: Prepared
    outcome: Outcome = field(default_factory=Outcome)


class Refused(Exception):
    """Some of them were refused by what they add: the others are carried out without them."""

    def __init__(self, errors: dict[str, ServiceError]) -> None:
        super().__init__()
        self.errors = errors


class Apart(Exception):
    """They cannot go together."""


async def attempt(waiting: list[Waiting], tx: Transaction) -> tuple[dict[str, Done], list[Part]]:
    """Carry the changes out; return what came of each, and those that were not stopped before."""
    known, held = await standing.begin(tx, [each.change for each in waiting])
    if held is None:
        raise Apart
    done: dict[str, Done] = {}
    parts: list[Part] = []
    for each in waiting:
        try:
            first = answered.first_answer(known, each.change.key, each.change.digest)
            if first is not None:
                done[each.team_id] = first
                continue
            prepared = await prepare(tx, each.change, held=held.only(each.team_id))
            match(each.change, prepared.before)
            parts.append(Part(each, prepared))
        except ServiceError as error:
            done[each.team_id] = error
    if parts:
        await _follow(tx, parts)
        changed = (part for part in parts if part.prepared.changed)
        await append(tx, *((p.waiting.change, p.prepared, p.outcome) for p in changed))
        done |= await _answers(tx, parts)
    return done, parts


async def _follow(tx: Transaction, parts: list[Part]) -> None:
    """Write what was prepared, and give each change what followed from it; raises Refused."""
    whole = _whole([part.prepared for part in parts])
    seeds = await storing.seeds(tx, whole.before, whole.after)
    if not seeds.stays:
        raise Apart
    followed = await asked_around(tx, seeds, partial(_write, tx, whole, parts))
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
    rows = await _rows(tx, [part.waiting.team_id for part in parts])
    done: dict[str, Done] = {}
    kept: list[answered.Kept] = []
    for part in parts:
        change, team_id = part.waiting.change, part.waiting.team_id
        part.outcome.stands = rows.get(team_id)
        status, body = await part.waiting.answer(tx, part.outcome)
        done[team_id] = status, body
        kept.append(answered.Kept(change.key, change.digest, status, body))
    await answered.keep(tx, *kept)
    return done


async def _rows(tx: Transaction, team_ids: list[str]) -> dict[str, Row]:
    return await teams.rows_of(tx, cypher.filled(team_ids, ""))


async def plan(tx: Transaction, team_id: str) -> None:
    """Let Neo4j plan what only several changes ask."""
    await _rows(tx, [team_id])
