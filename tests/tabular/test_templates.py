"""Templates: imported as they stand, and filled in through what they offer."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from graph_service.cli import app as commands
from graph_service.errors import InvalidInput
from graph_service.imports.forming import formed
from graph_service.imports.report import Report
from graph_service.rows.columns import columns, kinds
from graph_service.rows.rows import SourceRow
from graph_service.tabular import templates
from graph_service.tabular.read import read

ROW = {
    "team_id": "T-1",
    "name": "松树桥社区便民服务站志愿服务队",
    "team_kind": "非枢纽型团体",
    "region_code": "500112011001",
    "registration_status": "未登记的志愿服务组织",
    "permission_group": "基本团体组",
    "contact_mobile": "02367001234",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    result = CliRunner().invoke(commands, ["import", "--template", str(tmp_path / "new")])
    assert result.exit_code == 0, result.output
    return tmp_path / "new"


def test_each_kind_has_two_files_that_are_read_as_they_stand(folder: Path) -> None:
    assert {file.name for file in folder.iterdir()} == {
        f"{kind}.{form}" for kind in kinds() for form in ("xlsx", "csv")
    }
    for file in folder.iterdir():
        assert [row for rows in read(file.read_bytes(), file.name).values() for row in rows] == []


def filled_csv(file: Path) -> None:
    with file.open("a", encoding="utf-8", newline="") as out:
        csv.writer(out).writerow(ROW.get(column.name, "") for column in columns("teams"))


def filled_xlsx(file: Path) -> None:
    book = load_workbook(file)
    for place, column in enumerate(columns("teams"), 1):
        if column.name in ROW:
            book["teams"].cell(2, place, ROW[column.name])
    book.save(file)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_filled_template_comes_in(folder: Path, form: str) -> None:
    file = folder / f"teams.{form}"
    {"csv": filled_csv, "xlsx": filled_xlsx}[form](file)
    parts: dict[str, Any] = {
        kind: list(rows) for kind, rows in read(file.read_bytes(), file.name).items()
    }
    [row] = parts["teams"]
    assert isinstance(row, SourceRow)
    assert {name: value for name, value in row.values.items() if value} == ROW
    report = Report()
    formed(parts, report, lambda name, phase, rows: None)
    assert (report.read, report.rejected) == (1, [])


def test_a_workbook_offers_the_words_of_an_enum_and_explains_every_column(folder: Path) -> None:
    for kind in kinds():
        sheet = load_workbook(folder / f"{kind}.xlsx")[kind]
        offered = {
            str(rule.sqref).rstrip("0123456789"): rule.formula1
            for rule in sheet.data_validations.dataValidation
        }
        for column, top in zip(columns(kind), sheet[1], strict=True):
            assert top.value == f"{column.zh} {column.name}"
            assert top.comment.text == templates.explanation(column)
        words = {str(formula).strip('"') for formula in offered.values()}
        if kind == "teams":
            assert "枢纽型团体,非枢纽型团体" in words
            assert sum("（快审）" in word for word in words) == 1


def test_a_template_is_never_written_over(folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    result = CliRunner().invoke(commands, ["import", "--template", str(folder)])
    assert isinstance(result.exception, InvalidInput)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
