"""What HTTP itself promises: conditional reads, the methods of an address, declared types."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from graph_service.answers.lists import Page
from graph_service.answers.readings import Interpretation
from graph_service.graph import Graph
from graph_service.store import history
from tests.api.test_identity import asked
from tests.conftest import Run


def test_a_read_of_what_is_known_is_304(call: Any, token_of: Any) -> None:
    first = call("GET", "/v1/teams/T")
    tag = first.headers["etag"]
    assert first.headers["vary"] == "Authorization"
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = call("GET", "/v1/teams/T", headers={"If-None-Match": given})
        assert (again.status_code, again.headers["etag"], again.content) == (304, tag, b"")
    admin = token_of("administrator")
    written = call("PATCH", "/v1/teams/T", json={"contact_name": "新人"}, token=admin)
    assert written.status_code == 200
    changed = call("GET", "/v1/teams/T", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] == written.headers["etag"] != tag
    match = {"If-Match": changed.headers["etag"]}
    body = {"contact_name": "另一人"}
    assert call("PATCH", "/v1/teams/T", json=body, token=admin, headers=match).status_code == 200
    assert call("PATCH", "/v1/teams/T", json=body, token=admin, headers=match).status_code == 412


def test_a_team_whose_liaison_was_renamed_is_another_answer(call: Any, token_of: Any) -> None:
    tag = call("GET", "/v1/teams/T").headers["etag"]
    liaison = call("GET", "/v1/teams/T").json()["liaison"]["id"]
    body = {"name": "改名后的团体", "registered_name": "改名后的团体"}
    path = f"/v1/teams/{liaison}?accept_violations=true"
    assert call("PATCH", path, json=body, token=token_of("administrator")).status_code == 200
    assert call("GET", "/v1/teams/T", headers={"If-None-Match": tag}).status_code == 200


ALLOWED = {
    "/v1/teams": "GET, POST",
    "/v1/teams/T": "DELETE, GET, PATCH",
    "/v1/teams/T/liaison": "DELETE, PUT",
    "/v1/teams/T/viewing/H50": "DELETE, PUT",
    "/v1/checks": "POST",
    "/v1/rules": "GET",
    "/metrics": "GET",
}


def test_a_405_tells_every_method(doors: Any, run: Run) -> None:
    for path, allowed in ALLOWED.items():
        answer = asked(doors, run, "OPTIONS", path)
        assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


def test_numbers_for_prometheus_come_as_declared(doors: Any, run: Run) -> None:
    given = asked(doors, run, "GET", "/metrics").headers["content-type"]
    [declared] = doors.openapi()["paths"]["/metrics"]["get"]["responses"]["200"]["content"]
    assert given == declared == "text/plain; version=0.0.4; charset=utf-8"


def test_interpretations_come_as_declared(doors: Any, run: Run) -> None:
    answer = asked(doors, run, "GET", "/v1/interpretations").json()
    assert any(item["alternatives"] is None for item in answer["items"])
    assert TypeAdapter(Page[Interpretation]).validate_python(answer) == answer


def test_a_store_without_a_change_is_at_revision_0(graph: Graph, run: Run, call: Any) -> None:
    run(graph.apply("MATCH (n:Revision|Change) DETACH DELETE n"))
    assert run(history.revision(graph)) == 0
    assert call("GET", "/readyz").json()["revision"] == 0
