"""A whole register into an empty store, in batches: as if one transaction had written it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, LiteralString

import pytest

from graph_service.graph import Graph
from graph_service.imports import batches, whole
from graph_service.imports.import_rows import Report, import_rows
from graph_service.model import Policy
from graph_service.questions import audit
from graph_service.rows.rows import SourceRow
from graph_service.sample.regions import region_rows
from graph_service.store import loading
from tests.api.conftest import app, call, dispatch, token_of  # noqa: F401
from tests.changes.test_replay import dump, told
from tests.conftest import Run
from tests.records.calls import RECORD
from tests.server import Server
from tests.worlds import build

_FORGET = "MATCH (n:Revision|Lock) DETACH DELETE n"
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


def register() -> dict[str, list[SourceRow]]:
    """Teams with every edge, applications, viewing, records; some rows that cannot be held."""
    entry = build.example("E-26")
    teams = build.teams_of(entry)
    record = {name: str(value) for name, value in RECORD.items()}
    team_id = teams[0]["team_id"]
    records = [
        record | {"record_id": f"R{n}", "team_id": team_id, "volunteer_no": f"V-000{n}"}
        for n in range(4)
    ]
    records[0] |= {"state": "confirmed", "decided_by": "H50"}
    pairs = [{"team_id": teams[1]["team_id"], "viewer_id": "H50"}]
    lost = teams[-1] | {"team_id": "LOST", "region_code": "999999"}
    behind = teams[-1] | {"team_id": "BEHIND", "liaison_id": "LOST"}
    return {
        "registration_authorities": build.sources("authorities.csv", build.authorities()),
        "teams": build.sources("teams.csv", [*teams, lost, behind]),
        "viewing": build.sources("viewing.csv", pairs),
        "applications": build.sources("applications.csv", entry["applications"]),
        "records": build.sources("records.csv", records),
    }


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
    return taken


async def loaded(graph: Graph, parts: Any) -> tuple[Report, list[str], list[dict[str, Any]]]:
    report = await import_rows(graph, parts, mode="keep_going", reason="整册")
    return report, without_clock(await dump(graph)), await told(graph)


def alike(graph: Graph, run: Run, parts: Any, forget: LiteralString, ids: int) -> None:
    """Load in batches what stands loaded at once, and compare all that is stored."""
    ordinary, nodes, history_told = run(loaded(graph, parts()))
    run(build.wipe(graph))
    run(graph.apply(forget))
    with pytest.MonkeyPatch.context() as patched:
        taken = fewer(patched, ids)
        report, again, told_again = run(loaded(graph, parts()))
    assert taken, "it was not loaded in batches"
    assert report.as_dict() == ordinary.as_dict()
    assert [reject.column for reject in report.rejected] == ["region_code", "liaison_id"]
    assert again == nodes
    moment = {"recorded_at": None}
    assert [one | moment for one in told_again] == [one | moment for one in history_told]
    for rule in ("D-1", "D-2"):
        assert not run(audit.everything(graph, rule_id=rule))


def test_a_register_in_batches_is_stored_as_by_one_transaction(empty: Graph, run: Run) -> None:
    alike(empty, run, register, _FORGET, 3)


def test_so_is_one_that_brings_its_divisions(empty: Graph, run: Run) -> None:
    run(empty.apply(_ALL))
    try:
        alike(empty, run, lambda: {"regions": list(region_rows())} | register(), _ALL, 3000)
    finally:
        run(build.wipe(empty))
        run(build.divisions(empty))


def test_a_store_in_which_a_team_stands_takes_one_transaction(
    empty: Graph, run: Run, small: list[Any]
) -> None:
    teams = build.teams_of(build.example("E-26"))
    run(build.load(empty, teams[:1]))
    run(build.load(empty, teams))
    assert not small


def test_a_dry_run_and_refused_rows_load_nothing(empty: Graph, run: Run, small: list[Any]) -> None:
    before = run(dump(empty))
    assert run(import_rows(empty, register(), mode="keep_going", dry_run=True)).loaded
    assert run(import_rows(empty, register())).withheld
    assert run(dump(empty)) == before
    assert not small


def test_nobody_is_answered_before_all_of_it_is_there(
    empty: Graph, run: Run, small: list[Any], app: Any, call: Any, neo4j_server: Server  # noqa: F811
) -> None:  # fmt: skip
    """Asked from outside between any two batches: by this process, another, and over HTTP."""
    seen: list[str] = []
    batch = loading.Load.batch

    async def outside(graph: Graph) -> None:
        with pytest.raises(BeingLoaded):
            await graph.read("MATCH (team:Team) RETURN count(team) AS teams")
        with pytest.raises(BeingLoaded):
            await graph.write(derived.lock_affiliation)
        with pytest.raises(BeingLoaded):
            await graph.inside().write(derived.lock_affiliation)
        with pytest.raises(BeingLoaded):
            await graph.inside().write(answered.begin)

    async def looked(load: Load, work: Any) -> Any:
        answer = await batch(load, work)
        if len(seen) < 3:
            seen.append(load.owner)
            auth = (neo4j_server.uri, neo4j_server.username, neo4j_server.password)
            async with connected(*auth, policy=Policy()) as another:
                await outside(another)
            await outside(empty)
            if len(seen) == 1:
                with pytest.raises(BeingLoaded):
                    await loading.recover(empty)
        return answer

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(loading.Load, "batch", looked)
        report = run(import_rows(empty, register(), mode="keep_going"))
    assert len(seen) == 3
    assert small
    assert run(empty.read("MATCH (t:Team) RETURN count(t) AS n"))[0]["n"] <= report.loaded


@pytest.mark.parametrize("at", [1, 4, 9])
def test_a_load_that_is_cancelled_leaves_the_empty_store(
    empty: Graph, run: Run, small: list[Any], at: int
) -> None:
    before, batch, done = run(dump(empty)), loading.Load.batch, 0

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
            run(import_rows(empty, register(), mode="keep_going"))
    assert small
    assert run(dump(empty)) == before


def test_rows_of_somebody_else_meanwhile_undo_the_load(
    empty: Graph, run: Run, small: list[Any]
) -> None:
    before, records = run(dump(empty)), batches.service_records

    async def beside(*given: Any) -> None:
        await records(*given)
        await empty.apply("CREATE (:Team {team_id: 'BESIDE'})")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(batches, "service_records", beside)
        with pytest.raises(Conflict, match="taken back"):
            run(import_rows(empty, register(), mode="keep_going"))
    assert run(dump(empty)) == before


_KILLED = """
import asyncio, os, signal, sys
from graph_service.graph import connected
from graph_service.imports import batches, whole
from graph_service.imports.import_rows import import_rows
from graph_service.model import Policy
from graph_service.store.loading import Load
from tests.imports.test_whole_registers import register

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
        await import_rows(graph, register(), mode="keep_going")

asyncio.run(main())
"""


def test_what_a_killed_load_left_is_taken_away_by_whoever_opens_next(
    empty: Graph, run: Run, monkeypatch: pytest.MonkeyPatch, neo4j_server: Server
) -> None:
    before = run(dump(empty))
    server = (neo4j_server.uri, neo4j_server.username, neo4j_server.password)
    command = [sys.executable, "-c", _KILLED, *map(str, server), "7"]
    ended = subprocess.run(command, check=False, timeout=120)
    assert ended.returncode == -signal.SIGKILL
    [left] = run(empty.inside().read("MATCH (t:Team) RETURN count(t) AS teams"))
    assert left["teams"]
    with pytest.raises(BeingLoaded):
        run(empty.read("RETURN 1 AS one"))
    monkeypatch.setattr(loading, "_SILENCE", 3)
    run(loading.recover(empty))
    assert run(dump(empty)) == before
