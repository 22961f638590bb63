"""Forms as they come in: small, read before anything is believed."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

from graph_service.errors import TooLarge

_LARGEST = 64 * 1024


async def read_form(request: Request) -> dict[str, str]:
    """Return a form's fields, the last of each name; TooLarge beyond 64 KiB."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise TooLarge("表单过大。", "The form is too large.")
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=200)
    return dict(pairs)
