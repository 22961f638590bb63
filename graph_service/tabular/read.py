"""Read a register's file: its bytes in, rows with their place out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, load_workbook

from graph_service.errors import InvalidInput
from graph_service.register.columns import columns, folded, kinds
from graph_service.register.rows import SourceRow
from graph_service.tabular.guard import unguarded

Rows = Iterator[SourceRow]


def read(data: bytes, name: str, kind: str | None = None) -> dict[str, Rows]:
    """Return a file's rows by kind: an XLSX by its sheets' names, else by the file's name.

    Raises InvalidInput when the kind, the encoding or a column's head is unknown.
    """
    if data[:4] == b"PK\x03\x04":
        return _xlsx(data, name, kind)
    found = kind or kind_of(name)
    text = _decoded(data, name)
    if name.lower().endswith((".jsonl", ".ndjson", ".json")) or text.lstrip()[:1] == "{":
        return {found: _json_lines(text, name, found)}
    return {found: _csv(text, name, found)}


def kind_of(name: str) -> str:
    """Return the kind that a file's name says, up to its first dot."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].split(".")[0]
    if stem not in kinds():
        words = ", ".join(kinds())
        raise InvalidInput(
            "file", name, f"文件名应以种类开头：{words}。", f"a file is named by its kind: {words}."
        )
    return stem


def _decoded(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput(
        "file", name, "文件既不是 UTF-8 也不是 GB18030 编码。", "neither UTF-8 nor GB18030 text."
    )


def _heads(given: list[str], name: str, kind: str) -> list[str]:
    known = {folded(column.name): column.name for column in columns(kind)}
    known |= {folded(column.zh): column.name for column in columns(kind)}
    heads = []
    for head in given:
        found = known.get(folded(head))
        if found is None or found in heads:
            words = ", ".join(column.name for column in columns(kind))
            why_zh = "没有这一列" if found is None else "这一列出现两次"
            why_en = "no such column" if found is None else "the column stands there twice"
            raise InvalidInput(
                head,
                name,
                f"{name}：{why_zh}（“{head[:40]}”），{kind} 的列为：{words}。",
                f"{name}: {why_en} ('{head[:40]}'); the columns of {kind} are: {words}.",
            )
        heads.append(found)
    return heads


def _csv(text: str, name: str, kind: str) -> Rows:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        heads = _heads(next(reader, []), name, kind)
    except csv.Error as error:
        raise InvalidInput("file", name, f"CSV 无法读取：{error}。", f"no CSV: {error}.") from error
    return _csv_rows(reader, heads, name)


def _csv_rows(reader: Any, heads: list[str], name: str) -> Rows:
    csv.field_size_limit(2**20)
    row = 1
    try:
        for cells in reader:
            row += 1
            if any(cell.strip() for cell in cells):
                yield _row(name, row, heads, [unguarded(cell) for cell in cells])
    except csv.Error as error:
        zh, en = f"第 {row + 1} 行无法读取：{error}。", f"row {row + 1} cannot be read: {error}."
        raise InvalidInput("file", name, zh, en) from error


def _row(name: str, row: int, heads: list[str], cells: list[str]) -> SourceRow:
    if len(cells) > len(heads) and any(cell.strip() for cell in cells[len(heads) :]):
        zh = f"{name} 第 {row} 行的单元格多于列数。"
        raise InvalidInput("file", name, zh, f"{name}: row {row} has more cells than heads.")
    return SourceRow(name, row, dict(zip(heads, cells, strict=False)))


def _json_lines(text: str, name: str, kind: str) -> Rows:
    for row, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            zh, en = f"{name} 第 {row} 行不是 JSON 对象。", f"{name}: line {row} is no JSON object."
            raise InvalidInput("file", name, zh, en)
        heads = _heads(list(found), name, kind)
        values = dict(zip(heads, map(_text, found.values()), strict=True))
        yield SourceRow(name, row, values)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def _xlsx(data: bytes, name: str, kind: str | None) -> dict[str, Rows]:
    try:
        book = load_workbook(io.BytesIO(data))
    except (CalamineError, ValueError, OSError) as error:
        zh, en = f"{name} 不是可读的 XLSX 文件。", f"{name} is no readable XLSX file."
        raise InvalidInput("file", name, zh, en) from error
    found: dict[str, Rows] = {}
    for sheet in book.sheet_names:
        if len(book.sheet_names) == 1 and kind is not None and sheet not in kinds():
            chosen = kind
        else:
            chosen = kind_of(sheet)
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        if rows:
            found[chosen] = _sheet(rows, f"{name}#{sheet}", chosen)
    return found


def _sheet(rows: list[list[Any]], name: str, kind: str) -> Rows:
    given = [_text(cell) for cell in rows[0]]
    while given and not given[-1].strip():
        given.pop()
    heads = _heads(given, name, kind)
    for number, cells in enumerate(rows[1:], 2):
        texts = [_text(cell) for cell in cells]
        if any(text.strip() for text in texts):
            yield _row(name, number, heads, texts)
