"""Killed while it writes records, a call is there whole or not at all, and hours are right."""

from __future__ import annotations

import random

import pytest

from graph_service.graph import Graph
from graph_service.store import history
from tests import server as servers
from tests.conftest import Run
from tests.consequences.test_cut_off import killed
from tests.records.kept import demand_right
from tests.worlds import build

_WRITER = """
import asyncio, sys, time
from graph_service.graph import connected
from graph_service.model import Policy
from graph_service.records import forming
from tests.records import calls

async def main(uri, username, password):
    async with connected(uri, username, password, policy=Policy()) as graph:
        print("ready", flush=True)
        for turn in range(10_000):
            ids = [f"K{time.time_ns()}-{n}" for n in range(40)]
            given = [calls.RECORD | {"record_id": i, "volunteer_no": f"V-{i[-12:]}"} for i in ids]
            await calls.write(graph, "enter_records", [forming.entered(g) for g in given])
            print("one more", flush=True)
            told = [{"record_id": i, "decision": "confirm"} for i in ids]
            await calls.write(graph, "decide_records", [forming.decided(g) for g in told])
            print("one more", flush=True)

asyncio.run(main(*sys.argv[1:]))
"""
_CHANGES = (
    "MATCH (c:Change) WHERE c.rows_changes IS NOT NULL"
    " RETURN c.revision AS revision, c.operation AS operation ORDER BY revision"
)


@pytest.mark.slow
def test_a_killed_call_leaves_all_of_its_records_or_none(
    graph: Graph, run: Run, neo4j_server: servers.Server
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    begun = run(history.revision(graph))
    address = (neo4j_server.uri, neo4j_server.username, neo4j_server.password or "")
    chance = random.Random(15)
    for _ in range(4):
        killed(address, chance.randint(1, 4), chance.uniform(0.0, 0.1), _WRITER)
    run(build.load(graph, [], record=True))
    held = run(demand_right(graph))
    told = run(graph.read(_CHANGES))
    newest = run(history.revision(graph))
    assert [row["revision"] for row in told] == list(range(begun + 1, newest + 1))
    operations = [row["operation"] for row in told]
    assert len(held) == 40 * operations.count("enter_records")
    confirmed = [record for record in held if record["state"] == "confirmed"]
    assert len(confirmed) == 40 * operations.count("decide_records")
