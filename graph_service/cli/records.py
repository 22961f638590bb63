"""Service records on the command line: a team's list, and the four operations of ``change``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from graph_service.answers.records import RecordRow
from graph_service.cli.render import Format, FormatOption, columns, picked, show
from graph_service.cli.store import DataDir, ask
from graph_service.cli.terminal import Terminal
from graph_service.errors import InvalidInput
from graph_service.graph import Graph, Transaction
from graph_service.questions import records as question
from graph_service.records import forming
from graph_service.records.held import Item, Result
from graph_service.records.writing import Asked, carry_out
from graph_service.rows.rows import Reject
from graph_service.store.history import Actor
from graph_service.tabular.read import read
from graph_service.vocabulary import RecordState

_ACTOR = Actor(token_id="command-line")  # noqa: S106
_MOST, _LISTED = 1000, 50
_SHOWN = columns(
    RecordRow,
    "record_id",
    "service_date",
    "project_name",
    "service_hours",
    "volunteer_no",
    "service_status",
    "state",
)
_DAYS = ["%Y-%m-%d"]


def records(
    team: Annotated[str, typer.Argument(help="团体编号 team_id")],
    state: Annotated[RecordState | None, typer.Option(help="记录状态")] = None,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=_DAYS, help="起 first day")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=_DAYS, help="止 last day")
    ] = None,
    volunteer: Annotated[str | None, typer.Option(help="志愿者编号 volunteer_no")] = None,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """服务记录：A team's records by day, contact and place only begun."""
    days = {n: str(d.date()) if d else None for n, d in (("since", since), ("until", until))}
    wanted = {"state": state and str(state), "volunteer_no": volunteer, **days}
    items = ask(data_dir, lambda graph: _all(graph, team, wanted))
    rows = [
        picked(item, _SHOWN) | {"reviewer": item["reviewer"] and item["reviewer"]["id"]}
        for item in items
    ]
    show({"items": items}, rows, form, title=team)


def change_records(
    operation: str,
    team: str | None,
    given: dict[str, Any],
    *,
    reason: str | None,
    effective_from: str | None,
    dry_run: bool,
    form: Format,
    data_dir: Path | None,
) -> NoReturn:
    """Carry out an operation on records: of one, or of ``items``; exit 1 where any is refused."""
    items = _items(operation, team, given)
    alone = "items" not in given
    how = Asked(
        operation,
        [],
        actor=_ACTOR,
        reason=given.get("reason") or reason,
        effective_from=effective_from,
        dry_run=dry_run,
        alone=alone,
    )
    rows = ask(data_dir, lambda graph: _carried(graph, how, items))
    refused = [row for row in rows if row["message_zh"]]
    shown = rows if form is not Format.TABLE or alone else refused[:_LISTED]
    if shown:
        show({"items": rows}, shown, form, title=operation)
    if form is Format.TABLE and not alone:
        Terminal().print(f"{operation}: {len(rows) - len(refused):,} / {len(rows):,}")
    raise typer.Exit(1 if refused else 0)


def _items(operation: str, team: str | None, given: dict[str, Any]) -> list[Item]:
    if operation in ("correct_record", "delete_record"):
        values = {name: v for name, v in given.items() if name not in ("record_id", "reason")}
        record_id = str(given.get("record_id") or "")
        if operation == "delete_record":
            return [forming.named(record_id)]
        return [forming.corrected(record_id, values)]
    form = forming.entered if operation == "enter_records" else forming.decided
    named = {"team_id": team} if operation == "enter_records" and team else {}
    several = _several(operation, given["items"]) if "items" in given else [given]
    return [form(named | each if isinstance(each, dict) else each) for each in several]


def _several(operation: str, text: str) -> list[Any]:
    """Return the items of a JSON list, or of the file that ``@FILE`` names."""
    if text.startswith("@"):
        return list(_of_file(operation, Path(text[1:])))
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, list) or not found:
        zh, en = "items 应为 JSON 列表，或 @文件。", "items is a JSON list, or @FILE."
        raise InvalidInput("items", None, zh, en)
    return found


def _of_file(operation: str, path: Path) -> Iterator[Any]:
    try:
        source = path.read_bytes()
    except OSError as error:
        zh, en = f"无法读取文件 {path}。", f"The file {path} cannot be read."
        raise InvalidInput("items", str(path), zh, en) from error
    if operation == "enter_records":
        for row in read(source, path.name, "records").get("records", ()):
            if isinstance(row, Reject):
                raise InvalidInput(row.column, None, row.message_zh, row.message_en)
            yield {name: value for name, value in row.values.items() if value.strip()}
    elif path.suffix == ".csv":
        yield from csv.DictReader(io.StringIO(source.decode("utf-8-sig")))
    else:
        yield from (json.loads(line) for line in source.decode().splitlines() if line.strip())


async def _carried(graph: Graph, how: Asked, items: list[Item]) -> list[dict[str, Any]]:
    """Carry items out by the thousand, each thousand one change; return what became of each."""
    rows: list[dict[str, Any]] = []

    async def told(tx: Transaction, results: list[Result]) -> tuple[int, list[Result]]:
        return 200, results

    for start in range(0, len(items), _MOST):
        asked = replace(how, items=items[start : start + _MOST])
        _, results = await carry_out(graph, asked, told)
        rows += [_row(start + place, result) for place, result in enumerate(results)]
    return rows


def _row(index: int, result: Result) -> dict[str, Any]:
    error = result.error
    return {
        "index": index,
        "record_id": result.record_id,
        "state": result.after and result.after["state"],
        "reviewer": result.reviewer and result.reviewer["id"],
        "message_zh": error and error.message_zh,
        "message_en": error and error.message_en,
    }


async def _all(graph: Graph, team: str, wanted: dict[str, str | None]) -> list[RecordRow]:
    items: list[RecordRow] = []
    cursor: str | None = None
    while True:
        page = await question.of_team(graph, team, cursor=cursor, limit=1000, **wanted)
        items += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return items
