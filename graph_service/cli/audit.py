"""The audit and the seats on the command line."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from graph_service.cli.render import Format, FormatOption, Rows, show
from graph_service.cli.report import html_report
from graph_service.cli.store import DataDir, ask
from graph_service.errors import InvalidInput
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import audit as auditing
from graph_service.questions import audit_summary
from graph_service.questions import seats as seating
from graph_service.register import fixes
from graph_service.settings import read_settings


class FixKind(StrEnum):
    """Which fixes are listed."""

    SAFE = "safe"
    ALL = "all"


_SHOWN = ("rule_id", "severity", "team_id", "name", "expected", "actual", "message_zh")


def audit(
    rule: Annotated[str | None, typer.Option(help="只查一条规则")] = None,
    severity: Annotated[str | None, typer.Option(help="ERROR, WARN, INFO")] = None,
    info: Annotated[bool, typer.Option(help="连同信息项")] = False,
    html: Annotated[Path | None, typer.Option(help="写成一页 HTML 报告")] = None,
    compare: Annotated[
        str | None, typer.Option(help="fast_review_policy=escalate：换一种读法会改变哪些去向")
    ] = None,
    fix: Annotated[
        FixKind | None, typer.Option(help="safe：通知只留一个值的修正；all：全部")
    ] = None,
    apply: Annotated[bool, typer.Option(help="与 --fix 同用：办理所列修正")] = False,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """审计：Every breach of the notice; exit 1 when there are findings (INFO is none)."""
    if compare is not None:
        _compare(compare, form, data_dir)
        return
    if fix is not None:
        _fix(fix, rule, apply, form, data_dir)
        return
    found = ask(data_dir, lambda graph: auditing.everything(graph, None, rule))
    found = [f for f in found if severity in (None, f["severity"])]
    shown = [f for f in found if info or severity or f["severity"] != "INFO"]
    if html is not None:
        totals = ask(data_dir, lambda graph: audit_summary.summary(graph, found))
        html.write_text(html_report(totals, shown), encoding="utf-8")
    rows: Rows = [{key: f[key] for key in _SHOWN} for f in shown]
    bound = rows if form is not Format.TABLE else rows[:200]
    show({"items": shown, "complete": True}, bound, form, title="审计 audit")
    breaches = sum(f["severity"] != "INFO" for f in found)
    Console(stderr=True).print(
        f"{breaches} 项 findings, {len(found) - breaches} 项信息 facts"
        + (f", shown: the first {len(bound)}" if len(bound) < len(rows) else "")
    )
    if breaches:
        raise typer.Exit(1)


def seats(
    region: Annotated[str, typer.Argument(help="区划代码")] = "50",
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """席位：Expected hubs against registered ones, of a region and those below."""
    rows = ask(data_dir, lambda graph: seating.coverage(graph, region))
    show({"coverage": rows}, rows, form, title=region)


def _compare(wanted: str, form: Format, data_dir: Path | None) -> None:
    name, _, value = wanted.partition("=")
    if name not in Policy.model_fields:
        words = ", ".join(Policy.model_fields)
        raise InvalidInput(
            "compare", wanted, f"可比较的设置：{words}。", f"settings that compare: {words}."
        )
    own = read_settings(data_dir=data_dir).policy()
    try:
        other = Policy.model_validate(own.model_dump() | {name: value})
    except ValueError as error:
        raise InvalidInput(
            name, value, f"设置 {name} 没有这个值。", f"The setting {name} has no such value."
        ) from error

    async def work(graph: Graph) -> list[dict[str, Any]]:
        return [row async for row in audit_summary.compare(graph, other)]

    rows = ask(data_dir, work)
    show({"compared": wanted, "items": rows}, rows, form, title=wanted)
    Console(stderr=True).print(f"{len(rows)} 条去向改变 routes change")


def _fix(
    which: FixKind, rule: str | None, apply: bool, form: Format, data_dir: Path | None
) -> None:
    async def work(graph: Graph) -> list[dict[str, Any]]:
        found = await auditing.everything(graph, None, rule)
        found = [f for f in found if f["severity"] != "INFO"]
        fixed = [f for f in await fixes.with_fixes(graph, found) if f["fix"]]
        fixed = [f for f in fixed if which is FixKind.ALL or f["fix"]["safe"]]
        for finding in fixed if apply else []:
            finding["applied"] = await fixes.apply(graph, finding, f"audit --fix {which}")
        return fixed

    fixed = ask(data_dir, work)
    rows: Rows = [
        {"rule_id": f["rule_id"], "severity": f["severity"], "team_id": f["team_id"]}
        | {"fix": " ; ".join(_said(o) for o in f["fix"]["operations"]), "safe": f["fix"]["safe"]}
        | ({"applied": f["applied"]} if apply else {})
        for f in fixed
    ]
    show({"items": fixed, "complete": True}, rows, form, title="修正 fixes")
    done = sum(f.get("applied", False) for f in fixed)
    said = f"，已办理 applied {done}" if apply else "；加 --apply 办理 carries them out"
    Console(stderr=True).print(f"{len(fixed)} 项修正 fixes{said}")
    if len(fixed) > done:
        raise typer.Exit(1)


def _said(operation: dict[str, Any]) -> str:
    values = [f"{k}={v or ''}" for k, v in operation.items() if k not in ("operation", "team_id")]
    return f"{operation['operation']} {operation['team_id']} {' '.join(values)}"
