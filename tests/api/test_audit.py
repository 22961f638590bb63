"""Findings over HTTP: complete through their cursor, with fixes that are rehearsed."""

from __future__ import annotations

from typing import Any

from tests.api.conftest import Call


def test_findings_carry_their_fixes_and_pages_are_complete(call: Call, token_of: Any) -> None:
    admin = token_of("administrator")
    for team in ("H500112011", "H500103"):
        path = f"/v1/teams/{team}?accept_violations=true"
        assert call("PATCH", path, json={"name": "某某志愿服务队"}, token=admin).is_success
    path = "/v1/teams/H500112011/liaison?accept_violations=true"
    assert call("PUT", path, json={"liaison_id": "H50"}, token=admin).is_success
    whole = call("GET", "/v1/audit?severity=ERROR").json()
    assert whole["complete"]
    assert whole["fixes_complete"]
    fixes = {(f["rule_id"], f["team_id"]): f["fix"] for f in whole["items"]}
    wanted = {"operation": "set_liaison", "team_id": "H500112011", "liaison_id": "H500112"}
    assert fixes["A-1", "H500112011"] == {"operations": [wanted], "safe": True}
    assert fixes["N-3", "H500103"]["operations"][0]["name"] == "渝中区志愿者协会"
    plain = call("GET", "/v1/audit?severity=ERROR&fixes=false").json()
    assert {f["fix"] for f in plain["items"]} == {None}
    paged: list[Any] = []
    cursor = ""
    while cursor is not None:
        page = call("GET", f"/v1/audit?severity=ERROR&limit=1&cursor={cursor}").json()
        paged += page["items"]
        cursor = page["next_cursor"]
    assert paged == whole["items"]
    own = call("GET", "/v1/teams/H500112011/violations").json()["items"]
    assert {f["rule_id"] for f in own if f["fix"]} == {"A-1", "N-4"}
    assert call("GET", "/v1/audit?rule_id=X-1").status_code == 422
