"""The questions on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from graph_service.answers.permissions import Permissions
from graph_service.answers.scope import Basis, Scope, ScopeTeam
from graph_service.cli.find import TeamId, team_called
from graph_service.cli.render import Format, FormatOption, Rows, show
from graph_service.cli.store import DataDir, ask
from graph_service.errors import ServiceError
from graph_service.graph import Graph
from graph_service.questions import checks as checking
from graph_service.questions import permissions as permitting
from graph_service.questions import scope as scoping
from graph_service.questions import scope_summary


def scope(
    hub: TeamId,
    basis: Annotated[
        Basis | None, typer.Option(help="列出团体：region, in_chain, reviewed, …")
    ] = None,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """管理范围：A hub's effective regional management scope, in numbers or team by team."""

    async def summed(graph: Graph) -> Scope:
        return await scope_summary.scope_of(graph, await team_called(graph, hub, "hub"))

    async def listed(graph: Graph) -> list[ScopeTeam]:
        team_id = await team_called(graph, hub, "hub")
        parts = scoping.scope_stream(graph, team_id, basis or "region", None, None)
        return [team async for part in parts for team in part]

    if basis is None:
        answer = ask(data_dir, summed)
        show(answer, _flat(answer), form, title=hub)
        return

    teams = ask(data_dir, listed)
    columns = ("team_id", "name", "permission_group", "status", "distance")
    rows: Rows = [
        {name: team[name] for name in columns} | {"basis": " ".join(team["basis"])}
        for team in teams
    ]
    show({"items": teams, "complete": True}, rows, form, title=f"{hub} {basis}")


def permissions(team: TeamId, form: FormatOption = Format.TABLE, data_dir: DataDir = None) -> None:
    """权限：What a team may do itself, and who holds what it lacks."""

    async def permitted(graph: Graph) -> Permissions:
        return await permitting.permissions_of(graph, await team_called(graph, team))

    answer = ask(data_dir, permitted)
    rows: Rows = [
        {
            "permission": name,
            "own": answer["own"][name],
            "effective_holder": found["holder"] and found["holder"]["id"],
            "inherited": found["inherited"],
            "path": " → ".join(step["id"] for step in found["path"]),
        }
        for name, found in answer["effective"].items()
    ]
    show(answer, rows, form, title=f"{team} {answer['permission_group']}")


def check(
    subject: Annotated[str, typer.Argument(help="主体：团体或登记机关 a team or an authority")],
    power: Annotated[str, typer.Argument(help="manage_team, view, review:hours_recording, …")],
    team: TeamId,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """权力核对：May X do P to T; exit 1 when the answer is no."""

    async def checked(graph: Graph) -> list[Any]:
        holder = await team_called(graph, subject, "subject_id")
        return await checking.checks(graph, [(holder, power, await team_called(graph, team))])

    [answer] = ask(data_dir, checked)
    if isinstance(answer, ServiceError):
        raise answer
    row = {key: answer[key] for key in ("allowed", "reason", "message_zh", "message_en")}
    show(answer, [row], form)
    if not answer["allowed"]:
        raise typer.Exit(1)


def _flat(answer: Mapping[str, object], prefix: str = "") -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for key, value in answer.items():
        if isinstance(value, dict):
            rows += _flat(value, f"{prefix}{key}.")
        elif not isinstance(value, list):
            rows.append({"what": prefix + key, "value": value})
    return rows
