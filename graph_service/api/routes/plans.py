"""Plans: operations rehearsed, read, applied; a change undone."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Header, Path, Query, Request
from starlette.responses import Response, StreamingResponse

from graph_service.answers.lists import Page
from graph_service.answers.plans import Plan, PlanApplied, PlannedChange, PlanRow
from graph_service.answers.values import AnsweredKind
from graph_service.api import doors
from graph_service.api.auth import Caller, needs
from graph_service.api.deps import ID_PATTERN, Cursor, GraphDep, Limit, RegionFilter
from graph_service.api.plan_bodies import NewPlan
from graph_service.api.replies import Reply
from graph_service.api.routes.answers import SUBJECT_PATTERN
from graph_service.graph import Graph
from graph_service.plans import applying, diff, keeping, making
from graph_service.plans.diff import Asked
from graph_service.plans.keeping import Draft
from graph_service.tabular.guard import guarded
from graph_service.vocabulary import Role

router = doors.router(prefix="/v1/plans", tags=["plans"])
Operator = Annotated[Caller, needs(Role.OPERATOR)]
PlanId = Annotated[str, Path(pattern=ID_PATTERN, description="plan_id 方案编号")]
_CSV = "text/csv"
_SHEET: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {_CSV: {"schema": {"type": "string", "description": "the whole, a line each"}}}
    }
}
COLUMNS = (
    "kind", "subject", "key", "before_text_zh", "after_text_zh", "before_text_en",
    "after_text_en", "before", "after",
)  # fmt: skip


@router.post("", status_code=201, response_model=Plan)
async def create_plan(body: NewPlan, graph: GraphDep, who: Operator, request: Request) -> Response:
    """Rehearse 1 to 10,000 operations, or the undoing of a change, and keep what would follow.

    Nothing is written to the register. `problems` tells which operations cannot be done.
    """
    seconds = request.app.state.settings.plan_ttl
    draft = Draft(body.written(), body.reason, body.title, who.actor(request), seconds)
    plan = await making.make(graph, draft)
    return Reply(plan, 201, {"Location": f"/v1/plans/{plan['plan_id']}"})


@router.get("", response_model=Page[PlanRow])
async def list_plans(
    graph: GraphDep, who: Operator, cursor: Cursor = None, limit: Limit = 100
) -> Reply:
    """Plans, the newest first: one's own; an administrator sees everybody's."""
    own = None if who.at_least(Role.ADMINISTRATOR) else who.token_id
    return Reply(await keeping.plans(graph, own, cursor, limit))


@router.get("/{plan_id}", response_model=Plan)
async def get_plan(plan_id: PlanId, graph: GraphDep, who: Operator, request: Request) -> Reply:
    """One plan: what would be done, what stands in the way, what would follow in numbers."""
    await _own(graph, plan_id, who, request)
    return Reply(await keeping.plan(graph, plan_id))


@router.delete("/{plan_id}", status_code=204)
async def delete_plan(
    plan_id: PlanId, graph: GraphDep, who: Operator, request: Request
) -> Response:
    """Let a plan go; what it did, if it was applied, stays."""
    await _own(graph, plan_id, who, request)
    await keeping.delete(graph, plan_id)
    return Response(status_code=204)


@router.get("/{plan_id}/diff", response_model=Page[PlannedChange], responses=_SHEET)
async def list_planned_changes(
    plan_id: PlanId,
    graph: GraphDep,
    who: Operator,
    request: Request,
    kind: AnsweredKind | None = None,
    subject: Annotated[str | None, Query(pattern=SUBJECT_PATTERN)] = None,
    within: RegionFilter = None,
    rule_id: Annotated[str | None, Query(pattern=r"^[A-Z]-[0-9]{1,2}[a-z]?$")] = None,
    hub_id: Annotated[str | None, Query(pattern=ID_PATTERN)] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    """Every answer that would differ, before and after, in values and in words.

    Ordered by kind, subject and key. `Accept: text/csv` gives the whole at once.
    """
    await _own(graph, plan_id, who, request)
    asked = Asked(kind, subject, within, rule_id, hub_id)
    if _CSV in accept:
        lines = _sheet(diff.stream(graph, plan_id, asked))
        first = await anext(lines)
        return StreamingResponse(_from(first, lines), media_type="text/csv; charset=utf-8")
    return Reply(await diff.page(graph, plan_id, asked, cursor, limit))


@router.post("/{plan_id}/apply", response_model=PlanApplied)
async def apply_plan(
    plan_id: PlanId,
    graph: GraphDep,
    who: Operator,
    request: Request,
    accept_violations: Annotated[bool, Query()] = False,
) -> Reply:
    """Carry a plan out as one change, if the same would follow as it showed.

    Else 409 `plan_stale` with what is new and what is gone; the plan then stands renewed under its
    id. Applying twice answers the first result.
    """
    actor = who.actor(request)
    answer = await applying.apply(graph, plan_id, actor, accept_violations=accept_violations)
    return Reply(answer)


async def _own(graph: Graph, plan_id: str, who: Caller, request: Request) -> None:
    keeping.demand_own(await keeping.row(graph, plan_id), who.actor(request))


async def _sheet(chunks: AsyncIterator[list[PlannedChange]]) -> AsyncIterator[str]:
    """Yield lines of CSV; the first with the heads comes once it is known that there are any."""
    head = ",".join(COLUMNS) + "\r\n"
    async for chunk in chunks:
        yield head + _lines(chunk)
        head = ""
    if head:
        yield head


async def _from(first: str, rest: AsyncIterator[str]) -> AsyncIterator[str]:
    yield first
    async for text in rest:
        yield text


def _lines(chunk: list[PlannedChange]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    for change in chunk:
        writer.writerow([_cell(dict(change)[name]) for name in COLUMNS])
    return file.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return guarded(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
