"""A store brought up to this release and the settings in force."""

from __future__ import annotations

from graph_service.changes import readings
from graph_service.graph import Graph
from graph_service.store import loading, migrations, policy


async def bring_up_to_date(graph: Graph) -> int:
    """Migrate, load policy data, and build the tree under the settings in force.

    A load that broke off is undone first.
    """
    await loading.recover(graph)
    version = await migrations.migrate(graph)
    await policy.load_policy(graph)
    await readings.enforce(graph)
    await readings.end_regions(graph)
    return version
