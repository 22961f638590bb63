"""The Cypher behind a page: statement, parameters, and the way into Neo4j Browser."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request

from graph_service.api.carried import carried
from graph_service.browser.links import edit_link
from graph_service.errors import InvalidInput

_SHOWN = 60
_LONGEST = 4000


def shown_queries(request: Request) -> list[dict[str, Any]]:
    """Return the statements that the request ran, each once with its parameters."""
    asked = carried(request.scope).trace
    found: list[dict[str, Any]] = []
    for entry in (asked.statements if asked else [])[:_SHOWN]:
        parameters = f":params {browser_map(entry['parameters'])}"
        runnable = f"{parameters}\n{entry['text']}"
        found.append(
            {
                "name": entry["name"] or "",
                "text": entry["text"],
                "parameters": parameters,
                "link": browser_link(request, runnable),
            }
        )
    return found


def browser_link(request: Request, query: str) -> str | None:
    """Return the address that opens a query in Neo4j Browser, unrun.

    None where no Browser is known, or where the query does not fit an address that Browser reads.
    """
    settings = request.app.state.settings
    if not settings.browser_url or not settings.bolt_url or len(query) > _LONGEST:
        return None
    try:
        return edit_link(settings.browser_url, settings.bolt_url, query)
    except InvalidInput:
        return None


def browser_map(value: Any) -> str:
    """Return a value as Cypher writes it: keys bare, texts quoted."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(k)}: {browser_map(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(browser_map, value)) + "]"
    return json.dumps(value, ensure_ascii=False, default=str)


def _key(name: str) -> str:
    return name if name.isidentifier() else f"`{name.replace('`', '``')}`"
