"""What Neo4j Browser fetches from us: guides, style, saved scripts; open to its origin alone."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from graph_service.browser import guides, library
from graph_service.errors import NotFound

_FORMS = {"html": (guides.html, "text/html"), "adoc": (guides.asciidoc, "text/plain")}


def kit(origins: Iterable[str]) -> ASGIApp:
    """Return the app to mount at ``/browser``; Browser asks ahead for a guide's cache headers."""
    routes = [
        Route("/guides/{name}.{form}", _guide),
        Route("/style.grass", _style),
        Route("/library.zip", _archive),
    ]
    return CORSMiddleware(
        Router(routes),
        allow_origins=list(origins),
        allow_methods=["GET"],
        allow_headers=["Cache-Control", "Pragma"],
    )


async def _guide(request: Request) -> Response:
    name, form = request.path_params["name"], request.path_params["form"]
    guide = library.guides().get(name)
    if guide is None or form not in _FORMS:
        raise NotFound("guide", f"{name}.{form}")
    write, media_type = _FORMS[form]
    return _answer(write(guide, f"{request.base_url}browser/guides/"), media_type)


async def _style(request: Request) -> Response:
    return _answer(library.style(), "text/plain")


async def _archive(request: Request) -> Response:
    answer = _answer(library.archive(), "application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="library.zip"'
    return answer


def _answer(content: str | bytes, media_type: str) -> Response:
    return Response(content, media_type=media_type, headers={"X-Content-Type-Options": "nosniff"})
