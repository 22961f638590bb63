"""Just enough HTTP to measure with: keep-alive, content-length, chunks counted."""

from __future__ import annotations

import asyncio
import http.client
import json
import time
from typing import Any


class Client:
    """One connection, one request at a time; only a ``held`` one is answered from memory."""

    def __init__(self, port: int, token: str = "", *, held: bool = False) -> None:
        self._always = {"Authorization": f"Bearer {token}"} if token else {}
        self._always |= {} if held else {"Cache-Control": "no-cache"}
        self._inner = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def ask(self, path: str, body: Any = None, method: str = "POST") -> bytes:
        """Return an answer's body; anything but success stops the measurement."""
        data, headers = None, dict(self._always)
        if body is None:
            method = "GET"
        else:
            data = json.dumps(body)
            headers["Content-Type"] = "application/json"
        self._inner.request(method, path, data, headers)
        answer = self._inner.getresponse()
        text = answer.read()
        if answer.status not in (200, 201):
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


def request(
    path: str, method: str = "GET", body: Any = None, token: str = "", *, held: bool = False
) -> bytes:
    """Return a whole HTTP/1.1 request; only a ``held`` one may be answered from memory."""
    data = b"" if body is None else json.dumps(body).encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(data)}\r\n"
    if token:
        head += f"Authorization: Bearer {token}\r\n"
    if not held:
        head += "Cache-Control: no-cache\r\n"
    if data:
        head += "Content-Type: application/json\r\n"
    return head.encode() + b"\r\n" + data


async def rate(port: int, requests: list[bytes], connections: int, seconds: float) -> float:
    """Return answers a second over many connections, each waiting for its answer."""
    loop, begun = asyncio.get_running_loop(), time.perf_counter()
    callers = [
        _Caller(requests[place:] + requests[:place], begun + seconds)
        for place in range(connections)
    ]
    for caller in callers:
        await loop.create_connection(lambda caller=caller: caller, "127.0.0.1", port)
    await asyncio.gather(*(caller.ended for caller in callers))
    return sum(caller.done for caller in callers) / (time.perf_counter() - begun)


class _Caller(asyncio.Protocol):
    """One connection that asks anew as soon as it is answered: cheap, since it shares the cores."""

    def __init__(self, requests: list[bytes], end: float) -> None:
        self.done = 0
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._requests, self._end = requests, end
        self._seen = b""

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        transport.write(self._requests[0])

    def data_received(self, data: bytes) -> None:
        self._seen += data
        head, found, body = self._seen.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        if len(body) < length:
            return
        self._seen = b""
        self.done += 1
        if not head.startswith(b"HTTP/1.1 200"):
            self.ended.set_exception(RuntimeError(body[:200]))
        elif time.perf_counter() < self._end:
            self._transport.write(self._requests[self.done % len(self._requests)])
            return
        else:
            self.ended.set_result(None)
        self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.ended.done():
            self.ended.set_exception(exc or ConnectionResetError("the service hung up"))
