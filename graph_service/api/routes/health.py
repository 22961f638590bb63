"""Whether the process lives, whether it can answer, and its numbers."""

from __future__ import annotations

import asyncio

from fastapi import Request
from starlette.responses import Response

from graph_service.answers.health import Liveness, Readiness
from graph_service.api import doors
from graph_service.api.deps import GraphDep
from graph_service.api.metrics import CONTENT_TYPE
from graph_service.api.replies import Reply
from graph_service.errors import DatabaseAway
from graph_service.messages import say
from graph_service.store import history
from graph_service.store.migrations import newest_version, schema_version

router = doors.router(tags=["health"])


_PATIENCE = 1.0


class MetricsText(Response):
    """Prometheus' text format."""

    media_type = CONTENT_TYPE


@router.get("/healthz", response_model=Liveness)
async def get_health() -> Reply:
    """The process answers."""
    return Reply({"status": "ok"})


@router.get("/readyz", response_model=Readiness)
async def get_readiness(request: Request, graph: GraphDep) -> Reply:
    """The database answers, its schema is this release's, and the warm-up is done."""
    if away := request.app.state.database.away():
        raise away
    try:
        async with asyncio.timeout(_PATIENCE):
            version, revision = await schema_version(graph), await history.revision(graph)
    except TimeoutError:
        raise DatabaseAway(*say("busy.hangs", seconds=f"{_PATIENCE:g}")) from None
    if version != newest_version():
        raise DatabaseAway("服务正在启动。", "The service is starting.")
    return Reply(
        {
            "status": "ready",
            "database": graph.database or "neo4j",
            "schema_version": version,
            "edition": graph.policy.edition,
            "zone_overlay": graph.policy.zone_overlay,
            "fast_review_policy": graph.policy.fast_review_policy,
            "revision": revision,
        }
    )


@router.get("/metrics", response_class=MetricsText)
async def get_metrics(request: Request) -> Response:
    """Numbers for Prometheus."""
    return MetricsText(request.app.state.metrics.text())
