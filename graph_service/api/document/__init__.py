"""The OpenAPI document: what FastAPI says of the routes, and what only the service can say.

routes (FastAPI) ─ names ─ derived ─ problems ─ headers ─ links ─ examples ─ document

``names`` calls schemas as people do, ``derived`` marks what nobody writes, ``problems`` says per
operation what may go wrong, ``headers`` what goes along with an answer, ``links`` what may be asked
next, ``examples`` what the sample answers, ``about`` what holds for all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from graph_service.api.document import about, derived, examples, headers, links, names, problems

Document = dict[str, Any]


def install(app: FastAPI) -> None:
    """Let the app's document be the whole one."""
    app.openapi = partial(_whole, app, app.openapi)


def operation_id(route: APIRoute) -> str:
    """Return an operation's id: the name of its function, a verb and a noun."""
    return route.name


def _whole(app: FastAPI, make: Callable[[], Document]) -> Document:
    made = app.openapi_schema is not None
    document = make()
    if not made:
        for part in (names, derived, problems, headers, links, examples, about):
            part.add(document)
    return document
