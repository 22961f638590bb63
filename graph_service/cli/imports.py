"""Take registers in from files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from graph_service.cli import outputs
from graph_service.cli.progress import Steps
from graph_service.cli.render import Format, FormatOption, show
from graph_service.cli.store import DataDir, ask
from graph_service.cli.terminal import Terminal
from graph_service.errors import InvalidInput
from graph_service.imports.forming import Parts
from graph_service.imports.import_rows import Mode, import_rows
from graph_service.imports.report import Report
from graph_service.rows.columns import kinds
from graph_service.rows.rows import Reject, SourceRow
from graph_service.tabular import rejects, templates
from graph_service.tabular.read import read, said_by

_console = Terminal(stderr=True)
_SHOWN = 50
_TABLES = {
    "rejected": ("file", "row", "column", "value", "rule_id", "message_zh", "message_en"),
    "findings": ("rule_id", "severity", "team_id", "name", "message_zh"),
}


def import_files(
    files: Annotated[
        list[Path] | None, typer.Argument(help="teams.csv, regions.jsonl, network.xlsx …")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="种类，文件名看不出时")] = None,
    mode: Annotated[str, typer.Option(help="all_or_nothing | keep_going")] = "all_or_nothing",
    dry_run: Annotated[bool, typer.Option(help="只报告，不保存")] = False,
    reject_file: Annotated[
        Path, typer.Option(help="拒收行写入此文件（没有拒收则不写），改正后可再导入")
    ] = Path("rejected.csv"),
    template: Annotated[
        Path | None, typer.Option(help="不导入，而在此目录写下各种类的空白模板（XLSX 与 CSV）")
    ] = None,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """导入：Load CSV, XLSX or JSON Lines; rejected rows go to a file, whole, to be mended.

    Exit 2 when rows were rejected and nothing was loaded, 1 when some were rejected, or when a
    dry run foretells findings.
    """
    if template is not None:
        _write_templates(template)
        return
    wanted = _mode(mode)
    if kind is not None and kind not in kinds():
        words = ", ".join(kinds())
        raise InvalidInput("kind", kind, f"--kind 应为：{words}。", f"--kind is one of: {words}.")
    with ExitStack() as open_files:
        given = _opened(files or [], open_files)
        reject_file = _beside(reject_file, files or [])
        outputs.ready(reject_file)
        parts = _parts(given, kind)
        with Steps() as progress:
            report = ask(
                data_dir,
                lambda graph: import_rows(
                    graph, parts, mode=wanted, dry_run=dry_run, progress=progress.advance
                ),
            )
        _say(report, form)
        if report.rejected:
            _keep_rejects(report, reject_file, given, kind)
    if report.rejected:
        raise typer.Exit(2 if wanted == "all_or_nothing" else 1)
    if report.findings_total:
        raise typer.Exit(1)


def _write_templates(folder: Path) -> None:
    outputs.ready_folder(folder)
    for path in templates.files(folder):
        if path.exists():
            zh, en = f"{path} 已存在，不覆盖。", f"{path} exists and is not written over."
            raise InvalidInput("template", str(path), zh, en)
        outputs.ready(path)
    templates.write(folder)
    for path in templates.files(folder):
        _console.print(f"模板 template: {path}")


def _opened(files: list[Path], open_files: ExitStack) -> dict[str, BinaryIO]:
    """Open the files under their names, or under their paths where two have one name."""
    if not files:
        zh, en = "没有给出文件。", "name the files to import, or --template DIR."
        raise InvalidInput("file", None, zh, en)
    names = [path.name for path in files]
    opened: dict[str, BinaryIO] = {}
    for path in files:
        try:
            file = open_files.enter_context(path.open("rb"))
        except OSError as error:
            zh, en = f"无法读取文件 {path}。", f"The file {path} cannot be read."
            raise InvalidInput("file", str(path), zh, en) from error
        opened[path.name if names.count(path.name) == 1 else str(path)] = file
    return opened


def _beside(path: Path, files: list[Path]) -> Path:
    """Return the path, or one like it if it is a file to import, whose rows must not go."""
    while path.resolve() in {file.resolve() for file in files}:
        path = path.with_stem(f"{path.stem}-2")
    return path


def _parts(given: dict[str, BinaryIO], kind: str | None) -> Parts:
    parts: dict[str, Iterable[SourceRow | Reject]] = {}
    for name, file in given.items():
        file.seek(0)
        for found, rows in read(file, name, said_by(name) or kind).items():
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
    if len(report.revisions) > 1:
        first, *_, last = report.revisions
        _console.print(
            f"一次写不下，分 {len(report.revisions)} 次载入，修订号 {first}–{last}；"
            f"too large for one change: loaded as {len(report.revisions)}"
        )
    if report.findings_total is not None:
        _console.print(f"新增问题 new findings {report.findings_total}")


def _keep_rejects(report: Report, path: Path, given: dict[str, BinaryIO], kind: str | None) -> None:
    def again() -> Iterator[tuple[str, SourceRow | Reject]]:
        for found, rows in _parts(given, kind).items():
            for row in rows:
                yield found, row

    with outputs.writing(path, "utf-8-sig") as out:
        rejects.write(out, report.rejected, again)
    _console.print(
        f"拒收行见 rejected rows are in {path.absolute()}；改正后 mended:"
        f" graph-service import {path}"
    )
