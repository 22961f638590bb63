"""Service records: entered, confirmed or returned, corrected, deleted, read (三（五）)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from fastapi import Body as InBody
from fastapi import Depends, Header, Path, Query, Request
from starlette.responses import Response

from graph_service.answers.lists import Page
from graph_service.answers.records import Record, RecordResult, RecordResults, RecordRow
from graph_service.api import doors
from graph_service.api import record_answers as tell
from graph_service.api.auth import Caller, needs, reading_as
from graph_service.api.days import Day
from graph_service.api.deps import ID_PATTERN, Cursor, GraphDep, Limit, TeamId
from graph_service.api.operation_bodies import Body
from graph_service.api.record_bodies import (
    Batch,
    Correction,
    Decisions,
    Given,
    Returned,
    checked,
    parted,
)
from graph_service.api.replies import Reply
from graph_service.api.requests import WhyDep, digest_of, refuse_identity_card
from graph_service.graph import Graph
from graph_service.questions import records as question
from graph_service.records import forming
from graph_service.records.held import Item
from graph_service.records.writing import Answer, Asked, carry_out
from graph_service.vocabulary import RecordState, Role

router = doors.router(prefix="/v1", tags=["records"])
RecordId = Annotated[str, Path(pattern=ID_PATTERN, description="record_id 记录编号")]
ReaderDep = Annotated[Caller, reading_as(Role.READER)]


@dataclass(frozen=True)
class Calling:
    """Who calls, and how: under which key, for real or not."""

    request: Request
    who: Caller
    graph: Graph
    dry_run: bool
    key: str | None

    async def carry_out(
        self, operation: str, items: list[Item], why: Body, answer: Answer, *, alone: bool = True
    ) -> tuple[int, Any]:
        """Carry an operation out and return the status and body of its answer."""
        refuse_identity_card("reason", why.reason)
        refuse_identity_card("Idempotency-Key", self.key)
        day = str(why.effective_from) if why.effective_from else None
        asked = Asked(
            operation,
            items,
            actor=self.who.actor(self.request),
            reason=why.reason,
            effective_from=day,
            key=f"{self.who.token_id} {self.key}" if self.key else None,
            digest=await digest_of(self.request) if self.key else None,
            dry_run=self.dry_run,
            alone=alone,
        )
        return await carry_out(self.graph, asked, answer)

    async def one(self, operation: str, item: Item, why: Body) -> Reply:
        """Carry an operation out on one record; answer the record as it then stands."""
        status, body = await self.carry_out(operation, [item], why, partial(tell.record, self.who))
        return Reply(body, status)


async def _calling(
    request: Request,
    graph: GraphDep,
    who: Annotated[Caller, needs(Role.OPERATOR)],
    dry_run: Annotated[bool, Query(description="decide all of it and keep none")] = False,
    idempotency_key: Annotated[str | None, Header(max_length=128, min_length=1)] = None,
) -> Calling:
    return Calling(request, who, graph, dry_run, idempotency_key)


CallingDep = Annotated[Calling, Depends(_calling)]


@router.post(
    "/records",
    response_model=RecordResult | RecordResults,
    responses={201: {"model": RecordResult, "description": "One record was entered."}},
)
async def enter_records(body: Annotated[Given, InBody()], calling: CallingDep) -> Reply:
    """Enter one record, or up to 1,000 as one change; a refused item never fails the others.

    Who reviews a record is said with it. A single record that is refused is the call's problem.
    """
    if "items" in body:
        batch = checked(Batch, body)
        items = [forming.entered(given) for given in batch.items]
        status, told = await calling.carry_out(
            "enter_records", items, batch, tell.items, alone=False
        )
        return Reply(told, status)
    given, why = parted(body)
    status, told = await calling.carry_out(
        "enter_records", [forming.entered(given)], why, tell.first
    )
    if calling.dry_run:
        return Reply(told)
    return Reply(told, status, {"Location": f"/v1/records/{told['record_id']}"})


@router.post("/record-decisions", response_model=RecordResults)
async def decide_records(body: Decisions, calling: CallingDep) -> Reply:
    """Confirm or return up to 1,000 records as one change; a refused one never fails the others."""
    items = [forming.decided(given) for given in body.items]
    status, told = await calling.carry_out("decide_records", items, body, tell.items, alone=False)
    return Reply(told, status)


@router.post("/records/{record_id}/confirmation", response_model=Record)
async def confirm_record(
    record_id: RecordId, calling: CallingDep, body: Body | None = None
) -> Reply:
    """Confirm a record: by the final reviewer of its team's hours at this moment."""
    item = forming.decided({"record_id": record_id, "decision": "confirm"})
    return await calling.one("decide_records", item, body or Body.model_validate({}))


@router.post("/records/{record_id}/return", response_model=Record)
async def return_record(record_id: RecordId, body: Returned, calling: CallingDep) -> Reply:
    """Return a record to its team, with a reason: corrected it is entered again."""
    given = {"record_id": record_id, "decision": "return", "reason": body.reason}
    why = Body.model_validate({"reason": body.reason})
    return await calling.one("decide_records", forming.decided(given), why)


@router.post("/records/{record_id}/correction", response_model=Record)
async def correct_record(
    record_id: RecordId, body: Annotated[Correction, InBody()], calling: CallingDep
) -> Reply:
    """Correct a record; a confirmed one its reviewer does, with a reason."""
    given, why = parted(body)
    return await calling.one("correct_record", forming.corrected(record_id, given), why)


@router.delete("/records/{record_id}", status_code=204, response_model=None)
async def delete_record(record_id: RecordId, calling: CallingDep, why: WhyDep) -> Response:
    """Take a record back that is not confirmed: gone from answers, kept in the history."""
    await calling.carry_out("delete_record", [forming.named(record_id)], why, tell.nothing)
    return Response(status_code=204)


@router.get("/records/{record_id}", response_model=Record)
async def get_record(record_id: RecordId, graph: GraphDep, who: ReaderDep) -> Reply:
    """One record as it stands."""
    return Reply(await tell.seen(graph, who, await question.record(graph, record_id)))


@router.get("/teams/{team_id}/records", response_model=Page[RecordRow])
async def list_team_records(
    team_id: TeamId,
    graph: GraphDep,
    who: ReaderDep,
    state: Annotated[RecordState | None, Query(description="记录状态")] = None,
    since: Annotated[Day | None, Query(alias="from", description="first day 起")] = None,
    until: Annotated[Day | None, Query(alias="to", description="last day 止")] = None,
    volunteer_no: Annotated[
        str | None, Query(pattern=r"^[A-Za-z0-9-]{4,32}$", description="志愿者编号")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Reply:
    """A team's records by day; contact and place are masked in lists."""
    days = {"since": since and str(since), "until": until and str(until)}
    wanted = {"state": state and str(state), "volunteer_no": volunteer_no, **days}
    return Reply(await question.of_team(graph, team_id, cursor=cursor, limit=limit, **wanted))
