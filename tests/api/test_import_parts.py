"""Parts of one import together: what they say of the same team, and of each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Call
from tests.api.test_imports import csv_of, team


@pytest.fixture
def send(call: Call, token_of: Callable[[str], str]) -> Callable[..., Any]:
    token = token_of("administrator")

    def post(*files: tuple[str, str, bytes], query: str = "") -> Any:
        parts = [(kind, (name, data)) for kind, name, data in files]
        return call("POST", f"/v1/imports{query}", files=parts, token=token)

    return post


def viewers(call: Call, team_id: str) -> list[str]:
    return [item["id"] for item in call("GET", f"/v1/teams/{team_id}/viewers").json()["items"]]


def test_viewing_rows_beside_an_empty_viewing_column_stand_and_stay(send: Any, call: Call) -> None:
    teams = ("teams", "t.csv", csv_of(team(team_id="X-1"), team(team_id="X-2")))
    viewing = ("viewing", "v.csv", b"team_id,viewer_id\nX-1,X-2\nX-1,H50\n")
    assert send(teams, viewing).json()["loaded"] == 4
    again = send(teams, viewing).json()
    assert (again["loaded"], again["unchanged"]) == (0, 4)
    changed = ("teams", "t.csv", csv_of(team(team_id="X-1", business_line="health")))
    assert send(viewing, changed).json()["loaded"] == 1
    assert viewers(call, "X-1") == ["H50", "X-2"]
    assert send(changed).json()["loaded"] == 1
    assert viewers(call, "X-1") == []


def test_a_viewing_row_is_a_change_of_its_team(send: Any, call: Call) -> None:
    send(("teams", "t.csv", csv_of(team(team_id="X-1"))))
    before = call("GET", "/v1/teams/X-1").headers["ETag"]
    assert send(("viewing", "v.csv", b"team_id,viewer_id\nX-1,H50\n")).json()["loaded"] == 1
    assert call("GET", "/v1/teams/X-1").headers["ETag"] != before


def test_parts_in_any_order_point_forward_and_fall_together(send: Any) -> None:
    applications = b"application_id,team_id,to_group,status\nA-1,X-1,junior_project,submitted\n"
    files = [
        ("applications", "a.csv", applications),
        ("viewing", "v.csv", b"team_id,viewer_id\nX-1,X-9\nX-9,X-1\n"),
        ("teams", "1.csv", csv_of(team(team_id="X-1", liaison_id="X-2"))),
        ("teams", "2.csv", csv_of(team(team_id="X-2", liaison_id="X-3"))),
        ("teams", "3.csv", csv_of(team(team_id="X-9", region_code="500112199"))),
        ("teams", "4.csv", csv_of(team(team_id="X-3", registration_authority_id="RA-N"))),
        (
            "registration_authorities",
            "r.csv",
            b"authority_id,name,authority_kind,division_code,region_code\n"
            b"RA-N,N,district,500112,500112199\n",
        ),
        (
            "regions",
            "g.csv",
            b"region_code,name,level,kind,parent_code\n500112199,N,town,town,500112900\n",
        ),
    ]
    report = send(*files, query="?mode=keep_going").json()
    assert (report["read"], report["loaded"], len(report["rejected"])) == (9, 0, 9)
    whole = [
        (*file[:2], file[2].replace(b",500112900", b",500112")) if file[0] == "regions" else file
        for file in files
    ]
    answer = send(*whole, query="?dry_run=true")
    assert (answer.status_code, answer.json()["loaded"]) == (200, 9), answer.text


def test_rejects_of_several_files_name_each_its_own(send: Any) -> None:
    report = send(
        ("teams", "first.csv", csv_of(team(team_id="X-1"), team(team_id="X-2", status="x"))),
        ("teams", "second.jsonl", b'{"team_id": "X-1"}\nno json\n'),
        query="?mode=keep_going",
    ).json()
    places = {(r["file"], r["row"], r["column"]) for r in report["rejected"]}
    assert places == {
        ("first.csv", 3, "status"),
        ("second.jsonl", 1, "team_id"),
        ("second.jsonl", 2, ""),
    }
    assert (report["read"], report["loaded"]) == (4, 1)


def test_a_decider_that_nobody_knows_is_a_reject(send: Any) -> None:
    head = b"application_id,team_id,to_group,applied_to,decided_by,status\n"
    for row, column in (
        (b"A-1,H50,senior,nobody,,submitted", "applied_to"),
        (b"A-1,H50,senior,H50,nobody,approved", "decided_by"),
    ):
        [reject] = send(("applications", "a.csv", head + row + b"\n")).json()["rejected"]
        assert (reject["column"], reject["value"]) == (column, "nobody")


REGION = b"region_code,name,level,kind,parent_code,valid_to\n"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (b"500112199,N,village,town,500112,", "level"),
        (b"500112199,N,town,town,500112198,", "parent_code"),
        (b"500112199,N,town,town,500112199,", "parent_code"),
        (b"500112199,N,town,town,,", "parent_code"),
        (b"500112,N,district,district,500112011,", "parent_code"),
        (b"500112199,N,town,town,500112,2026-02-30", "valid_to"),
        (b"500100,N,district,district,50,", "region_code"),
    ],
)
def test_a_region_without_a_place_in_the_tree_is_a_reject(
    row: bytes, column: str, send: Any
) -> None:
    answer = send(("regions", "g.csv", REGION + row + b"\n"))
    assert (answer.status_code, answer.json()["rejected"][0]["column"]) == (422, column)


@pytest.mark.parametrize(
    "body",
    [
        {"json": {"teams": []}},
        {"content": b"xx", "headers": {"content-type": "multipart/form-data"}},
        {"content": b"xx", "headers": {"content-type": "multipart/form-data; boundary=b"}},
        {"data": {"teams": "team_id"}},
    ],
)
def test_a_body_without_file_parts_is_a_problem(
    body: dict[str, Any], call: Call, token_of: Callable[[str], str]
) -> None:
    answer = call("POST", "/v1/imports", token=token_of("administrator"), **body)
    assert (answer.status_code, answer.json()["errors"][0]["value"]) == (422, None)


def test_a_long_name_is_a_reject_and_no_failure(send: Any) -> None:
    for kind in ("hub", "non_hub"):
        [reject] = send(("teams", "t.csv", csv_of(team(name="名" * 1001, team_kind=kind)))).json()[
            "rejected"
        ]
        assert reject["column"] == "name"
        held = team(team_id=f"X-{kind}", name="名" * 1000, team_kind=kind, unit_name="单" * 9000)
        assert send(("teams", "t.csv", csv_of(held))).json()["loaded"] == 1
