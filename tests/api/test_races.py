"""Writers that contradict each other at the same moment: one wins, and nothing is half-done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from graph_service.questions import audit
from tests.api.test_writes import NEW
from tests.conftest import Run

ROUNDS = 80


@pytest.fixture
def admin(token_of: Any) -> str:
    return token_of("administrator")


@pytest.fixture
def together(dispatch: Any, run: Run, admin: str) -> Callable[..., Any]:
    """Send requests at once and return their answers."""

    async def gathered(requests: tuple[Any, ...]) -> Any:
        return await asyncio.gather(
            *(
                dispatch(method, path, json=body, token=admin, headers=headers or {})
                for method, path, body, headers in requests
            )
        )

    return lambda *requests: run(gathered(requests))


@pytest.fixture
def clean(graph: Any, run: Run) -> Any:
    """After the rounds the audit finds nothing that the world did not hold before."""

    async def errors() -> set[tuple[str, str | None]]:
        found = await audit.everything(graph)
        return {(f["rule_id"], f["team_id"]) for f in found if f["severity"] == "ERROR"}

    before = run(errors())
    yield
    assert run(errors()) == before


def hub(team_id: str) -> dict[str, Any]:
    return NEW | {
        "team_id": team_id,
        "team_kind": "hub",
        "name": "花卉园社区志愿服务大队",
        "region_code": "500112011003",
        "liaison_id": "H500112011",
        "responsible_unit": "花卉园社区居委会",
    }


@pytest.mark.slow
def test_two_hubs_never_take_one_seat(together: Any, call: Any, admin: str, clean: Any) -> None:
    region = call("GET", "/v1/regions/500112011003").json()
    name = region["name"] + "志愿服务大队"
    for _ in range(ROUNDS):
        answers = together(
            *(("POST", "/v1/teams", hub(t) | {"name": name}, None) for t in ("X", "Y", "Z"))
        )
        assert sorted(a.status_code for a in answers) == [201, 409, 409]
        won = next(a.json()["team_id"] for a in answers if a.status_code == 201)
        assert call("DELETE", f"/v1/teams/{won}", token=admin).status_code == 204


@pytest.mark.slow
def test_two_moves_never_close_a_circle(together: Any, call: Any, admin: str, clean: Any) -> None:
    for team_id in ("A", "B"):
        body = NEW | {"team_id": team_id, "status": "active", "permission_group": "basic"}
        assert call("POST", "/v1/teams", json=body, token=admin).status_code == 201
    accept = "?accept_violations=true"
    for _ in range(ROUNDS):
        answers = together(
            ("PUT", f"/v1/teams/A/liaison{accept}", {"liaison_id": "B"}, None),
            ("PUT", f"/v1/teams/B/liaison{accept}", {"liaison_id": "A"}, None),
        )
        assert sorted(a.status_code for a in answers) == [200, 409]
        for team_id in ("A", "B"):
            back = {"liaison_id": "H500112011001"}
            call("PUT", f"/v1/teams/{team_id}/liaison", json=back, token=admin)


@pytest.mark.slow
def test_a_team_is_not_deleted_while_another_chooses_it(
    together: Any, call: Any, admin: str, clean: Any
) -> None:
    for _ in range(ROUNDS):
        assert call("POST", "/v1/teams", json=NEW, token=admin).status_code == 201
        gone, chosen = together(
            ("DELETE", "/v1/teams/NEW", None, None),
            ("PUT", "/v1/teams/T/liaison?accept_violations=true", {"liaison_id": "NEW"}, None),
        )
        assert (gone.status_code, chosen.status_code) in {(204, 404), (409, 200)}
        if gone.status_code == 409:
            call("PUT", "/v1/teams/T/liaison", json={"liaison_id": "L"}, token=admin)
            assert call("DELETE", "/v1/teams/NEW", token=admin).status_code == 204


@pytest.mark.slow
def test_an_application_is_decided_once(together: Any, call: Any, admin: str, clean: Any) -> None:
    for turn in range(ROUNDS):
        body = {"application_id": f"A-{turn}", "team_id": "T", "to_group": "junior_project"}
        assert call("POST", "/v1/applications", json=body, token=admin).status_code == 201
        place = f"/v1/applications/A-{turn}/decision"
        answers = together(
            ("POST", place, {"status": "approved"}, None),
            ("POST", place, {"status": "rejected"}, None),
        )
        assert sorted(a.status_code for a in answers) == [200, 409]
        reset = {"permission_group": "basic", "group_set_by": "system"}
        done = call("PUT", "/v1/teams/T/permission-group", json=reset, token=admin)
        assert done.status_code == 200, done.text


@pytest.mark.slow
def test_one_key_sent_twice_at_once_is_one_change(together: Any, call: Any, admin: str) -> None:
    for turn in range(ROUNDS):
        key = {"Idempotency-Key": f"k-{turn}"}
        body = NEW | {"team_id": f"K-{turn}"}
        answers = together(*[("POST", "/v1/teams", body, key)] * 3)
        assert [a.status_code for a in answers] == [201] * 3
        assert len({a.text for a in answers}) == 1
        history = call("GET", f"/v1/teams/K-{turn}/history", token=admin).json()["items"]
        assert len(history) == 1


@pytest.mark.slow
def test_of_two_writers_with_one_etag_one_is_told_to_look_again(together: Any, call: Any) -> None:
    for turn in range(ROUNDS):
        tag = {"If-Match": call("GET", "/v1/teams/T").headers["etag"]}
        answers = together(
            ("PATCH", "/v1/teams/T", {"contact_name": f"甲{turn}"}, tag),
            ("PATCH", "/v1/teams/T", {"contact_name": f"乙{turn}"}, tag),
        )
        assert sorted(a.status_code for a in answers) == [200, 412]


def test_with_its_bookmark_a_reader_never_sees_less_than_was_written(call: Any, admin: str) -> None:
    for turn in range(100):
        name = f"第{turn}人"
        wrote = call("PATCH", "/v1/teams/T", json={"contact_name": name}, token=admin)
        bookmark = {"Graph-Bookmark": wrote.headers["graph-bookmark"]}
        seen = call("GET", "/v1/teams/T", token=admin, headers=bookmark).json()
        assert name in {person["name"] for person in seen["persons"]}


def test_revisions_number_the_changes_without_a_gap(together: Any, call: Any) -> None:
    first = call("GET", "/v1/changes").json()["items"][-1]["revision"]
    requests = [
        ("PATCH", f"/v1/teams/{team}", {"contact_name": f"第{turn}人"}, None)
        for turn in range(8)
        for team in ("T", "L", "H50", "H500112")
    ]
    assert {a.status_code for a in together(*requests)} == {200}
    told = call("GET", f"/v1/changes?after={first}").json()["items"]
    revisions = [item["revision"] for item in told]
    assert revisions == list(range(first + 1, first + 1 + len(revisions)))
    assert len(revisions) == len(requests)


@pytest.mark.parametrize(
    "each",
    [pytest.param(32, marks=pytest.mark.slow), pytest.param(313, marks=pytest.mark.laws)],
)
def test_the_writes_of_thirty_two_writers_are_all_there_and_none_twice(
    dispatch: Any, graph: Any, call: Any, admin: str, run: Run, each: int
) -> None:
    writers = 32
    first = call("GET", "/v1/changes").json()["items"][-1]["revision"]
    teams = ("T", "L", "H50", "H500112", "H500103", "H500112011", "H500112012", "H500112011001")

    async def writer(number: int) -> list[int]:
        told: list[int] = []
        for turn in range(each):
            team = teams[(number + turn) % len(teams)]
            body = {"contact_name": f"写{number}次{turn}"}
            answer = await dispatch("PATCH", f"/v1/teams/{team}", json=body, token=admin)
            assert answer.status_code == 200, answer.text
            told.append(answer.json()["revision"])
        return told

    async def all_of_them() -> list[list[int]]:
        return await asyncio.gather(*(writer(number) for number in range(writers)))

    acknowledged = sorted(revision for told in run(all_of_them()) for revision in told)
    assert acknowledged == list(range(first + 1, first + 1 + writers * each))
    kept = run(
        graph.read(
            "MATCH (change:Change) WHERE change.revision > $first RETURN count(change) AS changes,"
            " count(DISTINCT change.after) AS contents",
            first=first,
        )
    )
    assert kept == [{"changes": writers * each, "contents": writers * each}]
