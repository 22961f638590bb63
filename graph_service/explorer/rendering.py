"""Templates: what every page is given, and the answer that carries it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from graph_service import __version__, notice
from graph_service.api.carried import carried
from graph_service.explorer import sentences
from graph_service.explorer.queries import shown_queries
from graph_service.explorer.security import form_token, keep_form_secret
from graph_service.explorer.state import Address
from graph_service.explorer.words import Words

_CHINA = timezone(timedelta(hours=8))
_TEMPLATES = Path(__file__).parent / "templates"
_environment = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters["number"] = lambda value: f"{value:,}"
_environment.filters["hours"] = lambda hours: f"{hours:,.2f}".rstrip("0").rstrip(".")
_environment.filters["when"] = lambda moment: (
    datetime.fromisoformat(moment).astimezone(_CHINA).strftime("%Y-%m-%d %H:%M")
)
_environment.filters["plain_json"] = lambda value: json.dumps(value, ensure_ascii=False, indent=1)


def page(
    request: Request, template: str, *, status: int = 200, part: bool = False, **values: Any
) -> HTMLResponse:
    """Return a page, or with ``part`` only its changing part."""
    text = rendered(request, template, part=part, **values)
    response = HTMLResponse(text, status)
    keep_form_secret(request, response)
    return response


def rendered(request: Request, template: str, *, part: bool = False, **values: Any) -> str:
    """Return a template's text with what every page is given."""
    address = Address(request)
    words = Words(address.lang)
    return _environment.get_template(template).render(
        {
            "address": address,
            "to": address.to,
            "here": address.here,
            "words": words,
            "t": words.text,
            "term": words.term,
            "said": words.said,
            "lang": address.lang,
            "who": getattr(request.state, "who", None),
            "then": getattr(request.state, "then", None),
            "stale": getattr(request.state, "stale", False),
            "version": __version__,
            "rules": notice.rules(),
            "in_text": sentences.around,
            "form_token": lambda: form_token(request),
            "queries": shown_queries(request) if carried(request.scope).trace else None,
            "part": part,
        }
        | values
    )
