"""Killed at a statement of an apply or an undo: before or after, nothing between, no plan lost."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.plans import keeping
from graph_service.store import history
from tests import server as servers
from tests.conftest import Run
from tests.plans.test_laws import exported, planned
from tests.worlds import build

# Applies a plan over and over, each time in a process that ends itself at another statement.
_APPLIER = """
import asyncio, os, signal, sys
from graph_service.graph import connected
from graph_service.graph.transaction import Transaction
from graph_service.model import Policy
from graph_service.plans.applying import apply
from graph_service.store.history import SYSTEM

async def main(uri, username, password, plan_id):
    async with connected(uri, username, password, policy=Policy()) as graph:
        await apply(graph, plan_id, SYSTEM, accept_violations=True)

def ends_at(number):
    counted = 0
    def counting(method):
        async def counted_one(self, statement, /, **parameters):
            nonlocal counted
            counted += 1
            if counted == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return await method(self, statement, **parameters)
        return counted_one
    Transaction.run = counting(Transaction.run)
    Transaction.values = counting(Transaction.values)

*address, step = sys.argv[1:]
number = 1
while True:
    child = os.fork()
    if child == 0:
        ends_at(number)
        asyncio.run(main(*address))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(number, os.WIFSIGNALED(status), flush=True)
    if not os.WIFSIGNALED(status):
        break
    sys.stdin.readline()
    number += int(step)
"""
WANTED: list[dict[str, Any]] = [
    {
        "operation": "set_permission_group",
        "team_id": "H500112011",
        "permission_group": "intermediate",
    },
    {
        "operation": "register_team",
        "team_id": "T-NEW",
        "name": "松树桥社区便民志愿服务队",
        "region_code": "500112011001",
        "liaison_id": "H500112011001",
    },
    {
        "operation": "submit_application",
        "team_id": "T",
        "application_id": "A-1",
        "to_group": "senior",
    },
]


def killed_at(
    graph: Graph, run: Run, server: servers.Server, plan_id: str, step: int
) -> tuple[int, str]:
    """Apply a plan, killed at every ``step``th statement until it ends; return how often."""
    before, newest = run(exported(graph)), run(history.revision(graph))
    told = [server.uri, server.username, server.password or "", plan_id, str(step)]
    command = [sys.executable, "-c", _APPLIER, *told]
    times = 0
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as applier:
        assert applier.stdin is not None
        assert applier.stdout is not None
        while applier.stdout.readline().split()[1] == "True":
            times += 1
            assert run(exported(graph)) == before, f"something of it stands after {times} kills"
            assert run(history.revision(graph)) == newest
            known = run(keeping.plan(graph, plan_id))
            assert known["status"] == "draft"
            applier.stdin.write("\n")
            applier.stdin.flush()
    known = run(keeping.plan(graph, plan_id))
    assert (known["status"], known["revision"]) == ("applied", newest + 1)
    assert run(history.revision(graph)) == newest + 1
    return times, before


def through(graph: Graph, run: Run, server: servers.Server, step: int) -> tuple[int, int]:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    made, _ = run(planned(graph, WANTED))
    times, before = killed_at(graph, run, server, made["plan_id"], step)
    revision = run(history.revision(graph))
    assert run(exported(graph)) != before
    back, _ = run(planned(graph, [{"operation": "restore", "revision": revision}]))
    undone, _ = killed_at(graph, run, server, back["plan_id"], step)
    assert json.loads(run(exported(graph))) == json.loads(before)
    return times, undone


def test_killed_at_some_statements_an_apply_and_an_undo_are_whole_or_not_at_all(
    graph: Graph, run: Run, neo4j_server: servers.Server
) -> None:
    assert min(through(graph, run, neo4j_server, 14)) >= 2


@pytest.mark.laws
def test_killed_at_every_statement_an_apply_and_an_undo_are_whole_or_not_at_all(
    graph: Graph, run: Run, neo4j_server: servers.Server
) -> None:
    assert min(through(graph, run, neo4j_server, 1)) > 20
