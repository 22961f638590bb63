"""A connection that sends no whole head, or too large a one, is not kept; a refusal arrives."""

from __future__ import annotations

import socket
import time
from typing import Any

import pytest

from graph_service.api import connections
from tests.api.test_events import serving

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
HEAD = b"POST /v1/checks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"


def sent(address: str, data: bytes, wait: float = 20) -> bytes:
    """What comes back until the other side closes."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=wait) as line:
        found = b""
        try:
            line.sendall(data)
            while more := line.recv(65536):
                found += more
        except ConnectionError:
            pass
        return found


def test_a_connection_costs_a_bounded_head_and_a_bounded_time(
    neo4j_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_PATIENCE", 1.0)
    with serving(neo4j_server) as address:
        begun = time.monotonic()
        for begin in (b"", b"\r\n", b"GET / HTTP/1.1\r\nX-A: b", HEAD):
            assert sent(address, begin) == b""
        assert time.monotonic() - begun < 15
        large = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 70_000
        assert sent(address, large + b"\r\n\r\n").startswith((b"HTTP/1.1 431", b"HTTP/1.1 400"))
        begun = time.monotonic()
        assert len(sent(address, large * 300)) < 1000
        assert time.monotonic() - begun < 15


def test_a_refusal_arrives_while_the_body_still_comes(
    neo4j_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_PATIENCE", 2.0)
    with serving(neo4j_server) as address:
        endless = HEAD + b"Transfer-Encoding: chunked\r\n\r\nffffff\r\n" + b"x" * 6_000_000
        assert sent(address, endless).startswith(b"HTTP/1.1 413")


def test_a_large_body_may_come_in_one_piece_with_its_head(neo4j_server: Any) -> None:
    body = b'{"items": []}' + b" " * 100_000
    whole = HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    with serving(neo4j_server) as address:
        for _ in range(3):
            assert sent(address, whole).startswith(b"HTTP/1.1 422")
