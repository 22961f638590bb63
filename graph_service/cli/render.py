"""Answers as a table on a terminal, as JSON or CSV for machines."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from graph_service.cli.terminal import Terminal, visible, visible_json
from graph_service.tabular.guard import guarded

_NARROW = 12  # columns of fewer characters are read downwards: then a row is a block of lines


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="table, json 或 csv")]
Rows = Sequence[Mapping[str, Any]]


def columns(shape: type, *names: str) -> tuple[str, ...]:
    """Return which members of an answer's type are shown; one that it has not is an error."""
    missing = set(names) - shape.__annotations__.keys()
    if missing:
        raise TypeError(f"{shape.__name__} has no {missing}")
    return names


def picked(row: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return some members of a row, to be shown."""
    return {name: row[name] for name in names}


def show(answer: Any, rows: Rows, form: Format, *, title: str = "") -> None:
    """Write an answer: the whole of it as JSON, its rows as a table or as CSV.

    Control characters are shown in tables and CSV and escaped in JSON, which alone is exact.
    """
    if form is Format.JSON:
        text = json.dumps(answer, ensure_ascii=False, indent=2, default=str)
        sys.stdout.write(visible_json(text) + "\n")
    elif form is Format.CSV:
        _csv(rows)
    else:
        _table(rows, title)


def _csv(rows: Rows) -> None:
    if rows:
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)


def _cell(value: Any) -> Any:
    return visible(guarded(value)) if isinstance(value, str) else value


def _table(rows: Rows, title: str) -> None:
    terminal = Terminal()
    table = Table(show_lines=False)
    for name in rows[0] if rows else ["—"]:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(value)) for value in row.values()))
    if title:
        terminal.print(title, style="bold")
    if rows and _too_narrow(terminal, table):
        _blocks(terminal, rows)
    else:
        terminal.print(table)


def _too_narrow(terminal: Terminal, table: Table) -> bool:
    whole = Measurement.get(terminal, terminal.options.update(max_width=10_000), table).maximum
    return whole > terminal.width and terminal.width // len(table.columns) < _NARROW


def _blocks(terminal: Terminal, rows: Rows) -> None:
    width = max(len(name) for name in rows[0])
    for row in rows:
        for name, value in row.items():
            terminal.print(f"{name:<{width}}  {visible(value)}")
        terminal.print("")
