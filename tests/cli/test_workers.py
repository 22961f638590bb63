"""Several service processes behind one port: one is told what another wrote, one stop ends all."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from graph_service.embedded import holder
from graph_service.graph import Graph
from graph_service.store import tokens
from graph_service.vocabulary import Role
from tests.cli.test_serve import environment
from tests.cli.test_up import SERVICE, free_port
from tests.conftest import Run
from tests.server import Server
from tests.worlds import build

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
]
JSON = {"Content-Type": "application/json"}


class Connection(NamedTuple):
    """A connection that was kept, and the process at its other end."""

    inner: http.client.HTTPConnection
    worker: int

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Ask through this worker, which closes what rests for five seconds."""
        try:
            return self._ask(method, path, body, JSON | headers)
        except (http.client.RemoteDisconnected, ConnectionResetError):
            assert method == "GET"
        self._reach_it_again()
        return self._ask(method, path, body, JSON | headers)

    def _ask(self, method: str, path: str, body: Any, headers: dict[str, str]) -> tuple[int, Any]:
        text = None if body is None else json.dumps(body)
        self.inner.request(method, path, text, headers)
        answer = self.inner.getresponse()
        return answer.status, json.loads(answer.read())

    def _reach_it_again(self) -> None:
        for _ in range(1000):
            self.inner.close()
            self.inner.connect()
            if taken_by(self.inner, [self.worker]):
                return
        raise AssertionError("the worker takes no connection")


def workers(parent: int) -> list[int]:
    """The processes that a process has, but the one that only tracks what they share."""
    children = Path(f"/proc/{parent}/task").glob("*/children")
    found = [int(pid) for file in children for pid in file.read_text().split()]
    return [pid for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def holder_of(ours: int, port: int, pids: list[int]) -> int | None:
    """Which process has the other end of our connection, once it has taken it."""
    wanted = f":{port:04X} 0100007F:{ours:04X} 01"
    rows = Path("/proc/net/tcp").read_text().splitlines()
    node = next((row.split()[9] for row in rows if wanted in row), "")
    for pid in pids:
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(FileNotFoundError):
                if os.readlink(descriptor) == f"socket:[{node}]":
                    return pid
    return None


def taken_by(inner: http.client.HTTPConnection, pids: list[int]) -> int | None:
    """Which of these processes takes a connection, within a moment."""
    ours, port = inner.sock.getsockname()[1], inner.port
    for _ in range(20):
        if (found := holder_of(ours, port, pids)) is not None:
            return found
        time.sleep(0.01)
    return None


def one_of_each(port: int, parent: int, *known: Connection) -> list[Connection]:
    """A connection to each of two workers that are ready, those that are known already first."""
    found = {connection.worker: connection for connection in known}
    latest = time.monotonic() + 120
    while len(found) < 2:
        assert time.monotonic() < latest, "two workers did not come to serve"
        inner = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        inner.connect()
        worker = taken_by(inner, workers(parent))
        if worker and worker not in found:
            connection = Connection(inner, worker)
            if connection.ask("GET", "/readyz")[0] == 200:
                found[worker] = connection
                continue
        inner.close()
    return list(found.values())


@pytest.fixture
def served(
    neo4j_server: Server, graph: Graph, run: Run, tmp_path: Path
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    run(build.load(graph, build.teams_of(build.example("E-07")), record=False))
    bolt, port = int(neo4j_server.uri.rpartition(":")[2]), free_port()
    variables = environment(neo4j_server, bolt, GRAPH_SERVICE_ANONYMOUS_READ="true")
    line = [SERVICE, "serve", f"--port={port}", "--workers=2"]
    process = subprocess.Popen(
        line, env=variables, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    with process.stdout as out:
        assert f"http://127.0.0.1:{port}/docs".encode() in out.readline()
        yield process, port
        process.kill()
        process.wait(60)


def test_a_write_through_one_worker_is_seen_through_another_and_both_end_with_their_parent(
    served: tuple[subprocess.Popen[bytes], int], graph: Graph, run: Run
) -> None:
    process, port = served
    token, _ = run(tokens.create(graph, Role.ADMINISTRATOR))
    writing, reading = one_of_each(port, process.pid)
    allowed = {"Authorization": f"Bearer {token}"}
    changed = "/v1/teams/T?accept_violations=true"
    path = "/v1/teams/T/review-routes?business=hours_recording"
    for turn in range(5):
        status, before = reading.ask("GET", path)
        assert (status, reading.ask("GET", path)) == (200, (200, before))
        assert writing.ask("GET", "/healthz")[0] == 200
        said = writing.ask("PATCH", changed, {"name": f"某某{turn}服务队"}, **allowed)
        assert said[0] == 200, said
        time.sleep(0.1)
        assert reading.ask("GET", path)[1] != before
        assert reading.ask("GET", path) == reading.ask("GET", path, **{"Cache-Control": "no-cache"})
    os.kill(writing.worker, signal.SIGKILL)
    writing.inner.close()
    again = one_of_each(port, process.pid, reading)
    for connection in again:
        connection.inner.close()
    both = [connection.worker for connection in again]
    assert writing.worker not in both
    assert set(both) == set(workers(process.pid))
    process.send_signal(signal.SIGKILL)
    latest = time.monotonic() + 30
    while any(map(holder.alive, both)):
        assert time.monotonic() < latest, "a worker outlived its parent"
        time.sleep(0.1)


def test_one_stop_ends_all_workers(served: tuple[subprocess.Popen[bytes], int]) -> None:
    process, _ = served
    both = workers(process.pid)
    assert len(both) == 2
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    assert not any(map(holder.alive, both))
