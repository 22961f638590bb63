"""Hours, stars, review queues and reports on the command line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from graph_service.answers.hours import By, Sum, VolunteerTeam
from graph_service.answers.nodes import NodeKind
from graph_service.answers.queues import Waiting, WaitingKind
from graph_service.answers.reports import AuthorityRow, DepartmentRow, UnitRow
from graph_service.cli.find import team_called
from graph_service.cli.questions import TeamId
from graph_service.cli.render import Format, FormatOption, Rows, columns, picked, show
from graph_service.cli.store import DataDir, ask, place
from graph_service.cli.terminal import Terminal
from graph_service.graph import Graph
from graph_service.questions import hours as hours_question
from graph_service.questions import policy, queues, reports, teams, volunteers

_SUM = columns(Sum, "hours", "records")
_WAITING = columns(Waiting, "kind", "id", "team_id", "waiting_since", "age_days")
_OF_TEAM = columns(VolunteerTeam, "team_id", "name", "hours", "waiting_hours")
_LARGEST = 1000
_AUTHORITIES = 1000
Within = Annotated[str | None, typer.Option(parser=place, help="区划代码")]


class ReportKind(StrEnum):
    """Which report is asked for."""

    RESPONSIBLE_UNITS = "responsible-units"
    REGISTRATION_AUTHORITIES = "registration-authorities"
    DEPARTMENTS = "departments"


def hours(
    team: TeamId,
    by: Annotated[By, typer.Option(help="month, team, level, district")] = "month",
    begins: Annotated[
        str | None, typer.Option("--from", help="起 a month or a day, 2026-03")
    ] = None,
    ends: Annotated[str | None, typer.Option("--to", help="止 a month or a day")] = None,
    reviewed: Annotated[bool, typer.Option(help="连同所审核团体的时长")] = False,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """时长：The confirmed hours of a team, of a hub those of its region."""

    async def told(graph: Graph) -> dict[str, Any]:
        team_id = await team_called(graph, team)

        async def page(cursor: str | None) -> Any:
            return await hours_question.hours_of(
                graph,
                team_id,
                begins=begins,
                ends=ends,
                by=by,
                reviewed=reviewed,
                cursor=cursor,
                limit=_LARGEST,
            )

        return await _whole(page)

    answer = ask(data_dir, told)
    total = answer["total"]
    show(answer, answer["items"], form, title=f"{answer['team_id']} {by}")
    said = f"合计 total: {total['hours']:g} 小时 hours, {total['records']} 条记录 records"
    of_parts = f"（法人组织 legal persons {total['legal_persons']:g}）"
    beside = answer.get("reviewed")
    and_reviewed = f"；所审核 reviewed: {beside['hours']:g}" if beside else ""
    Terminal(stderr=True).print(said + of_parts + and_reviewed)


def stars(
    volunteer_no: Annotated[str, typer.Argument(help="志愿者编号")],
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """星级：A volunteer's confirmed hours and star level, with the threshold of the next one."""
    answer = ask(data_dir, lambda graph: volunteers.hours_of_volunteer(graph, volunteer_no))
    show(answer, [picked(row, _OF_TEAM) for row in answer["by_team"]], form)
    following = answer["next_level_at"]
    terminal = Terminal(stderr=True)
    terminal.print(
        f"{answer['confirmed_hours']:g} 小时 hours，{answer['star_level']} 星 stars"
        + (f"；下一级 next at {following}" if following else "")
    )
    terminal.print(f"{answer['thresholds_zh']} {answer['thresholds_en']}")


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
                graph, of, reviewer_id, kind=kind, within=within, cursor=cursor, limit=_LARGEST
            )

        return await _whole(page)

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
        return await _whole(lambda cursor: question(graph, within, cursor))

    answer = ask(data_dir, told)
    names = columns(shape, *shape.__annotations__)
    rows: Rows = [_flat(picked(item, names)) for item in answer["items"]]
    show(answer, rows, form, title=str(kind))


async def _authorities(graph: Graph, within: str | None, cursor: str | None) -> Any:
    return await reports.registration_authorities(graph, cursor, _LARGEST)


async def _units(graph: Graph, within: str | None, cursor: str | None) -> Any:
    return await reports.responsible_units(graph, within, cursor, _LARGEST)


async def _departments(graph: Graph, within: str | None, cursor: str | None) -> Any:
    return await reports.departments(graph, within, cursor, _LARGEST)


_REPORTS: dict[ReportKind, tuple[Callable[..., Awaitable[Any]], Any]] = {
    ReportKind.RESPONSIBLE_UNITS: (_units, UnitRow),
    ReportKind.REGISTRATION_AUTHORITIES: (_authorities, AuthorityRow),
    ReportKind.DEPARTMENTS: (_departments, DepartmentRow),
}


async def _whole(page: Callable[[str | None], Awaitable[Any]]) -> dict[str, Any]:
    """Return a list answer with the items of all its pages."""
    answer = await page(None)
    items, cursor = list(answer["items"]), answer["next_cursor"]
    while cursor is not None:
        following = await page(cursor)
        items += following["items"]
        cursor = following["next_cursor"]
    return {**answer, "items": items, "next_cursor": None, "complete": True}


async def _reviewer(graph: Graph, text: str) -> tuple[NodeKind, str]:
    """Return who is meant: a registration authority by its id, else a team by id or name."""
    if not await teams.known(graph, text):
        known = await policy.registration_authorities(graph, None, _AUTHORITIES)
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
