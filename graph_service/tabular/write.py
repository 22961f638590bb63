"""Write a register's files: the same rows give the same bytes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Protocol

import xlsxwriter

from graph_service.errors import InvalidInput
from graph_service.rows.columns import columns
from graph_service.rows.rows import Values
from graph_service.tabular.guard import guarded


class Sink(Protocol):
    """Something that takes a kind's rows and is closed."""

    def write(self, rows: Iterable[Values]) -> None:
        """Take rows."""
        ...

    def close(self) -> None:
        """Finish the file."""
        ...


class CsvSink:
    """A CSV file with a byte-order mark, so that spreadsheets read its Chinese."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._file = (folder / f"{kind}.csv").open("w", encoding="utf-8-sig", newline="")
        names = [column.name for column in columns(kind)]
        # A carriage return ends a line for the reader, but the writer quotes what ends its own.
        self._writers = {
            False: csv.DictWriter(self._file, names, lineterminator="\n"),
            True: csv.DictWriter(self._file, names, lineterminator="\n", quoting=csv.QUOTE_ALL),
        }
        self._writers[False].writeheader()

    def write(self, rows: Iterable[Values]) -> None:
        """Take rows; risky cells are guarded."""
        for row in rows:
            returns = any("\r" in value for value in row.values() if value)
            cells = {name: guarded(value or "") for name, value in row.items()}
            self._writers[returns].writerow(cells)

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


class JsonLinesSink:
    """One JSON object a line."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._file = (folder / f"{kind}.jsonl").open("w", encoding="utf-8", newline="")

    def write(self, rows: Iterable[Values]) -> None:
        """Take rows."""
        for row in rows:
            self._file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


class XlsxSink:
    """A workbook of one sheet, named by its kind; no cell is ever a formula."""

    def __init__(self, folder: Path, kind: str) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(folder / f"{kind}.xlsx"), options)
        self._book.set_properties({"created": datetime(2000, 1, 1)})
        self._sheet = self._book.add_worksheet(kind)
        self._names = [column.name for column in columns(kind)]
        self._row = 0
        self._line({name: name for name in self._names})

    def write(self, rows: Iterable[Values]) -> None:
        """Take rows."""
        for row in rows:
            self._line(row)

    def close(self) -> None:
        """Finish the file."""
        self._book.close()

    def _line(self, row: Values) -> None:
        for place, name in enumerate(self._names):
            value = row[name]
            if value and self._sheet.write_string(self._row, place, value):
                zh = f"第 {self._row + 1} 行超出 XLSX 的容量，请用 CSV 或 JSON Lines。"
                en = f"Row {self._row + 1} does not fit an XLSX: take csv or jsonl."
                raise InvalidInput("format", "xlsx", zh, en)
        self._row += 1


SINKS = {"csv": CsvSink, "jsonl": JsonLinesSink, "xlsx": XlsxSink}
