"""Take registers in from files."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from graph_service.cli import outputs
from graph_service.cli.progress import Steps
from graph_service.cli.render import Format, FormatOption, show
from graph_service.cli.store import DataDir, ask
from graph_service.cli.terminal import Terminal
from graph_service.errors import InvalidInput
from graph_service.register.columns import kinds
from graph_service.register.forming import Parts
from graph_service.register.imports import Mode, import_rows
from graph_service.register.report import Report
from graph_service.register.rows import Reject, SourceRow
from graph_service.tabular.guard import guarded
from graph_service.tabular.read import read, said_by

_console = Terminal(stderr=True)
_SHOWN = 50
_TABLES = {
    "rejected": ("file", "row", "column", "value", "rule_id", "message_zh", "message_en"),
    "findings": ("rule_id", "severity", "team_id", "name", "message_zh"),
}


def import_files(
    files: Annotated[list[Path], typer.Argument(help="teams.csv, regions.jsonl, network.xlsx …")],
    kind: Annotated[str | None, typer.Option(help="种类，文件名看不出时")] = None,
    mode: Annotated[str, typer.Option(help="all_or_nothing | keep_going")] = "all_or_nothing",
    dry_run: Annotated[bool, typer.Option(help="只报告，不保存")] = False,
    reject_file: Annotated[Path, typer.Option(help="拒收行写入此文件（没有拒收则不写）")] = Path(
        "rejected.csv"
    ),
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """导入：Load CSV, XLSX or JSON Lines; rejected rows go to a file.

    Exit 2 when rows were rejected and nothing was loaded, 1 when some were rejected, or when a
    dry run foretells findings.
    """
    wanted = _mode(mode)
    if kind is not None and kind not in kinds():
        words = ", ".join(kinds())
        raise InvalidInput("kind", kind, f"--kind 应为：{words}。", f"--kind is one of: {words}.")
    outputs.ready(reject_file)
    with ExitStack() as open_files, Steps() as progress:
        parts = _parts(files, kind, open_files)
        report = ask(
            data_dir,
            lambda graph: import_rows(
                graph, parts, mode=wanted, dry_run=dry_run, progress=progress.advance
            ),
        )
    _say(report, form)
    if report.rejected:
        _keep_rejects(report, reject_file)
        raise typer.Exit(2 if wanted == "all_or_nothing" else 1)
    if report.findings_total:
        raise typer.Exit(1)


def _parts(files: list[Path], kind: str | None, open_files: ExitStack) -> Parts:
    parts: dict[str, Iterable[SourceRow | Reject]] = {}
    for path in files:
        try:
            file = open_files.enter_context(path.open("rb"))
        except OSError as error:
            zh, en = f"无法读取文件 {path}。", f"The file {path} cannot be read."
            raise InvalidInput("file", str(path), zh, en) from error
        for found, rows in read(file, path.name, said_by(path.name) or kind).items():
            parts[found] = chain(parts.get(found, ()), rows)
    return parts


def _mode(mode: str) -> Mode:
    if mode not in ("all_or_nothing", "keep_going"):
        raise InvalidInput(
            "mode",
            mode,
            "mode 应为 all_or_nothing 或 keep_going。",
            "mode must be all_or_nothing or keep_going.",
        )
    return "all_or_nothing" if mode == "all_or_nothing" else "keep_going"


def _say(report: Report, form: Format) -> None:
    answer = report.as_dict()
    if form is Format.TABLE:
        for title, names in _TABLES.items():
            rows = answer.get(title) or []
            if rows:
                shown = [{name: row[name] for name in names} for row in rows[:_SHOWN]]
                show(answer, shown, form, title=f"{title}: {len(rows):,}")
    else:
        show(answer, answer["rejected"], form)
    _console.print(
        f"读取 read {report.read} = 载入 loaded {report.loaded} + 未变 unchanged"
        f" {report.unchanged} + 拒收 rejected {len(report.rejected)}"
        + (f" (withheld {report.withheld})" if report.withheld else "")
        + (" (dry run: nothing saved)" if report.dry_run else ""),
    )
    if report.findings_total is not None:
        _console.print(f"新增问题 new findings {report.findings_total}")


def _keep_rejects(report: Report, path: Path) -> None:
    rows = [reject.as_dict() for reject in report.rejected]
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({key: guarded(value) for key, value in row.items()} for row in rows)
    _console.print(f"拒收行见 rejected rows are in {path}")
