"""The history, imports included, told to an empty store gives the same graph, byte for byte."""

from __future__ import annotations

import json
from typing import Any

from graph_service.changes import replay
from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.sample.regions import region_rows
from tests.api.conftest import app, call, dispatch, token_of  # noqa: F401
from tests.api.test_writes import NEW
from tests.conftest import Run
from tests.records.calls import RECORD
from tests.worlds import build

_EMPTY = """
MATCH (n:Region|Revision|Policy|Lock)
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS
"""
_NODES = """
MATCH (n) WHERE NOT n:Token AND NOT n:Lock AND NOT n:Answered AND NOT n:Migration
RETURN labels(n) AS labels, properties(n) AS properties
"""
_EDGES = """
MATCH (a)-[edge]->(b)
RETURN type(edge) AS type, properties(edge) AS properties, labels(a) AS a_labels,
  properties(a) AS a, labels(b) AS b_labels, properties(b) AS b
"""
TOWNS = ["500112011", "500112012"]
REORGANISED: dict[str, Any] = {
    "move-region": {"region_code": "500112138", "to_parent": "500109"},
    "rename-region": {"region_code": "500103013", "name": "化龙新街道"},
    "merge-regions": {
        "from": TOWNS,
        "into": {"region_code": "500112090", "name": "龙新街道", "kind": "street"},
    },
}


async def dump(graph: Graph) -> list[str]:
    """Every node and every edge as one line of text, sorted."""
    lines = [
        json.dumps([sorted(row["labels"]), row["properties"]], sort_keys=True, default=str)
        for row in await graph.read(_NODES)
    ]
    for row in await graph.read(_EDGES):
        ends = [[sorted(row[f"{end}_labels"]), key(row[end])] for end in ("a", "b")]
        lines.append(
            json.dumps([row["type"], row["properties"], *ends], sort_keys=True, default=str)
        )
    return sorted(lines)


def key(properties: dict[str, Any]) -> str:
    names = ("team_id", "region_code", "authority_id", "application_id", "person_id", "code", "id",
             "record_id", "volunteer_no", "revision")  # fmt: skip
    return next(str(properties[name]) for name in names if properties.get(name))


async def told(graph: Graph) -> list[dict[str, Any]]:
    text = [json.dumps(change) async for change in replay.changes(graph)]
    return [json.loads(line) for line in text]


def records(keep: Any, graph: Graph, run: Run) -> None:
    """Records in every operation, of two teams, and some that were imported."""
    teams = ("H500103", "H500103011")
    items = [
        RECORD | {"record_id": f"R{n}", "team_id": teams[n % 2], "volunteer_no": f"V-000{n}"}
        for n in range(4)
    ]
    keep("POST", "/v1/records", {"items": items})
    keep("POST", "/v1/records/R0/confirmation")
    keep("POST", "/v1/records/R1/return", {"reason": "时长不符"})
    keep("POST", "/v1/records/R1/correction", {"service_hours": 1.5, "volunteer_no": "V-0009"})
    keep("DELETE", "/v1/records/R2")
    row = {name: str(value) for name, value in items[0].items()}
    row |= {"record_id": "I1", "state": "confirmed", "decided_by": "H50"}
    run(import_rows(graph, {"records": build.sources("records.csv", [row])}))
    keep("PATCH", "/v1/teams/H500103011", {"region_code": "500103013"})


def test_replaying_the_history_gives_the_same_graph(
    graph: Graph, run: Run, call: Any, token_of: Any  # noqa: F811
) -> None:  # fmt: skip
    run(build.wipe(graph))
    run(graph.apply(_EMPTY))
    run(import_rows(graph, {"regions": region_rows()}))
    entry = build.example("E-26")
    run(build.load(graph, build.teams_of(entry), entry["applications"]))
    admin = token_of("administrator")

    def keep(method: str, path: str, body: Any = None) -> None:
        path = path if "?" in path else f"{path}?accept_violations=true"
        found = call(method, path, json=body, token=admin)
        assert found.status_code < 300, found.text

    keep("POST", "/v1/teams", NEW)
    keep("POST", "/v1/teams/NEW/status", {"status": "active", "reason": "核准"})
    keep("POST", "/v1/applications", {"team_id": "NEW", "to_group": "junior_project"})
    identifier = call("GET", "/v1/changes?operation=submit_application", token=admin).json()
    identifier = identifier["items"][-1]["application_id"]
    keep("POST", f"/v1/applications/{identifier}/decision", {"status": "approved"})
    keep("PUT", "/v1/teams/NEW/viewing/H50")
    keep("PATCH", "/v1/teams/NEW", {"region_code": "500103", "contact_mobile": None})
    more = {"email": "a@example.cn", "founded_on": "2020-02", "records_officer_name": "王五"}
    keep("PATCH", "/v1/teams/NEW", more | {"records_officer_duties": ["confirm", "enter"]})
    keep("POST", "/v1/teams", NEW | {"team_id": "GONE"})
    keep("DELETE", "/v1/teams/GONE")
    keep("POST", "/v1/teams/H500112011/status", {"status": "closed"})
    for name, body in REORGANISED.items():
        keep("POST", f"/v1/territory/{name}", {**body, "valid_from": "2026-01-01"})
    again = [team for team in build.teams_of(entry) if team["team_id"].startswith("H500")]
    run(build.load(graph, [team | {"contact_name": "换人"} for team in again]))
    records(keep, graph, run)

    before, history = run(dump(graph)), run(told(graph))
    assert len(history) == 20 + len(REORGANISED)
    run(build.wipe(graph))
    run(graph.apply(_EMPTY))
    assert run(replay.replay(graph, history)) == len(history)
    assert run(dump(graph)) == before
    run(build.wipe(graph))
    run(build.divisions(graph))
