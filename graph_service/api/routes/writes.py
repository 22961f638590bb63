"""Keeping the register: teams are registered, changed, affiliated, raised and closed."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Annotated, Any

from pydantic import AliasChoices, Field

from graph_service.api import doors
from graph_service.api.auth import Caller
from graph_service.api.deps import ID_PATTERN, GraphDep, TeamId
from graph_service.api.personal import sees_whole
from graph_service.api.replies import Reply, tagged
from graph_service.api.requests import AskingDep, Body, WhyDep
from graph_service.graph import Graph, Transaction
from graph_service.questions import teams
from graph_service.questions.route_readings import explained_routes
from graph_service.register.writing import Change, Outcome, carry_out, nothing
from graph_service.vocabulary import (
    BranchKind,
    Business,
    BusinessLine,
    Duty,
    OrganisationForm,
    PermissionGroup,
    RegistrationStatus,
    ResponsibleUnitKind,
    Status,
    TeamKind,
    UnitKind,
)

router = doors.router(prefix="/v1/teams", tags=["keeping 登记"])
ViewerId = TeamId
Id = Annotated[str, Field(pattern=ID_PATTERN)]


class Fields(Body):
    """The fields and edges that a team may have; null clears one."""

    registered_name: str | None = Field(None, max_length=100)
    uscc: str | None = Field(None, max_length=40)
    organisation_form: OrganisationForm | None = None
    unit_name: str | None = Field(None, max_length=100)
    unit_kind: UnitKind | None = None
    responsible_unit: str | None = Field(None, max_length=100)
    business_line: BusinessLine | None = None
    branch_of: Id | None = None
    liaison_id: Id | None = None
    registration_authority_id: Id | None = None
    viewing_ids: list[Id] | None = None
    person_in_charge_name: str | None = Field(None, max_length=30)
    person_in_charge_mobile: str | None = Field(None, max_length=30)
    contact_name: str | None = Field(None, max_length=30)
    contact_mobile: str | None = Field(None, max_length=30)
    administrator_name: str | None = Field(None, max_length=30)
    records_officer_name: str | None = Field(None, max_length=30)
    records_officer_duties: list[Duty] | None = None
    liaison_no: str | None = Field(None, max_length=100)
    responsible_unit_kind: ResponsibleUnitKind | None = None
    branch_kind: BranchKind | None = None
    filing_office: str | None = None
    external_superior: str | None = Field(None, max_length=100)
    group_set_at: str | None = Field(None, max_length=10)
    founded_on: str | None = Field(None, max_length=10)
    registered_at: str | None = Field(None, max_length=10)
    service_region: str | None = Field(None, max_length=200)
    address: str | None = Field(None, max_length=200)
    email: str | None = Field(None, max_length=254)

    def model_dump(self, **how: Any) -> dict[str, Any]:
        """Return the given fields; a list as the register's column has it."""
        given = super().model_dump(**how)
        return {k: ";".join(v) if isinstance(v, list) else v for k, v in given.items()}


class TeamFields(Fields):
    """A team's fields and edges to change."""

    name: str | None = Field(None, min_length=2, max_length=100)
    team_kind: TeamKind | None = None
    region_code: str | None = None
    registration_status: RegistrationStatus | None = None


class NewTeam(Fields):
    """A team to be registered: pending, unless status and group both say otherwise."""

    team_id: Id | None = None
    name: str = Field(min_length=2, max_length=100)
    team_kind: TeamKind = TeamKind.NON_HUB
    region_code: str
    registration_status: RegistrationStatus = RegistrationStatus.UNREGISTERED
    status: Status | None = None
    permission_group: PermissionGroup | None = None
    group_set_by: str | None = Field(None, max_length=64)


class Liaison(Body):
    """The liaison team to choose."""

    liaison_id: Id


class Authority(Body):
    """The registration authority to choose."""

    registration_authority_id: Id = Field(
        validation_alias=AliasChoices("registration_authority_id", "authority_id")
    )


class Group(Body):
    """The permission group to set; ``group_set_by`` is the lawful setter unless given."""

    permission_group: PermissionGroup
    group_set_by: str | None = Field(None, max_length=64)


class StatusChange(Body):
    """The status to set; a pending team that is admitted gets its default group or this one."""

    status: Status
    permission_group: PermissionGroup | None = None
    group_set_by: str | None = Field(None, max_length=64)


@router.post("", status_code=201)
async def register_team(body: NewTeam, graph: GraphDep, asking: AskingDep) -> Reply:
    """Register a team: it is pending, and the answer says who must admit it."""
    team_id = body.team_id or f"T-{secrets.token_hex(8)}"
    given = body.model_copy()
    given.model_fields_set.discard("team_id")
    return await _carried(graph, asking.who, await asking.change("register_team", team_id, given))


