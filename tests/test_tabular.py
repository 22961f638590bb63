"""Whole registers in and out: no row lost, the same bytes again."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from graph_service.cli.exports import FileFormat, _export
from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.rows.columns import columns
from graph_service.store import exports
from graph_service.tabular.guard import guarded, unguarded
from graph_service.tabular.read import read
from tests.conftest import Run
from tests.worlds import build

HEADS = [column.name for column in columns("teams")]


def files_of(folder: Path) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for file in sorted(folder.iterdir()):
        parts |= read(file.read_bytes(), file.name)
    return parts


@pytest.mark.parametrize("form", [FileFormat.CSV, FileFormat.JSONL, FileFormat.XLSX])
def test_export_import_export_gives_the_same_bytes(
    form: FileFormat, graph: Graph, run: Run, tmp_path: Path
) -> None:
    entry = build.example("E-16")
    teams = build.teams_of(entry)
    teams[3] = teams[3] | {"responsible_unit": "=1+2", "unit_name": "'quoted", "viewing_ids": "H50"}
    run(build.load(graph, teams, entry["applications"]))
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    counts = run(_export(graph, first, form))
    assert counts["teams"] == len(teams)
    run(build.wipe(graph))
    report = run(import_rows(graph, files_of(first)))
    assert not report.rejected
    assert report.loaded + report.unchanged == report.read == sum(counts.values())
    run(_export(graph, second, form))
    for file in first.iterdir():
        assert file.read_bytes() == (second / file.name).read_bytes(), file.name


def test_graphml_holds_every_team_and_edge(graph: Graph, run: Run, tmp_path: Path) -> None:
    import xml.etree.ElementTree as ElementTree

    run(build.load(graph, build.teams_of(build.example("E-16"))))
    run(_export(graph, tmp_path, FileFormat.GRAPHML))
    root = ElementTree.parse(tmp_path / "teams.graphml").getroot()
    name = "{http://graphml.graphdrawing.org/xmlns}"
    kinds = [data.text for data in root.findall(f".//{name}data[@key='labels']")]
    assert (kinds.count("Team"), kinds.count("RegistrationAuthority")) == (25, 6)
    nodes = {node.get("id") for node in root.findall(f".//{name}node")}
    edges = root.findall(f".//{name}edge")
    types = [edge.findtext(f"{name}data") for edge in edges]
    assert (types.count("LIAISON"), types.count("BRANCH_OF")) == (23, 1)
    assert types.count("REGISTERED_BY") == 1
    assert {end for edge in edges for end in (edge.get("source"), edge.get("target"))} <= nodes


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'a", "''", "a", "\t="])
def test_a_guarded_cell_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[0] not in "=+-@\t"


def faulty() -> tuple[list[dict[str, str]], dict[int, str]]:
    """5,000 rows of teams with 30 faults: row number → the column at fault."""
    base = {
        "team_kind": "non_hub",
        "region_code": "500112",
        "registration_status": "unregistered",
        "liaison_id": "H500112",
        "permission_group": "basic",
        "status": "active",
    }
    rows = [
        base | {"team_id": f"F-{n}", "name": f"单位{n}志愿服务队", "unit_name": f"单位{n}"}
        for n in range(5000)
    ]
    kinds = [
        ("team_id", "有 空格"),
        ("name", ""),
        ("team_kind", "club"),
        ("region_code", "500999"),
        ("region_code", "12345"),
        ("registration_status", "maybe"),
        ("organisation_form", "gang"),
        ("unit_kind", "castle"),
        ("business_line", "magic"),
        ("branch_of", "nobody"),
        ("liaison_id", "nobody"),
        ("registration_authority_id", "RA-none"),
        ("viewing_ids", "H50;nobody"),
        ("permission_group", "king"),
        ("contact_name", "500112199003071234"),
    ]
    faults: dict[int, str] = {}
    for place, (column, value) in enumerate(kinds * 2):
        at = 7 + place * 160
        rows[at] = rows[at] | {column: value}
        faults[at + 2] = column
    return rows, faults


def as_csv(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("gb18030")


def as_xlsx(rows: list[dict[str, str]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("teams")
    sheet.write_row(0, 0, HEADS)
    for number, row in enumerate(rows, 1):
        for place, head in enumerate(HEADS):
            sheet.write_string(number, place, row.get(head, ""))
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_thirty_faults_in_five_thousand_rows_are_all_named(
    form: str, graph: Graph, run: Run
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-02"))))
    rows, faults = faulty()
    data = as_csv(rows) if form == "csv" else as_xlsx(rows)
    report = run(import_rows(graph, read(data, f"teams.{form}"), mode="keep_going"))
    assert {r.row: r.column for r in report.rejected} == faults
    assert (report.read, report.loaded, len(report.rejected)) == (5000, 4970, 30)

    async def count() -> int:
        ids = [row["team_id"] or "" async for row in exports.rows(graph, "teams")]
        return sum(team_id.startswith("F-") for team_id in ids)

    assert run(count()) == 4970
