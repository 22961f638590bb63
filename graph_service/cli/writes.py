"""Keeping the register on the command line: one change, the history, and its replay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from graph_service.answers.history import ChangeRow
from graph_service.changes import replay as replaying
from graph_service.changes.writing import Change, Outcome, carry_out, rehearse
from graph_service.changes.written import territory_written, written
from graph_service.cli import outputs
from graph_service.cli.records import change_records
from graph_service.cli.render import Format, FormatOption, columns, picked, show
from graph_service.cli.store import DataDir, ask, place
from graph_service.cli.terminal import Terminal
from graph_service.errors import InvalidInput
from graph_service.graph import Graph, Transaction
from graph_service.operations.forming import from_dict
from graph_service.operations.specs import specs
from graph_service.questions import history as telling
from graph_service.store.history import Actor
from graph_service.store.records import RECORD_OPERATIONS

_ACTOR = Actor(token_id="command-line")  # noqa: S106
_TOLD = columns(
    ChangeRow, "revision", "recorded_at", "operation", "team_id", "role", "acting_team_id", "reason"
)

_TEAM = ("team_id", "name", "region_code", "status", "permission_group", "admitted_by")
_REGION = ("region_code", "name", "parent_code", "valid_from", "valid_to", "succeeded_by")


def change(
    operation: Annotated[str, typer.Argument(help=", ".join((*specs(), *RECORD_OPERATIONS)))],
    team: Annotated[
        str | None, typer.Argument(help="团体编号 team_id；区划操作不带 none for divisions")
    ] = None,
    values: Annotated[list[str] | None, typer.Argument(help="字段=值 field=value …")] = None,
    accept_violations: Annotated[bool, typer.Option(help="违反通知也如实记载")] = False,
    dry_run: Annotated[bool, typer.Option(help="只预演，不保存")] = False,
    reason: Annotated[str | None, typer.Option(help="理由")] = None,
    effective_from: Annotated[str | None, typer.Option(help="生效日期 2026-01-31")] = None,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """变更：Carry out one operation; exit 1 when a rehearsal says that it would add breaches.

    Operations on divisions name no team; lists and objects are written as JSON:
    merge_regions from=500105;500112 into={…} valid_from=2025-12.
    Operations on records take one record's fields, or many as items=[…] or items=@FILE.
    """
    pairs = list(values or [])
    if team is not None and "=" in team:
        pairs, team = [team, *pairs], None
    if operation in RECORD_OPERATIONS:
        how = {"reason": reason, "effective_from": effective_from, "dry_run": dry_run}
        given = dict(map(_pair, pairs))
        change_records(operation, team, given, form=form, data_dir=data_dir, **how)
    wanted = from_dict({"operation": operation, "team_id": team} | dict(map(_pair, pairs)))
    if dry_run:
        outcome = ask(data_dir, lambda graph: rehearse(graph, [wanted]))
        added = [f | {"change": "added"} for f in outcome.added]
        cleared = [f | {"change": "cleared"} for f in outcome.cleared]
        names = ("change", "rule_id", "severity", "team_id", "expected", "actual")
        rows = [{name: f.get(name) for name in names} for f in added + cleared]
        show({"added": outcome.added, "cleared": outcome.cleared}, rows, form, title=operation)
        raise typer.Exit(1 if outcome.added else 0)
    asked = Change(
        [wanted],
        actor=_ACTOR,
        reason=reason,
        effective_from=effective_from,
        accept_violations=accept_violations,
    )
    answer = ask(data_dir, lambda graph: _carried(graph, asked))
    rows = answer.get("changed_regions", [answer])
    shown = _REGION if "changed_regions" in answer else _TEAM
    show(answer, [{name: row.get(name) for name in shown} for row in rows], form, title=operation)
    for finding in answer["violations"]:
        Terminal(stderr=True).print(finding["message_zh"], finding["message_en"])


def history(
    team: Annotated[str | None, typer.Argument(help="团体编号；省略为全部")] = None,
    within: Annotated[str | None, typer.Option(parser=place, help="区划代码")] = None,
    after: Annotated[int, typer.Option(min=0, help="此版本之后")] = 0,
    out: Annotated[Path | None, typer.Option(help="连同导入的行写入文件，供 replay")] = None,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """变更记录：Who changed what, when and why; `--out` writes it whole for `replay`."""
    if out is not None:
        outputs.ready(out)
        count = ask(data_dir, lambda graph: _written(graph, out))
        Terminal(stderr=True).print(f"{count:,} 项变更 changes → {out.absolute()}")
        return
    items = ask(data_dir, lambda graph: _told(graph, team, within, after))
    show({"items": items}, [picked(item, _TOLD) for item in items], form, title=team or "")


def replay(
    file: Annotated[Path, typer.Argument(help="history --out 写下的文件")],
    until: Annotated[
        str | None, typer.Option(help="到此修订号或时间为止 a revision or a time")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """重演：Carry a written history out again, into a store that holds none.

    `--until` stops after a revision, or with the last change recorded at or before a time: the
    store then answers every question as it was answered then.
    """
    told = _lines(file)
    if until is not None:
        told = replaying.until(told, until)
    newest = ask(data_dir, lambda graph: replaying.replay(graph, told))
    Terminal(stderr=True).print(f"第 {newest:,} 号变更 is the newest revision")


def _pair(text: str) -> tuple[str, str | None]:
    name, sign, value = text.partition("=")
    if not sign:
        raise InvalidInput(
            "values", text, "应写作 字段=值。", "a value is written field=value; field= clears."
        )
    return name, value or None


async def _carried(graph: Graph, asked: Change) -> dict[str, Any]:
    async def answer(tx: Transaction, outcome: Outcome) -> tuple[int, dict[str, Any]]:
        operation = asked.operations[0]
        if not operation.team_id:
            return 200, {**territory_written(operation.operation, outcome)}
        if operation.operation == "delete_team":
            gone = {"team_id": operation.team_id, "revision": outcome.revision}
            return 200, gone | {"violations": outcome.added}
        team = await written(tx, operation.team_id, outcome)
        final = team["admission_route"]["final_reviewer"] if "admission_route" in team else None
        return 200, {**team, "admitted_by": final and final["id"]}

    return (await carry_out(graph, asked, answer))[1]


async def _told(graph: Graph, team: str | None, within: str | None, after: int) -> list[ChangeRow]:
    items: list[ChangeRow] = []
    cursor: str | None = None
    while True:
        if team is not None:
            page = await telling.of_team(graph, team, cursor=cursor, limit=1000)
        else:
            page = await telling.changes(
                graph, after=after, within=within, cursor=cursor, limit=1000
            )
        items += telling.masked(page, nameless=False)["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return items


async def _written(graph: Graph, out: Path) -> int:
    count = 0
    with outputs.writing(out) as file:
        async for entry in replaying.changes(graph):
            file.write(json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n")
            count += 1
    return count


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield _parsed(line, number)
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            "file", str(file), f"无法读取文件 {file}。", f"The file {file} cannot be read."
        ) from error


def _parsed(line: str, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise InvalidInput(
            "file", line, f"第 {number} 行不是变更记录。", f"line {number} is no change."
        )
    return found
