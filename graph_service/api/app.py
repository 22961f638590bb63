"""The application: an open graph in, an ASGI app out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles

from graph_service import __version__, lean
from graph_service.api import document, problems
from graph_service.api.auth import Callers
from graph_service.api.daily import end_regions_daily
from graph_service.api.database import Database, Prepare
from graph_service.api.events import Revisions
from graph_service.api.feed import Feed
from graph_service.api.finding import Finding
from graph_service.api.following import Following
from graph_service.api.held import Held
from graph_service.api.hot import Hot
from graph_service.api.limiting import Limiter
from graph_service.api.memory import Memory
from graph_service.api.metrics import Metrics
from graph_service.api.middleware import Passage
from graph_service.api.routes import (
    advice,
    answers,
    applications,
    audit,
    browser,
    changes,
    checks,
    front,
    health,
    hours,
    imports,
    operations,
    permissions,
    plans,
    policy,
    queues,
    records,
    regions,
    reports,
    reverse,
    review_routes,
    scope,
    seats,
    teams,
)
from graph_service.api.warmup import warm_the_rest, warm_up
from graph_service.explorer import site
from graph_service.graph import Graph
from graph_service.graph.lanes import Lane
from graph_service.settings import Settings

# Large imports at once, waiting, and for how many seconds: each takes some 500 MB.
_IMPORTS = (1, 4, 30.0)
_STATIC = Path(__file__).parent / "static"
_ROUTERS = (
    teams,
    review_routes,
    permissions,
    scope,
    reverse,
    checks,
    regions,
    policy,
    audit,
    seats,
    advice,
    operations,
    applications,
    records,
    plans,
    changes,
    answers,
    imports,
    hours,
    queues,
    reports,
    health,
    front,
)


def create_app(
    graph: Graph,
    settings: Settings,
    prepare: Prepare | None = None,
    *,
    neo4j_browser: tuple[str, str] | None = None,
) -> FastAPI:
    """Return the service over an open graph; it keeps no state of its own.

    With ``prepare``, which brings the store up to date, it serves at once and waits for the
    database beside; without, the store is ready to be warmed when the service starts.
    ``neo4j_browser`` is the address of Neo4j Browser and where its password stands, for the front
    page of a service that starts its own.
    """
    app = FastAPI(
        title="志愿团体关系服务 Volunteer-team graph service",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=document.operation_id,
        lifespan=_lifespan,
    )
    app.state.graph = graph
    app.state.settings = settings
    app.state.neo4j_browser = neo4j_browser
    app.state.callers = Callers(graph, settings)
    app.state.waits = prepare is not None
    app.state.beside = []
    app.state.doors = [route for module in _ROUTERS for route in module.router.routes]
    app.state.revisions = Revisions(graph)
    app.state.feed = Feed(graph, app.state.revisions)
    app.state.importing = Lane(*_IMPORTS)
    held = Held(settings.held_answers)
    graph.listener = held
    following = Following(graph, app.state.feed, held, lambda: app.state.database.prepared)
    app.state.database = Database(graph, partial(_warmed, prepare, following, app))
    app.state.memory = Memory(graph, held, following)
    app.state.metrics = Metrics(held)
    app.router.routes.extend(app.state.doors)
    app.mount("/browser", browser.kit(settings.browser_origins), name="browser")
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_api_route("/docs", _docs, include_in_schema=False)
    if settings.explorer:
        site.install(app)
    app.router.middleware_stack = Finding(app.router)
    problems.install(app)
    document.install(app)
    app.add_middleware(
        Hot, memory=app.state.memory, callers=app.state.callers, routes=partial(_by_name, app)
    )
    app.add_middleware(
        Passage,
        memory=app.state.memory,
        allowed_hosts=settings.allowed_hosts,
        metrics=app.state.metrics,
        away=app.state.database.refusal,
        limiter=Limiter(settings.rate_limit) if settings.rate_limit else None,
        **({"page": site.refusal} if settings.explorer else {}),
    )
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncGenerator[None, None]:
    lean.settle()
    if not app.state.waits:
        await app.state.database.make_ready()
    app.state.beside += [
        asyncio.create_task(app.state.database.attend()),
        asyncio.create_task(end_regions_daily(app.state.graph)),
    ]
    yield
    for task in app.state.beside:
        task.cancel()
    await asyncio.gather(*app.state.beside, return_exceptions=True)


def _by_name(app: FastAPI) -> dict[str, BaseRoute]:
    """Return the routes of the API by the names of their functions."""
    return {route.name: route for route in app.state.doors}


async def _warmed(
    prepare: Prepare | None, following: Following, app: FastAPI, graph: Graph
) -> None:
    if prepare is not None:
        await prepare(graph)
    await warm_up(graph)
    await following.look()
    app.state.beside.append(asyncio.create_task(warm_the_rest(graph, following.quiet)))


async def _docs() -> HTMLResponse:
    return get_swagger_ui_html(
        openapi_url="/openapi.json",
        title="API",
        swagger_js_url="/static/swagger-ui-bundle.js",
        swagger_css_url="/static/swagger-ui.css",
        swagger_favicon_url="data:,",
    )
