"""Advice before registering."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from graph_service.advice import groups as group_advice
from graph_service.advice import names as naming
from graph_service.advice import registration as advice
from graph_service.advice.wanted.making import wanted
from graph_service.advice.wanted.reading import wish_of
from graph_service.answers.advice import GroupAdvice, NameAdvice, RegistrationAdvice
from graph_service.answers.wanted import WantedAnswer
from graph_service.api import doors
from graph_service.api.auth import Caller, ReaderDep, needs
from graph_service.api.deps import ID_PATTERN, REGION_PATTERN, GraphDep
from graph_service.api.replies import Reply
from graph_service.vocabulary import (
    Business,
    BusinessLine,
    Level,
    Outcome,
    Permission,
    RegistrationStatus,
    Role,
    TeamKind,
)

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


class Wish(BaseModel):
    """One of five shapes, its words those of the vocabulary."""

    model_config = ConfigDict(extra="forbid")

    business: Business | None = None
    final_reviewer_id: str | None = Field(None, pattern=ID_PATTERN)
    outcome: Outcome | None = None
    power: str | None = Field(None, max_length=40)
    subject_id: str | None = Field(None, pattern=ID_PATTERN)
    permission: Permission | None = None
    no_finding: str | None = Field(None, max_length=10)


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


class WishAsked(BaseModel):
    """What is wanted of a team, in one of five shapes."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"team_id": "T", "want": {"no_finding": "A-7"}}]},
    )

    team_id: str = Field(pattern=ID_PATTERN)
    want: Wish = Field(
        description="{business, final_reviewer_id} | {business, outcome} | {power, subject_id} |"
        " {permission} | {no_finding: rule_id}"
    )


@router.post("/wanted", response_model=WantedAnswer)
async def advise_wanted(
    body: WishAsked, graph: GraphDep, who: Annotated[Caller, needs(Role.OPERATOR)]
) -> Reply:
    """The smallest lawful sets of operations that make a wish true, each rehearsed.

    At most three operations a set and 64 tries; fewest first, then those that change the fewest
    answers; `by` says who may carry each operation out when its turn comes. Where the wish is true
    already the one way is to do nothing; where there is none, `none_because` says which fact and
    which clause forbid it.
    """
    wish = wish_of(body.team_id, body.want.model_dump(exclude_none=True))
    return Reply(await wanted(graph, wish))


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(",") if code.strip()]
