"""Killed inside its recording, a change is there whole or not at all, and revisions have no gap."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time

import pytest

from graph_service.consequences.keeping import unpack
from graph_service.consequences.values import Key, text
from graph_service.graph import Graph
from graph_service.record.following import batch
from graph_service.store import history
from tests import server as servers
from tests.conftest import Run
from tests.consequences.laws import everything
from tests.worlds import build

_WRITER = """
import asyncio, sys, time
from graph_service.changes.writing import Change, carry_out, nothing
from graph_service.graph import connected
from graph_service.model import Policy
from graph_service.operations.held import Operation

async def main(uri, username, password):
    groups = ("intermediate_fast", "basic")
    async with connected(uri, username, password, policy=Policy()) as graph:
        print("ready", flush=True)
        for turn in range(10_000):
            group = {"permission_group": groups[turn % 2]}
            one = Operation("set_permission_group", "H500112011", group)
            two = Operation("update_team", "H500112", {"name": f"渝北区志愿者协会{time.time_ns()}"})
            for operation in (one, two):
                await carry_out(graph, Change([operation], accept_violations=True), nothing)
                print("one more", flush=True)

asyncio.run(main(*sys.argv[1:]))
"""
_UNFINISHED = (
    "MATCH (c:Change) RETURN c.revision AS revision, c.answer_count AS count ORDER BY revision"
)
_TOLD = (
    "MATCH (a:AnswerChange) RETURN a.revision AS revision, a.subject AS subject, a.packed AS packed"
)


@pytest.mark.slow
def test_a_killed_writer_leaves_whole_changes_only(
    graph: Graph, run: Run, neo4j_server: servers.Server
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    held: dict[Key, str] = run(everything(graph))
    begun = run(history.revision(graph))
    address = (neo4j_server.uri, neo4j_server.username, neo4j_server.password or "")
    chance = random.Random(14)
    for _ in range(5):
        killed(address, chance.randint(1, 4), chance.uniform(0.0, 0.2))
    run(build.load(graph, [], record=True))
    changes = run(graph.read(_UNFINISHED))
    newest = run(history.revision(graph))
    told = [c for c in changes if c["revision"] > begun]
    assert [c["revision"] for c in told] == list(range(begun + 1, newest + 1))
    assert len(told) > 5
    counted: dict[int, int] = {}
    for row in run(graph.read(_TOLD)):
        rows = list(unpack(row["subject"], row["packed"]))
        counted[row["revision"]] = counted.get(row["revision"], 0) + len(rows)
    for change in told:
        assert change["count"] == counted.get(change["revision"], 0), change
    _fold(held, graph, run, begun)
    assert held == run(everything(graph))


def killed(
    address: tuple[str, str, str], changes: int, beyond: float, script: str = _WRITER
) -> None:
    """Let a script write some changes, told by a line each, and kill it some moments later."""
    command = [sys.executable, "-c", script, *address]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        for _ in range(1 + changes):
            assert writer.stdout.readline()
        time.sleep(beyond)
        writer.send_signal(signal.SIGKILL)


def _fold(held: dict[Key, str], graph: Graph, run: Run, after: int) -> None:
    while told := run(batch(graph, after)):
        for each in told:
            after = each.row["revision"]
            for change, _ in each.changes:
                key = Key(change["kind"], change["subject"], change["key"])
                held.pop(key, None)
                if change["after"] is not None:
                    held[key] = text(change["after"])
