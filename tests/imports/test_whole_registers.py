"""A whole register into an empty store, in batches: as if one transaction had written it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any, LiteralString

import httpx2
import pytest

from graph_service.api.app import create_app
from graph_service.errors import BeingLoaded
from graph_service.graph import Graph, connected
from graph_service.imports.import_rows import Report, import_rows
from graph_service.model import Policy
from graph_service.questions import audit
from graph_service.rows import rows
from graph_service.sample.regions import region_rows
from graph_service.settings import Settings
from graph_service.store import answered, derived, loading
from graph_service.store.loading import Load
from tests.changes.test_replay import dump, told
from tests.conftest import Run
from tests.imports.conftest import FORGET, fewer, stored
from tests.imports.registers import district, register, with_divisions
from tests.server import Server
from tests.worlds import build

Look = Callable[[Graph], Awaitable[list[str]]]
_ALL = """
MATCH (n:Region|Revision|Policy|Lock)
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS
"""


def without_clock(lines: list[str]) -> list[str]:
    """What is stored, less the moments at which it was."""
    clock = r'"(recorded_at|entered_at|decided_at|taken_at)": "[^"]*"'
    return sorted(re.sub(clock, "", line) for line in lines)


async def loaded(
    graph: Graph, parts: Any, look: Look
) -> tuple[Report, list[str], list[dict[str, Any]]]:
    report = await import_rows(graph, parts, mode="keep_going", reason="整册")
    return report, without_clock(await look(graph)), await told(graph)


def alike(graph: Graph, run: Run, parts: Any, forget: LiteralString, look: Look) -> None:
    """Load in batches what stands loaded at once, and compare all that is stored."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rows, "_CHUNK", 3)
        ordinary, nodes, history_told = run(loaded(graph, parts(), look))
        run(build.wipe(graph))
        run(graph.apply(forget))
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
    alike(empty, run, register, FORGET, stored)


@pytest.mark.slow
def test_so_is_one_that_brings_its_divisions(empty: Graph, run: Run) -> None:
    run(empty.apply(_ALL))
    try:
        alike(empty, run, with_divisions, _ALL, dump)
    finally:
        run(import_rows(empty, {"regions": region_rows()}, record=False))


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
