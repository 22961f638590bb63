"""Take registers in from files."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from graph_service.cli.progress import RowProgress
from graph_service.cli.render import Format, FormatOption, show
from graph_service.cli.store import DataDir, ask
from graph_service.errors import InvalidInput
from graph_service.register.imports import Mode, Report, import_rows
from graph_service.register.rows import SourceRow
from graph_service.tabular.guard import guarded
from graph_service.tabular.read import read


def import_files(
    files: Annotated[list[Path], typer.Argument(help="teams.csv, regions.jsonl, …")],
    kind: Annotated[str | None, typer.Option(help="种类，文件名看不出时")] = None,
    mode: Annotated[str, typer.Option(help="all_or_nothing | keep_going")] = "all_or_nothing",
    dry_run: Annotated[bool, typer.Option(help="只报告，不保存")] = False,
    reject_file: Annotated[Path | None, typer.Option(help="拒收行写入此文件")] = None,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """导入：Load CSV, XLSX or JSON Lines; exit 2 when rows were rejected and nothing was loaded."""
    wanted = _mode(mode)
    parts: dict[str, Iterable[SourceRow]] = {}
    for file in files:
        for found, rows in read(_bytes(file), file.name, kind).items():
            parts[found] = chain(parts.get(found, ()), rows)
    with RowProgress() as progress:
        report = ask(
            data_dir,
            lambda graph: import_rows(
                graph, parts, mode=wanted, dry_run=dry_run, progress=progress.advance
            ),
        )
    _say(report, form, reject_file)
    if report.rejected:
        raise typer.Exit(2 if wanted == "all_or_nothing" else 1)


def _mode(mode: str) -> Mode:
    if mode not in ("all_or_nothing", "keep_going"):
        raise InvalidInput(
            "mode",
            mode,
            "mode 应为 all_or_nothing 或 keep_going。",
            "mode must be all_or_nothing or keep_going.",
        )
    return "all_or_nothing" if mode == "all_or_nothing" else "keep_going"


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InvalidInput(
            "file", str(file), f"无法读取文件 {file}。", f"The file {file} cannot be read."
        ) from error


def _say(report: Report, form: Format, reject_file: Path | None) -> None:
    answer = report.as_dict()
    rows = answer["rejected"][:50]
    if form is not Format.TABLE or rows:
        show(answer, rows, form)
    if reject_file and report.rejected:
        with reject_file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(answer["rejected"][0]), lineterminator="\n")
            writer.writeheader()
            for row in answer["rejected"]:
                writer.writerow({key: guarded(value) for key, value in row.items()})
    Console(stderr=True).print(
        f"读取 read {report.read} = 载入 loaded {report.loaded} + 未变 unchanged"
        f" {report.unchanged} + 拒收 rejected {len(report.rejected)}"
        f" + 暂不载入 withheld {report.withheld}"
        + (" (dry run: nothing saved)" if report.dry_run else "")
    )
