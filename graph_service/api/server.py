"""How the app is served: uvicorn's configuration, with what a stranger may cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from graph_service.api.connections import Connection
from graph_service.settings import Settings


def configuration(
    app: ASGIApp | Callable[[], ASGIApp], settings: Settings, **beside: Any
) -> uvicorn.Config:
    """Return the configuration of a server; forwarded addresses count only from named proxies."""
    return uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        **beside,
    )
