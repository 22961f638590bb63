"""Who reviews, today and then, on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from graph_service.answers.routes import Route
from graph_service.answers.then import Cause, RoutesThen, RouteThen
from graph_service.changes.assuming import assuming
from graph_service.cli.find import TeamId, team_called
from graph_service.cli.plan import operations_in
from graph_service.cli.render import Format, FormatOption, show
from graph_service.cli.store import DataDir, ask
from graph_service.cli.terminal import Terminal
from graph_service.errors import InvalidInput
from graph_service.graph import Graph
from graph_service.messages import say
from graph_service.questions import route_readings
from graph_service.record.routes import team_routes_then

AsOf = Annotated[
    str | None, typer.Option(help="当时的答复：修订号或时间 a revision or a time, 2026-03-01")
]
Assumed = Annotated[
    Path | None,
    typer.Option(help="假设已办理的操作：JSON Lines、CSV 或 XLSX operations as if done"),
]


def route(
    team: TeamId,
    business: Annotated[str | None, typer.Argument(help="审核业务；省略为全部")] = None,
    as_of: AsOf = None,
    assume: Assumed = None,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """谁审核：Who reviews a team's business, with path and clause; `--as-of` who did then.

    `--assume` a file of operations: who would, were they done; nothing is kept.
    """
    if as_of is not None and assume is not None:
        raise InvalidInput("assume", str(assume), *say("assume.then"))
    if as_of is not None:
        _route_then(team, business, as_of, form, data_dir)
        return

    written = operations_in(assume) if assume is not None else []

    async def routed(graph: Graph) -> Any:
        team_id = await team_called(graph, team)
        if assume is None:
            return await route_readings.review_routes(graph, team_id, business)
        found = await assuming(
            graph, written, lambda reading: route_readings.review_routes(reading, team_id, business)
        )
        return {**found, "assumed": True}

    answer = ask(data_dir, routed)
    rows = [_route_row(found) for found in answer["routes"]]
    if assume is not None:
        Terminal(stderr=True).print("假设如此办理，未保存 as if it were done; nothing is kept")
    if form is not Format.TABLE:
        show(answer, rows, form)
        return
    words = ("clauses", "message_zh")
    show(answer, [{k: v for k, v in row.items() if k not in words} for row in rows], form)
    for row in rows:
        Terminal().print(f"{row['message_zh']} [{row['clauses']}]")
    for found in answer["routes"]:
        for other in found["other_readings"]:
            setting = f"{other['setting']}={other['value']}"
            Terminal().print(f"({setting}) {other['message_zh']}")


def _route_then(
    team: str, business: str | None, as_of: str, form: Format, data_dir: Path | None
) -> None:
    async def routed(graph: Graph) -> RoutesThen:
        return await team_routes_then(graph, as_of, team, business)

    answer = ask(data_dir, routed)
    rows = [_route_row(found) | {"cause": _caused(found["cause"])} for found in answer["routes"]]
    words = ("clauses", "message_zh")
    short = [{k: v for k, v in row.items() if k not in words} for row in rows]
    told = answer["as_of"]
    title = f"{team} @ {told['revision']} {told['recorded_at'] or ''}".strip()
    show(answer, short if form is Format.TABLE else rows, form, title=title)


def _caused(cause: Cause | None) -> str | None:
    if cause is None:
        return None
    told = (cause["revision"], cause["operation"], cause["reason"] or "")
    return " ".join(map(str, told)).strip()


def _route_row(found: Route | RouteThen) -> dict[str, Any]:
    final = found["final_reviewer"]
    return {
        "business": found["business"],
        "outcome": found["outcome"],
        "mode": found["mode"],
        "final_reviewer": f"{final['id']} {final['name']}" if final else None,
        "path": " → ".join(step["id"] for step in found["path"]),
        "clauses": "; ".join(f"{c['rule_id']} {c['clause'] or ''}" for c in found["clauses"]),
        "message_zh": found["message_zh"],
    }
