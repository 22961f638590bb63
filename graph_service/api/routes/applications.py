"""Upgrade applications: a team asks for a higher group, its district or the city decides (P-6)."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import AliasChoices, Field

from graph_service.api import doors
from graph_service.api.auth import Caller, ReaderDep
from graph_service.api.deps import ID_PATTERN, GraphDep
from graph_service.api.replies import Reply
from graph_service.api.requests import AskingDep, Body
from graph_service.api.routes.writes import Id, team_answer
from graph_service.graph import Transaction
from graph_service.questions import applications as question
from graph_service.register.writing import Change, Outcome, carry_out
from graph_service.vocabulary import PermissionGroup

router = doors.router(prefix="/v1/applications", tags=["applications 提高权限申请"])
ApplicationId = Annotated[str, Path(pattern=ID_PATTERN, description="application_id 申请编号")]


class NewApplication(Body):
    """What is asked for; ``applied_to`` is the district association of the place unless given."""

    application_id: Id | None = None
    team_id: Id
    from_group: PermissionGroup | None = None
    to_group: PermissionGroup
    applied_to: Id | None = None


class Decision(Body):
    """Approved, rejected, or withdrawn by the team; the decider may grant less than was asked."""

    status: Literal["approved", "rejected", "withdrawn"] = Field(
        validation_alias=AliasChoices("status", "decision")
    )
    granted_group: PermissionGroup | None = None
    decided_by: Id | None = None


class _Named(Body):
    application_id: str
    from_group: str | None = None
    to_group: str | None = None
    applied_to: str | None = None
    status: str | None = None
    granted_group: str | None = None
    decided_by: str | None = None


@router.post("", status_code=201)
async def submit_application(body: NewApplication, graph: GraphDep, asking: AskingDep) -> Reply:
    """Ask for a higher permission group (P-6)."""
    identifier = body.application_id or f"A-{secrets.token_hex(8)}"
    given = body.model_dump(exclude_unset=True, exclude={"team_id", "application_id"})
    named = _Named(application_id=identifier, **given)
    change = await asking.change("submit_application", body.team_id, named)
    status, answer = await carry_out(graph, change, partial(_answer, asking.who, change))
    return Reply(answer, status, {"Location": f"/v1/applications/{answer['application_id']}"})


@router.get("/{application_id}")
async def read_application(application_id: ApplicationId, graph: GraphDep, who: ReaderDep) -> Reply:
    """One application as it stands."""
    return Reply(await question.application(graph, application_id))


@router.post("/{application_id}/decision")
async def decide_application(
    application_id: ApplicationId, body: Decision, graph: GraphDep, asking: AskingDep
) -> Reply:
    """Decide: an approval sets the granted group; one decision only."""
    held = await question.application(graph, application_id)
    given = body.model_dump(exclude_unset=True)
    verb = "decide_application"
    if body.status == "withdrawn":
        verb, given = "withdraw_application", {k: v for k, v in given.items() if k == "reason"}
    named = _Named(application_id=application_id, **given)
    change = await asking.change(verb, held["team_id"], named)
    status, answer = await carry_out(graph, change, partial(_answer, asking.who, change))
    return Reply(answer, status)


async def _answer(
    who: Caller, change: Change, tx: Transaction, outcome: Outcome
) -> tuple[int, dict[str, Any]]:
    operation = change.operations[0]
    _, team = await team_answer(who, change, tx, outcome)
    body = await question.application(tx, operation.values["application_id"] or "")
    status = 201 if operation.operation == "submit_application" else 200
    return status, body | {"team": team, "violations": outcome.added}
