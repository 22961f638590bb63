"""What an operator may do: the notice's powers as the service's own checks answer them."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.errors import NotFound
from tests.api.conftest import Call
from tests.api.test_writes import NEW

# operator of, method, path, body → allowed, or the fact that is missing
CASES: list[tuple[str, str, str, Any, str | None]] = [
    # a hub manages the teams of its region (M-6), and no others
    ("H500112", "PATCH", "/v1/teams/L", {"business_line": "other"}, None),
    ("H500112011", "PATCH", "/v1/teams/H500112011001", {"contact_name": "甲乙"}, None),
    ("H500112011", "PATCH", "/v1/teams/L", {"business_line": "other"}, "not_in_region"),
    ("H500103", "PATCH", "/v1/teams/L", {"business_line": "other"}, "not_in_region"),
    # a team keeps its own persons and viewing teams, not its name
    ("T", "PATCH", "/v1/teams/T", {"contact_name": "甲乙"}, None),
    ("T", "PUT", "/v1/teams/T/viewing/H50", None, None),
    ("T", "PATCH", "/v1/teams/T", {"name": "另一个志愿服务队"}, "same_team"),
    ("T", "PATCH", "/v1/teams/L", {"contact_name": "甲乙"}, "not_a_hub"),
    # a legal person is its branch's liaison (M-3)
    ("L", "PATCH", "/v1/teams/T", {"contact_name": "甲乙"}, None),
    # the superior hub sets the group (P-1 to P-3)
    ("H50", "PUT", "/v1/teams/H500112/permission-group", "senior_fast", None),
    ("H500112", "PUT", "/v1/teams/H500112011/permission-group", "intermediate_fast", None),
    ("H50", "PUT", "/v1/teams/H500112011/permission-group", "intermediate_fast", "not_the_setter"),
    ("H500112011", "PUT", "/v1/teams/H500112011001/permission-group", "junior_fast", None),
    ("H500112", "PUT", "/v1/teams/H500112/permission-group", "senior_fast", "not_the_setter"),
    # registering and admitting lie with the hub of the place
    ("H500112011001", "POST", "/v1/teams", NEW, None),
    ("H500112011", "POST", "/v1/teams", NEW, None),
    ("H500112012", "POST", "/v1/teams", NEW, "not_in_region"),
    ("H500112012", "POST", "/v1/teams/T/status", {"status": "suspended"}, None),
    ("H500112011", "POST", "/v1/teams/T/status", {"status": "suspended"}, "not_in_region"),
    # it may neither hold a breach nor skip an admission
    ("H500112", "PATCH", "/v1/teams/L?accept_violations=true", {"name": "阳光"}, "role"),
    (
        "H500112",
        "POST",
        "/v1/teams",
        NEW | {"status": "active", "permission_group": "basic"},
        "admit",
    ),
    ("H500112", "POST", "/v1/teams", NEW | {"group_set_by": "H50"}, "set_permission_group"),
    ("H500112011", "POST", "/v1/teams/P/status", {"status": "active"}, None),
    # admitting with a group is setting a group too
    (
        "H500112011",
        "POST",
        "/v1/teams/P/status",
        {"status": "active", "permission_group": "basic"},
        "not_the_deciding_hub",
    ),
    # nor may it write from a team that is gone, suspended or closed
    ("GONE", "PATCH", "/v1/teams/T", {"business_line": "other"}, "own_team"),
    ("S", "PATCH", "/v1/teams/S", {"contact_name": "甲乙"}, "same_team"),
    ("S", "PUT", "/v1/teams/S/viewing/H50", None, "same_team"),
    # a team that moves must lie in the operator's region before and after
    ("H500112012", "PATCH", "/v1/teams/T", {"region_code": "500112011"}, "not_in_region"),
    ("H500112", "PATCH", "/v1/teams/T", {"region_code": "500112011"}, None),
]


@pytest.mark.parametrize(("team", "method", "path", "body", "missing"), CASES)
def test_an_operator_may_what_the_notice_lets_it(
    team: str,
    method: str,
    path: str,
    body: Any,
    missing: str | None,
    call: Call,
    token_of: Any,
    graph: Any,
    run: Any,
) -> None:
    admin = token_of("administrator")
    held = "/v1/teams?accept_violations=true"
    for team_id in ("GONE", "S", "P"):
        other = {"team_id": team_id, "region_code": "500112011", "liaison_id": "H500112011"}
        assert call("POST", held, json=NEW | other, token=admin).status_code == 201
    for status in ("active", "suspended"):
        place = "/v1/teams/S/status?accept_violations=true"
        assert call("POST", place, json={"status": status}, token=admin).status_code == 200
    operator = token_of("operator", team)
    run(graph.apply("MATCH (gone:Team {team_id: 'GONE'}) DETACH DELETE gone"))
    body = {"permission_group": body} if isinstance(body, str) else body
    found = call(method, path, json=body, token=operator)
    if missing is None:
        assert found.status_code in (200, 201), found.text
    else:
        assert found.status_code == 403, found.text
        assert found.json()["missing"] == missing


def test_only_the_district_association_or_the_city_decides(call: Call, token_of: Any) -> None:
    admin = token_of("administrator")
    asked = {"team_id": "T", "to_group": "junior_project", "application_id": "A-1"}
    own = token_of("operator", "T")
    assert call("POST", "/v1/applications", json=asked, token=own).status_code == 201
    yes = {"status": "approved"}
    for team in ("H500112012", "T", "H500103"):
        found = call(
            "POST", "/v1/applications/A-1/decision", json=yes, token=token_of("operator", team)
        )
        assert found.status_code == 403, team
    signed = yes | {"decided_by": "H50"}
    district = token_of("operator", "H500112")
    found = call("POST", "/v1/applications/A-1/decision", json=signed, token=district)
    assert found.json()["missing"] == "decided_by"
    found = call("POST", "/v1/applications/A-1/decision", json=yes, token=district)
    assert found.status_code == 200, found.text
    assert found.json()["decided_by"] == "H500112"
    told = call("GET", "/v1/teams/T/history", token=admin).json()["items"][-1]
    assert (told["role"], told["acting_team_id"]) == ("operator", "H500112")


def test_readers_see_masked_persons_in_the_history(call: Call, token_of: Any) -> None:
    body = {"contact_mobile": "13700137000", "contact_name": "甲乙"}
    call("PATCH", "/v1/teams/T", json=body, token=token_of("administrator"))
    reader = call("GET", "/v1/teams/T/history", token=token_of("reader")).json()["items"][-1]
    assert reader["after"]["contact_mobile"] == "137****7000"
    nobody = call("GET", "/v1/teams/T/history").json()["items"][-1]
    assert nobody["after"] == {}


def test_the_tokens_of_a_deleted_team_end_with_it(call: Call, token_of: Any) -> None:
    admin = token_of("administrator")
    assert call("POST", "/v1/teams", json=NEW, token=admin).status_code == 201
    operator = token_of("operator", "NEW")
    deleted = call("DELETE", "/v1/teams/NEW?reason=误登", token=operator)
    assert deleted.status_code == 204, deleted.text
    assert call("GET", "/v1/teams/NEW/history", token=admin).json()["items"][-1]["reason"] == "误登"
    assert call("POST", "/v1/teams", json=NEW, token=admin).status_code == 201
    with pytest.raises(NotFound, match="NOBODY"):
        token_of("operator", "NOBODY")
