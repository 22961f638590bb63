"""Findings over HTTP: reads that never write, complete through their cursor, fixes apart."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from graph_service.changes import fixes
from graph_service.graph import Graph
from tests.api.conftest import Call

READS = ("/v1/audit", "/v1/audit/summary", "/v1/teams/H500112011/violations")
WITH_FIXES = ("/v1/audit?fixes=true", "/v1/teams/H500112011/violations?fixes=true")
FIX = "/v1/teams/H500112011/violations/A-1/fix"


@pytest.fixture
def broken(call: Call, token_of: Any) -> str:
    """Break two names and a liaison; return an administrator's token."""
    admin = token_of("administrator")
    for team in ("H500112011", "H500103"):
        path = f"/v1/teams/{team}?accept_violations=true"
        assert call("PATCH", path, json={"name": "某某志愿服务队"}, token=admin).is_success
    path = "/v1/teams/H500112011/liaison?accept_violations=true"
    assert call("PUT", path, json={"liaison_id": "H50"}, token=admin).is_success
    return admin


def test_fixes_are_an_operators_and_pages_are_complete(call: Call, broken: str) -> None:
    whole = call("GET", "/v1/audit?severity=ERROR&fixes=true", token=broken).json()
    assert whole["complete"]
    assert whole["fixes_complete"]
    fixes = {(f["rule_id"], f["team_id"]): f["fix"] for f in whole["items"]}
    wanted = {"operation": "set_liaison", "team_id": "H500112011", "liaison_id": "H500112"}
    assert fixes["A-1", "H500112011"] == {"operations": [wanted], "safe": True}
    assert fixes["N-3", "H500103"]["operations"][0]["name"] == "渝中区志愿者协会"
    alone = call("GET", FIX, token=broken).json()
    assert alone["fix"] == fixes["A-1", "H500112011"]
    assert [f["rule_id"] for f in alone["findings"]] == ["A-1"]
    paged: list[Any] = []
    cursor = ""
    while cursor is not None:
        page = call("GET", f"/v1/audit?severity=ERROR&limit=1&cursor={cursor}").json()
        paged += page["items"]
        cursor = page["next_cursor"]
    assert paged == [
        {name: value for name, value in finding.items() if name != "fix"}
        for finding in whole["items"]
    ]
    own = call("GET", "/v1/teams/H500112011/violations?fixes=true", token=broken).json()["items"]
    assert {f["rule_id"] for f in own if f["fix"]} == {"A-1", "N-4"}


def test_whoever_may_not_write_is_refused_a_rehearsal(
    call: Call, broken: str, token_of: Any
) -> None:
    for path in (*WITH_FIXES, FIX):
        assert call("GET", path).status_code == 401
        for role in ("reader", "analyst"):
            assert call("GET", path, token=token_of(role)).status_code == 403
        assert call("GET", path, token=token_of("operator", "H500112")).is_success


def test_a_read_of_the_audit_never_writes(
    call: Call, broken: str, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: Any) -> None:
        raise AssertionError("a read has opened a write transaction")

    monkeypatch.setattr(type(graph), "write", never)
    for path in READS:
        answer = call("GET", path)
        assert answer.is_success
        assert not any("fix" in finding for finding in answer.json().get("items", []))


def test_a_bound_on_rehearsals_is_said(
    call: Call, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fixes, "MOST_OF_A_PAGE", 1)
    page = call("GET", "/v1/audit?severity=ERROR&fixes=true", token=broken).json()
    assert (page["fixes_bound"], page["fixes_complete"]) == (1, False)
    assert ["fix" in finding for finding in page["items"][:2]] == [True, False]


def test_facts_come_only_when_asked_for(call: Call) -> None:
    assert not call("GET", "/v1/audit").json()["items"]
    facts = call("GET", "/v1/audit?severity=INFO").json()["items"]
    assert {fact["severity"] for fact in facts} == {"INFO"}
    assert call("GET", "/v1/audit?rule_id=N-11").json()["items"] == facts
    counted = call("GET", "/v1/audit/summary").json()
    assert (counted["findings"], counted["facts"]) == (0, len(facts))
    own = f"/v1/teams/{facts[0]['team_id']}/violations"
    assert not call("GET", own).json()["items"]
    assert call("GET", f"{own}?severity=INFO").json()["items"] == facts[:1]


def test_what_is_not_there_is_said(call: Call, broken: str) -> None:
    assert call("GET", "/v1/audit?rule_id=X-1").status_code == 422
    base = "/v1/teams/H500112011/violations"
    assert call("GET", f"{base}/X-1/fix", token=broken).status_code == 422
    assert call("GET", f"{base}/A-11/fix", token=broken).status_code == 404
    assert call("GET", "/v1/teams/none/violations/A-1/fix", token=broken).status_code == 404


def test_many_audits_at_once_ask_the_network_two_at_a_time(
    graph: Graph, dispatch: Any, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, most, read = 0, 0, type(graph).read

    async def counted(self: Graph, statement: Any, /, **parameters: Any) -> Any:
        nonlocal running, most
        whole = "team_ids" in parameters and parameters["team_ids"] is None
        running += whole
        most = max(most, running)
        try:
            return await read(self, statement, **parameters)
        finally:
            running -= whole

    monkeypatch.setattr(type(graph), "read", counted)

    async def flood() -> list[int]:
        answers = await asyncio.gather(*(dispatch("GET", "/v1/audit") for _ in range(6)))
        return [answer.status_code for answer in answers]

    assert run(flood()) == [200] * 6
    assert most == 2
