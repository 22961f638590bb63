"""Rejected rows in a file: whole, mended in place, imported as it is; never taken in unmended."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.imports.forming import formed
from graph_service.imports.report import Report
from graph_service.rows.columns import columns, kinds
from graph_service.rows.rows import Reject, SourceRow
from graph_service.tabular import rejects
from graph_service.tabular.heads import heads_of
from graph_service.tabular.read import read
from tests.tabular.workbooks import cell, sheet, workbook

CARD = "500112199003071234"
HEADS = "team_id,name,team_kind,region_code,registration_status,contact_name\n"


def reported(parts: Any) -> Report:
    report = Report()
    formed(parts, report, lambda name, phase, rows: None)
    return report


def file_of(**data: bytes) -> bytes:
    """The file of rejects that these files give."""

    def again() -> Iterator[tuple[str, SourceRow | Reject]]:
        for name, content in data.items():
            for kind, rows in read(content, name, name).items():
                for row in rows:
                    yield kind, row

    parts = {
        kind: r for name, content in data.items() for kind, r in read(content, name, name).items()
    }
    out = io.StringIO(newline="")
    rejects.write(out, reported(parts).rejected, again)
    return out.getvalue().encode("utf-8-sig")


def rows_of(data: bytes, name: str = "rejected.csv") -> list[Any]:
    return [row for rows in read(data, name).values() for row in rows]


BAD = {
    "a value outside its enum": "T,甲队,club,500112,unregistered,张三",
    "an identity card": f"T,甲队,non_hub,500112,unregistered,{CARD}",
    "too many cells": "T,甲队,non_hub,500112,unregistered,张三,more",
    "too few cells": "T,甲队,non_hub,500112,unregistered",
    "a NUL": "T,甲\0队,non_hub,500112,unregistered,张三",
    "no name": "T,,non_hub,500112,unregistered,张三",
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD.keys())
def test_a_rejected_row_stands_there_whole_and_is_rejected_again_until_it_is_mended(
    line: str,
) -> None:
    data = file_of(teams=(HEADS + line + "\n").encode())
    assert CARD.encode() not in data
    [row] = rows_of(data)
    assert row.values["team_id"] == "T"
    assert row.values["region_code"] == "500112"
    again = reported(read(data, "rejected.csv"))
    assert (again.read, len(again.rejected)) == (1, 1)
    assert again.rejected[0].row == 2


def test_a_mended_file_comes_in_and_says_no_column_that_its_rows_lacked() -> None:
    data = file_of(
        teams=(
            HEADS + "T,甲队,club,500112,unregistered,张三\nU,乙队,hub,500112,unregistered,\n"
        ).encode(),
        viewing="团体编号,查看团体\nT,有 空格\n".encode(),
    )
    mended = data.decode("utf-8-sig").replace('"club"', '"non_hub"')
    mended = mended.replace('"T","有 空格"', '"T","H50"').replace('"有 空格"', '"H50"')
    parts: dict[str, Any] = {
        kind: list(rows) for kind, rows in read(mended.encode("gb18030"), "again.csv").items()
    }
    assert set(parts) == {"teams", "viewing"}
    assert not reported(parts).rejected
    [team] = parts["teams"]
    assert set(team.values) == set(HEADS.strip().split(","))
    [viewing] = parts["viewing"]
    assert viewing.values == {"team_id": "T", "viewer_id": "H50"}


def test_an_error_cell_keeps_its_row_and_its_text_is_not_taken_for_a_value() -> None:
    row = f'<row r="2">{cell("A2", "T")}{cell("B2", "甲队")}<c r="C2" t="e"><v>#N/A</v></c></row>'
    [found] = rows_of(file_of(teams=workbook(sheet(row))))
    assert (found.values["team_id"], found.values["name"]) == ("T", "甲队")
    assert "#N/A" not in found.values["unit_name"]


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=8))
def test_whatever_stands_in_a_rejected_row_comes_back_or_is_marked(
    cells: list[tuple[str, str]],
) -> None:
    rows = [
        SourceRow("f", number, {"team_id": f"T-{number}", "name": name, "address": address})
        for number, (name, address) in enumerate(cells, 2)
    ]
    found = [Reject("f", row.row, "team_kind", "", None, "无", "none") for row in rows]
    out = io.StringIO(newline="")
    rejects.write(out, found, lambda: (("teams", row) for row in rows))
    back = rows_of(out.getvalue().encode("utf-8-sig"))
    assert len(back) == len(rows)
    for row, again in zip(rows, back, strict=True):
        for name, value in row.values.items():
            assert again.values[name] in (value, value.replace("\0", again.values[name])) or (
                "left out" in again.values[name]
            )


def test_what_a_file_of_rejects_adds_is_no_column_of_any_kind() -> None:
    for kind in kinds():
        assert not set(rejects.HEADS) & {column.name for column in columns(kind)}
        names = [column.name for column in columns(kind)]
        assert heads_of([*rejects.HEADS, *names], "f", kind)[len(rejects.HEADS) :] == names
