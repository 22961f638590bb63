"""Advice before registering."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from graph_service.api.auth import ReaderDep
from graph_service.api.deps import ID_PATTERN, REGION_PATTERN, GraphDep
from graph_service.api.replies import Reply
from graph_service.register import advice
from graph_service.vocabulary import RegistrationStatus, TeamKind

router = APIRouter(prefix="/v1/advice", tags=["advice 注册前咨询"])


class Draft(BaseModel):
    """A team to be: what is known of it."""

    region_code: str = Field(pattern=REGION_PATTERN)
    team_kind: TeamKind = TeamKind.NON_HUB
    registration_status: RegistrationStatus = RegistrationStatus.UNREGISTERED
    name: str | None = Field(None, max_length=100)
    unit_name: str | None = Field(None, max_length=100)
    registered_name: str | None = Field(None, max_length=100)
    branch_of: str | None = Field(None, pattern=ID_PATTERN)
    liaison_id: str | None = Field(None, pattern=ID_PATTERN)
    registration_authority_id: str | None = Field(None, pattern=ID_PATTERN)
    responsible_unit: str | None = None
    uscc: str | None = None


@router.post("/registration")
async def advise_registration(body: Draft, graph: GraphDep, who: ReaderDep) -> Reply:
    """Name pattern, liaison or authority, viewing teams, default group, who may raise it."""
    return Reply(await advice.registration(graph, body.model_dump()))


@router.post("/name")
async def advise_name(body: Draft, graph: GraphDep, who: ReaderDep) -> Reply:
    """Whether a name is lawful, and a lawful one."""
    return Reply(await advice.name(graph, body.model_dump()))


@router.get("/permission-groups")
async def advise_permission_groups(
    graph: GraphDep,
    who: ReaderDep,
    needs: Annotated[str, Query(description="permission codes, separated by commas")],
) -> Reply:
    """The minimal permission groups for a set of wanted permissions."""
    wanted = [need.strip() for need in needs.split(",") if need.strip()]
    return Reply(await advice.permission_groups(graph, wanted))
