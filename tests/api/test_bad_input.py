"""Every bad input gets one clear problem document that names the field."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from tests.api.conftest import Call
from tests.conftest import Run

ITEM = {"team_id": "T", "business": "hours_recording"}
JSON = {"headers": {"Content-Type": "application/json"}}
SURROGATE = b'{"items": [{"subject_id": "\\ud800", "power": "view", "team_id": "T"}]}'
LONE = "WyJcdWQ4MDAiXQ"  # ["\ud800"]: no text can hold it
FAR = "WzkyMjMzNzIwMzY4NTQ3NzU4MDhd"  # [2^63]
DEEP = "W1tb" * 4000
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
    ("GET", "/v1/audit?within=500999", {}, 404, "500999"),
    ("GET", "/v1/changes?within=500999", {}, 404, "500999"),
    ("GET", "/v1/audit?within=5001", {}, 422, "within"),
    ("GET", "/v1/changes?within=500100", {}, 422, "within"),
    ("GET", "/v1/audit?severity=error", {}, 422, "severity"),
    ("GET", "/v1/teams/H50/scope/teams?basis=magic", {}, 422, "basis"),
    ("GET", "/v1/teams/H50/subordinates?depth=13", {}, 422, "depth"),
    ("GET", "/v1/regions/500999", {}, 404, "500999"),
    ("GET", "/v1/regions/5001", {}, 422, "region_code"),
    ("GET", "/v1/nothing", {}, 404, "/v1/nothing"),
    ("DELETE", "/v1/rules", {}, 405, "/v1/rules"),
    ("POST", "/v1/review-routes", {"json": {"items": [ITEM] * 1001}}, 422, "items"),
    ("POST", "/v1/review-routes", {"json": {"items": []}}, 422, "items"),
    ("POST", "/v1/review-routes", {"content": b"{nonsense", **JSON}, 422, "body"),
    ("POST", "/v1/review-routes", {"json": {"items": [{"team_id": "T"}]}}, 422, "business"),
    ("POST", "/v1/checks", {"json": {}}, 422, "items"),
    ("POST", "/v1/checks", {"content": b"\xff\xfe{", **JSON}, 422, "body"),
    ("POST", "/v1/checks", {"content": SURROGATE, **JSON}, 422, "subject_id"),
    ("GET", f"/v1/teams?cursor={LONE}", {}, 422, "cursor"),
    ("GET", f"/v1/rules?cursor={DEEP}", {}, 422, "cursor"),
    ("GET", "/v1/rules?limit=0", {}, 422, "limit"),
    ("GET", "/v1/businesses?limit=1001", {}, 422, "limit"),
    ("GET", "/v1/permission-groups?cursor=x", {}, 422, "cursor"),
    ("GET", "/v1/teams/T/managers?limit=0", {}, 422, "limit"),
    ("GET", "/v1/teams/T/viewers?cursor=WzFd", {}, 422, "cursor"),
    ("GET", "/v1/teams/H50/scope/teams?basis=in_chain&cursor=WyJhIl0", {}, 422, "cursor"),
    ("GET", "/v1/teams?liaison_id=nobody", {}, 404, "nobody"),
    ("GET", "/v1/teams?region_code=500999", {}, 404, "500999"),
    ("GET", "/v1/teams?debug=sql", {}, 422, "debug"),
    ("GET", f"/v1/changes?after={2**63}", {}, 422, "after"),
    ("GET", f"/v1/changes?after={'9' * 5000}", {}, 422, "after"),
    ("GET", f"/v1/changes?cursor={FAR}", {}, 422, "cursor"),
    ("GET", f"/v1/teams/T/history?cursor={FAR}", {}, 422, "cursor"),
    ("GET", "/v1/changes", {"headers": {"Last-Event-ID": str(2**63)}}, 422, "last-event-id"),
    ("GET", "/v1/changes?since=0001-01-01T00:00:00", {}, 422, "since"),
    ("GET", "/v1/changes?since=0001-01-01T00:00:00Z", {}, 422, "since"),
    ("GET", "/v1/changes?until=9999-12-31T23:59:59-12:00", {}, 422, "until"),
    ("GET", "/v1/changes?until=1e300", {}, 422, "until"),
    ("GET", "/v1/changes?until=0.5", {}, 422, "until"),
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


def test_a_problem_says_in_chinese_what_is_wrong(call: Call) -> None:
    said = {
        "/v1/teams?limit=0": "字段 limit 过小，应不小于 1。",
        "/v1/teams?limit=x": "字段 limit 应为整数。",
        "/v1/teams/a%20b": "字段 team_id 的格式不符，应符合 ^[A-Za-z0-9._-]{1,64}$。",
        "/v1/teams?debug=x": "字段 debug 不在可用值之列，可用：'cypher'。",
    }
    for path, sentence in said.items():
        assert call("GET", path).json()["message_zh"] == sentence


def test_one_item_that_no_text_can_hold_spoils_nobody_elses(
    call: Call, dispatch: Any, run: Run
) -> None:
    good = {"items": [{"subject_id": "H50", "power": "view", "team_id": "T"}]}

    async def together() -> list[int]:
        asked = [
            dispatch("POST", "/v1/checks", json=good),
            dispatch("POST", "/v1/checks", content=SURROGATE, **JSON),
            dispatch("POST", "/v1/checks", json=good),
        ]
        return [answer.status_code for answer in await asyncio.gather(*asked)]

    assert run(together()) == [200, 422, 200]


def test_a_foreign_host_is_refused(call: Call) -> None:
    assert call("GET", "/healthz", base="http://evil.example").status_code == 421


def test_a_request_id_comes_back_and_a_wild_one_does_not(call: Call) -> None:
    assert call("GET", "/healthz", headers={"X-Request-ID": "abc-1"}).headers["x-request-id"] == (
        "abc-1"
    )
    wild = call("GET", "/healthz", headers={"X-Request-ID": "a b\tc"})
    assert wild.headers["x-request-id"] != "a b\tc"


def test_what_cannot_be_rehearsed_refuses_a_dry_run(call: Call, token_of: Any) -> None:
    """Else it would be carried out, against what was meant."""
    token, refused = token_of("administrator"), 0
    for path, operations in call("GET", "/openapi.json").json()["paths"].items():
        for method in operations.keys() - {"get", "parameters"}:
            given = {each["name"] for each in operations[method].get("parameters", [])}
            if "dry_run" in given:
                continue
            address = re.sub(r"{\w+}", "T", path) + "?dry_run=true"
            answer = call(method.upper(), address, token=token)
            assert answer.status_code == 422, (method, path, answer.text[:200])
            [error] = answer.json()["errors"]
            assert error["field"] == "dry_run", (method, path)
            refused += 1
    assert refused > 25
