"""A whole register into an empty store, in batches: as if one transaction had written it."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, LiteralString

import httpx2
import pytest

from graph_service.api.app import create_app
from graph_service.errors import BeingLoaded, Conflict
from graph_service.graph import Graph, Transaction, connected, gate
from graph_service.imports import batches, whole
from graph_service.imports.import_rows import Report, import_rows
from graph_service.model import Policy
from graph_service.questions import audit
from graph_service.settings import Settings
from graph_service.store import answered, derived, loading
from graph_service.store.loading import Load
from tests.changes.test_replay import dump, told
from tests.conftest import Run
from tests.imports.registers import district, register, with_divisions
from tests.server import Server
from tests.worlds import build

Look = Callable[[Graph], Awaitable[list[str]]]
_FORGET = "MATCH (n:Revision|Lock) DETACH DELETE n"
_NODES = """
MATCH (n) WHERE NOT n:Region AND NOT n:Lock AND NOT n:Migration
RETURN labels(n) AS labels, properties(n) AS properties
"""
_EDGES = """
MATCH (a)-[edge]->(b) WHERE NOT (a:Region AND b:Region)
RETURN type(edge) AS type, properties(edge) AS properties, properties(a) AS a, properties(b) AS b
"""
_ALL = """
MATCH (n:Region|Revision|Policy|Lock)
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS
"""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Let a few rows be many and batches small; holds what the loads begun were marked with."""
    return fewer(monkeypatch)


@pytest.fixture
def empty(graph: Graph, run: Run) -> Iterator[Graph]:
    run(graph.apply(_FORGET))
    yield graph
    run(build.wipe(graph))


async def stored(graph: Graph) -> list[str]:
    """What stands beside the divisions."""
    rows = await graph.read(_NODES) + await graph.read(_EDGES)
    return sorted(json.dumps(row, sort_keys=True, default=str) for row in rows)


def without_clock(lines: list[str]) -> list[str]:
    """What is stored, less the moments at which it was."""
    clock = r'"(recorded_at|entered_at|decided_at|taken_at)": "[^"]*"'
    return sorted(re.sub(clock, "", line) for line in lines)


def fewer(patched: pytest.MonkeyPatch, ids: int = 3) -> list[Any]:
    taken: list[Any] = []
    begin = loading.begin

    async def noticed(tx: Transaction, brings: list[str], revision: int) -> str:
        taken.append((brings, revision))
        return await begin(tx, brings, revision)

    patched.setattr(whole, "_FROM", 5)
    patched.setattr(batches, "_CHUNKS", 1)
    patched.setattr(batches, "_IDS", ids)
    patched.setattr(loading, "begin", noticed)
    for module in (gate, loading):
        patched.setattr(module, "FRESH", 0.1)
    return taken


async def loaded(
    graph: Graph, parts: Any, look: Look
) -> tuple[Report, list[str], list[dict[str, Any]]]:
    report = await import_rows(graph, parts, mode="keep_going", reason="整册")
    return report, without_clock(await look(graph)), await told(graph)


def alike(graph: Graph, run: Run, parts: Any, forget: LiteralString, look: Look) -> None:
    """Load in batches what stands loaded at once, and compare all that is stored."""
    ordinary, nodes, history_told = run(loaded(graph, parts(), look))
    run(build.wipe(graph))
    run(graph.apply(forget))
    with pytest.MonkeyPatch.context() as patched:
        taken = fewer(patched, 3 if look is stored else 3000)
        report, again, told_again = run(loaded(graph, parts(), look))
    assert taken, "it was not loaded in batches"
    assert report.as_dict() == ordinary.as_dict()
    assert [reject.column for reject in report.rejected] == ["region_code", "liaison_id"]
    assert not report.withheld
    assert again == nodes
    moment = {"recorded_at": None}
    assert [one | moment for one in told_again] == [one | moment for one in history_told]
    for rule in ("D-1", "D-2"):
        assert not run(audit.everything(graph, rule_id=rule))


def test_a_register_in_batches_is_stored_as_by_one_transaction(empty: Graph, run: Run) -> None:
    alike(empty, run, register, _FORGET, stored)


@pytest.mark.slow
def test_so_is_one_that_brings_its_divisions(empty: Graph, run: Run) -> None:
    run(empty.apply(_ALL))
    try:
        alike(empty, run, with_divisions, _ALL, dump)
    finally:
        run(build.wipe(empty))
        run(build.divisions(empty))


def test_a_store_in_which_a_team_stands_takes_one_transaction(
    empty: Graph, run: Run, small: list[Any]
) -> None:
    run(import_rows(empty, district(), mode="keep_going"))
    more = build.sources("teams.csv", build.teams_of(build.example("E-26")))
    assert run(import_rows(empty, {"teams": more}, mode="keep_going", record=False)).loaded > 5
    assert small == [(["registration_authorities"], 1)]


def test_a_dry_run_and_refused_rows_load_nothing(empty: Graph, run: Run, small: list[Any]) -> None:
    before = run(stored(empty))
    assert run(import_rows(empty, district(), mode="keep_going", dry_run=True)).loaded
    assert run(import_rows(empty, district())).withheld
    assert run(stored(empty)) == before
    assert not small


async def refused(graph: Graph) -> None:
    with pytest.raises(BeingLoaded):
        await graph.read("MATCH (team:Team) RETURN count(team) AS teams")
    with pytest.raises(BeingLoaded):
        await graph.write(derived.lock_affiliation)
    for late in (derived.lock_affiliation, answered.begin):  # who passed before the marker stood
        with pytest.raises(BeingLoaded):
            await graph.inside().write(late)


async def refused_over_http(graph: Graph) -> None:
    app = create_app(graph, Settings(anonymous_read=True, _env_file=None))
    app.state.database.prepared = True
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        for path in ("/readyz", "/v1/teams", "/v1/regions/50"):
            answer = await client.get(path)
            assert answer.status_code == 503, answer.text
            assert answer.json()["type"].endswith("being_loaded")
            assert answer.headers["retry-after"]


def test_nobody_is_answered_before_all_of_it_is_there(
    empty: Graph, run: Run, small: list[Any], neo4j_server: Server
) -> None:
    """Asked from outside between batches: by this process, another connection, and over HTTP."""
    batch, asked = Load.batch, 0

    async def looked(load: Load, work: Any) -> Any:
        nonlocal asked
        answer = await batch(load, work)
        asked += 1
        if asked in (1, 3, 5):
            auth = (neo4j_server.uri, neo4j_server.username, neo4j_server.password)
            async with connected(*auth, policy=Policy()) as another:
                await refused(another)
            await refused(empty)
        if asked == 3:
            await refused_over_http(empty)
            with pytest.raises(BeingLoaded):
                await loading.recover(empty)
        return answer

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Load, "batch", looked)
        report = run(import_rows(empty, district(), mode="keep_going"))
    assert small
    assert asked > 5
    assert report.revision == 1
    assert run(empty.read("MATCH (team:Team) RETURN count(team) > 1 AS stand"))[0]["stand"]


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
