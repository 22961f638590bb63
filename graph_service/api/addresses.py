"""Addresses that cannot be read: answered with the way to write them."""

from __future__ import annotations

import json
from urllib.parse import quote, unquote_to_bytes

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from graph_service.errors import InvalidInput
from graph_service.problems import as_problem

_KEPT = "/?&=%:@!$'()*+,;~-._"
_LONGEST = 2000


def unreadable(scope: Scope) -> InvalidInput | None:
    """Return the error of an address whose percent-encoded characters are not UTF-8."""
    for part in (scope.get("raw_path") or b"", scope.get("query_string") or b""):
        if b"%" in part and _utf8(unquote_to_bytes(part)) is None:
            return _not_utf8()
    return None


class Protocol(HttpToolsProtocol):
    """HTTP as uvicorn speaks it; a request that it cannot read is answered as a problem."""

    def data_received(self, data: bytes) -> None:
        """Take bytes in; their first line is kept for an answer to what cannot be read."""
        self._begun = data[:_LONGEST]
        super().data_received(data)

    def send_400_response(self, msg: str) -> None:
        """Answer 400 as a problem; for an address with raw characters, say how to write it."""
        address = _address(self._begun)
        error = _not_http() if address.isascii() else _not_encoded(address)
        body = json.dumps(as_problem(error), ensure_ascii=False).encode()
        head = (
            "HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json\r\n"
            f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()


def _address(begun: bytes) -> bytes:
    words = begun.split(b"\r\n", 1)[0].split(b" ")
    return words[1] if len(words) > 1 else b""


def _utf8(raw: bytes) -> str | None:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return None


def _not_encoded(address: bytes) -> InvalidInput:
    text = _utf8(address) or address.decode("gb18030", "replace")
    written = quote(text, safe=_KEPT)
    return _refused(
        "地址中的汉字须按 UTF-8 作百分号编码（curl -G --data-urlencode 'q=…' 会代为编码）："
        f"{written}",
        "Characters beyond ASCII are percent-encoded as UTF-8 in an address"
        f" (curl -G --data-urlencode 'q=…' does it): {written}",
        encoded=written,
    )


def _not_utf8() -> InvalidInput:
    return _refused(
        "地址的百分号编码不是 UTF-8：请按 UTF-8 编码，例如 松 为 %E6%9D%BE。",
        "The address is percent-encoded but not as UTF-8: encode it so, as 松 is %E6%9D%BE.",
    )


def _not_http() -> InvalidInput:
    return _refused("不是可读的 HTTP 请求。", "This is no HTTP request that can be read.")


def _refused(zh: str, en: str, **members: str) -> InvalidInput:
    error = InvalidInput("address", None, zh, en, **members)
    error.status = 400
    return error
