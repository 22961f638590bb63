"""Headers that go along: ETag, Location, Graph-Revision, Graph-Bookmark, which comes back too."""

from __future__ import annotations

from typing import Any

from graph_service.api.document.names import answers, operations

_HEADERS = {
    "ETag": "The team's revision, for If-Match.",
    "Location": "Where what was made can be read.",
    "Graph-Revision": "Every change up to this revision is in the answer.",
    "Graph-Bookmark": "Sent back with a later read, that read sees at least this state.",
    "Retry-After": "Seconds to wait before asking again.",
}
_SEEN: dict[str, Any] = {
    "name": "graph-bookmark",
    "in": "header",
    "required": False,
    "description": "The Graph-Bookmark of an earlier answer: this one sees at least that state."
    " Malformed it is 422; not reached within five seconds, 503.",
    "schema": {"type": "string"},
}
_TAGGED = {"Team", "TeamWritten"}


def add(document: dict[str, Any]) -> None:
    """Say which headers come with which answers."""
    components = document["components"]
    components["headers"] = {
        name: {"description": said, "schema": {"type": "string"}} for name, said in _HEADERS.items()
    }
    for path, method, operation in operations(document):
        if path.startswith("/v1/"):
            operation.setdefault("parameters", []).append(dict(_SEEN))
        for status, response in answers(operation):
            names = []
            if _schema(response) in _TAGGED:
                names.append("ETag")
            if status == "201":
                names.append("Location")
            if method != "get" and "409" in operation["responses"]:
                names.append("Graph-Bookmark")
            if path.startswith("/v1/") and status.startswith("2"):
                names.append("Graph-Revision")
            if names:
                response["headers"] = _references(names)
    for name in ("TooManyRequests", "DatabaseAway"):
        components["responses"][name]["headers"] = _references(["Retry-After"])


def _references(names: list[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _schema(response: dict[str, Any]) -> str:
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    return schema.get("$ref", "").rsplit("/", 1)[-1]
