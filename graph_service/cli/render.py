"""Answers as a table on a terminal, as JSON or CSV for machines."""

from __future__ import annotations

import csv
import json
import sys
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from graph_service.tabular.guard import guarded


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="table, json 或 csv")]
Rows = list[dict[str, Any]]


def show(answer: Any, rows: Rows, form: Format, *, title: str = "") -> None:
    """Write an answer: the whole of it as JSON, its rows as a table or as CSV."""
    if form is Format.JSON:
        json.dump(answer, sys.stdout, ensure_ascii=False, indent=2, default=str)
        sys.stdout.write("\n")
    elif form is Format.CSV:
        _csv(rows)
    else:
        _table(rows, title)


def _csv(rows: Rows) -> None:
    if rows:
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: guarded(value) for key, value in row.items()} for row in rows)


def _table(rows: Rows, title: str) -> None:
    table = Table(title=title or None, show_lines=False)
    for name in rows[0] if rows else ["—"]:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row.values()))
    Console().print(table)
