"""Hours and stars on the command line."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from graph_service.answers.hours import By, VolunteerTeam
from graph_service.cli.find import TeamId, team_called
from graph_service.cli.render import Format, FormatOption, columns, picked, show
from graph_service.cli.store import DataDir, ask
from graph_service.cli.terminal import Terminal
from graph_service.cli.whole import LARGEST, whole
from graph_service.graph import Graph
from graph_service.questions import hours as hours_question
from graph_service.questions import volunteers

_OF_TEAM = columns(VolunteerTeam, "team_id", "name", "hours", "waiting_hours")


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
                limit=LARGEST,
            )

        return await whole(page)

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
