"""RFC 9457 problem details: one clear answer for everything that goes wrong."""

from __future__ import annotations

import json
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from graph_service.errors import DatabaseAway, InvalidInput, NotFound, ServiceError
from graph_service.messages import say

_log = structlog.get_logger()
_HTTP = {
    404: ("没有这个地址。", "There is nothing at this address."),
    405: ("这个地址不支持该方法。", "This address does not take that method."),
}


class Problem(Response):
    """A response of type application/problem+json."""

    media_type = "application/problem+json"


def as_problem(error: ServiceError, instance: str | None = None) -> dict[str, Any]:
    """Return an error as a problem document's members."""
    body: dict[str, Any] = {
        "type": f"/problems/{error.slug}",
        "title": error.title,
        "status": error.status,
        "detail": f"{error.message_zh} {error.message_en}",
        "message_zh": error.message_zh,
        "message_en": error.message_en,
    }
    if instance is not None:
        body["instance"] = instance
    return body | error.members


def install(app: FastAPI) -> None:
    """Let every error of the tree, of the payload check and of routing answer as a problem."""
    app.add_exception_handler(ServiceError, _service_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)


def respond(error: ServiceError, path: str) -> Problem:
    """Return the response of an error."""
    headers = {}
    if isinstance(error, DatabaseAway):
        headers["Retry-After"] = "5"
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if "retry_after" in error.members:
        headers["Retry-After"] = str(error.members["retry_after"])
    body = json.dumps(as_problem(error, path), ensure_ascii=False, default=str)
    return Problem(body, error.status, headers)


async def _service_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ServiceError)  # noqa: S101
    return respond(error, request.url.path)


async def _invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    found = [_field_error(entry) for entry in error.errors()[:20]]
    first = found[0]
    problem = InvalidInput(
        first["field"], None, first["message_zh"], first["message_en"], errors=found
    )
    return respond(problem, request.url.path)


def _field_error(entry: Any) -> dict[str, Any]:
    place = [str(part) for part in entry["loc"] if part not in ("body", "query", "path")]
    field = ".".join(place) or str(entry["loc"][0])
    given = entry.get("input")
    shown = given if isinstance(given, str | int | float | bool) else None
    try:
        zh, en = say(f"field.{entry['type']}", field=field, detail=entry["msg"])
    except KeyError:
        zh, en = say("field.other", field=field, detail=entry["msg"])
    return {
        "field": field,
        "value": shown if not isinstance(shown, str) else shown[:80],
        "message_zh": zh,
        "message_en": en,
    }


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    if error.status_code == 404:
        return respond(NotFound("address", request.url.path), request.url.path)
    zh, en = _HTTP.get(error.status_code, (str(error.detail), str(error.detail)))
    problem = ServiceError(zh, en)
    problem.status, problem.slug, problem.title = error.status_code, "http", en
    response = respond(problem, request.url.path)
    response.headers.update(error.headers or {})
    return response


async def _unexpected(request: Request, error: Exception) -> Response:
    _log.error("unexpected", path=request.url.path, kind=type(error).__name__, exc_info=error)
    problem = ServiceError(
        "服务内部出错，已记入日志。", "The service failed; the failure is in its log."
    )
    return respond(problem, request.url.path)
