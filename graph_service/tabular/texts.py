"""CSV and JSON Lines, read a line at a time in the encoding that their bytes say."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from functools import cache
from math import isfinite
from typing import Any, BinaryIO

from graph_service.errors import InvalidInput
from graph_service.rows.rows import Reject, SourceRow, refuse
from graph_service.tabular.guard import unguarded
from graph_service.tabular.heads import column_named, heads_of, row_of

_BLOCK = 2**20
_SURELY_UTF_8 = 8
_OTHERS = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"\xd0\xcf\x11\xe0": "XLS (Excel 97-2003)",
}


def opened(file: BinaryIO, name: str, newline: str) -> io.TextIOWrapper:
    """Return a file as text; a byte that its encoding has not becomes a lone surrogate.

    Raises InvalidInput for an empty file, UTF-16 and the old Excel format.
    """
    begins = file.read(4)
    for mark, form in _OTHERS.items():
        if begins.startswith(mark):
            zh, en = (
                f"{name} 是 {form}，请另存为 UTF-8 或 XLSX。",
                f"{name} is {form}: save it as UTF-8 or XLSX.",
            )
            raise InvalidInput("file", name, zh, en)
    file.seek(0)
    encoding = _encoding(file)
    file.seek(0)
    lent = io.BufferedReader(_Lent(file), _BLOCK)
    return io.TextIOWrapper(lent, encoding, "surrogateescape", newline)


class _Lent(io.RawIOBase):
    """A file that somebody else opened and closes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _encoding(file: BinaryIO) -> str:
    """Return utf-8-sig or gb18030.

    Text that reads as UTF-8 for a while is UTF-8 with a broken byte: taken for GB18030, every
    name in it would turn into other characters.
    """
    decoder, seen = codecs.getincrementaldecoder("utf-8-sig")(), 0
    try:
        while block := file.read(_BLOCK):
            text = decoder.decode(block)
            seen += 0 if text.isascii() else sum(character > "\x7f" for character in text)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        whole = bytes(error.object[: error.start])
        seen += sum(character > "\x7f" for character in whole.decode("utf-8", "ignore"))
        return "utf-8-sig" if seen >= _SURELY_UTF_8 else "gb18030"
    return "utf-8-sig"


def csv_rows(file: BinaryIO, name: str, kind: str) -> Iterator[SourceRow | Reject]:
    """Return a CSV's rows, its head read at once; an empty file raises InvalidInput."""
    reader = csv.reader(opened(file, name, ""))
    given = next_row(reader)
    if not isinstance(given, list):
        zh, en = f"{name} 没有首行。", f"{name} has no first row with the columns' names."
        raise InvalidInput("file", name, zh, en)
    while given and not given[-1].strip():
        given.pop()
    return _csv_rows(reader, heads_of(given, name, kind), name)


def _csv_rows(reader: Any, heads: list[str], name: str) -> Iterator[SourceRow | Reject]:
    row = 1
    while (cells := next_row(reader)) is not None:
        row += 1
        if isinstance(cells, str):
            zh, en = f"这一行无法读取：{cells}。", f"the row cannot be read: {cells}."
            yield refuse(SourceRow(name, row, {}), "", "", zh, en)
        elif any(cell.strip() for cell in cells):
            yield row_of(name, row, heads, [unguarded(cell) for cell in cells])


def next_row(reader: Any) -> list[str] | str | None:
    """Return the next row's cells, what is wrong with it, or None at the end."""
    try:
        return next(reader, None)
    except csv.Error as error:
        return str(error)


def json_rows(file: BinaryIO, name: str, kind: str) -> Iterator[SourceRow | Reject]:
    """Yield one row a line."""
    named = cache(lambda key: column_named(kind, key))
    for row, line in enumerate(opened(file, name, "\n"), 1):
        if line.strip():
            yield _json_row(line, SourceRow(name, row, {}), named)


def _json_row(line: str, source: SourceRow, named: Any) -> SourceRow | Reject:
    try:
        members = json.loads(line, object_pairs_hook=_Members)
    except (ValueError, RecursionError):
        members = None
    if not isinstance(members, _Members):
        return refuse(source, "", line, "不是 JSON 对象。", "the line is no JSON object.")
    for key, value in members:
        column = named(key)
        if not column or column in source.values:
            zh, en = "没有这一列，或出现两次。", "no such column, or it stands there twice."
            return refuse(source, key[:80], "", zh, en)
        text = as_text(value)
        if text is None:
            zh, en = "应为文字、数字或编号列表。", "must be a text, a number or a list of ids."
            return refuse(source, column, json.dumps(value), zh, en)
        source.values[column] = text
    return source


class _Members(list[tuple[str, Any]]):
    """An object's members, repeated ones too."""


def as_text(value: Any) -> str | None:
    """Return a typed cell as text: 500112.0 → 500112; None for what is no cell."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and not isfinite(value):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, _Members | dict):
        return None
    if isinstance(value, list):
        return ";".join(value) if all(isinstance(part, str) for part in value) else None
    return str(value)
