"""A load that is stopped, disturbed or killed leaves the store as empty as it was."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from functools import partial
from typing import Any

import pytest

from graph_service.api.database import Database
from graph_service.errors import BeingLoaded, Conflict
from graph_service.graph import Graph
from graph_service.imports import batches
from graph_service.imports.import_rows import import_rows
from graph_service.store import loading, text_indexes
from graph_service.store.loading import Load
from tests.conftest import Run
from tests.imports.conftest import stored
from tests.imports.registers import district
from tests.server import Server


@pytest.mark.parametrize("at", [1, 3, 5])
def test_a_load_that_is_cancelled_leaves_the_empty_store(
    empty: Graph, run: Run, small: list[Any], at: int
) -> None:
    before, batch, done = run(stored(empty)), loading.Load.batch, 0

    async def ended(load: Load, work: Any) -> Any:
        nonlocal done
        answer = await batch(load, work)
        done += 1
        if done == at:
            raise asyncio.CancelledError
        return answer

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(loading.Load, "batch", ended)
        with pytest.raises(asyncio.CancelledError):
            run(import_rows(empty, district(), mode="keep_going"))
    assert small
    assert run(stored(empty)) == before


def test_rows_of_somebody_else_meanwhile_undo_the_load(
    empty: Graph, run: Run, small: list[Any]
) -> None:
    before, records = run(stored(empty)), batches.service_records

    async def beside(*given: Any) -> None:
        await records(*given)
        await empty.apply("CREATE (:Team {team_id: 'BESIDE'})")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(batches, "service_records", beside)
        with pytest.raises(Conflict, match="taken back"):
            run(import_rows(empty, district(), mode="keep_going"))
    assert run(stored(empty)) == before


_KILLED = """
import asyncio, os, signal, sys
from graph_service.graph import connected
from graph_service.imports import batches, whole
from graph_service.imports.import_rows import import_rows
from graph_service.model import Policy
from graph_service.store.loading import Load
from tests.imports.registers import district

uri, username, password, at = sys.argv[1:]
whole._FROM, batches._CHUNKS, batches._IDS, done = 5, 1, 3, 0
batch = Load.batch

async def killed(load, work):
    global done
    answer = await batch(load, work)
    done += 1
    if done == int(at):
        os.kill(os.getpid(), signal.SIGKILL)
    return answer

async def main():
    Load.batch = killed
    async with connected(uri, username, password, policy=Policy()) as graph:
        await import_rows(graph, district(), mode="keep_going")

asyncio.run(main())
"""


def test_what_a_killed_load_left_is_taken_away_by_whoever_opens_next(
    empty: Graph, run: Run, monkeypatch: pytest.MonkeyPatch, neo4j_server: Server
) -> None:
    before = run(stored(empty))
    server = (neo4j_server.uri, neo4j_server.username, neo4j_server.password)
    command = [sys.executable, "-c", _KILLED, *map(str, server), "5"]
    ended = subprocess.run(command, check=False, timeout=120)
    assert ended.returncode == -signal.SIGKILL
    [left] = run(empty.inside().read("MATCH (t:Team) RETURN count(t) AS teams"))
    assert left["teams"]
    with pytest.raises(BeingLoaded):
        run(empty.read("RETURN 1 AS one"))
    monkeypatch.setattr(loading, "_SILENCE", 3)
    run(loading.recover(empty))
    assert run(stored(empty)) == before


def test_a_running_service_takes_away_what_a_dead_load_left(
    empty: Graph, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, inside = run(stored(empty)), empty.inside()
    monkeypatch.setattr(loading, "_SILENCE", 0)

    async def watched() -> None:
        await empty.write(partial(loading.begin, brings=[], revision=1))
        await text_indexes.drop(inside)
        await inside.apply("CREATE (:Team {team_id: 'LEFT'})")
        database = Database(empty, nothing)
        database.prepared = True
        watching = asyncio.create_task(database.attend())
        async with asyncio.timeout(60):
            while await inside.read("MATCH (lock:Lock {id: 'loading'}) RETURN lock.owner AS owner"):
                await asyncio.sleep(0.1)
        watching.cancel()

    async def nothing(graph: Graph) -> None:
        pass

    run(watched())
    assert run(stored(empty)) == before
