"""Cells of a workbook that only look empty: an error value, a formula that was never calculated.

The reader of cells gives both as empty, and an empty cell clears what is on record. It also holds
a sheet as a full rectangle, so how far the cells reach is known before it is asked.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field

from graph_service.tabular.parts import BROKEN, Attributes, Reader, Unreadable, parse

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MOST_CELLS = 4_000_000
_MOST_COLUMNS = 16_384

Faults = dict[int, tuple[int, str]]


@dataclass
class Sheet:
    """How far a sheet's cells reach, and row → (place, what it shows) of its first faulty cell."""

    rows: int = 0
    columns: int = 0
    faults: Faults = field(default_factory=dict)


def scanned(book: zipfile.ZipFile, path: str) -> Sheet:
    """Return what a sheet's part says of itself; Unreadable for more cells than can be held."""
    found = _Cells()
    parse(book, path, found)
    return found.sheet


class _Cells(Reader):
    def __init__(self) -> None:
        super().__init__()
        self.sheet = Sheet()
        self._row = self._column = 0
        self._type, self._has_formula, self._has_value, self._is_cell = "", False, False, False

    def starts(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self._row, self._column = self._number(attributes.get("r")), 0
        elif name == "c":
            self._begin(attributes)
        elif self._is_cell:
            self._has_formula |= name == "f"
            self._has_value |= name in ("v", "is")
            if name == "v" and (self._has_formula or self._type == "e"):
                self.texts = []

    def ends(self, name: str) -> None:
        if name == "c" and self._is_cell:
            self._is_cell = False
            if self._has_value or self._has_formula:
                self._extend()
                self._judge("".join(self.texts or ()))
            self.texts = None

    def _begin(self, attributes: Attributes) -> None:
        self._is_cell, self._has_formula, self._has_value = True, False, False
        self._type = attributes.get("t", "")
        place = attributes.get("r")
        self._column += 1
        if place is not None:
            found = _PLACE.fullmatch(place)
            if found is None:
                raise Unreadable(*BROKEN)
            self._row, self._column = int(found[2]), _place(found[1])

    def _number(self, said: str | None) -> int:
        if said is None:
            return self._row + 1
        if not said.isdecimal() or len(said) > 7:
            raise Unreadable(*BROKEN)
        return int(said)

    def _extend(self) -> None:
        sheet = self.sheet
        sheet.rows, sheet.columns = max(sheet.rows, self._row), max(sheet.columns, self._column)
        if sheet.columns > _MOST_COLUMNS or sheet.rows * sheet.columns > _MOST_CELLS:
            reach = f"{sheet.rows:,} × {sheet.columns:,}"
            raise Unreadable(
                f"工作表的单元格伸展到 {reach}，请删去数据以外的单元格，或用 CSV",
                f"a sheet's cells reach over {reach}: delete what is no data, or take csv",
            )

    def _judge(self, shown: str) -> None:
        # A text of no characters is what a formula may give; a number of none was never given.
        given = shown or (self._type == "str" and self._has_value)
        if self._type == "e" or (self._has_formula and not given):
            self.sheet.faults.setdefault(self._row, (self._column - 1, shown or "=…"))


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place
