"""Every bad input gets one clear problem document that names the field."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import Call

ITEM = {"team_id": "T", "business": "hours_recording"}
CASES: list[tuple[str, str, dict[str, Any], int, str]] = [
    ("GET", "/v1/teams/nobody", {}, 404, "nobody"),
    ("GET", "/v1/teams/nobody/review-routes", {}, 404, "nobody"),
    ("GET", "/v1/teams/nobody/scope", {}, 404, "nobody"),
    ("GET", "/v1/teams/nobody/scope/teams", {}, 404, "nobody"),
    ("GET", "/v1/teams/nobody/managers", {}, 404, "nobody"),
    ("GET", "/v1/teams/nobody/viewers", {}, 404, "nobody"),
    ("GET", "/v1/teams/nobody/permissions", {}, 404, "nobody"),
    ("GET", "/v1/teams/T/review-routes?business=cooking", {}, 422, "business"),
    ("GET", "/v1/teams/a%20b", {}, 422, "team_id"),
    ("GET", "/v1/teams?limit=0", {}, 422, "limit"),
    ("GET", "/v1/teams?limit=1001", {}, 422, "limit"),
    ("GET", "/v1/teams?cursor=%21%21", {}, 422, "cursor"),
    ("GET", "/v1/teams?cursor=WzFd", {}, 422, "cursor"),
    ("GET", "/v1/teams?level=planet", {}, 422, "level"),
    ("GET", "/v1/teams?within=500999", {}, 404, "500999"),
    ("GET", "/v1/teams/H50/scope/teams?basis=magic", {}, 422, "basis"),
    ("GET", "/v1/teams/H50/subordinates?depth=13", {}, 422, "depth"),
    ("GET", "/v1/regions/500999", {}, 404, "500999"),
    ("GET", "/v1/regions/5001", {}, 422, "region_code"),
    ("GET", "/v1/nothing", {}, 404, "/v1/nothing"),
    ("DELETE", "/v1/rules", {}, 405, "/v1/rules"),
    ("POST", "/v1/review-routes", {"json": {"items": [ITEM] * 1001}}, 422, "items"),
    ("POST", "/v1/review-routes", {"json": {"items": []}}, 422, "items"),
    ("POST", "/v1/review-routes", {"content": b"{nonsense"}, 422, "body"),
    ("POST", "/v1/review-routes", {"json": {"items": [{"team_id": "T"}]}}, 422, "business"),
    ("POST", "/v1/checks", {"json": {}}, 422, "items"),
]


@pytest.mark.parametrize(("method", "path", "arguments", "status", "named"), CASES)
def test_a_bad_request_is_one_clear_problem(
    method: str, path: str, arguments: dict[str, Any], status: int, named: str, call: Call
) -> None:
    response = call(method, path, **arguments)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(problem)
    assert problem["status"] == status
    assert problem["message_zh"]
    assert problem["message_en"]
    assert named in response.text


def test_a_foreign_host_is_refused(call: Call) -> None:
    assert call("GET", "/healthz", base="http://evil.example").status_code == 421


def test_a_request_id_comes_back_and_a_wild_one_does_not(call: Call) -> None:
    assert call("GET", "/healthz", headers={"X-Request-ID": "abc-1"}).headers["x-request-id"] == (
        "abc-1"
    )
    wild = call("GET", "/healthz", headers={"X-Request-ID": "a b\tc"})
    assert wild.headers["x-request-id"] != "a b\tc"
