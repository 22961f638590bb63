"""Review queues and reports on the command line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from graph_service.answers.nodes import NodeKind
from graph_service.answers.queues import Waiting, WaitingKind
from graph_service.answers.reports import AuthorityRow, DepartmentRow, UnitRow
from graph_service.cli.find import team_called
from graph_service.cli.render import Format, FormatOption, Rows, columns, picked, show
from graph_service.cli.store import DataDir, ask, place
from graph_service.cli.whole import LARGEST, whole
from graph_service.graph import Graph
from graph_service.questions import policy, queues, reports, teams

_WAITING = columns(Waiting, "kind", "id", "team_id", "waiting_since", "age_days")
Within = Annotated[str | None, typer.Option(parser=place, help="区划代码")]


class ReportKind(StrEnum):
    """Which report is asked for."""

    RESPONSIBLE_UNITS = "responsible-units"
    REGISTRATION_AUTHORITIES = "registration-authorities"
    DEPARTMENTS = "departments"


def queue(
    reviewer: Annotated[str, typer.Argument(help="团体或登记机关 a team or an authority")],
    kind: Annotated[
        WaitingKind | None, typer.Option(help="records, admissions, applications")
    ] = None,
    within: Within = None,
    summary: Annotated[bool, typer.Option("--summary", help="只要数目和预计")] = False,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """待审：What waits for a reviewer, oldest first; `--summary` in numbers, with a forecast."""

    async def listed(graph: Graph) -> dict[str, Any]:
        of, reviewer_id = await _reviewer(graph, reviewer)

        async def page(cursor: str | None) -> Any:
            return await queues.queue(
                graph, of, reviewer_id, kind=kind, within=within, cursor=cursor, limit=LARGEST
            )

        return await whole(page)

    if not summary:
        answer = ask(data_dir, listed)
        show(answer, [picked(item, _WAITING) for item in answer["items"]], form, title=reviewer)
        return

    async def counted(graph: Graph) -> Any:
        return await queues.summary(graph, *(await _reviewer(graph, reviewer)), within)

    told = ask(data_dir, counted)
    show(told, _counts(told), form, title=reviewer)


def report(
    kind: Annotated[ReportKind, typer.Argument(help="责任单位、登记机关或部门条线")],
    within: Within = None,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """报告：Of responsible units (Q-3), registration authorities (Q-4) or departments (Q-1)."""
    question, shape = _REPORTS[kind]

    async def told(graph: Graph) -> dict[str, Any]:
        return await whole(lambda cursor: question(graph, within, cursor))

    answer = ask(data_dir, told)
    names = columns(shape, *shape.__annotations__)
    rows: Rows = [_flat(picked(item, names)) for item in answer["items"]]
    show(answer, rows, form, title=str(kind))


async def _authorities(graph: Graph, within: str | None, cursor: str | None) -> Any:
    return await reports.registration_authorities(graph, cursor, LARGEST)


async def _units(graph: Graph, within: str | None, cursor: str | None) -> Any:
    return await reports.responsible_units(graph, within, cursor, LARGEST)


async def _departments(graph: Graph, within: str | None, cursor: str | None) -> Any:
    return await reports.departments(graph, within, cursor, LARGEST)


_REPORTS: dict[ReportKind, tuple[Callable[..., Awaitable[Any]], Any]] = {
    ReportKind.RESPONSIBLE_UNITS: (_units, UnitRow),
    ReportKind.REGISTRATION_AUTHORITIES: (_authorities, AuthorityRow),
    ReportKind.DEPARTMENTS: (_departments, DepartmentRow),
}


async def _reviewer(graph: Graph, text: str) -> tuple[NodeKind, str]:
    """Return who is meant: a registration authority by its id, else a team by id or name."""
    if not await teams.known(graph, text):
        known = await policy.registration_authorities(graph, None, LARGEST)
        if text in {authority["authority_id"] for authority in known["items"]}:
            return "registration_authority", text
    return "team", await team_called(graph, text)


def _counts(told: Mapping[str, Any]) -> Rows:
    groups = ("by_kind", "by_level", "by_age", "forecast")
    return [
        {"what": f"{group}.{name}", "value": value}
        for group in groups
        for name, value in told[group].items()
    ]


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as a table shows it: a node by its id and name, lists and maps as words."""
    shown: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict) and "id" in value:
            shown[name] = f"{value['id']} {value['name']}"
        elif isinstance(value, dict):
            shown[name] = " ".join(f"{key}:{count}" for key, count in value.items())
        else:
            shown[name] = " ".join(value) if isinstance(value, list) else value
    return shown
