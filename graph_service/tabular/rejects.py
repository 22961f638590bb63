"""The file of rejected rows: each whole, behind what is wrong with it, to be mended and imported.

A cell that would be taken in unmended though it is not what stood there carries a mark that no
column holds; a column that the row's own file lacks carries another and stays lacking.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, TextIO

from graph_service.errors import InvalidInput
from graph_service.rows.columns import columns, kinds
from graph_service.rows.rows import ABSENT, Reject, SourceRow, shown_whole
from graph_service.tabular.guard import guarded, unguarded
from graph_service.tabular.texts import next_row, opened

_REGISTER = "register"
_ABOUT = ("file", "row", "column", "value", "rule_id", "message_zh", "message_en")

HEADS = (*_ABOUT, _REGISTER)
Rows = Iterator[SourceRow | Reject]
Sources = Callable[[], Iterable[tuple[str, SourceRow | Reject]]]


def write(out: TextIO, rejects: list[Reject], sources: Sources) -> None:
    """Write rejects with their rows, which are read a second time rather than kept in memory.

    ``sources`` gives all rows again with their kinds; it is asked twice.
    """
    wanted = {(reject.file, reject.row): reject for reject in rejects}
    given = {
        (kind, name)
        for kind, row in sources()
        if (row.file, row.row) in wanted
        for name in _cells(row)
    }
    names = list(
        dict.fromkeys(c.name for kind in kinds() for c in columns(kind) if (kind, c.name) in given)
    )
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([*HEADS, *names])
    for kind, row in sources():
        reject = wanted.pop((row.file, row.row), None)
        if reject is not None:
            cells = _cells(row)
            whole = [shown_whole(kind, name, cells.get(name, ABSENT)) for name in names]
            writer.writerow([*_about(reject, kind), *map(guarded, whole)])
    for reject in wanted.values():
        writer.writerow([*_about(reject, ""), *[ABSENT] * len(names)])


def is_one(begins: bytes) -> bool:
    """Return whether a CSV that begins so is a file of rejects."""
    line = begins.decode("utf-8-sig", "ignore").partition("\n")[0]
    return set(HEADS) <= {head.strip(' "\r') for head in line.split(",")}


def parts(file: BinaryIO, name: str) -> dict[str, Rows]:
    """Return a file of rejects as rows by kind, each read when it is asked for."""
    reader = csv.reader(opened(file, name, ""))
    heads = next_row(reader)
    place = heads.index(_REGISTER) if isinstance(heads, list) else 0
    found: set[str] = set()
    while (cells := next_row(reader)) is not None:
        if isinstance(cells, list) and any(cell.strip() for cell in cells):
            found.add(cells[place].strip() if place < len(cells) else "")
    for kind in found - set(kinds()):
        words = ", ".join(kinds())
        zh = f"{name}：{_REGISTER} 列应为：{words}（“{kind}”）。"
        en = f"{name}: the column {_REGISTER} must be one of: {words} ('{kind}')."
        raise InvalidInput("file", name, zh, en)
    return {kind: _of(kind, file, name) for kind in kinds() if kind in found}


def _of(kind: str, file: BinaryIO, name: str) -> Rows:
    reader = csv.reader(opened(file, name, ""))
    heads, number = next_row(reader), 1
    known = {column.name for column in columns(kind)}
    while (cells := next_row(reader)) is not None:
        number += 1
        if isinstance(cells, list) and isinstance(heads, list):
            row = dict(zip(heads, cells, strict=False))
            if row.get(_REGISTER, "").strip() == kind:
                held = {n: unguarded(c) for n, c in row.items() if n in known and c != ABSENT}
                yield SourceRow(name, number, held)


def _cells(row: SourceRow | Reject) -> dict[str, str]:
    return row.values if isinstance(row, SourceRow) else row.cells or {}


def _about(reject: Reject, kind: str) -> list[str]:
    told = reject.as_dict()
    return [str(guarded(told[name]) or "") for name in _ABOUT] + [kind]
