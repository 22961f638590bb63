"""The explorer as one application beside the API: its pages, files, headers and error pages."""

from __future__ import annotations

from pathlib import Path

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette._utils import get_route_path
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from graph_service.errors import InvalidInput, NotFound, ServiceError
from graph_service.explorer.counting import Turns
from graph_service.explorer.pages import (
    applications,
    change,
    changes,
    exports,
    hours,
    lists,
    notice,
    overview,
    plans,
    queues,
    record_entry,
    records,
    register,
    reports,
    search,
    session,
    team,
    tree,
    wanted,
    work,
)
from graph_service.explorer.rendering import page
from graph_service.explorer.security import HEADERS, Headers
from graph_service.explorer.state import ROOT
from graph_service.explorer.then import then

_STATIC = Path(__file__).parent / "static"
_PAGES = (tree, search, team, overview, notice, lists, work, register, applications, plans, change)
_PAGES += (changes, session, exports, wanted)
_PAGES += (records, record_entry, queues, hours, reports)
_TIMED = (tree, search, team, overview, notice, lists, changes)


class _Place(Mount):
    """A mount whose bare path, without a slash, is its first page."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] == "http" and get_route_path(scope) == self.path:
            slashed = {**scope, "path": scope["path"] + "/"}
            match, child = super().matches(slashed)
            return match, {**child, "path": slashed["path"]}
        return super().matches(scope)


def install(app: FastAPI) -> None:
    """Put the explorer at /explorer over an app's graph, callers and database."""
    site = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    for name in ("graph", "settings", "callers", "database"):
        setattr(site.state, name, getattr(app.state, name))
    site.state.turns = Turns()
    for module in _PAGES:
        told = [Depends(_ready), *([Depends(then)] if module in _TIMED else [])]
        site.include_router(module.router, dependencies=told)
    site.mount("/static", StaticFiles(directory=_STATIC), name="static")
    site.add_exception_handler(ServiceError, _failed)
    site.add_exception_handler(RequestValidationError, _malformed)
    site.add_exception_handler(HTTPException, _http)
    site.add_exception_handler(UnicodeEncodeError, _unencodable)
    site.add_exception_handler(Exception, _unexpected)
    app.router.routes.append(_Place(ROOT, app=Headers(site), name="explorer"))


def refusal(scope: Scope, error: ServiceError) -> Response | None:
    """Return the page of an error that is met before the explorer; None for another address."""
    path = scope["path"]
    if path != ROOT and not path.startswith(f"{ROOT}/"):
        return None
    response = _page_of(Request(scope), error)
    response.headers.update(HEADERS | {"Cache-Control": "no-store"})
    return response


async def _ready(request: Request) -> None:
    """Raise DatabaseAway while the store that a page would read is not ready."""
    away = request.app.state.database.refusal()
    if away is not None:
        raise away


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, ServiceError)  # noqa: S101
    return _page_of(request, error)


def _page_of(request: Request, error: ServiceError) -> Response:
    """Return an error as a page, or as what a panel asked for; with the time to come again."""
    part = "hx-request" in request.headers
    response = page(
        request, "error_part.html" if part else "error.html", status=error.status, error=error
    )
    wait = error.members.get("retry_after", 5 if error.status == 503 else None)
    if wait is not None:
        response.headers["Retry-After"] = str(wait)
    return response


async def _unexpected(request: Request, error: Exception) -> Response:
    zh, en = "服务内部出错，已记入日志。", "The service failed; the failure is in its log."
    return await _failed(request, ServiceError(zh, en))


async def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    field = str(error.errors()[0]["loc"][-1])
    zh, en = f"参数 {field} 的格式不符。", f"The parameter {field} has not the right form."
    return await _failed(request, InvalidInput(field, None, zh, en))


async def _unencodable(request: Request, error: Exception) -> Response:
    zh, en = "地址中含有无法编码的字符。", "The address holds a character that no text can carry."
    return await _failed(request, InvalidInput("address", None, zh, en))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    if error.status_code == 404:
        return await _failed(request, NotFound("address", request.url.path))
    problem = ServiceError(str(error.detail), str(error.detail))
    problem.status = error.status_code
    return await _failed(request, problem)
