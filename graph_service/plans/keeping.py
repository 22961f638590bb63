"""A plan in the graph: one node, its operations and answer changes in chunks beside it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from graph_service import cypher
from graph_service.answers.lists import Page
from graph_service.answers.plans import Plan, PlanApplied, PlanProblem, PlanRow
from graph_service.changes import storing
from graph_service.errors import Forbidden, NotFound, ServiceError
from graph_service.graph import Graph, Reading, Row, Transaction
from graph_service.plans import folding
from graph_service.plans.folding import Chunk
from graph_service.plans.rehearsing import Rehearsed
from graph_service.problems import as_problem
from graph_service.questions import cursors
from graph_service.store.history import Actor
from graph_service.vocabulary import Role

_WRITE_PLAN = cypher.load("register/plans/write_plan")
_WRITE_CHUNKS = cypher.load("register/plans/write_chunks")
_MARK_APPLIED = cypher.load("register/plans/mark_applied")
_DELETE_PLAN = cypher.load("register/plans/delete_plan")
_SWEEP_PLANS = cypher.load("register/plans/sweep_plans")
_READ_PLAN = cypher.load("questions/plans/read_plan")
_LIST_PLANS = cypher.load("questions/plans/list_plans")
_READ_OPERATIONS = cypher.load("questions/plans/read_operations")
_AT_ONCE = 20
_OWN = ("plan_id", "title", "reason", "status", "created_at", "created_by", "expires_at")


@dataclass(frozen=True)
class Draft:
    """A plan as it is asked for: what is to be done, by whom and why, and how long it lives."""

    operations: list[Any]
    reason: str
    title: str | None
    actor: Actor
    seconds: int


async def keep(graph: Graph, draft: Draft, found: Rehearsed) -> str:
    """Keep a new plan, and let those go that expired a while ago; return its id."""
    plan_id = f"P-{secrets.token_hex(8)}"
    about = {
        "plan_id": plan_id,
        "title": draft.title,
        "reason": draft.reason,
        "created_by": draft.actor.token_id,
        "seconds": draft.seconds,
    }
    await graph.write(partial(_swept, draft.seconds))
    await graph.write(partial(_written, about, draft.operations, found, None))
    return plan_id


async def renew(graph: Graph, plan_id: str, operations: list[Any], found: Rehearsed) -> None:
    """Let a plan stand under its id with what follows from it now."""
    about = {"plan_id": plan_id}
    await graph.write(partial(_written, about, operations, found, "draft"))


async def row(reading: Reading, plan_id: str) -> Row:
    """Return a plan's node; NotFound for an unknown id."""
    rows = await reading.read(_READ_PLAN, plan_id=plan_id)
    if not rows:
        raise NotFound("plan", plan_id)
    return rows[0]["plan"]


async def operations_of(reading: Reading, plan_id: str) -> list[Any]:
    """Return a plan's operations as they were given."""
    rows = await reading.values(_READ_OPERATIONS, plan_id=plan_id)
    return folding.unpacked_operations(packed for _, packed in rows)


async def plan(graph: Graph, plan_id: str) -> Plan:
    """Return a plan whole; NotFound for an unknown id."""
    known = await row(graph, plan_id)
    return {
        **_shown(known),
        "operations": await operations_of(graph, plan_id),
        "problems": json.loads(known["problems"]),
        "left_out": json.loads(known["left_out"]),
    }


async def plans(
    graph: Graph, created_by: str | None, cursor: str | None = None, limit: int = 100
) -> Page[PlanRow]:
    """Return a page of plans, the newest first; of one author where one is given."""
    [before, below] = cursors.decode(cursor, ["9999", ""])
    asked = {"created_by": created_by, "before": before, "below": below, "limit": limit + 1}
    rows = [row["plan"] for row in await graph.read(_LIST_PLANS, **asked)]
    places = [[row["created_at"], row["plan_id"]] for row in rows]
    return cursors.page([_shown(row) for row in rows], limit, places)


async def delete(graph: Graph, plan_id: str) -> None:
    """Let a plan go."""
    await graph.write(partial(_deleted, plan_id))


async def mark_applied(tx: Transaction, plan_id: str, answer: PlanApplied) -> None:
    """Note in the transaction that applied a plan what came of it."""
    told = {"revision": answer["revision"], "answer": storing.dumps(answer)}
    await tx.run(_MARK_APPLIED, plan_id=plan_id, **told)


def demand_own(known: Row, actor: Actor) -> None:
    """Raise Forbidden unless the plan is the caller's own, or the caller an administrator."""
    if actor.role != Role.ADMINISTRATOR and known["created_by"] != actor.token_id:
        raise Forbidden(
            "只有拟定者和管理员可以查看、实施此方案。",
            "A plan is its author's and the administrators' to read and to apply.",
            missing="author",
        )


def problems_of(found: Iterable[tuple[int, ServiceError]]) -> list[PlanProblem]:
    """Return what cannot be done, each as a problem with the place of its operation."""
    ordered = sorted(found, key=lambda each: each[0])
    told = [{"index": index, **as_problem(error)} for index, error in ordered]
    return cast("list[PlanProblem]", told)


def _shown(known: Row) -> PlanRow:
    own = {name: known[name] for name in (*_OWN, "revision", "digest")}
    return cast("PlanRow", own | {"summary": json.loads(known["summary"])})


async def _written(
    about: Row, operations: list[Any], found: Rehearsed, only: str | None, tx: Transaction
) -> None:
    left_out = [{"index": 0, **as_problem(error)} for error in found.left_out]
    told = {
        "digest": found.digest,
        "summary": storing.dumps(found.summary),
        "problems": storing.dumps(problems_of(found.problems)),
        "left_out": storing.dumps(left_out),
    }
    rows = await tx.run(_WRITE_PLAN, plan_id=about["plan_id"], plan=about | told, only=only)
    if rows:
        chunks = [*folding.packed_operations(operations)]
        await _chunks_written(tx, about["plan_id"], chunks)
        await _chunks_written(tx, about["plan_id"], folding.chunks(found.changes, found.paths))


async def _chunks_written(tx: Transaction, plan_id: str, chunks: Iterable[Chunk]) -> None:
    waiting: list[Chunk] = []
    for chunk in chunks:
        waiting.append(chunk)
        if len(waiting) == _AT_ONCE:
            await tx.run(_WRITE_CHUNKS, plan_id=plan_id, chunks=waiting)
            waiting = []
    if waiting:
        await tx.run(_WRITE_CHUNKS, plan_id=plan_id, chunks=waiting)


async def _deleted(plan_id: str, tx: Transaction) -> None:
    if not await tx.run(_DELETE_PLAN, plan_id=plan_id):
        raise NotFound("plan", plan_id)


async def _swept(seconds: int, tx: Transaction) -> None:
    await tx.run(_SWEEP_PLANS, seconds=seconds)
