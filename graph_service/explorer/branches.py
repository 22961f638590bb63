"""The opened part of the hub tree as nested nodes: what the HTML tree and every picture show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from graph_service.answers.tree import Branch, Others
from graph_service.graph import Graph
from graph_service.questions import tree

GROUP = "~"
_WITH_OFFICES = ("city", "district")

Node = dict[str, Any]


async def opened(graph: Graph, open_keys: Iterable[str], top: str | None = None) -> Node | None:
    """Return the tree from a top down with the given branches open.

    None where there is no such region, so also for an empty register.
    """
    top = top or graph.policy.region_prefix
    keys = {top, *open_keys}
    rows = await tree.branches(graph, top, sorted(k for k in keys if not k.endswith(GROUP)))
    seats: dict[str | None, list[Node]] = defaultdict(list)
    for row in rows:
        seats[row["parent_code"]].append(_seat(row))
    nodes = [node for found in seats.values() for node in found]
    people = await tree.others_at(graph, [n["code"] for n in nodes if _shows_people(n, keys)])
    for node in nodes:
        node["open"] = node["code"] in keys and node["expandable"]
        if node["open"]:
            node["children"] = _below(node, seats[node["code"]], people, keys)
    return seats[None][0] if seats[None] else None


async def branch(graph: Graph, key: str) -> list[Node]:
    """Return the nodes directly below a region, or below its group of other teams, all closed."""
    code = key.removesuffix(GROUP)
    if key.endswith(GROUP):
        return _people(await tree.others_at(graph, [code]), code)
    node = await opened(graph, [], code)
    return node["children"] if node else []


async def whole(graph: Graph, top: str) -> Node | None:
    """Return a region's whole subtree, opened, without the teams that hold no seat."""
    keys, level = {top}, [top]
    while level:
        rows = await tree.branches(graph, None, level)
        level = [row["region_code"] for row in rows if row["children"]]
        keys |= set(level)
    return await opened(graph, keys, top)


def _shows_people(node: Node, keys: set[str]) -> bool:
    """Return whether a region's other teams are open: its group, or itself if it has no parts."""
    code = node["code"]
    return code + GROUP in keys or (code in keys and not node["parts"] and node["expandable"])


def _below(node: Node, seats: list[Node], people: dict[str, Others], keys: set[str]) -> list[Node]:
    code = node["code"]
    if not node["parts"]:
        return [*node["doubles"], *_people(people, code)]
    group: list[Node] = []
    if node["others"] or node["level"] in _WITH_OFFICES:
        is_open = code + GROUP in keys
        group = [
            _node(f"{code}{GROUP}", "group", code=code, level="group", others=node["others"])
            | {"expandable": True, "open": is_open}
            | {"children": _people(people, code) if is_open else []}
        ]
    return [*node["doubles"], *group, *seats]


def _seat(row: Branch) -> Node:
    first = row["hubs"][0] if row["hubs"] else None
    doubles = [
        _node(hub["id"], "team", id=hub["id"], name=hub["name"], level=row["level"])
        | {"status": hub["status"], "double": True}
        for hub in row["hubs"][1:]
    ]
    return _node(
        row["region_code"],
        "seat",
        id=first and first["id"],
        name=first["name"] if first else row["name"],
        place=row["name"],
        level=row["level"],
        code=row["region_code"],
        others=row["others"],
    ) | {
        "status": first["status"] if first else None,
        "vacant": first is None,
        "seats": row["seats"],
        "vacant_below": row["vacant"],
        "parts": row["children"],
        "doubles": doubles,
        "expandable": bool(row["children"] or row["others"] or doubles),
    }


def _people(people: dict[str, Others], code: str) -> list[Node]:
    found = people.get(code, {"authorities": [], "teams": []})
    offices = [
        _node(office["id"], "authority", name=office["name"], level="authority", code=code)
        for office in found["authorities"]
    ]
    teams = [
        _node(team["id"], "team", id=team["id"], name=team["name"], level=team["form"])
        | {"status": team["status"]}
        for team in found["teams"]
    ]
    return offices + teams


def _node(key: str, kind: str, **fields: Any) -> Node:
    blank = {
        "id": None,
        "name": "",
        "level": "",
        "code": None,
        "place": "",
        "others": 0,
        "status": None,
    }
    flags = {"vacant": False, "double": False, "seats": 0, "vacant_below": 0, "parts": 0}
    rest = {"doubles": [], "expandable": False, "open": False, "children": []}
    return {"key": key, "kind": kind} | blank | flags | rest | fields
