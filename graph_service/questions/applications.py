"""Upgrade applications as they stand (P-6, P-7)."""

from __future__ import annotations

from graph_service import cypher
from graph_service.answers.applications import ApplicationRow
from graph_service.errors import NotFound
from graph_service.graph import Reading

_READ_APPLICATIONS = cypher.load("questions/registers/read_applications")


async def application(graph: Reading, application_id: str) -> ApplicationRow:
    """Return one application; NotFound for an unknown id."""
    rows = await graph.values(_READ_APPLICATIONS, application_ids=[application_id])
    if not rows:
        raise NotFound("application", application_id)
    return rows[0][0]
