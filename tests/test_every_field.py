"""Every field that a team shows can be written, at every door, or says that it is derived."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from graph_service.cli import app as commands
from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.rows.columns import columns
from graph_service.store import exports
from tests.api.conftest import app, call, dispatch, token_of  # noqa: F401
from tests.conftest import Run
from tests.server import Server
from tests.worlds import build

# Shown under another name than the one they are written by, or written by an operation alone.
EDGES = {
    "liaison": "liaison_id",
    "registration_authority": "registration_authority_id",
    "viewing": "viewing_ids",
    "branch_of": "branch_of",
    "persons": "contact_name",
}
BY_OPERATION = {"team_id", "permission_group", "group_set_by", "status"}
VALUES = {
    "liaison_no": "CQ-0001",
    "responsible_unit_kind": "street_office",
    "branch_kind": "representative",
    "filing_office": "500112011",
    "external_superior": "中国志愿服务联合会",
    "group_set_at": "2021-05-01",
    "founded_on": "2019-03",
    "registered_at": "2020-02-29",
    "service_region": "渝北区及周边",
    "address": "龙溪街道 1 号",
    "email": "team@example.cn",
    "records_officer_duties": "confirm;protect",
}
WRONG = {
    "email": "no at",
    "filing_office": "500112",
    "founded_on": "2020-02-30",
    "registered_at": "yesterday",
    "group_set_at": "20200101",
    "branch_kind": "twig",
    "responsible_unit_kind": "castle",
    "records_officer_duties": "confirm;sleep",
}


@pytest.fixture
def world(graph: Graph, run: Run) -> Graph:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    return graph


def shown(answer: dict[str, Any]) -> dict[str, Any]:
    officer = [p for p in answer["persons"] if p["role"] == "records_officer"]
    duties = ";".join(officer[0]["duties"]) if officer else ""
    return {name: answer[name] for name in VALUES if name in answer} | {
        "records_officer_duties": duties
    }


def exported(graph: Graph, run: Run, team_id: str) -> dict[str, str | None]:
    async def rows() -> dict[str, str | None]:
        found = {row["team_id"]: row async for row in exports.rows(graph, "teams")}
        return found[team_id]

    return run(rows())


def test_every_shown_field_is_a_column_or_marked_derived() -> None:
    document = json.loads((Path(__file__).parents[1] / "docs/openapi.json").read_text("utf-8"))
    fields = document["components"]["schemas"]["Team"]["properties"]
    written = {column.name for column in columns("teams")}
    for name, field in fields.items():
        is_written = EDGES.get(name, name) in written
        assert is_written != field.get("readOnly", False), name
    given = document["components"]["schemas"]["UpdateTeam"]["properties"].keys()
    assert written - BY_OPERATION <= given


def test_what_a_file_brings_in_is_shown_and_given_out(
    world: Graph, run: Run, call: Any, token_of: Any  # noqa: F811
) -> None:  # fmt: skip
    row = {"team_id": "T"} | VALUES
    report = run(import_rows(world, {"teams": build.sources("teams.csv", [row])}))
    assert (report.loaded, report.rejected) == (1, [])
    admin = token_of("administrator")
    assert shown(call("GET", "/v1/teams/T", token=admin).json()) == VALUES
    assert exported(world, run, "T") == exported(world, run, "T") | VALUES
    again = run(import_rows(world, {"teams": build.sources("teams.csv", [row])}))
    assert (again.loaded, again.unchanged) == (0, 1)
    bare = build.sources("teams.csv", [{"team_id": "T", "unit_name": "另一单位"}])
    assert run(import_rows(world, {"teams": bare})).loaded == 1
    assert shown(call("GET", "/v1/teams/T", token=admin).json()) == VALUES
    empty = build.sources("teams.csv", [{"team_id": "T"} | dict.fromkeys(VALUES, "")])
    assert run(import_rows(world, {"teams": empty})).loaded == 1
    assert not any(shown(call("GET", "/v1/teams/T", token=admin).json()).values())


def test_a_patch_writes_the_same_fields_and_checks_their_form(
    world: Graph, run: Run, call: Any, token_of: Any  # noqa: F811
) -> None:  # fmt: skip
    admin = token_of("administrator")
    body = VALUES | {
        "records_officer_name": "王五",
        "records_officer_duties": ["protect", "confirm"],
    }
    found = call("PATCH", "/v1/teams/T?accept_violations=true", json=body, token=admin)
    assert found.status_code == 200, found.text
    assert shown(found.json()) == VALUES
    assert exported(world, run, "T") == exported(world, run, "T") | VALUES
    for name, value in WRONG.items():
        wrong = value.split(";") if name == "records_officer_duties" else value
        refused = call("PATCH", "/v1/teams/T", json={name: wrong}, token=admin)
        assert (refused.status_code, name in refused.text) == (422, True), (name, refused.text)
    unknown = call("PATCH", "/v1/teams/T", json={"filing_office": "500112999"}, token=admin)
    assert unknown.status_code == 404


def test_a_file_with_values_outside_their_form_is_rejected_by_column(
    world: Graph, run: Run
) -> None:
    rows = [{"team_id": "T", name: value} for name, value in WRONG.items()]
    rows += [{"team_id": "T", "filing_office": "500112999"}]
    for row in rows:
        report = run(import_rows(world, {"teams": build.sources("teams.csv", [row])}))
        assert [reject.column for reject in report.rejected] == [list(row)[1]]


def test_a_command_writes_the_same_fields(
    world: Graph, run: Run, neo4j_server: Server, monkeypatch: Any
) -> None:
    monkeypatch.setenv("NEO4J_URI", neo4j_server.uri)
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.username)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    pairs = [f"{name}={value}" for name, value in VALUES.items()]
    line = ["change", "update_team", "T", *pairs, "--accept-violations"]
    assert CliRunner().invoke(commands, line).exit_code == 0
    assert exported(world, run, "T") == exported(world, run, "T") | VALUES


def test_a_group_that_is_set_anew_keeps_no_former_day(
    world: Graph, run: Run, call: Any, token_of: Any  # noqa: F811
) -> None:  # fmt: skip
    admin = token_of("administrator")
    dated = {"group_set_at": "2021-05-01"}
    assert call("PATCH", "/v1/teams/H500112011", json=dated, token=admin).status_code == 200
    put = "/v1/teams/H500112011/permission-group?accept_violations=true"
    found = call("PUT", put, json={"permission_group": "basic"}, token=admin)
    assert (found.status_code, found.json()["group_set_at"]) == (200, None)
