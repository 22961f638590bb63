"""What the answers rest on: authorities, annex, businesses, rules."""

from __future__ import annotations

from graph_service.answers.lists import Page
from graph_service.answers.policy import (
    BusinessRow,
    PermissionGroupRow,
    RegistrationAuthority,
    Rule,
)
from graph_service.answers.readings import Interpretation
from graph_service.api import doors
from graph_service.api.auth import ReaderDep
from graph_service.api.deps import Cursor, GraphDep, Limit
from graph_service.api.replies import Reply
from graph_service.questions import policy

router = doors.router(prefix="/v1", tags=["policy"])


@router.get("/registration-authorities", response_model=Page[RegistrationAuthority])
async def list_registration_authorities(
    graph: GraphDep, who: ReaderDep, cursor: Cursor = None, limit: Limit = 100
) -> Reply:
    """The registration authorities 登记机关."""
    return Reply(await policy.registration_authorities(graph, cursor, limit))


@router.get("/permission-groups", response_model=Page[PermissionGroupRow])
async def list_permission_groups(
    graph: GraphDep, who: ReaderDep, cursor: Cursor = None, limit: Limit = 100
) -> Reply:
    """The annex 权限设置表: nine groups, five permissions."""
    return Reply(await policy.permission_groups(graph, cursor, limit))


@router.get("/businesses", response_model=Page[BusinessRow])
async def list_businesses(
    graph: GraphDep, who: ReaderDep, cursor: Cursor = None, limit: Limit = 100
) -> Reply:
    """The review businesses 审核业务."""
    return Reply(await policy.businesses(graph, cursor, limit))


@router.get("/interpretations", response_model=Page[Interpretation])
async def list_interpretations(
    graph: GraphDep, who: ReaderDep, cursor: Cursor = None, limit: Limit = 100
) -> Reply:
    """Our readings of what the notice leaves open: alternatives, reasons, and the setting of each."""  # noqa: E501
    return Reply(policy.interpretations(graph, cursor, limit))


@router.get("/rules", response_model=Page[Rule])
async def list_rules(
    graph: GraphDep, who: ReaderDep, cursor: Cursor = None, limit: Limit = 100
) -> Reply:
    """The rules with clause and literal quotes."""
    return Reply(await policy.rules(graph, cursor, limit))
