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


async def rate(port: int, paths: list[str], connections: int, seconds: float) -> float:
    """Return requests a second over many connections, each waiting for its answer."""
    end = time.perf_counter() + seconds
    begun = time.perf_counter()
    counts = await asyncio.gather(
        *(_worker(port, paths[place:] + paths[:place], end) for place in range(connections))
    )
    return sum(counts) / (time.perf_counter() - begun)


async def _worker(port: int, paths: list[str], end: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    done = 0
    while time.perf_counter() < end:
        path = paths[done % len(paths)]
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        done += 1
    writer.close()
    return done
