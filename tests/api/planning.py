"""Plans as the tests ask for them over HTTP, and two operations that go into them."""

from __future__ import annotations

from typing import Any

from tests.worlds.build import PERSONS

TURN = {
    "operation": "set_permission_group",
    "permission_group": "intermediate",
    "team_id": "H500112011",
}
NEW = {
    "operation": "register_team",
    "team_id": "T-NEW",
    "name": "松树桥社区便民志愿服务队",
    "unit_name": "松树桥社区便民",
    "region_code": "500112011001",
    "liaison_id": "H500112011001",
    **PERSONS,
}


def plan(ask: Any, *operations: Any, **how: Any) -> Any:
    body = {"operations": list(operations), "reason": "试拟", "title": "一试"}
    return ask("POST", "/v1/plans", json=body, **how)


def diff(ask: Any, plan_id: str, **asked: Any) -> list[Any]:
    items: list[Any] = []
    cursor = None
    while True:
        page = ask("GET", f"/v1/plans/{plan_id}/diff", params=asked | {"cursor": cursor or ""})
        assert page.status_code == 200, page.text
        items += page.json()["items"]
        cursor = page.json()["next_cursor"]
        assert page.json()["complete"] == (cursor is None)
        if cursor is None:
            return items


def bare(items: list[Any]) -> list[Any]:
    names = ("kind", "subject", "key", "before", "after")
    return [{name: item[name] for name in names} for item in items]


def of_change(ask: Any, revision: int) -> list[Any]:
    found = ask("GET", f"/v1/changes/{revision}/answers?limit=1000").json()
    assert found["complete"]
    return found["items"]


def in_order(items: list[Any]) -> list[Any]:
    return sorted(items, key=lambda item: (item["kind"], item["subject"], item["key"]))
