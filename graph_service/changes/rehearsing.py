"""Rehearsals beside writers: they give way, begin again, and in the end stand in line.

A writer that one keeps waiting ends it (``graph``). What another change changed meanwhile in its
cone makes its answers worthless, so it begins again then too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from graph_service import cypher
from graph_service.consequences import keeping
from graph_service.consequences.cone import Cone
from graph_service.consequences.rehearsal import MOST_ATTEMPTS, Grown, TooWide
from graph_service.errors import Busy, Conflict
from graph_service.graph import GaveWay, Graph, Transaction
from graph_service.messages import say
from graph_service.store import derived

_BEGIN = cypher.load("register/changes/begin_rehearsal")
_CHANGED_SINCE = cypher.load("questions/record/changed_since")
SMALL = 10_000
_IN_LINE, _SECONDS = 3, 600.0

T = TypeVar("T")


@dataclass(frozen=True)
class Turn:
    """Under what a rehearsal tries: a cone that turned out larger before, its most keys."""

    watched: Cone | None = None
    narrow: int | None = SMALL


class Overtaken(Exception):
    """Another change was committed meanwhile that changed answers in the cone."""


Attempt = Callable[[Transaction, Turn], Awaitable[tuple[T, Cone]]]


async def rehearse(graph: Graph, attempt: Attempt[T]) -> T:
    """Return what ``attempt`` answers from a transaction that is rolled back.

    It is tried again whenever it gave way or was overtaken, from the third time on in the line
    that writers stand in. Raises Busy when there is no place in time, or no end.
    """
    turn, tries, grown = Turn(), 0, 0
    try:
        async with asyncio.timeout(_SECONDS):
            while True:
                lane = graph.rehearsals if turn.narrow else graph.large_rehearsals
                in_line = tries + 1 >= _IN_LINE
                work = partial(_once, attempt, turn, in_line)
                try:
                    async with lane.entered():
                        return await graph.rehearse(work, gives_way=not in_line)
                except TooWide:
                    turn = Turn(turn.watched, None)
                except Grown as larger:
                    turn, grown = Turn(larger.cone, turn.narrow), grown + 1
                    if grown == MOST_ATTEMPTS:
                        raise Conflict(*say("write.unsettled")) from None
                except (GaveWay, Overtaken):
                    tries += 1
    except TimeoutError:
        raise Busy(*say("busy.lane")) from None


async def _once(attempt: Attempt[T], turn: Turn, in_line: bool, tx: Transaction) -> T:
    if in_line:
        await derived.lock_affiliation(tx)
    [counted] = await tx.run(_BEGIN)
    answer, cone = await attempt(tx, turn)
    if await _overtaken(tx, counted["revision"], cone):
        raise Overtaken
    await tx.rollback()
    return answer


async def plan(graph: Graph, question: Callable[[Transaction], Awaitable[Any]]) -> None:
    """Let Neo4j plan what changes ask, in a transaction that has written as theirs have."""

    async def work(tx: Transaction) -> None:
        await tx.run(_BEGIN)
        await question(tx)
        await tx.rollback()

    await graph.write(work)


async def _overtaken(tx: Transaction, since: int, cone: Cone) -> bool:
    """Return whether a change after a revision changed an answer in the cone."""
    rows = await tx.run(_CHANGED_SINCE, after=since)
    return any(
        row["reset"]
        or (
            row["subject"] is not None
            and any(cone.asks(key) for key, *_ in keeping.unpack(row["subject"], row["packed"]))
        )
        for row in rows
    )
