"""Files as they come from offices: whatever can be named by row is a reject, not a failed file."""

from __future__ import annotations

import datetime
import io
import json
from typing import Any

import pytest
import xlsxwriter

from graph_service.errors import InvalidInput
from graph_service.rows.columns import columns, kinds
from graph_service.rows.forms import folded, form, region_code
from graph_service.rows.rows import Reject, SourceRow, checked
from graph_service.tabular.read import read
from graph_service.uscc import check_character

CARD = "500112199003071234"


def rows(data: bytes, name: str = "teams.csv", kind: str | None = None) -> list[Any]:
    return [row for found in read(data, name, kind).values() for row in found]


def rejects(data: bytes, name: str = "teams.csv") -> list[tuple[int, str]]:
    return [(row.row, row.column) for row in rows(data, name) if isinstance(row, Reject)]


def book(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"})
    for name, lines in sheets:
        sheet = made.add_worksheet(name)
        for number, line in enumerate(lines):
            for place, value in enumerate(line):
                sheet.write(number, place, value)
    made.close()
    return out.getvalue()


def test_rows_that_do_not_fit_the_head_are_rejects_and_the_others_come_in() -> None:
    data = b"team_id,name,uscc\nA,a,\nB,b,,over\nC,c\nD,d,,\n\nE,e,\n"
    assert rejects(data) == [(3, "#4"), (4, "uscc")]
    assert [row.row for row in rows(data) if isinstance(row, SourceRow)] == [2, 5, 7]


def test_a_quote_left_open_costs_its_row_and_a_newline_in_a_cell_none() -> None:
    long = b"x" * 140_000
    data = b'team_id,name\r\nA,"two\r\nlines"\r\nB,"' + long + b"\r\nC,c\r\n"
    found = rows(data)
    assert found[0].values == {"team_id": "A", "name": "two\r\nlines"}
    assert [(row.row, isinstance(row, Reject)) for row in found] == [
        (2, False),
        (3, True),
        (4, False),
    ]


def test_lines_that_are_no_objects_are_rejects() -> None:
    lines = [
        '{"team_id": "A", "name": "a\u2028b"}',
        "no json",
        "[1]",
        '{"team_id": "B", "colour": "red"}',
        '{"team_id": "C", "team_id": "D"}',
        '{"team_id": "E", "name": {"zh": "a"}}',
        '{"team_id": "F", "viewing_ids": ["A", 7]}',
        '{"team_id": "G", "viewing_ids": ["A", "B"], "uscc": null, "name": 5.0}',
        '{"team_id": "H", "name": NaN}',
        '{"team_id": "I", "name": 1e999}',
        '{"\\ud800": "J"}',
        '{"name": ' + "[" * 100_000 + "]" * 100_000 + "}",
    ]
    data = "\n".join(lines).encode()
    assert rejects(data, "teams.jsonl") == [
        (2, ""),
        (3, ""),
        (4, "colour"),
        (5, "team_id"),
        (6, "name"),
        (7, "viewing_ids"),
        (9, "name"),
        (10, "name"),
        (11, "\ufffd"),
        (12, ""),
    ]
    good = [row.values for row in rows(data, "teams.jsonl") if isinstance(row, SourceRow)]
    assert good[0]["name"] == "a\u2028b"
    assert good[1] == {"team_id": "G", "viewing_ids": "A;B", "uscc": "", "name": "5"}


def test_a_broken_byte_costs_its_row_and_leaves_the_other_names_as_they_are() -> None:
    text = "team_id,name\nA,重庆市志愿服务联合会\nB,坏?字\nC,渝北区\n"
    data = text.encode().replace(b"?", b"\xff")
    found = rows(data)
    assert found[0].values["name"] == "重庆市志愿服务联合会"
    assert found[2].values["name"] == "渝北区"
    reject = checked("teams", found[1])
    assert isinstance(reject, Reject)
    assert (reject.row, reject.column) == (3, "name")
    json.dumps(reject.as_dict()).encode()
    assert rows(text.encode("gb18030"))[0].values["name"] == "重庆市志愿服务联合会"


def test_cells_of_a_workbook_come_as_the_text_they_show() -> None:
    day = datetime.date(2026, 1, 31)
    data = book(
        (
            "applications",
            [["application_id", "team_id", "decided_at", "reason"], [7, "T", day, True]],
        ),
        ("teams", [["team_id", "name", "region_code"], ["T", "'=1", 500112.0], ["U", 0.5, "050"]]),
        ("Sheet3", []),
    )
    found = read(data, "anything.csv")
    assert set(found) == {"applications", "teams"}
    [application] = found["applications"]
    assert isinstance(application, SourceRow)
    assert application.values["application_id"] == "7"
    assert application.values["decided_at"] == "2026-01-31"
    assert application.values["reason"] == "true"
    cells = [row.values for row in found["teams"] if isinstance(row, SourceRow)]
    assert cells[0] == {"team_id": "T", "name": "'=1", "region_code": "500112"}
    assert cells[1] == {"team_id": "U", "name": "0.5", "region_code": "050"}


def test_a_cell_that_shows_an_error_or_was_never_calculated_clears_nothing() -> None:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out)
    sheet = made.add_worksheet("teams")
    sheet.write_row(0, 0, ["team_id", "name", "unit_name"])
    for row, (formula, shown) in enumerate(
        [("=1/0", "#DIV/0!"), ('="a"&"b"', "ab"), ("=NOW()", "")], 1
    ):
        sheet.write_row(row, 0, [f"T-{row}", "a"])
        sheet.write_formula(row, 2, formula, value=shown)
    made.close()
    data = out.getvalue()
    assert rejects(data, "teams.xlsx")[0] == (2, "unit_name")
    assert rows(data, "teams.xlsx")[0].value == "#DIV/0!"
    assert rows(data, "teams.xlsx")[1].values["unit_name"] == "ab"


