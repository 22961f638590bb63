"""Just enough HTTP to measure with: keep-alive, content-length, chunks counted."""

from __future__ import annotations

import asyncio
import http.client
import json
import time
from typing import Any


class Client:
    """One connection, one request at a time."""

    def __init__(self, port: int) -> None:
        self._inner = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def ask(self, path: str, body: Any = None) -> bytes:
        """Return an answer's body; anything but 200 stops the measurement."""
        method, data, headers = "GET", None, {}
        if body is not None:
            method, data = "POST", json.dumps(body)
            headers = {"Content-Type": "application/json"}
        self._inner.request(method, path, data, headers)
        answer = self._inner.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {text[:200]!r}")
        return text

    def stream(self, path: str) -> int:
        """Read an ndjson stream to its end and return how many lines it had."""
        headers = {"Accept": "application/x-ndjson"}
        self._inner.request("GET", path, headers=headers)
        answer, lines = self._inner.getresponse(), 0
        while block := answer.read(2**16):
            lines += block.count(b"\n")
        return lines

    def timed(self, path: str, body: Any = None) -> float:
        """Return the seconds that one request takes."""
        begun = time.perf_counter()
        self.ask(path, body)
        return time.perf_counter() - begun


def request(path: str, method: str = "GET", body: Any = None, token: str = "") -> bytes:
    """Return a whole HTTP/1.1 request."""
    data = b"" if body is None else json.dumps(body).encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(data)}\r\n"
    if token:
        head += f"Authorization: Bearer {token}\r\n"
    if data:
        head += "Content-Type: application/json\r\n"
    return head.encode() + b"\r\n" + data


async def rate(port: int, requests: list[bytes], connections: int, seconds: float) -> float:
    """Return answers a second over many connections, each waiting for its answer."""
    begun = time.perf_counter()
    counts = await asyncio.gather(
        *(
            _worker(port, requests[place:] + requests[:place], begun + seconds)
            for place in range(connections)
        )
    )
    return sum(counts) / (time.perf_counter() - begun)


async def _worker(port: int, requests: list[bytes], end: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    done = 0
    while time.perf_counter() < end:
        writer.write(requests[done % len(requests)])
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        text = await reader.readexactly(length)
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise RuntimeError(text[:200])
        done += 1
    writer.close()
    return done
