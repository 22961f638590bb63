"""What may go wrong, operation by operation: the error tree, by what an operation takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from graph_service import errors
from graph_service.answers.problems import Problem
from graph_service.api.document.names import operations

_TYPE = "application/problem+json"
_EVER = (errors.Unauthenticated, errors.TooManyRequests, errors.ServiceError, errors.DatabaseAway)
_OF_CHANGES = (errors.Forbidden, errors.Conflict, errors.Stale)
_IDS = {"team_id", "within", "region_code", "liaison_id", "viewer_id", "application_id", "revision"}
_IDS |= {"record_id", "volunteer_no", "authority_id", "plan_id"}


def add(document: dict[str, Any]) -> None:
    """Say what each operation may answer instead of what was asked."""
    components = document["components"]
    shape = TypeAdapter(Problem).json_schema(ref_template="#/components/schemas/{model}")
    components["schemas"] |= shape.pop("$defs") | {
        "Problem": shape | {"additionalProperties": True}
    }
    components["responses"] = {
        "Problem": _response("A problem document (RFC 9457)."),
        "Misdirected": _response("A Host header that the service does not answer to."),
    }
    for path, method, operation in operations(document):
        operation["responses"]["421"] = {"$ref": "#/components/responses/Misdirected"}
        if path == "/readyz":
            operation["responses"]["503"] = {"$ref": "#/components/responses/DatabaseAway"}
        if not path.startswith("/v1/"):
            continue
        _drop_the_frameworks(operation)
        for error in _possible(path, method, operation):
            name = error.__name__
            components["responses"][name] = _response(f"{error.title}. {_said(error)}")
            reference = {"$ref": f"#/components/responses/{name}"}
            own = operation["responses"].setdefault(str(error.status), reference)
            if own is not reference:
                own["content"] |= components["responses"][name]["content"]
        operation["responses"]["default"] = {"$ref": "#/components/responses/Problem"}


def _drop_the_frameworks(operation: dict[str, Any]) -> None:
    if "ValidationError" in str(operation["responses"].get("422")):
        del operation["responses"]["422"]


def _possible(
    path: str, method: str, operation: dict[str, Any]
) -> Iterator[type[errors.ServiceError]]:
    yield from _EVER
    given = {parameter["name"] for parameter in operation.get("parameters", ())}
    if given or "requestBody" in operation:
        yield errors.InvalidInput
    if given & _IDS or method != "get":
        yield errors.NotFound
    if "requestBody" in operation:
        yield errors.TooLarge
    if "If-Match" in {name.title() for name in given} or path == "/v1/imports":
        yield from _OF_CHANGES
    elif method != "get" and "dry_run" in given:
        yield from _OF_CHANGES[:2]
    if path.startswith("/v1/plans"):
        yield errors.Forbidden
    if path.endswith("/apply"):
        yield errors.PlanStale


def _response(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {_TYPE: {"schema": schema}}}


def _said(error: type[errors.ServiceError]) -> str:
    return (error.__doc__ or "").strip().splitlines()[0]
