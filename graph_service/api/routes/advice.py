"""Advice before registering."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, Field

from graph_service.advice import groups as group_advice
from graph_service.advice import names as naming
from graph_service.advice import registration as advice
from graph_service.answers.advice import GroupAdvice, NameAdvice, RegistrationAdvice
from graph_service.api import doors
from graph_service.api.auth import ReaderDep
from graph_service.api.deps import ID_PATTERN, REGION_PATTERN, GraphDep
from graph_service.api.replies import Reply
from graph_service.vocabulary import BusinessLine, Level, RegistrationStatus, TeamKind

router = doors.router(prefix="/v1/advice", tags=["advice"])


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
    responsible_unit: str | None = Field(None, max_length=100)
    uscc: str | None = Field(None, max_length=40)
    business_line: BusinessLine | None = None
    viewing_ids: list[Annotated[str, Field(pattern=ID_PATTERN)]] = Field([], max_length=20)
    unit_level: Level | None = Field(
        None, description="level of the founding or guiding unit, where it is above the place's"
    )

    def given(self) -> dict[str, str | None]:
        """Return the draft as a row's values."""
        return self.model_dump() | {"viewing_ids": ";".join(self.viewing_ids) or None}


@router.post("/registration", response_model=RegistrationAdvice)
async def advise_registration(body: Draft, graph: GraphDep, who: ReaderDep) -> Reply:
    """Name pattern, liaison or authority, viewing teams, group, who may raise it, admission.

    `because` gives the clause of each; `refusals` what the draft breaks, with what would be right;
    `warnings` what to look at first (a neighbour's name, a credit code);
    `decided_by` and `other_readings` what rests on an interpretation, and what changes it.
    """
    return Reply(await advice.registration(graph, body.given()))


@router.post("/name", response_model=NameAdvice)
async def advise_name(body: Draft, graph: GraphDep, who: ReaderDep) -> Reply:
    """Whether a name is lawful, what it breaks, and a lawful one; look-alikes count."""
    return Reply(await naming.name(graph, body.given()))


@router.get("/permission-groups", response_model=GroupAdvice)
async def advise_permission_groups(
    graph: GraphDep,
    who: ReaderDep,
    needs: Annotated[str, Query(description="permission codes, separated by commas")],
    without: Annotated[str, Query(description="permission codes that are not wanted")] = "",
) -> Reply:
    """The minimal permission groups for wanted permissions; `impossible` says why there is none."""
    return Reply(await group_advice.permission_groups(graph, _codes(needs), _codes(without)))


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(",") if code.strip()]
