"""Plans on the command line: operations rehearsed, read, applied; a change undone."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Any

import typer

from graph_service.answers.plans import Plan, PlanApplied, PlannedChange
from graph_service.changes.restoring import undoing
from graph_service.cli import outputs
from graph_service.cli.plan_page import html_page
from graph_service.cli.render import Format, FormatOption, columns, picked, show
from graph_service.cli.store import DataDir, ask
from graph_service.cli.terminal import Terminal
from graph_service.errors import InvalidInput
from graph_service.graph import Graph
from graph_service.plans import applying, diff, making
from graph_service.plans.diff import Asked
from graph_service.plans.keeping import Draft
from graph_service.settings import read_settings
from graph_service.store.history import Actor
from graph_service.tabular.operations import operations

_ACTOR = Actor(token_id="command-line")  # noqa: S106
_ROWS = columns(PlannedChange, "kind", "subject", "key", "before_text_zh", "after_text_zh")
_WHOLE = (*_ROWS, *columns(PlannedChange, "before_text_en", "after_text_en", "before", "after"))
_SHOWN = 50


def plan(
    file: Annotated[
        Path | None, typer.Argument(help="操作：JSON Lines、CSV 或 XLSX，一行一项")
    ] = None,
    undo: Annotated[int | None, typer.Option(min=1, help="撤销此修订号的变更")] = None,
    partly: Annotated[bool, typer.Option(help="撤销时略去之后又变动的部分")] = False,
    title: Annotated[str | None, typer.Option(help="方案名称")] = None,
    reason: Annotated[str | None, typer.Option(help="理由；省略为名称或文件名")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="随即实施")] = False,
    accept_violations: Annotated[bool, typer.Option(help="违反通知也如实记载")] = False,
    html: Annotated[Path | None, typer.Option(help="写成一页 HTML")] = None,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """预演：What would follow from operations: the summary, then every answer that would differ.

    `--apply` then carries them out as one change. Exit 1 when an operation cannot be done.
    """
    wanted = _operations(file, undo, partly)
    if html is not None:
        outputs.ready(html)
    why = reason or title or (file.name if file else f"undo {undo}")
    draft = Draft(wanted, why, title, _ACTOR, read_settings(data_dir=data_dir).plan_ttl)
    made, items = ask(data_dir, lambda graph: _made(graph, draft))
    _tell(made, items, form)
    if html is not None:
        with outputs.writing(html) as out:
            out.write(html_page(made, items))
        Terminal(stderr=True).print(f"→ {html.absolute()}")
    if made["problems"]:
        raise typer.Exit(1)
    if apply:
        done = ask(data_dir, lambda graph: _applied(graph, made["plan_id"], accept_violations))
        told = f"第 {done['revision']} 号变更 is the plan's revision"
        Terminal(stderr=True).print(told)


def _operations(file: Path | None, undo: int | None, partly: bool) -> list[dict[str, Any]]:
    if (file is None) == (undo is None):
        zh, en = "请给出文件，或 --undo 修订号。", "Give a FILE of operations, or --undo REVISION."
        raise InvalidInput("file", None, zh, en)
    if file is None:
        return [undoing(undo, partly=partly)]
    return operations_in(file)


def operations_in(file: Path) -> list[dict[str, Any]]:
    """Return the operations of a file; InvalidInput for one that cannot be read."""
    try:
        with file.open("rb") as opened:
            return operations(opened, file.name)
    except OSError as error:
        zh, en = f"无法读取文件 {file}。", f"The file {file} cannot be read."
        raise InvalidInput("file", str(file), zh, en) from error


async def _made(graph: Graph, draft: Draft) -> tuple[Plan, list[PlannedChange]]:
    made = await making.make(graph, draft)
    return made, [row async for row in _rows(graph, made["plan_id"])]


async def _rows(graph: Graph, plan_id: str) -> AsyncIterator[PlannedChange]:
    async for chunk in diff.stream(graph, plan_id, Asked()):
        for row in chunk:
            yield row


async def _applied(graph: Graph, plan_id: str, accept_violations: bool) -> PlanApplied:
    return await applying.apply(graph, plan_id, _ACTOR, accept_violations=accept_violations)


def _tell(made: Plan, items: list[PlannedChange], form: Format) -> None:
    if form is Format.TABLE:
        show(made, _summary(made), form, title=f"{made['plan_id']} {made['title'] or ''}".strip())
        show(made, [picked(item, _ROWS) for item in items[:_SHOWN]], form)
        if len(items) > _SHOWN:
            left = f"另有 {len(items) - _SHOWN:,} 行，见 --format csv 或 --html / more rows there"
            Terminal(stderr=True).print(left)
    else:
        show({**made, "items": items}, [_written(item) for item in items], form)
    for problem in made["problems"]:
        told = f"[{problem['index']}] {problem['message_zh']} {problem['message_en']}"
        Terminal(stderr=True).print(told)


def _written(item: PlannedChange) -> dict[str, Any]:
    """Return a row as CSV has it: values as JSON text."""
    values = {name: json.dumps(item[name], ensure_ascii=False) for name in ("before", "after")}
    return picked(item, _WHOLE) | values


def _summary(made: Plan) -> list[dict[str, Any]]:
    """Return a summary as lines of what and how many."""
    found: list[dict[str, Any]] = []
    _flat(dict(made["summary"]), "", found)
    return found


def _flat(part: dict[str, Any], prefix: str, found: list[dict[str, Any]]) -> None:
    for name, value in part.items():
        if isinstance(value, dict):
            _flat(value, f"{prefix}{name}.", found)
        elif isinstance(value, list):
            for entry in value[:10]:
                [(_, who), *rest] = entry.items()
                told = ", ".join(f"{key} {number}" for key, number in rest if number)
                found.append({"what": f"{name} {who}", "value": told})
        else:
            found.append({"what": f"{prefix}{name}", "value": value})
