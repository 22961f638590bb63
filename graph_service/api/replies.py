"""Answers as JSON, with the statements behind them when they were asked for."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic_core import PydanticSerializationError, to_json
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from graph_service.answers.teams import Team
from graph_service.api.carried import carried


class Reply(Response):
    """A JSON response in UTF-8, compact."""

    media_type = "application/json"

    def __init__(
        self, content: Any, status_code: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        self._content, self._given = content, headers
        super().__init__(dumps(content), status_code, headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer; with the statements that its request ran, if it asked for them."""
        asked = carried(scope).trace
        if asked is not None and isinstance(self._content, dict):
            told = self._content | {"debug": {"statements": asked.statements}}
            self.body = self.render(dumps(told))
            self.init_headers(self._given)
        await super().__call__(scope, receive, send)


def tagged(content: Team, status_code: int = 200, **headers: str) -> Reply:
    """Return a team's answer under its ETag: the revision for If-Match, with what stands in it.

    The tag is the same for every caller; who sees which persons is not in it, so a cache keeps
    callers apart.
    """
    shown = {name: value for name, value in content.items() if name not in _OWN}
    digest = hashlib.sha256(dumps(shown)).hexdigest()[:16]
    tag = f'"{content["revision"] or 0}-{digest}"'
    return Reply(content, status_code, headers | {"ETag": tag, "Vary": "Authorization"})


def unless_known(reply: Reply, if_none_match: str | None) -> Response:
    """Return the reply, or 304 if the caller has it already."""
    given = [part.strip().removeprefix("W/") for part in (if_none_match or "").split(",")]
    if reply.headers["ETag"] not in given and given != ["*"]:
        return reply
    kept = {name: reply.headers[name] for name in ("ETag", "Vary")}
    return Response(status_code=304, headers=kept)


# What a caller or the change itself adds to a team.
_OWN = ("persons", "violations", "admission_route")


def dumps(content: Any) -> bytes:
    """Return JSON as the API writes it: compact, in UTF-8.

    Raises UnicodeEncodeError for text that UTF-8 cannot carry.
    """
    try:
        return to_json(content, fallback=str)
    except PydanticSerializationError:
        # Python's own writer takes three times as long, goes deeper, and says what is wrong.
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)
        return text.encode()
