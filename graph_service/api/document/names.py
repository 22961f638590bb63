"""Names of schemas: a page of teams is a TeamSummaryPage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_GENERIC = re.compile(r"^Page_(\w+)_$")
_PLACE = "#/components/schemas/"
_UNUSED = ("HTTPValidationError", "ValidationError")


def add(document: dict[str, Any]) -> None:
    """Give every schema the name that people would, and drop the framework's own."""
    schemas = document["components"]["schemas"]
    new = {old: _GENERIC.sub(r"\1Page", old) for old in schemas if old not in _UNUSED}
    document["components"]["schemas"] = {new[old]: schemas[old] for old in new}
    for name, schema in document["components"]["schemas"].items():
        schema["title"] = name
    for node in maps(document):
        reference = node.get("$ref")
        if isinstance(reference, str):
            node["$ref"] = _PLACE + new.get(reference.removeprefix(_PLACE), reference)


def maps(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every map of a document."""
    if isinstance(node, dict):
        yield node
    for value in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        yield from maps(value)


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each operation with its path and method."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def answers(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the responses of an operation that are no problem, with their status."""
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            yield status, response
