"""Workbooks that clear, stall or swell: each is refused or read within its bound."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.errors import InvalidInput
from graph_service.rows.rows import Reject, SourceRow
from graph_service.tabular.read import read
from tests.tabular.workbooks import cell, sheet, workbook

GOOD = f'<row r="2">{cell("A2", "T-1")}{cell("B2", "a")}</row>'
WHOLE = workbook(sheet(GOOD, '<row r="3"><c r="C3" t="e"><v>#N/A</v></c></row>'))
MEGA = 2**20


def rows(data: bytes) -> list[Any]:
    return [row for found in read(data, "teams.xlsx").values() for row in found]


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="B2" s="1"/><c r="C2" t="e"><v>#DIV/0!</v></c>',
        '<c s="1"/><c t="e"><v>#DIV/0!</v></c>',
        "<c r='C2'  t='e'\n><v>#DIV/0!</v></c>",
        '<c r="C2"><f>NOW()</f></c>',
        '<c r="C2"><f>NOW()</f><v></v></c>',
        '<c r="C2"><f t="shared" si="0"/><v/></c>',
        '<c r="C2" t="str"><f>A1</f></c>',
    ],
)
def test_a_cell_in_error_is_named_whatever_stands_before_it_and_however_it_is_written(
    cells: str,
) -> None:
    data = workbook(sheet(f'<row r="2">{cell("A2", "T-1")}{cells}</row>'))
    [reject] = rows(data)
    assert isinstance(reject, Reject)
    assert (reject.row, reject.column) == (2, "unit_name")


def test_a_formula_that_gave_an_empty_text_is_an_empty_cell() -> None:
    cells = '<c r="C2" t="str"><f>A9</f><v></v></c>'
    [row] = rows(workbook(sheet(f'<row r="2">{cell("A2", "T-1")}{cells}</row>')))
    assert isinstance(row, SourceRow)
    assert row.values["unit_name"] == ""


def test_rows_in_any_order_and_a_path_in_another_case_hide_no_error() -> None:
    late = f'<row r="4">{cell("A4", "T-4")}<c r="C4" t="e"><v>#N/A</v></c></row>'
    found = rows(workbook(sheet(late, GOOD), path="Worksheets/SHEET{}.xml"))
    assert [(row.row, isinstance(row, Reject)) for row in found] == [(2, False), (4, True)]


READ = {
    "many styled empty cells before an error": lambda: sheet(
        GOOD, '<row r="3">' + '<c r="B3" s="1"/>' * 60_000 + "</row>"
    ),
    "a million empty rows": lambda: sheet(GOOD, "<row/>" * 1_000_000),
    "a space in the last row": lambda: sheet(
        GOOD, f'<row r="1048576">{cell("A1048576", " ")}</row>'
    ),
    "merged ranges": lambda: sheet(GOOD, after='<mergeCell ref="A3:XFD1048576"/>' * 100_000),
}
REFUSED = {
    "a cell in the last corner": lambda: sheet(f'<row r="1048576">{cell("XFD1048576", "x")}</row>'),
    "a column that no sheet has": lambda: sheet(f'<row r="2">{cell("ZZZZZZ2", "x")}</row>'),
    "billion laughs": lambda: '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + sheet(GOOD),
    "an outer entity": lambda: (
        '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + sheet(GOOD)
    ),
    "a tag that never ends": lambda: sheet(f'<row x="{"a" * 40 * MEGA}"/>'),
    "a comment that never ends": lambda: sheet(f"<!--{'a' * 40 * MEGA}-->"),
    "tags in tags": lambda: sheet("<a>" * 2_000_000),
    "more inside than a register": lambda: sheet(" " * 260 * MEGA),
}


def test_what_is_only_large_is_read() -> None:
    for name, text in READ.items():
        began = time.process_time()
        found = rows(workbook(text()))
        assert [row.values.get("team_id") for row in found] == ["T-1"], name
        assert time.process_time() - began < 15, name


def test_what_is_hostile_is_refused_with_a_sentence() -> None:
    for name, text in REFUSED.items():
        found, seconds, peak = measured(workbook(text()))
        assert isinstance(found, InvalidInput), name
        assert (seconds < 10, peak < 100 * MEGA) == (True, True), (name, seconds, peak)


def test_what_a_zip_says_of_its_own_sizes_is_not_believed() -> None:
    data = bytearray(workbook(sheet(GOOD, " " * 260 * MEGA)))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        said = book.getinfo("xl/worksheets/sheet1.xml").file_size
    lie = bytes(data).replace(said.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    found, seconds, peak = measured(lie)
    assert isinstance(found, InvalidInput)
    assert (seconds < 10, peak < 100 * MEGA) == (True, True), (seconds, peak)


def test_many_sheets_and_long_shared_strings_are_read_or_refused_in_time() -> None:
    strings = "<sst>" + "<si><t>aaaaaaaaaaaaaaaaaaaa</t></si>" * 1_000_000 + "</sst>"
    found, seconds, _ = measured(workbook(sheet(GOOD), shared=strings))
    assert len(found) == 1
    assert seconds < 20
    found, seconds, _ = measured(workbook(sheet(GOOD), *["<worksheet/>"] * 6_000))
    assert isinstance(found, InvalidInput)
    assert seconds < 20


def measured(data: bytes) -> tuple[Any, float, int]:
    """What reading gave, how long this process computed, and how much Python held at most."""
    began = time.process_time()
    tracemalloc.start()
    try:
        found: Any = rows(data)
    except InvalidInput as refused:
        found = refused
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found, time.process_time() - began, peak


@settings(max_examples=300)
@given(st.randoms(use_true_random=False))
def test_a_damaged_workbook_is_read_or_refused_and_never_anything_else(random: Random) -> None:
    data = bytearray(WHOLE)
    if random.random() < 0.5:
        for _ in range(random.randint(1, 6)):
            data[random.randrange(len(data))] = random.randrange(256)
        read_or_refused(bytes(data))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as book, zipfile.ZipFile(out, "w") as damaged:
        for name in book.namelist():
            part = bytearray(book.read(name))
            if name.startswith("xl/"):
                part[random.randrange(len(part))] = random.choice(b'<>"/=0A-z&; ')
            damaged.writestr(name, bytes(part))
    read_or_refused(out.getvalue())


def read_or_refused(data: bytes) -> None:
    with suppress(InvalidInput):
        rows(data)


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    with pytest.raises(InvalidInput):
        rows(workbook('<?xml version="1.0" encoding="UTF-99"?>' + sheet(GOOD)))
