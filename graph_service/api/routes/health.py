"""Whether the process lives, whether it can answer, and its numbers."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph_service.api.deps import GraphDep
from graph_service.api.replies import Reply
from graph_service.errors import DatabaseAway
from graph_service.register import history
from graph_service.register.migrations import newest_version, schema_version

router = APIRouter(tags=["health 运行状态"])


@router.get("/healthz")
async def healthz() -> Reply:
    """The process answers."""
    return Reply({"status": "ok"})


@router.get("/readyz")
async def readyz(request: Request, graph: GraphDep) -> Reply:
    """The database answers, its schema is this release's, and the warm-up is done."""
    if away := request.app.state.database.away():
        raise away
    version = await schema_version(graph)
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
            "revision": await history.revision(graph),
        }
    )


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Numbers for Prometheus."""
    return Response(request.app.state.metrics.text(), media_type="text/plain; version=0.0.4")
