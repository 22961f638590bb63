"""Answers as JSON, with the statements behind them when they were asked for."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import Response

from graph_service.graph import trace


class Reply(Response):
    """A JSON response in UTF-8, compact."""

    media_type = "application/json"

    def __init__(
        self, content: Any, status_code: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        asked = trace.get()
        if asked is not None and isinstance(content, dict):
            content = content | {"debug": {"statements": asked.statements}}
        super().__init__(dumps(content), status_code, headers)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


def dumps(content: Any) -> str:
    """Return JSON text as the API writes it."""
    return _ENCODER.encode(content)
