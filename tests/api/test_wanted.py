"""Assume, and make it so, over HTTP: rights, bounds, and that nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph_service.graph import Graph
from graph_service.operations.specs import specs
from tests.api.conftest import Call
from tests.conftest import Run

HOURS = "hours_recording"
ROUTES = {"items": [{"team_id": "H500112011001", "business": HOURS}]}
MOVED = [{"operation": "set_liaison", "team_id": "H500112011001", "liaison_id": "H500112"}]
TokenOf = Callable[..., str]


def final(answer: dict[str, Any]) -> str:
    return answer["items"][0]["route"]["final_reviewer"]["id"]


def revision(graph: Graph, run: Run) -> int:
    return run(graph.read("MATCH (r:Revision) RETURN r.value AS value"))[0]["value"]


def test_routes_and_checks_are_answered_as_if_operations_were_done(
    call: Call, token_of: TokenOf, graph: Graph, run: Run
) -> None:
    token, before = token_of("analyst"), revision(graph, run)
    answer = call("POST", "/v1/review-routes", json=ROUTES | {"assume": MOVED}, token=token).json()
    assert answer["assumed"] is True
    assert final(answer) == "H500112"
    plain = call("POST", "/v1/review-routes", json=ROUTES).json()
    assert "assumed" not in plain
    assert final(plain) == "H500112011"
    check = {"subject_id": "H500112", "power": f"review:{HOURS}", "team_id": "H500112011001"}
    assumed = call(
        "POST", "/v1/checks", json={"items": [check, check], "assume": MOVED}, token=token
    ).json()
    assert [item["allowed"] for item in assumed["items"]] == [True, True]
    assert assumed["assumed"] is True
    [plain] = call("POST", "/v1/checks", json={"items": [check]}).json()["items"]
    assert not plain["allowed"]
    wish = {"power": check["power"], "subject_id": "H500112"}
    assert plain["wanted"] == {"team_id": "H500112011001", "want": wish}
    assert revision(graph, run) == before, "a rehearsal left something behind"


def test_whoever_may_not_assume_is_refused_and_so_is_what_cannot_be_assumed(
    call: Call, token_of: TokenOf
) -> None:
    def asked(token: str | None, **body: Any) -> Any:
        return call("POST", "/v1/review-routes", json=ROUTES | body, token=token)

    assert asked(None, assume=MOVED).status_code == 401
    assert asked(token_of("reader"), assume=MOVED).status_code == 403
    token = token_of("analyst")
    assert asked(token, assume=[]).status_code == 422
    assert asked(token, assume=MOVED * 51).status_code == 422
    assert asked(token, assume=MOVED, as_of="1").status_code == 422
    bad = asked(token, assume=[*MOVED, {"operation": "no_such"}]).json()
    assert bad["errors"][0]["field"] == "assume[1].operation"
    unknown = asked(token, assume=[MOVED[0] | {"liaison_id": "nobody"}])
    assert unknown.status_code == 404


def test_a_wish_is_asked_by_operators_and_its_way_can_be_carried_out(
    call: Call, token_of: TokenOf
) -> None:
    wish = {"team_id": "T", "want": {"permission": "publish_without_review"}}
    assert call("POST", "/v1/advice/wanted", json=wish).status_code == 401
    assert (
        call("POST", "/v1/advice/wanted", json=wish, token=token_of("analyst")).status_code == 403
    )
    token = token_of("operator", "T")
    answer = call("POST", "/v1/advice/wanted", json=wish, token=token).json()
    assert answer["none_because"] is None
    assert answer["complete"] is True
    way = answer["items"][0]
    assert [o["operation"] for o in way["operations"]] == [
        "submit_application", "decide_application",
    ]  # fmt: skip
    assert way["answer_changes"] > 0
    first, second = way["by"]
    assert "T" in [node["id"] for node in first["who"]]
    assert first["clause"]["rule_id"] in ("P-6", "M-3", "M-4", "M-6")
    decider = way["operations"][1]["decided_by"]
    assert [node["id"] for node in second["who"]] == [decider]
    assert second["clause"]["rule_id"] == "P-6"
    for operation, who in zip(way["operations"], ("T", decider), strict=True):
        door = specs()[operation["operation"]].doors[0]
        path = door.path.format(**operation)
        hidden = {"operation", *(["application_id", "team_id"] if "{" in door.path else [])}
        body = {name: value for name, value in operation.items() if name not in hidden}
        done = call(door.method, path, json=body, token=token_of("operator", who))
        assert done.status_code < 300, done.text
    again = call("POST", "/v1/advice/wanted", json=wish, token=token).json()
    assert [item["operations"] for item in again["items"]] == [[]]


def test_a_wish_in_no_shape_or_about_nobody_is_refused(call: Call, token_of: TokenOf) -> None:
    token = token_of("operator", "T")

    def asked(team_id: str, **want: Any) -> int:
        body = {"team_id": team_id, "want": want}
        return call("POST", "/v1/advice/wanted", json=body, token=token).status_code

    assert asked("T") == 422
    assert asked("T", business=HOURS) == 422
    assert asked("T", business=HOURS, outcome="review", permission="x") == 422
    assert asked("T", business="none", outcome="review") == 422
    assert asked("T", no_finding="Z-1") == 422
    assert asked("T", power="none", subject_id="H50") == 422
    assert asked("nobody", permission="publish_without_review") == 404
    assert asked("nobody", no_finding="A-7") == 404
    assert asked("T", business=HOURS, final_reviewer_id="nobody") == 404
    assert asked("T", power="view", subject_id="nobody") == 404


def test_a_fix_points_to_all_the_ways(call: Call, token_of: TokenOf) -> None:
    token = token_of("administrator")
    body = {"liaison_id": "H500112012"}
    path = "/v1/teams/T/liaison?accept_violations=true"
    assert call("PUT", path, json=body, token=token).status_code == 200
    answer = call("GET", "/v1/teams/T/violations/A-9/fix", token=token).json()
    assert answer["wanted"] == {"team_id": "T", "want": {"no_finding": "A-9"}}
    found = call("POST", "/v1/advice/wanted", json=answer["wanted"], token=token).json()
    [way] = found["items"]
    assert way["operations"] == [
        {"operation": "set_liaison", "team_id": "T", "liaison_id": "L"}
    ]  # fmt: skip
    assert [f["rule_id"] for f in way["findings_removed"]] == ["A-9"]
    assert way["findings_added"] == []
