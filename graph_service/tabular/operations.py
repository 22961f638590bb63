"""Operations from a file: JSON Lines, CSV or XLSX, a line or a row each.

In CSV and XLSX the first row names the parameters; an empty cell is a parameter that is not given,
and values that hold values are JSON text.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from graph_service.errors import InvalidInput
from graph_service.tabular.guard import unguarded
from graph_service.tabular.sheets import plain_rows
from graph_service.tabular.texts import next_row, opened

_ZIP = b"PK\x03\x04"


def operations(file: BinaryIO, name: str) -> list[dict[str, Any]]:
    """Return a file's operations; InvalidInput names the line or row that is none."""
    begins = file.read(256)
    file.seek(0)
    if begins.startswith(_ZIP):
        return list(_of_rows(plain_rows(file, name), name))
    if begins.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return list(_of_lines(file, name))
    return list(_of_rows(_cells(file, name), name))


def _of_lines(file: BinaryIO, name: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(opened(file, name, "\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise _none(name, number)
        yield found


def _cells(file: BinaryIO, name: str) -> Iterator[list[str]]:
    reader, number = csv.reader(opened(file, name, "")), 0
    while (cells := next_row(reader)) is not None:
        number += 1
        if isinstance(cells, str):
            raise _none(name, number)
        yield [unguarded(cell) for cell in cells]


def _of_rows(rows: Iterable[list[str]], name: str) -> Iterator[dict[str, Any]]:
    heads: list[str] = []
    for number, cells in enumerate(rows, 1):
        if not heads:
            heads = [cell.strip() for cell in cells]
            if "operation" not in heads:
                zh, en = f"{name} 首行应有 operation 一列。", f"{name} has no column 'operation'."
                raise InvalidInput("file", name, zh, en)
        elif any(cell.strip() for cell in cells):
            given = zip(heads, cells, strict=False)
            yield {h: _value(cell, name, number) for h, cell in given if h and cell.strip()}


def _value(cell: str, name: str, number: int) -> Any:
    if cell.lstrip()[:1] not in ("[", "{"):
        return cell
    try:
        return json.loads(cell)
    except ValueError as error:
        raise _none(name, number) from error


def _none(name: str, number: int) -> InvalidInput:
    zh, en = f"{name} 第 {number} 行不是操作。", f"line {number} of {name} is no operation."
    return InvalidInput("file", name, zh, en)
