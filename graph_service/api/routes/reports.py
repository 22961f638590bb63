"""Reports for those who guide and mobilise: responsible units, authorities, departments."""

from __future__ import annotations

from graph_service.answers.lists import Page
from graph_service.answers.reports import AuthorityRow, DepartmentRow, UnitRow
from graph_service.api import doors
from graph_service.api.auth import ReaderDep
from graph_service.api.deps import Cursor, GraphDep, Limit, RegionFilter
from graph_service.api.replies import Reply
from graph_service.questions import reports

router = doors.router(prefix="/v1/reports", tags=["reports"])


@router.get("/responsible-units", response_model=Page[UnitRow])
async def list_unit_reports(
    graph: GraphDep,
    who: ReaderDep,
    within: RegionFilter = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Reply:
    """Each hub's responsible unit with the teams of its region, their breaches and hours (Q-3)."""
    return Reply(await reports.responsible_units(graph, within, cursor, limit))


@router.get("/registration-authorities", response_model=Page[AuthorityRow])
async def list_authority_reports(
    graph: GraphDep, who: ReaderDep, cursor: Cursor = None, limit: Limit = 100
) -> Reply:
    """Each authority's registered teams, organisations filed in its towns, administrator (Q-4)."""
    return Reply(await reports.registration_authorities(graph, cursor, limit))


@router.get("/departments", response_model=Page[DepartmentRow])
async def list_department_reports(
    graph: GraphDep,
    who: ReaderDep,
    within: RegionFilter = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Reply:
    """How far the line of each department is covered by teams, district by district (Q-1)."""
    return Reply(await reports.departments(graph, within, cursor, limit))
