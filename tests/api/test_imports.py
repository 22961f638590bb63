"""Registers taken in over HTTP: one clear reject a row, nothing half-written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph_service.rows.columns import columns
from tests.api.conftest import Call
from tests.worlds import build

HEADS = [column.name for column in columns("teams")]


def team(**values: str) -> dict[str, str]:
    return {
        "team_id": "X-1",
        "name": "重庆市渝北区图书馆志愿服务队",
        "team_kind": "non_hub",
        "region_code": "500112",
        "registration_status": "unregistered",
        "unit_name": "重庆市渝北区图书馆",
        "liaison_id": "H500112",
        "permission_group": "basic",
        "status": "active",
    } | values


def csv_of(*rows: dict[str, str], encoding: str = "utf-8", heads: list[str] | None = None) -> bytes:
    heads = heads or HEADS
    lines = [",".join(heads)]
    lines += [",".join(row.get(head, "") for head in heads) for row in rows]
    return ("\n".join(lines) + "\n").encode(encoding)


@pytest.fixture
def send(call: Call, token_of: Callable[[str], str]) -> Callable[..., Any]:
    token = token_of("administrator")

    def post(query: str = "", **parts: bytes) -> Any:
        files = {kind: (f"{kind}.csv", data) for kind, data in parts.items()}
        return call("POST", f"/v1/imports{query}", files=files, token=token)

    return post


def test_rows_come_in_once_and_a_second_time_change_nothing(send: Any, call: Call) -> None:
    first = send(teams=csv_of(team())).json()
    assert (first["read"], first["loaded"], first["unchanged"], first["rejected"]) == (1, 1, 0, [])
    again = send(teams=csv_of(team())).json()
    assert (again["loaded"], again["unchanged"], again["revision"]) == (0, 1, None)
    assert call("GET", "/v1/teams/X-1").json()["liaison"]["id"] == "H500112"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_heads_and_values_in_any_encoding(send: Any, call: Call, encoding: str) -> None:
    zh = {column.name: column.zh for column in columns("teams")}
    row = team(team_kind="非枢纽型团体", permission_group="初级团体组(项目)", status="正常")
    row["registration_status"] = "未登记的志愿服务组织"
    text = csv_of(row).decode()
    head, rest = text.split("\n", 1)
    head = ",".join(zh[name] for name in head.split(","))
    answer = send(teams=f"{head}\n{rest}".encode(encoding))
    assert answer.status_code == 200, answer.text
    assert call("GET", "/v1/teams/X-1").json()["permission_group"] == "junior_project"


REJECTS = [
    ({"region_code": "500999"}, "region_code"),
    ({"region_code": "5001"}, "region_code"),
    ({"team_id": "a b"}, "team_id"),
    ({"team_id": ""}, "team_id"),
    ({"name": ""}, "name"),
    ({"team_kind": "club"}, "team_kind"),
    ({"permission_group": "boss"}, "permission_group"),
    ({"status": "pending"}, "permission_group"),
    ({"permission_group": "pending"}, "status"),
    ({"liaison_id": "X-1"}, "liaison_id"),
    ({"liaison_id": "nobody"}, "liaison_id"),
    ({"viewing_ids": "H50;X-1"}, "viewing_ids"),
    ({"branch_of": "X-1"}, "branch_of"),
    ({"registration_authority_id": "RA-none"}, "registration_authority_id"),
    ({"contact_name": "50011219900307123X"}, "contact_name"),
    ({"unit_name": "a\0b"}, "unit_name"),
]


@pytest.mark.parametrize(("values", "column"), REJECTS)
def test_what_cannot_be_held_is_named_and_nothing_is_loaded(
    values: dict[str, str], column: str, send: Any, call: Call
) -> None:
    good = team(team_id="X-2")
    response = send(teams=csv_of(team(**values), good))
    assert response.status_code == 422
    report = response.json()
    [reject] = report["rejected"]
    assert (reject["file"], reject["row"], reject["column"]) == ("teams.csv", 2, column)
    assert reject["message_zh"]
    assert reject["message_en"]
    assert report["loaded"] == 0
    assert report["read"] == report["unchanged"] + len(report["rejected"])
    assert report["withheld"] == 1
    assert call("GET", "/v1/teams/X-2").status_code == 404
    kept = send("?mode=keep_going", teams=csv_of(team(**values), good))
    assert kept.status_code == 200
    assert kept.json()["loaded"] == 1
    assert call("GET", "/v1/teams/X-2").status_code == 200


def test_a_row_that_points_at_a_rejected_row_falls_with_it(send: Any) -> None:
    rows = [
        team(team_id="X-3", liaison_id="X-4"),
        team(team_id="X-4", liaison_id="X-5"),
        team(team_id="X-5", region_code="500999"),
        team(team_id="X-6"),
        team(team_id="X-6"),
    ]
    report = send("?mode=keep_going", teams=csv_of(*rows)).json()
    assert (report["read"], report["loaded"], len(report["rejected"])) == (5, 1, 4)
    assert {(r["row"], r["column"]) for r in report["rejected"]} == {
        (2, "liaison_id"),
        (3, "liaison_id"),
        (4, "region_code"),
        (6, "team_id"),
    }


def test_rings_and_double_hubs_are_held(send: Any, call: Call) -> None:
    rows = [
        team(team_id="X-7", liaison_id="X-8"),
        team(team_id="X-8", liaison_id="X-7"),
        team(team_id="X-9", team_kind="hub", name="第二个渝北区志愿者协会"),
    ]
    assert send(teams=csv_of(*rows)).status_code == 200
    route = call("GET", "/v1/teams/X-7/review-routes?business=hours_recording").json()["routes"][0]
    assert (route["outcome"], route["reason"]) == ("unresolved", "cycle")


def test_a_missing_column_keeps_and_an_empty_cell_clears(send: Any, call: Call) -> None:
    send(teams=csv_of(team(business_line="education")))
    send(teams=csv_of({"team_id": "X-1", "unit_name": ""}, heads=["team_id", "unit_name"]))
    found = call("GET", "/v1/teams/X-1").json()
    assert found["business_line"] == "education"
    assert found.get("unit_name") is None
    assert found["liaison"]["id"] == "H500112"


def test_a_dry_run_foretells_the_findings_that_a_file_would_add(send: Any, call: Call) -> None:
    wrong = csv_of(team(administrator_name="", liaison_id="H50"))
    report = send("?dry_run=true", teams=wrong).json()
    told = {(f["rule_id"], f["team_id"]) for f in report["findings"]}
    assert {("A-7", "X-1"), ("Q-2", "X-1")} <= told
    assert {team_id for _, team_id in told} == {"X-1"}
    assert report["findings_total"] == len(report["findings"])
    assert call("GET", "/v1/teams/X-1").status_code == 404


def test_a_dry_run_reports_and_saves_nothing(send: Any, call: Call) -> None:
    report = send("?dry_run=true", teams=csv_of(team())).json()
    assert (report["loaded"], report["dry_run"], report["revision"]) == (1, True, None)
    assert call("GET", "/v1/teams/X-1").status_code == 404


def test_a_wrong_file_is_one_problem(send: Any, call: Call, token_of: Any) -> None:
    wrong = send(teams=b"team_id,colour\nX-1,red\n")
    assert (wrong.status_code, "colour" in wrong.text) == (422, True)
    assert send(teams=b"\xff\xff\x81\x81\xff").status_code == 422
    assert send(unknown=b"a\n").status_code == 422
    assert call("POST", "/v1/imports", token=token_of("administrator")).status_code == 422
    assert call("POST", "/v1/imports").status_code == 401
    assert call("POST", "/v1/imports", token=token_of("reader")).status_code == 403


def test_parts_may_point_at_each_other(send: Any, call: Call) -> None:
    answer = send(
        viewing=b"team_id,viewer_id\nX-1,X-2\n",
        applications=b"application_id,team_id,to_group,status\nA-1,X-1,junior_project,submitted\n",
        teams=csv_of(team(), team(team_id="X-2")),
    )
    assert answer.json()["loaded"] == 4, answer.text
    assert [v["id"] for v in call("GET", "/v1/teams/X-1/viewers").json()["items"]] == ["X-2"]
    assert build.worked()


def test_a_large_import_runs_in_a_process_of_its_own_and_answers_the_same(
    call: Call, token_of: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("graph_service.api.routes.imports._LARGE", 10)
    admin = token_of("administrator")
    head = "team_id,name,team_kind,region_code,registration_status,unit_name,liaison_id\n"
    good = "BIG-1,远程志愿服务队,non_hub,500112,unregistered,远程,H500112\n"
    bad = "BIG-2,远程二志愿服务队,non_hub,999999,unregistered,远程二,H500112\n"
    files = {"teams": ("teams.csv", head + good + bad)}
    refused = call("POST", "/v1/imports", files=files, token=admin)
    assert refused.status_code == 422, refused.text
    assert refused.json()["rejected"][0]["column"] == "region_code"
    kept = call("POST", "/v1/imports?mode=keep_going", files=files, token=admin)
    assert (kept.status_code, kept.json()["loaded"]) == (200, 1)
    bookmark = {"Graph-Bookmark": kept.headers["graph-bookmark"]}
    assert call("GET", "/v1/teams/BIG-1", headers=bookmark).status_code == 200
    wrong = call("POST", "/v1/imports", files={"cats": ("cats.csv", head)}, token=admin)
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "cats")
    assert call("GET", "/v1/teams/BIG-1/history").json()["items"][-1]["operation"] == "import"
