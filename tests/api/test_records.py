"""Records over HTTP: entered by the team, confirmed by its final reviewer, counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.store import tokens
from tests.api.conftest import Call
from tests.conftest import Run
from tests.records import calls

RECORD = calls.RECORD | {"record_id": "R1", "team_id": "H500112011001"}
KEPT = """
MATCH (sum:HoursOfMonth)
RETURN sum.team_id AS team_id, sum.month AS month, sum.hours AS hours, sum.records AS records,
  sum.volunteers AS volunteers ORDER BY team_id, month
"""
ABOVE = """
MATCH (sum:RegionHours)
RETURN sum.region_code AS code, sum.month AS month, sum.legal_person AS legal, sum.hours AS hours,
  sum.records AS records ORDER BY code, month, legal
"""


@pytest.fixture
def ask(call: Call, graph: Graph, run: Run) -> Callable[..., Any]:
    """Ask as the operator of a team, of an authority (RA-…), or as ``administrator``."""
    made: dict[str, str] = {}

    def token(who: str) -> str:
        if who not in made:
            bound: dict[str, Any] = {"authority_id" if who.startswith("RA-") else "team_id": who}
            role = who if who in ("administrator", "reader") else "operator"
            if role != "operator":
                bound = {}
            made[who] = run(tokens.create(graph, role, **bound))[0]
        return made[who]

    return lambda who, method, path, **how: call(method, path, token=token(who), **how)


def enter(ask: Any, who: str = "H500112011001", **values: Any) -> Any:
    return ask(who, "POST", "/v1/records", json=RECORD | values)


def test_a_record_waits_for_the_final_reviewer_who_confirms_it_once(
    ask: Any, graph: Graph, run: Run
) -> None:
    entered = enter(ask)
    assert entered.status_code == 201, entered.text
    assert entered.headers["Location"] == "/v1/records/R1"
    answer = entered.json()
    assert (answer["index"], answer["record_id"], answer["state"]) == (0, "R1", "entered")
    assert answer["reviewer"]["id"] == "H500112011"
    for who, missing in (("H500112011001", "not_the_final_reviewer"), ("H50", None)):
        refused = ask(who, "POST", "/v1/records/R1/confirmation")
        assert refused.status_code == 403, refused.text
        assert missing is None or refused.json()["missing"] == missing
    confirmed = ask("H500112011", "POST", "/v1/records/R1/confirmation")
    assert confirmed.status_code == 200, confirmed.text
    told = confirmed.json()
    assert told["state"] == "confirmed"
    assert told["reviewer"] is None
    assert told["decided_by"]["id"] == "H500112011"
    assert told["service_hours"] == 2.5
    assert ask("H500112011", "POST", "/v1/records/R1/confirmation").status_code == 409
    [month] = run(graph.read(KEPT))
    assert month == {
        "team_id": "H500112011001", "month": "2026-03", "hours": 250, "records": 1, "volunteers": 1
    }  # fmt: skip
    above = run(graph.read(ABOVE))
    assert [row["code"] for row in above] == ["50", "500112", "500112011", "500112011001"]
    assert {(row["hours"], row["records"], row["legal"]) for row in above} == {(250, 1, False)}


def test_a_returned_record_is_entered_again_by_its_correction(ask: Any) -> None:
    enter(ask)
    assert ask("H500112011", "POST", "/v1/records/R1/return").status_code == 422
    returned = ask("H500112011", "POST", "/v1/records/R1/return", json={"reason": "时长不符"})
    assert returned.json()["state"] == "returned", returned.text
    assert returned.json()["return_reason"] == "时长不符"
    assert ask("H500112011", "POST", "/v1/records/R1/confirmation").status_code == 409
    corrected = ask(
        "H500112011001", "POST", "/v1/records/R1/correction", json={"service_hours": "1.50"}
    )
    assert corrected.status_code == 200, corrected.text
    told = corrected.json()
    assert (told["state"], told["service_hours"]) == ("entered", 1.5)
    assert told["decided_by"] is None
    assert told["return_reason"] is None
    assert told["reviewer"]["id"] == "H500112011"


def test_a_confirmed_record_changes_only_by_its_reviewer_and_with_a_reason(
    ask: Any, graph: Graph, run: Run
) -> None:
    enter(ask)
    ask("H500112011", "POST", "/v1/records/R1/confirmation")
    path, change = "/v1/records/R1/correction", {"service_hours": 4, "service_date": "2026-02-28"}
    assert ask("H500112011001", "POST", path, json=change).status_code == 403
    assert ask("H500112011", "POST", path, json=change).status_code == 422
    done = ask("H500112011", "POST", path, json=change | {"reason": "笔误"})
    assert done.status_code == 200, done.text
    assert done.json()["state"] == "confirmed"
    [month] = run(graph.read(KEPT))
    assert (month["month"], month["hours"]) == ("2026-02", 400)
    assert {row["month"] for row in run(graph.read(ABOVE))} == {"2026-02"}
    assert ask("H500112011001", "DELETE", "/v1/records/R1").status_code == 409


def test_what_is_not_confirmed_is_deleted_by_its_team(ask: Any, graph: Graph, run: Run) -> None:
    enter(ask)
    assert ask("H500103", "DELETE", "/v1/records/R1").status_code == 403
    assert ask("H500112011001", "DELETE", "/v1/records/R1").status_code == 204
    assert ask("reader", "GET", "/v1/records/R1").status_code == 404
    left = run(graph.read("MATCH (n:ServiceRecord|Volunteer) RETURN count(n) AS n"))
    assert left[0]["n"] == 0
    assert enter(ask).status_code == 201


def test_a_batch_is_one_change_and_one_bad_item_never_fails_the_others(
    ask: Any, graph: Graph, run: Run
) -> None:
    bad: list[dict[str, Any]] = [
        {"service_hours": 0},
        {"service_hours": 1.234},
        {"service_hours": True},
        {"service_date": "2026-3-1"},
        {"volunteer_no": "张三"},
        {"contact_name": None},
        {"location": "５００１１２１９９００１０１１２３４"},
        {"team_id": "NOBODY"},
        {"team_id": "H500103"},
        {"service_hours": 24.5},
        {"service_date": "2999-01-01"},
        {"unknown": "x"},
        {"record_id": "G0"},
    ]
    items = [RECORD | {"record_id": f"G{n}", "volunteer_no": f"V-{n:04}"} for n in range(3)]
    items += [RECORD | {"record_id": f"B{n}"} | each for n, each in enumerate(bad)]
    answer = ask("H500112011001", "POST", "/v1/records", json={"items": [*items, 1]})
    assert answer.status_code == 200, answer.text
    told = answer.json()["items"]
    assert [entry["index"] for entry in told] == list(range(len(items) + 1))
    assert [entry["state"] for entry in told[:3]] == ["entered"] * 3
    statuses = [entry["problem"]["status"] for entry in told[3:]]
    assert statuses == [422, 422, 422, 422, 422, 422, 422, 404, 403, 409, 409, 422, 409, 422]
    assert all("state" not in entry for entry in told[3:])
    assert told[3 + 9]["problem"]["sum"] == 24.5
    assert "张三" not in answer.text
    history = run(
        graph.read("MATCH (c:Change) WHERE c.operation = 'enter_records' RETURN c.counts AS n")
    )
    assert history == [{"n": '{"records": 3}'}]


def test_no_volunteer_serves_more_than_24_hours_a_day_over_all_teams(ask: Any) -> None:
    assert enter(ask, service_hours=20).status_code == 201
    other = RECORD | {"record_id": "R2", "team_id": "H500112012"}
    refused = ask("H500112012", "POST", "/v1/records", json=other | {"service_hours": 4.01})
    assert refused.status_code == 409, refused.text
    assert refused.json()["sum"] == 24.01
    assert refused.json()["rule_ids"] == ["R-3"]
    assert "V-000001" not in refused.text
    taken = ask("H500112012", "POST", "/v1/records", json=other | {"service_hours": 4})
    assert taken.status_code == 201
    path = "/v1/records/R1/correction"
    assert ask("H500112011001", "POST", path, json={"service_hours": 20.01}).status_code == 409
    assert ask("H500112011001", "POST", path, json={"service_hours": 19}).status_code == 200


def test_planned_services_lie_in_the_future_and_are_never_confirmed(ask: Any) -> None:
    planned = {"service_status": "planned", "service_date": "2999-01-01"}
    assert enter(ask, **planned).status_code == 201
    assert ask("H500112011", "POST", "/v1/records/R1/confirmation").status_code == 409
    path = "/v1/records/R1/correction"
    done = {"service_status": "completed"}
    assert ask("H500112011001", "POST", path, json=done).status_code == 409
    done |= {"service_date": "2026-03-02"}
    assert ask("H500112011001", "POST", path, json=done).status_code == 200
    assert ask("H500112011", "POST", "/v1/records/R1/confirmation").status_code == 200


def test_who_manages_a_team_enters_for_it_and_others_do_not(ask: Any) -> None:
    assert enter(ask, "H500112", record_id="A").status_code == 201
    refused = enter(ask, "H500103", record_id="B")
    assert (refused.status_code, refused.json()["missing"]) == (403, "not_in_region")
    assert enter(ask, "administrator", record_id="C").status_code == 201
    assert enter(ask, "RA-500112", record_id="D", team_id="L").status_code == 403
    assert enter(ask, "reader", record_id="E").status_code == 403


def test_a_team_that_is_not_active_enters_nothing(ask: Any) -> None:
    for status in ("suspended", "closed"):
        ask("administrator", "POST", "/v1/teams/T/status", json={"status": status})
        for who in ("T", "administrator"):
            refused = enter(ask, who, team_id="T")
            assert refused.status_code == 409, refused.text
            assert refused.json()["rule_ids"] == ["M-2", "P-10"]


def test_a_registration_authority_confirms_for_its_legal_persons(
    ask: Any, graph: Graph, run: Run
) -> None:
    entered = enter(ask, "L", team_id="L")
    assert entered.json()["reviewer"] == {
        "kind": "registration_authority", "id": "RA-500112", "name": "渝北区民政局", "level": None
    }  # fmt: skip
    assert ask("RA-50", "POST", "/v1/records/R1/confirmation").status_code == 403
    assert ask("H500112", "POST", "/v1/records/R1/confirmation").status_code == 403
    done = ask("RA-500112", "POST", "/v1/records/R1/confirmation")
    assert done.status_code == 200, done.text
    assert done.json()["decided_by"]["id"] == "RA-500112"
    assert done.json()["location"] == RECORD["location"]
    [change] = run(
        graph.read(
            "MATCH (c:Change {operation: 'decide_records'}) RETURN c.acting_authority_id AS a"
        )
    )
    assert change == {"a": "RA-500112"}
    assert {row["legal"] for row in run(graph.read(ABOVE))} == {True}
    told = ask("administrator", "GET", "/v1/teams/L/history").json()["items"]
    assert [item["operation"] for item in told][-2:] == ["enter_records", "decide_records"]
    assert told[-1]["acting_authority_id"] == "RA-500112"
    assert told[-1]["record_id"] == "R1"


def test_an_authority_changes_nothing_of_the_register_but_admits_its_legal_persons(
    ask: Any,
) -> None:
    for method, path, body in (
        ("PATCH", "/v1/teams/L", {"business_line": "other"}),
        ("POST", "/v1/teams/L/status", {"status": "suspended"}),
        ("POST", "/v1/teams", {"team_id": "X", "name": "某某志愿服务队", "region_code": "500112"}),
        ("PUT", "/v1/teams/L/viewing/H50", None),
    ):
        refused = ask("RA-500112", method, path, json=body)
        assert refused.status_code == 403, refused.text
    new = {
        "team_id": "LP", "name": "渝北区春风志愿服务中心",
        "registered_name": "渝北区春风志愿服务中心",
        "region_code": "500112", "registration_status": "legal_person",
        "registration_authority_id": "RA-500112", "person_in_charge_name": "张三",
        "person_in_charge_mobile": "13800138000", "contact_name": "李四",
        "contact_mobile": "13900139000", "administrator_name": "王五",
        "records_officer_name": "赵六",
    }  # fmt: skip
    made = ask("administrator", "POST", "/v1/teams", json=new)
    assert made.status_code == 201, made.text
    assert ask("RA-50", "POST", "/v1/teams/LP/status", json={"status": "active"}).status_code == 403
    done = ask("RA-500112", "POST", "/v1/teams/LP/status", json={"status": "active"})
    assert done.status_code == 200, done.text


def test_at_the_top_of_the_city_the_team_itself_confirms(ask: Any) -> None:
    entered = enter(ask, "H50", team_id="H50").json()
    assert entered["reviewer"]["id"] == "H50"
    assert entered["clauses"]
    assert ask("H500112", "POST", "/v1/records/R1/confirmation").status_code == 403
    assert ask("H50", "POST", "/v1/records/R1/confirmation").status_code == 200


def test_an_administrator_decides_in_the_reviewers_place(ask: Any) -> None:
    enter(ask)
    done = ask("administrator", "POST", "/v1/records/R1/confirmation")
    assert done.json()["decided_by"]["id"] == "H500112011"


def test_decisions_come_in_batches(ask: Any) -> None:
    items = [RECORD | {"record_id": f"G{n}", "volunteer_no": f"V-{n:04}"} for n in range(3)]
    ask("H500112011001", "POST", "/v1/records", json={"items": items})
    decisions = [
        {"record_id": "G0", "decision": "confirm"},
        {"record_id": "G1", "decision": "return", "reason": "时长不符"},
        {"record_id": "G1", "decision": "confirm"},
        {"record_id": "G2", "decision": "return"},
        {"record_id": "G9", "decision": "confirm"},
        {"record_id": "G2", "decision": "perhaps"},
    ]
    answer = ask("H500112011", "POST", "/v1/record-decisions", json={"items": decisions})
    told = answer.json()["items"]
    assert [entry.get("state") for entry in told[:2]] == ["confirmed", "returned"]
    assert [entry["problem"]["status"] for entry in told[2:]] == [409, 422, 404, 422]


def test_a_dry_run_decides_all_of_it_and_keeps_none(ask: Any) -> None:
    told = ask("H500112011001", "POST", "/v1/records?dry_run=true", json={"items": [RECORD] * 2})
    assert [entry.get("state") for entry in told.json()["items"]] == ["entered", None]
    assert ask("reader", "GET", "/v1/records/R1").status_code == 404


def test_a_repeated_key_gets_the_first_answer(ask: Any) -> None:
    headers = {"Idempotency-Key": "once"}
    record = {name: value for name, value in RECORD.items() if name != "record_id"}
    first = ask("H500112011001", "POST", "/v1/records", json=record, headers=headers)
    again = ask("H500112011001", "POST", "/v1/records", json=record, headers=headers)
    assert first.json() == again.json()
    assert first.json()["record_id"].startswith("R-")
    other = ask("H500112011001", "POST", "/v1/records", json=RECORD, headers=headers)
    assert other.status_code == 422


def test_lists_and_readers_see_contact_and_place_only_begun(ask: Any, call: Call) -> None:
    enter(ask)
    enter(ask, record_id="R2", service_date="2026-02-01", volunteer_no="V-000002")
    page = ask("H500112011001", "GET", "/v1/teams/H500112011001/records?limit=1").json()
    assert [item["record_id"] for item in page["items"]] == ["R2"]
    rest = ask("reader", "GET", f"/v1/teams/H500112011001/records?cursor={page['next_cursor']}")
    [item] = rest.json()["items"]
    assert (item["record_id"], item["contact_name"], item["location"]) == (
        "R1",
        "李***",
        "松树桥***",
    )
    assert item["reviewer"]["id"] == "H500112011"
    assert rest.json()["complete"]
    wanted = "/v1/teams/H500112011001/records?from=2026-02-01&to=2026-02-28&state=entered"
    found = ask("reader", "GET", f"{wanted}&volunteer_no=V-000002").json()
    assert [item["record_id"] for item in found["items"]] == ["R2"]
    assert ask("reader", "GET", "/v1/records/R1").json()["contact_name"] == "李***"
    for who in ("H500112011001", "H500112011", "H500112", "administrator"):
        assert ask(who, "GET", "/v1/records/R1").json()["contact_name"] == "李四"
    assert ask("reader", "GET", "/v1/teams/NOBODY/records").status_code == 404
    assert ask("reader", "GET", "/v1/teams/H50/records").json()["items"] == []
    assert call("GET", "/v1/records/R1").status_code == 401
