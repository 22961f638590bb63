"""XLSX: one kind of row a sheet, its cells brought to text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineSheet, load_workbook

from graph_service.errors import InvalidInput
from graph_service.rows.columns import kinds
from graph_service.rows.rows import Reject, SourceRow
from graph_service.tabular.formulas import Faults, Sheet, scanned
from graph_service.tabular.heads import heads_of, marked, row_of
from graph_service.tabular.parts import Unreadable, opened, sheet_paths
from graph_service.tabular.texts import as_text

Rows = Iterator[SourceRow | Reject]


def sheet_rows(file: BinaryIO, name: str, kind: str | None) -> dict[str, Rows]:
    """Return the rows of every sheet that holds any, by the kind that its name says.

    A lone sheet of another name is of the ``kind`` given. Raises InvalidInput for a file that is
    no workbook, unpacks to more than can be held, or has a sheet of an unknown name.
    """
    try:
        scans = _scans(file)
        file.seek(0)
        book = load_workbook(file)
        full = [book.get_sheet_by_name(title) for title, scan in scans.items() if scan.rows]
    except Unreadable as error:
        zh, en = f"{name} 不是可读的 XLSX 文件：{error.zh}。", f"{name} cannot be read: {error.en}."
        raise InvalidInput("file", name, zh, en) from error
    except (CalamineError, ValueError, OSError) as error:
        zh, en = f"{name} 不是可读的 XLSX 文件。", f"{name} is no readable XLSX file."
        raise InvalidInput("file", name, zh, en) from error
    found: dict[str, Rows] = {}
    for sheet in full:
        chosen = sheet.name.strip().lower()
        if chosen not in kinds() and kind is not None and len(full) == 1:
            chosen = kind
        if chosen not in kinds() or chosen in found:
            words = ", ".join(kinds())
            zh = f"{name}：工作表“{sheet.name}”应以种类命名：{words}。"
            en = f"{name}: the sheet '{sheet.name}' should be named by its kind: {words}."
            raise InvalidInput("file", name, zh, en)
        shown = name if len(full) == 1 else f"{name}#{sheet.name}"
        found[chosen] = _rows(sheet, shown, chosen, scans[sheet.name].faults)
    return found


def _scans(file: BinaryIO) -> dict[str, Sheet]:
    with opened(file) as book:
        return {title: scanned(book, path) for title, path in sheet_paths(book).items()}


def _rows(sheet: CalamineSheet, name: str, kind: str, faults: Faults) -> Rows:
    left = [""] * (sheet.start[1] if sheet.start else 0)
    lines = ([*left, *map(_cell, cells)] for cells in sheet.iter_rows())
    given = next(lines, [])
    while given and not given[-1].strip():
        given.pop()
    return _below(lines, heads_of(given, name, kind), name, faults)


def _below(lines: Iterator[list[str]], heads: list[str], name: str, faults: Faults) -> Rows:
    blank = [""] * len(heads)
    for number, cells in enumerate(lines, 2):
        if number in faults:
            place, shown = faults[number]
            head = heads[place] if place < len(heads) else f"#{place + 1}"
            zh, en = (
                "错误值或未计算的公式。",
                "an error value, or a formula that was never calculated.",
            )
            padded = [*cells, *blank[len(cells) :]]
            yield marked(SourceRow(name, number, {}), head, shown, zh, en, heads, padded)
        elif any(cell.strip() for cell in cells):
            yield row_of(name, number, heads, [*cells, *blank[len(cells) :]])


def _cell(value: Any) -> str:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return as_text(value) or ""


def plain_rows(file: BinaryIO, name: str) -> Iterator[list[str]]:
    """Yield the cells of the first sheet that holds any, whatever its heads are.

    Raises InvalidInput for what is no workbook, and for a cell that only looks empty.
    """
    try:
        scans = _scans(file)
        file.seek(0)
        book = load_workbook(file)
        title = next((title for title, scan in scans.items() if scan.rows), None)
        sheet = book.get_sheet_by_name(title) if title else None
    except (Unreadable, CalamineError, ValueError, OSError) as error:
        zh, en = f"{name} 不是可读的 XLSX 文件。", f"{name} is no readable XLSX file."
        raise InvalidInput("file", name, zh, en) from error
    if sheet is None:
        return
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number in scans[sheet.name].faults:
            zh = f"第 {number} 行有错误值或未计算的公式。"
            en = f"row {number} has an error value, or a formula that was never calculated."
            raise InvalidInput("file", name, zh, en)
        yield [*left, *map(_cell, cells)]
