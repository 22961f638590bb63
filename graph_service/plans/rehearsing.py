"""A plan rehearsed: each operation that cannot be done, and every answer that would differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from graph_service import cypher
from graph_service.answers.plans import PlanSummary
from graph_service.changes import rehearsing
from graph_service.changes.change import Change, Outcome
from graph_service.changes.deciding import followed
from graph_service.changes.preparing import Blamed, Prepared, blamed, prepare
from graph_service.changes.rehearsing import Turn
from graph_service.consequences.asking import ask
from graph_service.consequences.cone import Cone, of_subjects
from graph_service.consequences.rehearsal import AnswerChange
from graph_service.errors import Forbidden, ServiceError
from graph_service.graph import Graph, Reading, Transaction
from graph_service.plans import folding, summary
from graph_service.plans.folding import Paths
from graph_service.questions import rules

_PATHS_OF = cypher.load("questions/plans/paths_of")
_CHUNK, _MOST_BLAMED = 2000, 50

Problems = dict[int, ServiceError]


@dataclass(frozen=True)
class Rehearsed:
    """What a plan shows: problems, every answer that differs, first values included, in numbers."""

    changes: list[AnswerChange]
    digest: str
    summary: PlanSummary
    paths: Paths = field(default_factory=dict)
    problems: list[tuple[int, ServiceError]] = field(default_factory=list)
    left_out: list[ServiceError] = field(default_factory=list)


async def rehearsed(graph: Graph, change: Change, operations: list[Any]) -> Rehearsed:
    """Return what would follow from a change; nothing is kept.

    An operation that cannot be done is a problem, and passed over. ``operations`` are those of the
    change as they were given. Raises Forbidden for what the caller may not do.
    """
    known: Problems = {}
    while True:
        try:
            return await rehearsing.rehearse(
                graph, partial(_attempt, graph, change, operations, known)
            )
        except Blamed as found:
            known[found.index] = found.error
            if len(known) > _MOST_BLAMED:
                raise found.error from None


async def _attempt(
    graph: Graph,
    change: Change,
    operations: list[Any],
    known: Problems,
    tx: Transaction,
    turn: Turn,
) -> tuple[Rehearsed, Cone]:
    prepared = await prepare(tx, change, known)
    outcome, found = await told(graph, tx, change, operations, prepared, turn)
    return found, outcome.followed.cone


async def told(
    graph: Graph,
    tx: Transaction,
    change: Change,
    operations: list[Any],
    prepared: Prepared,
    turn: Turn,
) -> tuple[Outcome, Rehearsed]:
    """Do what was prepared, in an open transaction, and return what follows.

    Raises Blamed for an operation that turns out impossible when it is written.
    """
    waiting = await summary.waiting(tx)
    try:
        outcome = await followed(tx, change, prepared, turn)
    except Forbidden:
        raise
    except ServiceError as error:
        index = blamed(error, change.operations)
        if index is None or index in prepared.problems:
            raise
        raise Blamed(index, error) from error
    first = await _first_values(tx, outcome.followed.created)
    changes = sorted([*outcome.followed.changes, *first], key=lambda each: each.key)
    return outcome, Rehearsed(
        changes,
        folding.digest(operations, changes),
        await summary.of(tx, changes, outcome.followed, waiting),
        await _paths(graph, tx, changes),
        [*prepared.problems.items(), *prepared.moved],
        prepared.left_out,
    )


async def _first_values(tx: Transaction, created: dict[str, list[str]]) -> list[AnswerChange]:
    """Return what new subjects answer at first, none of which was there before."""
    first: list[AnswerChange] = []
    for kind, ids in created.items():
        asked = await ask(tx, of_subjects(kind, ids, rules.PARTS))
        first += [AnswerChange(key, None, value) for key, value in asked.answers.items()]
    return first


async def _paths(graph: Graph, tx: Transaction, changes: list[AnswerChange]) -> Paths:
    """Return where the subjects lie in the tree, today and as it would be."""
    subjects = sorted({change.key.subject for change in changes})
    found: Paths = {}
    for reading in (graph, tx):
        for subject, path in await _placed(reading, subjects):
            if path not in found.setdefault(subject, []):
                found[subject].append(path)
    return found


async def _placed(reading: Reading, subjects: list[str]) -> Iterable[list[str]]:
    rows: list[list[str]] = []
    for start in range(0, len(subjects), _CHUNK):
        rows += await reading.values(_PATHS_OF, subjects=subjects[start : start + _CHUNK])
    return rows
