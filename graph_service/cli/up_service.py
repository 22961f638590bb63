"""What ``up`` does once its Neo4j answers: schema, sample, API.

It needs most of this package, so ``up`` reads it in while Neo4j starts.
"""

from __future__ import annotations

import json
import os

from graph_service import sample
from graph_service.browser import links
from graph_service.cli import telling
from graph_service.cli.preparing import bring_up_to_date
from graph_service.cli.progress import Steps
from graph_service.cli.serving import opens_at, serve_until_stopped
from graph_service.cli.signals import Signals
from graph_service.cli.store import opened
from graph_service.cli.up_options import Asked, Sample
from graph_service.cli.workers import Work, serve_with_workers
from graph_service.embedded.home import write_private
from graph_service.embedded.server import Running
from graph_service.graph import Graph
from graph_service.imports.report import Report
from graph_service.questions import registers
from graph_service.settings import Settings
from graph_service.store import tokens


async def serve(
    settings: Settings,
    uri: str,
    password: str | None,
    asked: Asked,
    signals: Signals,
    server: Running | None,
    steps: Steps,
) -> None:
    """Make the store ready, fill an empty one with the sample, serve until a signal says stop."""
    signals.cancels()
    async with opened(settings, (uri, settings.neo4j_username, password)) as graph:
        await graph.verify()
        steps.begin("核对结构和规则 / schema and policy data")
        await bring_up_to_date(graph)
        await _filled(graph, settings, steps, asked.sample)
        state = {
            "api_url": opens_at(settings, asked.host, asked.port),
            "bolt_url": uri,
            "browser_url": server.browser_url if server else None,
            "pid": os.getpid(),
        }

        def ready() -> None:
            write_private(settings.data_dir / "state.json", json.dumps(state))
            steps.end()
            telling.addresses(state, settings.data_dir, explorer=settings.explorer)

        file = str(telling.password_file(settings.data_dir))
        browser = (links.first_link(server.browser_url, uri), file) if server else None
        lives = server.lives if server else lambda: True
        known = {"bolt_url": settings.bolt_url or uri}
        if server is not None:
            known["browser_url"] = settings.browser_url or server.browser_url
        settings = settings.model_copy(update=known)
        where = (asked.host, asked.port)
        if asked.workers > 1:
            at = (uri, settings.neo4j_username, password)
            work = Work(settings, at, False, asked.logs_to_file, browser)
            await serve_with_workers(work, *where, asked.workers, signals, ready, lives=lives)
            return
        await serve_until_stopped(
            graph, settings, *where, signals, ready, lives=lives, neo4j_browser=browser
        )


async def _filled(graph: Graph, settings: Settings, steps: Steps, wanted: Sample) -> None:
    loaded = await _load_sample(graph, steps, wanted)
    steps.begin("预热 / warming up")
    told = sample.about(messy=wanted is Sample.CHONGQING_MESSY)
    steps.say(telling.about(await registers.summary(graph), loaded, told))
    token = await tokens.ensure_admin_token(graph, settings.data_dir / "admin-token")
    write_private(settings.data_dir / "admin-token", token + "\n")


async def _load_sample(graph: Graph, steps: Steps, wanted: Sample) -> Report | None:
    if wanted is Sample.NONE:
        return None
    steps.begin("样本 / sample")
    messy = wanted is Sample.CHONGQING_MESSY
    return await sample.load_if_empty(graph, steps.advance, messy=messy)
