"""The first row of a file: which column each cell below it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from graph_service.errors import InvalidInput
from graph_service.rows.columns import columns, key_columns
from graph_service.rows.forms import folded
from graph_service.rows.rows import ABSENT, LEFT_OUT, Reject, SourceRow, refuse

_OF_REJECTS = {"file", "row", "column", "value", "rule_id", "message_zh", "message_en", "register"}


def heads_of(given: Sequence[str], name: str, kind: str) -> list[str]:
    """Return the columns that heads name, in English or Chinese; blank ones stay blank.

    Raises InvalidInput for a head that is unknown or stands twice, and if the id has none.
    """
    found: list[str] = []
    of_rejects = {"file", "row", "column"} <= set(given)
    for head in given:
        column = f"#{head}" if of_rejects and head in _OF_REJECTS else column_named(kind, head)
        if column is None or (column and column in found):
            words = ", ".join(column.name for column in columns(kind))
            why_zh = "没有这一列" if column is None else "这一列出现两次"
            why_en = "no such column" if column is None else "the column stands there twice"
            shown = head[:40].encode("utf-8", "replace").decode()
            raise InvalidInput(
                shown,
                name,
                f"{name}：{why_zh}（“{shown}”），{kind} 的列为：{words}。",
                f"{name}: {why_en} ('{shown}'); the columns of {kind} are: {words}.",
            )
        found.append(column)
    for key in key_columns(kind):
        if key not in found:
            raise InvalidInput(
                key,
                name,
                f"{name}：首行缺少 {key} 列。",
                f"{name}: the first row lacks the column {key}.",
            )
    return found


def column_named(kind: str, head: str) -> str | None:
    """Return the column that a head names, "" for a blank head and None for an unknown one."""
    return _known(kind).get(folded(head))


def row_of(name: str, number: int, heads: list[str], cells: list[str]) -> SourceRow | Reject:
    """Return a row under its heads, or the reject of one whose cells do not fit them."""
    source = SourceRow(name, number, {})
    over = next((cell for cell in cells[len(heads) :] if cell.strip()), None)
    if over is not None:
        zh, en = "单元格多于列数。", "the row has more cells than the file has columns."
        return marked(source, f"#{len(heads) + 1}", over, zh, en, heads, cells)
    if len(cells) < len(heads):
        zh, en = (
            "单元格少于列数（引号未闭合？）。",
            "the row has fewer cells than the file has columns.",
        )
        return marked(source, heads[len(cells)], "", zh, en, heads, cells)
    for place, head in enumerate(heads):
        if not head and cells[place].strip():
            zh, en = "这一列没有列名。", "the cell stands in a column without a head."
            return marked(source, f"#{place + 1}", cells[place], zh, en, heads, cells)
    held = zip(heads, cells, strict=False)
    return SourceRow(name, number, {head: cell for head, cell in held if cell != ABSENT})


def marked(
    source: SourceRow,
    column: str,
    value: str,
    zh: str,
    en: str,
    heads: list[str],
    cells: list[str],
) -> Reject:
    """Return a reject with its row's cells, one of them marked: unmended they are not taken in."""
    held = {head: cell for head, cell in zip(heads, cells, strict=False) if head}
    place = column if column in heads else next(head for head in reversed(heads) if head)
    return replace(refuse(source, column, value, zh, en), cells=held | {place: LEFT_OUT})


@cache
def _known(kind: str) -> dict[str, str]:
    known = {"": ""}
    for column in columns(kind):
        both = (f"{column.zh} {column.name}", f"{column.name} {column.zh}")
        for word in (column.name, column.zh, *column.also, *both):
            known[folded(word)] = column.name
    return known
