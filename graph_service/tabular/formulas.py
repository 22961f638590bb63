"""Cells of a workbook that only look empty: an error value, a formula that was never calculated.

The reader of cells gives both as empty, and an empty cell clears what is on record.
"""

from __future__ import annotations

import re
import zipfile
from html import unescape
from typing import BinaryIO

_BLOCK = 2**20
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_SUSPECT = re.compile(rb't="e"|<f[ />]')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]*)>(.*?)</c>', re.DOTALL)
_VALUE = re.compile(rb"<v[^>/]*>([^<]+)</v>")

Faults = dict[int, tuple[int, str]]


def faults_of(file: BinaryIO, sheet: str) -> Faults:
    """Return row → (place, what the cell shows) of the first such cell of every row."""
    faults: Faults = {}
    with zipfile.ZipFile(file) as book:
        path = _paths(book).get(sheet)
        if path not in book.namelist():
            return faults
        with book.open(path) as part:
            rest = b""
            while block := part.read(_BLOCK):
                rows, mark, rest = (rest + block).rpartition(b"</row>")
                if _SUSPECT.search(rows):
                    _note(rows, faults)
                if not mark and len(rest) > 64 * _BLOCK:
                    break
    return faults


def _note(rows: bytes, faults: Faults) -> None:
    for letters, row, attributes, inside in _CELL.findall(rows):
        value = _VALUE.search(inside)
        is_error = b't="e"' in attributes
        is_open = b"<f" in inside and value is None and b't="str"' not in attributes
        if is_error or is_open:
            shown = value[1].decode("utf-8", "replace") if value else "=…"
            faults.setdefault(int(row), (_place(letters), shown))


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _paths(book: zipfile.ZipFile) -> dict[str, str]:
    """Return sheet name → the path of its part inside the file."""
    texts = [
        book.read(name).decode("utf-8", "replace") if name in book.namelist() else ""
        for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    ]
    sheets, relations = (
        [dict(_ATTRIBUTE.findall(found)) for found in pattern.findall(text)]
        for pattern, text in zip((_SHEET, _RELATION), texts, strict=True)
    )
    targets = {found.get("Id"): found.get("Target", "") for found in relations}
    return {
        unescape(found.get("name", "")): _inside(targets.get(found.get("r:id"), ""))
        for found in sheets
    }


def _inside(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
