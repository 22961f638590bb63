"""Divisions change over HTTP and by command: merged, moved, renamed; by administrators alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.api.conftest import Call
from tests.cli.test_commands import command  # noqa: F401

NEW = {"region_code": "500112090", "name": "龙新街道", "kind": "street"}
MERGER = {"from": ["500112011", "500112012"], "into": NEW, "valid_from": "2026-01-01"}
WHY = {"reason": "渝府〔2026〕1号"}


def test_towns_merge_over_http(call: Call, token_of: Callable[..., str]) -> None:
    admin, path = token_of("administrator"), "/v1/territory/merge-regions?accept_violations=true"
    refused = call("POST", path, json=MERGER, token=token_of("operator", "H50"))
    assert refused.status_code == 403
    later = call("POST", path, json=MERGER | {"valid_from": "2999-01-01"}, token=admin)
    assert later.status_code == 409
    assert later.json()["type"].endswith("not_yet")
    unknown = call("POST", path, json=MERGER | {"from": ["500112999"]}, token=admin)
    assert (unknown.status_code, unknown.json()["field"]) == (404, "from[0]")
    before = call("GET", "/v1/teams/H500112011001").json()
    assert before["expected_affiliation"]["node"]["id"] == "H500112011"

    done = call("POST", path, json=MERGER | WHY, token=admin).json()
    told = {row["region_code"]: row for row in done["changed_regions"]}
    assert told["500112011"]["succeeded_by"] == "500112090"
    assert told["500112090"]["parent_code"] == "500112"
    assert told["500112011001"]["parent_code"] == "500112090"
    assert done["answer_count"] > 20

    again = call("POST", path, json=MERGER, token=admin)
    assert (again.status_code, again.json()["id"]) == (409, "500112011")
    region = call("GET", "/v1/regions/500112011").json()
    assert (region["valid_to"], region["succeeded_by"]) == ("2026-01-01", "500112090")
    after = call("GET", "/v1/teams/H500112011001").json()
    assert after["expected_affiliation"]["node"]["id"] == "H500112"
    assert after["expected_affiliation"]["provisional"]
    found = call("GET", "/v1/teams/H500112011/violations").json()["items"]
    assert {row["rule_id"] for row in found} == {"S-3"}
    seats = call("GET", "/v1/regions/500112090/seats").json()["items"]
    assert {s["region_code"]: s["state"] for s in seats}["500112090"] == "vacant"
    [change] = call("GET", "/v1/changes?operation=merge_regions", token=admin).json()["items"]
    assert (change["reason"], change["revision"]) == (WHY["reason"], done["revision"])
    for within in ("500112011", "500112090", "500112"):
        listed = call("GET", f"/v1/changes?within={within}&operation=merge_regions").json()
        assert [item["revision"] for item in listed["items"]] == [done["revision"]], within
    then = call("GET", f"/v1/teams/H500112011001/managers?as_of={done['revision'] - 1}")
    assert then.json()["items"][0]["id"] == "H500112011"


def test_divisions_change_by_command(command: Any) -> None:  # noqa: F811
    into = json.dumps(NEW, ensure_ascii=False)
    given = ["from=500112011;500112012", f"into={into}", "--format", "json"]
    told = ["change", "merge_regions", *given]
    assert command(*told, "valid_from=2999-01-01", "--dry-run")[0] == 1
    assert "2999-01-01" in command(*told, "valid_from=2999-01-01")[1]
    code, text = command(*told, "valid_from=2026-01-01", "--accept-violations")
    assert code == 0, text
    assert json.loads(text)["teams_moved"] == 1
    moved = ("region_code=500112138", "to_parent=500109", "valid_from=2026-01-01")
    assert command("change", "move_region", *moved, "--accept-violations")[0] == 0
    code, text = command("change", "update_team", "name=x")
    assert code == 2
    assert "team_id" in text
    code, text = command("history", "--format", "json")
    told = [item["operation"] for item in json.loads(text)["items"]]
    assert told[-2:] == ["merge_regions", "move_region"]
