"""RFC 9457 problem details: one clear answer for everything that goes wrong."""

from __future__ import annotations

import json
import re
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from graph_service.errors import DatabaseAway, InvalidInput, NotFound, ServiceError
from graph_service.messages import say
from graph_service.problems import as_problem

_ENUMERATED = ("enum", "literal_error", "string_pattern_mismatch")
# A volunteer's number is told by no problem, not even to whoever asked with it.
_VOLUNTEER = re.compile(r"(?<=/volunteers/)[^/]+")
_HTTP = {
    404: ("没有这个地址。", "There is nothing at this address."),
    405: ("这个地址不支持该方法。", "This address does not take that method."),
}


class ProblemResponse(Response):
    """A response of type application/problem+json."""

    media_type = "application/problem+json"


def install(app: FastAPI) -> None:
    """Let every error of the tree, of the payload check and of routing answer as a problem.

    What nobody expected is answered where every request passes (``middleware``).
    """
    app.add_exception_handler(ServiceError, _service_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(UnicodeEncodeError, _unencodable)


def respond(error: ServiceError, path: str) -> ProblemResponse:
    """Return the response of an error."""
    headers = {}
    if isinstance(error, DatabaseAway):
        headers["Retry-After"] = "5"
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if "retry_after" in error.members:
        headers["Retry-After"] = str(error.members["retry_after"])
    body = json.dumps(as_problem(error, _nameless(path)), ensure_ascii=False, default=str)
    return ProblemResponse(body, error.status, headers)


def _nameless(path: str) -> str:
    return _VOLUNTEER.sub("{volunteer_no}", path)


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
    broken = entry["type"] == "json_invalid"
    field = "body" if broken else ".".join(place) or str(entry["loc"][0])
    shown = _telling(entry)
    facts = {"field": field, "detail": entry["msg"]} | entry.get("ctx", {})
    try:
        zh, en = say(f"field.{entry['type']}", **facts)
    except KeyError:
        zh, en = say("field.other", **facts)
    return {
        "field": field,
        "value": printable(shown)[:80] if isinstance(shown, str) else shown,
        "message_zh": zh,
        "message_en": en,
    }


def _telling(entry: Any) -> str | int | float | bool | None:
    """Return the value to show beside a field: no text of a body but words of an enumeration.

    What else stands in a body may name a person.
    """
    given = entry.get("input")
    if entry["loc"][-1] == "volunteer_no":
        return None
    if isinstance(given, str) and entry["loc"][0] == "body" and entry["type"] not in _ENUMERATED:
        return None
    return given if isinstance(given, str | int | float | bool) else None


def printable(text: str) -> str:
    """Return text that UTF-8 can carry: what it cannot stands as a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


async def _unencodable(request: Request, error: Exception) -> Response:
    """A lone surrogate, which JSON can name and no text can hold."""
    zh, en = say("field.string_unicode", field="body")
    return respond(InvalidInput("body", None, zh, en), request.url.path)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    if error.status_code == 404:
        return respond(NotFound("address", _nameless(request.url.path)), request.url.path)
    if error.status_code == 400:
        zh, en = say("field.json_invalid", field="body", error=error.detail)
        return respond(InvalidInput("body", None, zh, en), request.url.path)
    zh, en = _HTTP.get(error.status_code, (str(error.detail), str(error.detail)))
    problem = ServiceError(zh, en)
    problem.status, problem.slug, problem.title = error.status_code, "http", en
    response = respond(problem, request.url.path)
    response.headers.update(error.headers or {})
    if error.status_code == 405:
        response.headers["Allow"] = ", ".join(sorted(_allowed(request)))
    return response


def _allowed(request: Request) -> set[str]:
    """Return every method of an address: the framework tells those of one route only."""
    found: set[str] = set()
    for route in request.app.state.doors:
        if route.path_regex.match(request.url.path):
            found |= route.methods
    return found or {"GET"}
