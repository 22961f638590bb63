"""The shapes of the reading routes, over HTTP."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from graph_service.answers.scope import Basis
from graph_service.api.replies import dumps
from tests.api.conftest import Call

NODE = {"kind", "id", "name", "level"}
SUMMARY = {
    "team_id",
    "name",
    "display_name",
    "team_kind",
    "level",
    "region_code",
    "registration_status",
    "permission_group",
    "status",
}


def test_a_route_has_its_shape(call: Call) -> None:
    answer = call("GET", "/v1/teams/T/review-routes").json()
    assert answer["team_id"] == "T"
    assert len(answer["routes"]) == 6
    route = answer["routes"][1]
    assert {
        "business",
        "outcome",
        "mode",
        "liaison",
        "final_reviewer",
        "path",
        "rule_ids",
        "clauses",
        "message_zh",
        "message_en",
    } <= set(route)
    assert set(route["final_reviewer"]) == NODE
    assert NODE | {"role", "reason", "rule_ids"} <= set(route["path"][0])
    assert route["path"][-1]["role"] == "final"
    assert all(set(c) == {"rule_id", "clause", "quote"} for c in route["clauses"])


def test_a_batch_keeps_its_order_and_one_bad_item_spoils_nothing(call: Call) -> None:
    items = [
        {"team_id": "T", "business": "hours_recording"},
        {"team_id": "nobody", "business": "hours_recording"},
        {"team_id": "T", "business": "cooking"},
        {"team_id": "T", "business": "hours_recording"},
    ]
    answer = call("POST", "/v1/review-routes", json={"items": items}).json()["items"]
    assert [entry["index"] for entry in answer] == [0, 1, 2, 3]
    assert answer[0]["route"] == answer[3]["route"]
    assert answer[1]["problem"]["status"] == 404
    assert answer[2]["problem"]["status"] == 422
    assert "business" in json.dumps(answer[2]["problem"])


def test_lists_have_items_cursor_and_completeness(call: Call) -> None:
    for path in (
        "/v1/teams?limit=2",
        "/v1/teams/H50/scope/teams?limit=2",
        "/v1/teams/T/managers",
        "/v1/teams/T/viewers",
        "/v1/teams/H50/subordinates?limit=2",
        "/v1/regions/50/children?limit=2",
        "/v1/registration-authorities",
        "/v1/permission-groups",
        "/v1/businesses",
        "/v1/rules",
    ):
        answer = call("GET", path).json()
        assert {"items", "next_cursor", "complete"} <= set(answer), path
        assert (answer["next_cursor"] is None) == answer["complete"], path


def test_summaries_and_full_teams_have_their_fields(call: Call) -> None:
    [first, *_] = call("GET", "/v1/teams?limit=3").json()["items"]
    assert set(first) == SUMMARY
    response = call("GET", "/v1/teams/T")
    team = response.json()
    assert response.headers["etag"]
    assert set(team) >= SUMMARY | {
        "liaison",
        "registration_authority",
        "viewing",
        "branch_of",
        "expected_affiliation",
    }
    assert set(team["expected_affiliation"]) == {"kind", "node", "provisional", "rule_id"}
    assert team["branch_of"]["id"] == "L"


def test_scope_and_permissions_have_their_shape(call: Call) -> None:
    scope = call("GET", "/v1/teams/H500112/scope").json()
    assert scope["region"] == "500112"
    assert scope["regions"] == 443
    assert {"total", "reviewed", "in_chain", "legal_persons", "mismatch"} <= set(
        scope["team_scope"]
    )
    assert scope["volunteer_scope"]["extent"] == "region"
    permissions = call("GET", "/v1/teams/H500112011001/permissions").json()
    assert permissions["own"]["publish_without_review"] is False
    effective = permissions["effective"]["publish_without_review"]
    assert effective["holder"]["id"] == "H500112011"
    assert effective["inherited"] is True


def test_a_scope_streams_whole_and_says_so(call: Call) -> None:
    response = call("GET", "/v1/teams/H50/scope/teams", headers={"Accept": "application/x-ndjson"})
    lines = [json.loads(line) for line in response.text.splitlines()]
    assert lines[-1] == {"complete": True, "total": len(lines) - 1}
    assert {"basis", "distance"} | SUMMARY == set(lines[0])
    path = "/v1/teams/H50/scope/teams?ids_only=true"
    short = call("GET", path, headers={"Accept": "application/x-ndjson"}).text.splitlines()
    told = [json.loads(line) for line in short]
    assert told[:-1] == [{"team_id": line["team_id"]} for line in lines[:-1]]
    assert told[-1] == lines[-1]


@pytest.mark.parametrize("basis", get_args(Basis))
def test_a_scope_streams_what_its_pages_show(call: Call, basis: str) -> None:
    for hub in ("H50", "H500112", "L"):
        path = f"/v1/teams/{hub}/scope/teams?basis={basis}"
        lines = call("GET", path, headers={"Accept": "application/x-ndjson"}).text.splitlines()
        items, cursor = [], ""
        while cursor is not None:
            page = call("GET", f"{path}&limit=7{cursor and '&cursor='}{cursor}").json()
            items += page["items"]
            cursor = page["next_cursor"]
        assert lines == [
            dumps(told).decode() for told in (*items, {"complete": True, "total": len(items)})
        ]


def test_debug_shows_the_statements_and_hits_only_to_analysts(call: Call, token_of) -> None:
    path = "/v1/teams/H500112011/review-routes?business=hours_recording&debug=cypher"
    [shown] = call("GET", path).json()["debug"]["statements"]
    assert shown["name"] == "questions/routing/review_routes"
    assert "UNWIND" in shown["text"]
    assert "db_hits" not in shown
    [shown] = call("GET", path, token=token_of("analyst")).json()["debug"]["statements"]
    assert shown["db_hits"] > 0


def test_a_statement_made_of_several_files_names_them(call: Call) -> None:
    answer = call("GET", "/v1/teams/H500112011001/violations?debug=cypher").json()
    names = [shown["name"] for shown in answer["debug"]["statements"]]
    assert any(
        {"questions/audit/a_1", "questions/audit/a_2"} <= set(name.split()) for name in names
    )


def test_another_reading_of_fast_review_is_told_where_it_changes_the_answer(call: Call) -> None:
    path = "/v1/teams/T/review-routes?business=hours_recording&debug=cypher"
    answer = call("GET", path).json()
    [route] = answer["routes"]
    assert route["final_reviewer"]["id"] == "L"
    assert {"id": "I-4", "setting": "fast_review_policy", "in_force": "liaison_final"} in route[
        "decided_by"
    ]
    [other] = route["other_readings"]
    assert (other["setting"], other["value"]) == ("fast_review_policy", "escalate")
    assert other["final_reviewer"]["id"] == "RA-500112"
    [asked] = [shown["parameters"] for shown in answer["debug"]["statements"]]
    assert asked["fast_review_policy"] == "liaison_final"
    assert asked["other_readings"] == ["escalate", "escalate_admission"]
    item = {"subject_id": "L", "power": "review:hours_recording", "team_id": "T"}
    [check] = call("POST", "/v1/checks", json={"items": [item]}).json()["items"]
    assert check["allowed"] is True
    assert [(o["value"], o["allowed"]) for o in check["other_readings"]] == [("escalate", False)]


def test_interpretations_are_listed_with_the_values_in_force(call: Call) -> None:
    items = {item["id"]: item for item in call("GET", "/v1/interpretations").json()["items"]}
    assert len(items) == 30
    assert items["I-4"]["in_force"] == "liaison_final"
    assert items["I-9"]["environment"] == "GRAPH_SERVICE_ZONE_OVERLAY"
    assert items["I-1"]["setting"] is None


def test_checks_explain_yes_and_no(call: Call) -> None:
    items = [
        {"subject_id": "H500112", "power": "manage_team", "team_id": "T"},
        {"subject_id": "H500103", "power": "manage_team", "team_id": "T"},
        {"subject_id": "RA-500112", "power": "review:hours_recording", "team_id": "L"},
        {"subject_id": "nobody", "power": "view", "team_id": "T"},
        {"subject_id": "H50", "power": "dance", "team_id": "T"},
    ]
    yes, no, review, unknown, strange = call("POST", "/v1/checks", json={"items": items}).json()[
        "items"
    ]
    assert (yes["allowed"], yes["missing"], yes["rule_ids"]) == (True, None, ["M-6"])
    assert (no["allowed"], no["missing"]) == (False, "not_in_region")
    assert review["allowed"] is True
    assert unknown["problem"]["status"] == 404
    assert strange["problem"]["status"] == 422


def test_health_and_docs_answer_without_an_outside_host(call: Call) -> None:
    assert call("GET", "/healthz").status_code == 200
    ready = call("GET", "/readyz").json()
    assert ready["edition"] == "2023-06"
    assert ready["schema_version"] >= 1
    page = call("GET", "/docs").text
    assert "http://" not in page
    assert "https://" not in page
    assert call("GET", "/static/swagger-ui-bundle.js").status_code == 200
    assert "graph_service_requests_total" in call("GET", "/metrics").text
