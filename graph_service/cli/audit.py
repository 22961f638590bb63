"""The audit and the seats on the command line."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NotRequired

import typer

from graph_service.advice.comparing import compared
from graph_service.answers.audit import Finding, WrittenOperation
from graph_service.changes import fixes
from graph_service.cli import outputs, report_tables
from graph_service.cli.render import Format, FormatOption, Rows, columns, picked, show
from graph_service.cli.report import html_report
from graph_service.cli.store import DataDir, ask, place
from graph_service.cli.terminal import Terminal
from graph_service.errors import InvalidInput
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import audit as auditing
from graph_service.questions import audit_summary, reports
from graph_service.settings import read_settings
from graph_service.vocabulary import Severity


class Fixed(Finding):
    """A finding with its fix, and whether that was carried out."""

    applied: NotRequired[bool]


class FixKind(StrEnum):
    """Which fixes are listed."""

    SAFE = "safe"
    ALL = "all"


_SHOWN = columns(
    Finding, "rule_id", "severity", "team_id", "name", "expected", "actual", "message_zh"
)
_TABLE = columns(Finding, "rule_id", "severity", "team_id", "message_zh")
_TABLE_ROWS = 200
_COMPARABLE = ("fast_review_policy", "zone_overlay", "upgrade_cap", "edition")


def audit(
    rule: Annotated[str | None, typer.Option(help="只查一条规则")] = None,
    severity: Annotated[Severity | None, typer.Option(help="ERROR, WARN, INFO")] = None,
    within: Annotated[str | None, typer.Option(parser=place, help="只查一个区划之内的团体")] = None,
    info: Annotated[bool, typer.Option(help="连同信息项")] = False,
    html: Annotated[Path | None, typer.Option(help="写成一页 HTML 报告")] = None,
    compare: Annotated[
        str | None,
        typer.Option(help="fast_review_policy=escalate 等：换一种读法会改变哪些去向和问题"),
    ] = None,
    fix: Annotated[
        FixKind | None, typer.Option(help="safe：通知只留一个值的修正；all：全部")
    ] = None,
    apply: Annotated[bool, typer.Option(help="与 --fix 同用：办理所列修正")] = False,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """审计：Every breach of the notice; exit 1 when there are findings (INFO is none)."""
    if apply and fix is None:
        raise InvalidInput("apply", None, "--apply 须与 --fix 同用。", "--apply goes with --fix.")
    if html is not None:
        outputs.ready(html)
    if compare is not None:
        _compare(compare, form, data_dir)
        return

    async def work(graph: Graph) -> list[Any]:
        found = await auditing.everything(graph, None, rule, within)
        found = [f for f in found if severity in (None, f["severity"])]
        shown = [f for f in found if info or severity or f["severity"] != Severity.INFO]
        if html is not None:
            await _write_report(graph, html, found, shown)
        if fix is not None:
            return await _fixed(graph, found, fix, apply)
        return found

    found = ask(data_dir, work)
    if fix is not None:
        _show_fixes(found, apply, form)
        return
    shown = [f for f in found if info or severity or f["severity"] != Severity.INFO]
    names = _TABLE if form is Format.TABLE else _SHOWN
    rows: Rows = [picked(f, names) for f in shown]
    bound = rows if form is not Format.TABLE else rows[:_TABLE_ROWS]
    show({"items": shown, "complete": True}, bound, form, title="审计 audit")
    breaches = sum(f["severity"] != Severity.INFO for f in found)
    Terminal(stderr=True).print(
        f"{breaches} 项问题 findings，{len(found) - breaches} 项信息 facts"
        + (f"；表中为前 {len(bound)} 项 shown: the first" if len(bound) < len(rows) else "")
        + (f"；报告 report: {html.absolute()}" if html else "")
    )
    if breaches:
        raise typer.Exit(1)


async def _write_report(
    graph: Graph, path: Path, found: list[Finding], shown: list[Finding]
) -> None:
    totals = await audit_summary.summary(graph, found)
    places = await audit_summary.districts_of(graph, shown)
    tables = await report_tables.tables(graph, await reports.breaches(graph, found))
    with outputs.writing(path) as out:
        out.write(html_report(totals, shown, places, graph.policy, tables))


def _compare(wanted: str, form: Format, data_dir: Path | None) -> None:
    name, _, value = wanted.partition("=")
    if name not in _COMPARABLE:
        words = ", ".join(_COMPARABLE)
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
    found = ask(data_dir, lambda graph: compared(graph, other))
    rows: Rows = found["routes"]
    findings: Rows = [
        picked(f, ("change", *(_TABLE if form is Format.TABLE else _SHOWN)))
        for f in found["findings"]
    ]
    answer = {"compared": wanted, "items": rows, "findings": found["findings"]}
    if rows or form is not Format.CSV:
        show(answer, rows, form, title=f"{wanted} 去向 routes")
    if findings and form is not Format.JSON and not (rows and form is Format.CSV):
        show(answer, findings, form, title=f"{wanted} 问题 findings")
    said = f"{len(rows)} 条去向改变 routes change，{len(findings)} 项问题增减 findings change"
    Terminal(stderr=True).print(said)


async def _fixed(graph: Graph, findings: list[Finding], which: FixKind, apply: bool) -> list[Fixed]:
    breaches = [f for f in findings if f["severity"] != Severity.INFO]
    fixed: list[Fixed] = []
    for finding in await fixes.with_fixes(graph, breaches):
        fix = finding.get("fix")
        if not fix or (which is FixKind.SAFE and not fix["safe"]):
            continue
        fixed.append({**finding})
        if apply:
            fixed[-1]["applied"] = await fixes.apply(graph, fix, f"audit --fix {which}")
    return fixed


def _show_fixes(fixed: list[Fixed], apply: bool, form: Format) -> None:
    rows: Rows = [
        picked(f, _TABLE)
        | {"fix": " ; ".join(map(_said, fix["operations"])), "safe": fix["safe"]}
        | ({"applied": f.get("applied")} if apply else {})
        for f in fixed
        if (fix := f.get("fix"))
    ]
    show({"items": fixed, "complete": True}, rows, form, title="修正 fixes")
    done = sum(f.get("applied", False) for f in fixed)
    said = f"，已办理 applied {done}" if apply else "；加 --apply 办理 carries them out"
    Terminal(stderr=True).print(f"{len(fixed)} 项修正 fixes{said}")
    if len(fixed) > done:
        raise typer.Exit(1)


def _said(operation: WrittenOperation) -> str:
    values = [f"{k}={v or ''}" for k, v in operation.items() if k not in ("operation", "team_id")]
    return f"{operation['operation']} {operation['team_id']} {' '.join(values)}"
