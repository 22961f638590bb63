"""What is copied out of a spreadsheet: heads in any order and language, or none; odd cells."""

from __future__ import annotations

import pytest

from graph_service.errors import InvalidInput
from graph_service.explorer.columns_chart import months
from graph_service.explorer.pasting import ORDER, pasted

ROW = "花园养护\t2026-03-01\t社区\t居民\t浇水\t2.5\t\t李四\tV-0001"
CHINESE = "志愿者编号\t日期\t时长\t联系人\t服务内容\t服务对象\t地点\t项目名称"
MIXED = "volunteer_no\t日期\tservice_hours\t联系人\tservice_content\t服务对象\t地点\t名称"
SHUFFLED = "V-0001\t2026/3/1\t2.5\t李四\t浇水\t居民\t社区\t花园养护"


@pytest.mark.parametrize("text", [ROW, f"{CHINESE}\n{SHUFFLED}", f"{MIXED}\r\n{SHUFFLED}\r\n\r\n"])
def test_rows_are_read_under_their_heads_or_in_the_notices_order(text: str) -> None:
    [item] = pasted(text).items("T")
    assert item.error is None
    assert item.values["team_id"] == "T"
    assert item.values["service_date"] == "2026-03-01"
    assert item.values["service_hours"] == "2.5"
    assert item.values["contact_name"] == "李四"
    assert item.values["volunteer_no"] == "V-0001"


@pytest.mark.parametrize("day", ["2026/3/1", "2026-3-1", "2026年3月1日", "2026.03.01"])
def test_a_day_as_spreadsheets_show_it_is_taken(day: str) -> None:
    [item] = pasted(ROW.replace("2026-03-01", day)).items("T")
    assert item.values["service_date"] == "2026-03-01"


def test_a_quoted_cell_keeps_its_lines_and_the_sheet_reads_its_own_text() -> None:
    sheet = pasted(ROW.replace("浇水", '"浇水\n修""枝"""'))
    assert sheet.rows[0][ORDER.index("service_content")] == '浇水\n修"枝"'
    assert pasted(sheet.text()) == pasted(sheet.text("zh")) == sheet


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有可录入的行"),
        (CHINESE, "没有可录入的行"),
        (f"{CHINESE}\t星座\n{SHUFFLED}", "星座"),
        (f"{CHINESE}\t记录状态\n{SHUFFLED}", "记录状态"),
        (f"{CHINESE}\t服务日期\n{SHUFFLED}", "出现两次"),
        ("\n".join([ROW] * 1001), "最多 1,000"),
    ],
)
def test_a_sheet_that_is_none_says_why(text: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        pasted(text)


def test_a_row_with_too_many_cells_is_its_own_problem_and_cells_are_mended() -> None:
    sheet = pasted(f"{ROW}\n{ROW}\t多\n{ROW.replace('2.5', '两小时')}")
    assert [bool(item.error) for item in sheet.items("T")] == [False, True, True]
    mended = sheet.mended({"cell-2-service_hours": "2", "cell-2-record_id": "R9", "cell-0-x": "y"})
    item = mended.items("T")[2]
    assert item.error is None
    assert (item.record_id, item.values["service_hours"]) == ("R9", "2")


def test_months_without_hours_stand_in_the_chart_and_only_the_last_are_drawn() -> None:
    drawn = months([{"month": "2025-12", "hours": 2}, {"month": "2026-02", "hours": 4}])
    assert [(m["month"], m["share"]) for m in drawn] == [
        ("2025-12", 0.5),
        ("2026-01", 0),
        ("2026-02", 1),
    ]
    long = months([{"month": "2001-01", "hours": 9}, {"month": "2026-02", "hours": 4}])
    assert (long[0]["month"], len(long), long[-1]["share"]) == ("2023-03", 36, 1)
    assert months([]) == []
