"""Operations from files: the same from JSON Lines, CSV and XLSX, and what is none by its line."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import xlsxwriter

from graph_service.errors import InvalidInput
from graph_service.tabular.operations import operations

WANTED: list[dict[str, Any]] = [
    {"operation": "set_liaison", "team_id": "H500112011001", "liaison_id": "H500112"},
    {
        "operation": "merge_regions",
        "from": ["500105", "500112"],
        "into": {"region_code": "500157", "name": "两江新区", "kind": "district"},
        "valid_from": "2025-12",
    },
]
HEADS = list(dict.fromkeys(name for row in WANTED for name in row))


def cell(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def cells() -> list[list[str]]:
    return [HEADS, *([cell(row.get(name, "")) for name in HEADS] for row in WANTED)]


def lines() -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in WANTED).encode()


def sheet() -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows(cells())
    return file.getvalue().encode("gb18030")


def book() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        page = workbook.add_worksheet("操作")
        for number, row in enumerate(cells()):
            page.write_row(number, 0, row)
    return file.getvalue()


@pytest.mark.parametrize("make", [lines, sheet, book])
def test_a_file_of_any_form_gives_the_same_operations(make: Any) -> None:
    assert operations(io.BytesIO(make()), "plan") == WANTED


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"operation": "x"}\n[1]\n', "line 2"),
        ("operation,team_id\nset_liaison,[\n", "line 2"),
        ("team_id\nT\n", "no column 'operation'"),
    ],
)
def test_what_is_no_operation_is_told_by_its_line(text: str, said: str) -> None:
    with pytest.raises(InvalidInput) as told:
        operations(io.BytesIO(text.encode()), "plan")
    assert said in told.value.message_en
