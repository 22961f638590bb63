"""Personal data: whole for those whose scope it is, masked for the others, never where it leaks."""

from __future__ import annotations

import json
from typing import Any

import pytest
import structlog

from graph_service.errors import InvalidInput
from graph_service.logs import configure
from graph_service.store import tokens
from tests.api.conftest import Call
from tests.conftest import Run

CARD = "11010519491231002X"
MOBILE = "13700137000"


@pytest.fixture
def admin(token_of: Any) -> str:
    return token_of("administrator")


def mobiles(call: Call, team: str, token: str) -> set[str]:
    persons = call("GET", f"/v1/teams/{team}", token=token).json()["persons"]
    return {person["mobile"] for person in persons} - {None}


@pytest.mark.parametrize(
    ("role", "team", "whole"),
    [
        ("reader", None, set()),
        ("analyst", None, set()),
        ("analyst", "H500112", {"T", "L", "H500112"}),
        ("operator", "H500112012", {"T"}),
        ("operator", "T", {"T"}),
        ("administrator", None, {"T", "L", "H500112", "H500103"}),
    ],
)
def test_numbers_are_whole_in_the_own_scope_and_masked_beyond(
    role: str, team: str | None, whole: set[str], call: Call, token_of: Any, admin: str
) -> None:
    token = token_of(role, team)
    for asked in ("T", "L", "H500112", "H500103"):
        shown = mobiles(call, asked, token)
        assert (shown == mobiles(call, asked, admin)) == (asked in whole), asked
        assert asked in whole or all("****" in number for number in shown)
    for changed in ("T", "H500103"):
        body = {"contact_mobile": MOBILE}
        assert call("PATCH", f"/v1/teams/{changed}", json=body, token=admin).status_code == 200
        for path in (f"/v1/teams/{changed}/history", f"/v1/changes?team_id={changed}"):
            told = call("GET", path, token=token).json()["items"][-1]["after"]
            assert (told["contact_mobile"] == MOBILE) == (changed in whole), path


def test_what_was_sent_never_comes_back_in_a_problem(call: Call, admin: str) -> None:
    name = "欧阳某某" * 10
    for method, path, body in (
        ("PATCH", "/v1/teams/T", {"contact_name": name}),
        ("PATCH", "/v1/teams/T", {"contact": name}),
        ("PATCH", "/v1/teams/T", {"contact_name": {"name": name}}),
        ("PATCH", "/v1/teams/T", {"contact_name": "欧阳某某\0"}),
        ("PATCH", "/v1/teams/T", {"contact_mobile": MOBILE * 4}),
        ("PATCH", "/v1/teams/T", name + MOBILE),
        ("PATCH", "/v1/teams/T", {"effective_from": CARD}),
        ("POST", "/v1/teams", {"contact_name": name, "contact_mobile": MOBILE}),
    ):
        refused = call(method, path, json=body, token=admin)
        assert refused.status_code == 422, refused.text
        for secret in ("欧阳", MOBILE, CARD):
            assert secret not in refused.text


@pytest.mark.parametrize("place", ["name", "contact_name", "unit_name", "reason"])
def test_identity_cards_are_refused_wherever_text_is_taken(
    place: str, call: Call, admin: str
) -> None:
    refused = call("PATCH", "/v1/teams/T", json={place: f"甲乙 {CARD}"}, token=admin)
    assert refused.status_code == 422
    assert CARD not in refused.text


def test_identity_cards_are_refused_in_headers_queries_and_notes(
    call: Call, admin: str, graph: Any, run: Run
) -> None:
    body = {"contact_name": "甲乙"}
    key = {"Idempotency-Key": CARD}
    assert call("PATCH", "/v1/teams/T", json=body, token=admin, headers=key).status_code == 422
    gone = call("DELETE", f"/v1/teams/L/liaison?reason={CARD}", token=admin)
    assert gone.status_code == 422
    assert CARD not in json.dumps(gone.json()["errors"])
    named = {"X-Request-Id": CARD}
    kept = call("PATCH", "/v1/teams/T", json=body, token=admin, headers=named)
    assert kept.headers["x-request-id"] != CARD
    told = call("GET", "/v1/teams/T/history", token=admin).json()["items"][-1]
    assert told["request_id"] == kept.headers["x-request-id"]
    with pytest.raises(InvalidInput):
        run(tokens.create(graph, "reader", note=CARD))


def test_a_failure_is_answered_counted_and_logged_without_what_was_sent(
    call: Call, app: Any, graph: Any, admin: str, capsys: Any
) -> None:
    configure("json")
    app.state.graph = None
    headers = {"X-Request-Id": "failing-1"}
    failed = call("PATCH", "/v1/teams/T", json={"contact_name": "欧阳某某"}, token=admin,
        headers=headers)  # fmt: skip
    app.state.graph = graph
    assert failed.status_code == 500
    assert failed.headers["content-type"] == "application/problem+json"
    assert failed.headers["x-request-id"] == "failing-1"
    assert 'status="500"' in call("GET", "/metrics").text
    structlog.reset_defaults()
    told = capsys.readouterr().err
    assert "failing-1" in told
    assert "欧阳" not in told
