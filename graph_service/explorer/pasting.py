"""Records as they come from a form or a spreadsheet: a sheet of cells under the columns' names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest

from graph_service.errors import InvalidInput
from graph_service.records import forming
from graph_service.records.held import Item
from graph_service.tabular.heads import column_named

MOST = 1000
# The notice's own order of the eight items, and whose hours they are.
ORDER = (
    "project_name",
    "service_date",
    "location",
    "service_recipients",
    "service_content",
    "service_hours",
    "service_evaluation",
    "contact_name",
    "volunteer_no",
)
COLUMNS = tuple(column.name for column in forming.GIVEN)
_CHINESE = {column.name: column.zh for column in forming.GIVEN}
# A spreadsheet shows a day as its country writes it, the year first.
_DAY = re.compile(r"(\d{4})[/.年-](\d{1,2})[/.月-](\d{1,2})日?(?: 0?0:00(?::00)?)?")


@dataclass(frozen=True)
class Sheet:
    """Rows of cells under the names of columns, each row as it was given."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def items(self, team_id: str) -> list[Item]:
        """Return the records that the rows say; of this team where a row names none."""
        return [self._item(row, team_id) for row in self.rows]

    def only(self, places: list[int]) -> Sheet:
        """Return some of the rows."""
        return Sheet(self.heads, tuple(self.rows[place] for place in places))

    def with_heads(self, names: list[str]) -> Sheet:
        """Return the sheet with further columns, empty."""
        return Sheet((*self.heads, *(name for name in names if name not in self.heads)), self.rows)

    def mended(self, given: Mapping[str, str]) -> Sheet:
        """Return the sheet with the cells that a form gives, named by row and column."""
        wider = self.with_heads([name for name in COLUMNS if _gives(given, name)])
        rows = (
            tuple(
                given.get(f"cell-{number}-{name}", text)
                for name, text in zip_longest(wider.heads, wider._filled(row), fillvalue="")
            )
            for number, row in enumerate(wider.rows)
        )
        return Sheet(wider.heads, tuple(rows))

    def text(self, lang: str = "en") -> str:
        """Return the sheet as a spreadsheet copies it, its heads in Chinese or English."""
        heads = [_CHINESE[name] if lang == "zh" else name for name in self.heads]
        file = io.StringIO()
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerows([heads, *self.rows])
        return file.getvalue()

    def values(self, place: int) -> dict[str, str]:
        """Return a row by its columns."""
        return dict(zip(self.heads, self._filled(self.rows[place]), strict=False))

    def _filled(self, row: tuple[str, ...]) -> tuple[str, ...]:
        return row + ("",) * (len(self.heads) - len(row))

    def _item(self, row: tuple[str, ...], team_id: str) -> Item:
        if len(row) > len(self.heads):
            zh, en = "单元格多于列数。", "The row has more cells than there are columns."
            return Item(None, error=InvalidInput("row", None, zh, en))
        given = dict(zip(self.heads, self._filled(row), strict=True))
        given["team_id"] = given.get("team_id") or team_id
        given["service_date"] = _iso(given.get("service_date", ""))
        return forming.entered(given)


def written(given: Mapping[str, str]) -> Sheet:
    """Return the one record that a form's fields say."""
    heads = tuple(name for name in COLUMNS if name in given and name != "team_id")
    return Sheet(heads, (tuple(given[name].strip() for name in heads),))


def pasted(text: str) -> Sheet:
    """Return what was copied out of a spreadsheet: with heads, or without in the notice's order.

    Raises InvalidInput for a head that is unknown or stands twice, for no row and for too many.
    """
    rows = _cells(text)
    heads = ORDER
    if rows and sum(bool(column_named("records", cell)) for cell in rows[0]) > 1:
        heads = _heads(rows.pop(0))
    if not rows:
        raise _wrong("没有可录入的行。", "There is no row to enter.")
    if len(rows) > MOST:
        raise _wrong(f"一次最多 {MOST:,} 条。", f"At most {MOST:,} records at once.")
    return Sheet(heads, tuple(rows))


def _gives(given: Mapping[str, str], column: str) -> bool:
    return any(name.startswith("cell-") and name.endswith(f"-{column}") for name in given)


def _cells(text: str) -> list[tuple[str, ...]]:
    first = text.partition("\n")[0]
    mark = "," if "," in first and "\t" not in text else "\t"
    rows: list[tuple[str, ...]] = []
    try:
        for row in csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=mark):
            cells = [cell.strip() for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                rows.append(tuple(cells))
    except csv.Error as error:
        raise _wrong(f"无法读取：{error}。", f"It cannot be read: {error}.") from None
    return rows


def _heads(cells: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for cell in cells:
        name = column_named("records", cell)
        if name not in COLUMNS:
            zh, en = f"不录入这一列：“{cell[:40]}”。", f"No such column is entered: '{cell[:40]}'."
            raise _wrong(zh, en)
        if name in found:
            zh, en = (
                f"这一列出现两次：“{cell[:40]}”。",
                f"This column stands there twice: '{cell[:40]}'.",
            )
            raise _wrong(zh, en)
        found.append(name)
    return tuple(found)


def _iso(day: str) -> str:
    found = _DAY.fullmatch(day)
    return f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}" if found else day


def _wrong(zh: str, en: str) -> InvalidInput:
    return InvalidInput("text", None, zh, en)
