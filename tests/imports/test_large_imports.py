"""No transaction bounds an import, into an empty store or a filled one; it bounds a dry run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph_service import embedded
from graph_service.errors import TooLarge
from graph_service.graph import connected
from graph_service.imports.import_rows import import_rows
from graph_service.model import Policy
from graph_service.sample.crowd import crowd_rows
from graph_service.sample.regions import region_rows
from graph_service.store import migrations, policy
from tests.conftest import Run

_COUNT = "MATCH (team:Team) RETURN count(team) AS teams"


@pytest.mark.slow
def test_an_empty_store_and_a_filled_one_take_more_than_a_transaction_holds(
    tmp_path: Path, run: Run
) -> None:
    server = embedded.start(tmp_path, heap=512)

    async def work() -> None:
        auth: Any = (server.uri, server.username, server.password)
        async with connected(*auth, policy=Policy(), heap="GRAPH_SERVICE_NEO4J_HEAP") as graph:
            await migrations.migrate(graph)
            await policy.load_policy(graph)
            await import_rows(graph, {"regions": region_rows()})
            rows = [row for row in crowd_rows(65_000)]
            for row in rows:
                row.values["liaison_id"] = ""
            report = await import_rows(graph, {"teams": rows[:40_000]})
            assert report.loaded == 40_000
            with pytest.raises(TooLarge, match="GRAPH_SERVICE_NEO4J_HEAP"):
                await import_rows(graph, {"teams": rows[40_000:]}, dry_run=True)
            assert await graph.read(_COUNT) == [{"teams": 40_000}]
            report = await import_rows(graph, {"teams": rows[40_000:]})
            assert (report.loaded, len(report.revisions)) == (25_000, 3)
            assert await graph.read(_COUNT) == [{"teams": 65_000}]

    try:
        run(work())
    finally:
        server.stop()
