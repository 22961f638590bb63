"""Out, into an empty store and out again: the same bytes, whatever stood in the cells."""

from __future__ import annotations

import zipfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from graph_service.cli.exports import FileFormat, _export
from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.rows.rows import SourceRow
from graph_service.tabular.read import read
from tests.conftest import Run
from tests.worlds import build

CELLS = [
    "=1+1",
    "+86 138",
    "-",
    "@x",
    "'",
    "''",
    "'=1",
    "a\tb",
    "two\nlines",
    "two\r\nlines",
    "a\rb",
    'say "so", and; more',
    "😀 𠮷野家",
    "ＡＢＣ（１２）",
    "_x0041_ \x01",
    "a\u2028b\x85c",
    "#N/A",
    "00123",
    "1e5",
    "2026-01-31",
    "true",
    "长" * 32_767,
]


def nasty_parts() -> dict[str, list[SourceRow]]:
    entry = build.example("E-26")
    teams = build.teams_of(entry)
    plain = next(row for row in teams if row["team_id"] == "T")
    for number, cell in enumerate(CELLS):
        more = {
            "team_id": f"N-{number:02}",
            "name": cell[:1000],
            "responsible_unit": cell,
            "group_set_by": cell[:64],
            "contact_name": cell[::-1],
            "liaison_no": cell,
            "service_region": cell[::-1],
            "address": cell,
            "external_superior": cell,
            "email": "wai+x@example.cn" if number % 2 else "",
            "filing_office": "500112011" if number % 2 else "",
            "founded_on": "2020" if number % 2 else "2020-02-29",
            "registered_at": "2021-03",
            "group_set_at": "2022-01-01",
            "branch_kind": "representative",
            "responsible_unit_kind": "street_office",
            "records_officer_name": "王五",
            "records_officer_duties": "enter;confirm" if number % 2 else "protect",
            "viewing_ids": "H50;T" if number % 2 else "",
        }
        if number % 3 == 0:
            more |= {"status": "pending", "permission_group": "pending"}
        teams.append(plain | more)
    application = {"decided_at": "2026-01-31", "reason": "=HYPERLINK(1)"}
    record = {"team_id": "T", "service_date": "2026-03-01", "service_hours": "1.25"}
    records = [
        record
        | dict.fromkeys(("project_name", "location", "service_content", "contact_name"), cell)
        | {"record_id": f"R-{n:02}", "volunteer_no": f"V-{n:04}", "entered_at": "2026-03-02"}
        | ({"state": "confirmed", "decided_by": "H50", "decided_at": "2026-03-03"} if n % 2 else {})
        for n, cell in enumerate(CELLS)
    ]
    kinds: dict[str, Any] = {
        "teams": teams,
        "records": records,
        "applications": [entry["applications"][0] | application],
        "registration_authorities": [
            row | {"has_administrator": answer}
            for row, answer in zip(build.authorities(), ["是", "否", ""] * 9, strict=False)
        ],
    }
    return {
        kind: [
            SourceRow(kind, number, {k: v or "" for k, v in row.items()})
            for number, row in enumerate(rows, 2)
        ]
        for kind, rows in kinds.items()
    }


@pytest.mark.parametrize("form", [FileFormat.CSV, FileFormat.JSONL, FileFormat.XLSX])
def test_whatever_stands_in_the_cells_comes_back(
    form: FileFormat, graph: Graph, run: Run, tmp_path: Path
) -> None:
    run(build.load(graph, []))
    report = run(import_rows(graph, nasty_parts()))
    assert not report.rejected
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        folder.mkdir()
        run(_export(graph, folder, form))
        if folder == folders[0]:
            run(build.wipe(graph))
            with ExitStack() as files:
                parts: dict[str, Any] = {}
                for file in sorted(folder.iterdir()):
                    parts |= read(files.enter_context(file.open("rb")), file.name)
                again = run(import_rows(graph, parts))
            assert not again.rejected
            assert again.read == again.loaded + again.unchanged
    for file in folders[0].iterdir():
        if form is FileFormat.XLSX:
            times = {entry.date_time for entry in zipfile.ZipFile(file).infolist()}
            assert {year for year, *_ in times} == {1980}, (
                "bytes must not tell when they were written"
            )
        assert file.read_bytes() == (folders[1] / file.name).read_bytes(), file.name