@router.patch("/{team_id}")
async def update_team(
    team_id: TeamId, body: TeamFields, graph: GraphDep, asking: AskingDep
) -> Reply:
    """Change a team's fields: rename, move to another region, replace persons; null clears."""
    return await _carried(graph, asking.who, await asking.change("update_team", team_id, body))


@router.delete("/{team_id}", status_code=204)
async def delete_team(team_id: TeamId, graph: GraphDep, asking: AskingDep, why: WhyDep) -> Reply:
    """Delete a pending team that nothing points at; others are closed (status closed)."""
    change = await asking.change("delete_team", team_id, why)
    status, body = await carry_out(graph, change, nothing)
    return Reply(body, status)


@router.put("/{team_id}/liaison")
async def set_liaison(team_id: TeamId, body: Liaison, graph: GraphDep, asking: AskingDep) -> Reply:
    """Choose the liaison team (A-1, A-7, A-9)."""
    return await _carried(graph, asking.who, await asking.change("set_liaison", team_id, body))


@router.delete("/{team_id}/liaison")
async def clear_liaison(team_id: TeamId, graph: GraphDep, asking: AskingDep, why: WhyDep) -> Reply:
    """Take the liaison team away."""
    change = await asking.change("set_liaison", team_id, why, liaison_id=None)
    return await _carried(graph, asking.who, change)


@router.put("/{team_id}/registration-authority")
async def set_registration_authority(
    team_id: TeamId, body: Authority, graph: GraphDep, asking: AskingDep
) -> Reply:
    """Choose the registration authority of a legal person (A-4)."""
    change = await asking.change("set_registration_authority", team_id, body)
    return await _carried(graph, asking.who, change)


@router.delete("/{team_id}/registration-authority")
async def clear_registration_authority(
    team_id: TeamId, graph: GraphDep, asking: AskingDep, why: WhyDep
) -> Reply:
    """Take the registration authority away."""
    cleared = {"registration_authority_id": None}
    change = await asking.change("set_registration_authority", team_id, why, **cleared)
    return await _carried(graph, asking.who, change)


@router.put("/{team_id}/viewing/{viewer_id}")
async def add_viewing(
    team_id: TeamId,
    viewer_id: ViewerId,
    graph: GraphDep,
    asking: AskingDep,
    why: WhyDep,
    body: Body | None = None,
) -> Reply:
    """Choose a viewing team (A-5, A-8); it sees, and nothing else (I-16)."""
    given = why if body is None else body
    change = await asking.change("add_viewing", team_id, given, viewer_id=viewer_id)
    return await _carried(graph, asking.who, change)


@router.delete("/{team_id}/viewing/{viewer_id}")
async def remove_viewing(
    team_id: TeamId, viewer_id: ViewerId, graph: GraphDep, asking: AskingDep, why: WhyDep
) -> Reply:
    """Take a viewing team away."""
    change = await asking.change("remove_viewing", team_id, why, viewer_id=viewer_id)
    return await _carried(graph, asking.who, change)


@router.put("/{team_id}/permission-group")
async def set_permission_group(
    team_id: TeamId, body: Group, graph: GraphDep, asking: AskingDep
) -> Reply:
    """Set a permission group: hubs by their superior hub (P-1 to P-3)."""
    change = await asking.change("set_permission_group", team_id, body)
    return await _carried(graph, asking.who, change)


@router.post("/{team_id}/status")
async def set_status(
    team_id: TeamId, body: StatusChange, graph: GraphDep, asking: AskingDep
) -> Reply:
    """Admit, suspend, resume or close a team; admission sets its default group (P-4, P-5)."""
    return await _carried(graph, asking.who, await asking.change("set_status", team_id, body))


async def _carried(graph: Graph, who: Caller, change: Change) -> Reply:
    status, body = await carry_out(graph, change, partial(team_answer, who, change))
    headers = {"Location": f"/v1/teams/{body['team_id']}"} if status == 201 else {}
    return tagged(body, status, **headers)


async def team_answer(
    who: Caller, change: Change, tx: Transaction, outcome: Outcome
) -> tuple[int, dict[str, Any]]:
    """Return the team as it now stands, with the breaches that were accepted."""
    operation = change.operations[0]
    masked = not await sees_whole(tx, who, operation.team_id)
    body = await teams.team(tx, operation.team_id, masked=masked)
    body |= {"violations": outcome.added}
    if body["status"] == Status.PENDING:
        [route] = await explained_routes(tx, [(operation.team_id, str(Business.ADMISSION))])
        body |= {"admission_route": route}
    return (201 if operation.operation == "register_team" else 200), body