def test_a_lone_sheet_takes_the_kind_of_its_file_and_another_name_beside_one_is_refused() -> None:
    head = [["team_id", "name"], ["A", "a"]]
    assert set(read(book(("Sheet1", head)), "teams.xlsx")) == {"teams"}
    with pytest.raises(InvalidInput, match="Sheet1"):
        read(book(("teams", head), ("Sheet1", head)), "teams.xlsx")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "team_id,name\nA,a\n".encode("utf-16"),
        b"PK\x03\x04 no book",
        b"team_id,colour\n",
        b"team_id,name,NAME\n",
        b"name\na\n",
        b"\xff\xff\x81\x81\xff",
    ],
)
def test_a_file_that_no_row_can_be_named_of_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        rows(data)
    assert refused.value.message_zh.encode()
    assert refused.value.message_en.encode()


def test_no_head_and_no_value_has_two_meanings() -> None:
    for kind in kinds():
        meant: dict[str, str] = {}
        for column in columns(kind):
            for word in (column.name, column.zh, *column.also):
                assert meant.setdefault(folded(word), column.name) == column.name, (kind, word)


@pytest.mark.parametrize(
    ("column", "value", "held"),
    [
        ("Level", "区/县级", "district"),
        ("Level", "镇/乡/街道级", "town"),
        ("PermissionGroup", "初级团体组(快审)", "junior_fast"),
        ("PermissionGroup", "高级（快审）", "senior_fast"),
        ("OrganisationForm", "社会服务机构/民非", "social_service"),
    ],
)
def test_words_of_the_notice_are_values(column: str, value: str, held: str) -> None:
    assert form(column)(value) == held


@pytest.mark.parametrize(
    ("code", "held"),
    [
        ("500112000000", "500112"),
        ("500112011000", "500112011"),
        ("500000", "50"),
        ("500000000", "50"),
        ("500000000000", "50"),
        ("５００１１２", "500112"),
        ("500112000000000000", None),
        ("5001", None),
        ("500100", None),
    ],
)
def test_padded_codes_are_taken_and_longer_ones_refused(code: str, held: str | None) -> None:
    if held is None:
        with pytest.raises(ValueError, match="code of 6"):
            region_code(code)
    else:
        assert region_code(code) == held


@pytest.mark.parametrize(
    "text",
    [
        CARD,
        f"ID{CARD}",
        f"身份证{CARD}号",
        "500112 19900307 123x",
        "５００１１２１９９００３０７１２３４",
    ],
)
@pytest.mark.parametrize("kind", kinds())
def test_an_identity_card_is_refused_in_every_column(kind: str, text: str) -> None:
    for column in columns(kind):
        reject = checked(kind, SourceRow("f", 2, {column.name: text}))
        assert isinstance(reject, Reject), column.name
        assert text not in str(reject.as_dict())


def test_a_credit_code_of_digits_alone_is_no_identity_card() -> None:
    stems = (f"52500119860101{number:03}" for number in range(1000))
    code = next(s + check_character(s) for s in stems if check_character(s).isdigit())
    row = {"team_id": "A", "name": "a", "uscc": code}
    assert not isinstance(checked("teams", SourceRow("f", 2, {"uscc": code})), Reject)
    assert isinstance(checked("teams", SourceRow("f", 2, row | {"name": code})), Reject)
