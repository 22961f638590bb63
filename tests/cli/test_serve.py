"""``serve`` beside a database that comes late, goes away, or refuses the password."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from graph_service.cli.serving import answering_to, opens_at
from graph_service.graph import Graph
from graph_service.settings import Settings
from tests.cli.test_up import SERVICE, free_port
from tests.conftest import Run
from tests.server import Server


class Way:
    """A way to the real Neo4j that can be opened and cut: what comes is passed on, byte by byte."""

    def __init__(self, uri: str) -> None:
        host, port = uri.rpartition("/")[2].split(":")
        self.target, self.port = (host, int(port)), free_port()
        self._sockets: list[socket.socket] = []

    def open(self) -> None:
        listening = socket.create_server(("127.0.0.1", self.port))
        self._sockets = [listening]
        threading.Thread(target=self._accept, args=(listening,), daemon=True).start()

    def cut(self) -> None:
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near = listening.accept()[0]
                far = socket.create_connection(self.target)
                self._sockets += [near, far]
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_RDWR)


def environment(server: Server, port: int, **other: str) -> dict[str, str]:
    return os.environ | {
        "NEO4J_URI": f"bolt://127.0.0.1:{port}",
        "NEO4J_USERNAME": server.username,
        "NEO4J_PASSWORD": server.password,
        **other,
    }


@contextmanager
def serving(folder: Path, variables: dict[str, str]) -> Generator[tuple[str, Path]]:
    """Serve as its user does; the address, and the file that the log goes to."""
    port, log = free_port(), folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [SERVICE, "serve", f"--port={port}"], stdout=out, stderr=out, env=variables, cwd=folder
        )
        try:
            yield f"http://127.0.0.1:{port}", log
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
        finally:
            process.kill()
            process.wait()


def asked(address: str) -> tuple[int, dict[str, Any]]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as problem:
        with problem:
            return problem.code, json.load(problem)
    except OSError:
        return 0, {}


def until(holds: Callable[[], bool]) -> None:
    latest = time.monotonic() + 180
    while not holds():
        assert time.monotonic() < latest
        time.sleep(0.2)


def told(log: Path) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    return [line for line in lines if line["event"].startswith("database_")]


def test_serve_waits_for_its_database_and_tells_each_change_once(
    neo4j_server: Server, graph: Graph, tmp_path: Path
) -> None:
    way = Way(neo4j_server.uri)
    with serving(tmp_path, environment(neo4j_server, way.port)) as (address, log):
        until(lambda: asked(f"{address}/readyz")[0] == 503)
        until(lambda: len(told(log)) == 1)
        assert asked(f"{address}/healthz")[0] == 200
        status, problem = asked(f"{address}/v1/rules")
        assert (status, problem["type"]) == (503, "/problems/database-away")
        assert problem["message_en"] == asked(f"{address}/readyz")[1]["message_en"]
        way.open()
        until(lambda: asked(f"{address}/readyz")[0] == 200)
        until(lambda: len(told(log)) == 2)
        way.cut()
        until(lambda: len(told(log)) == 3)
        assert asked(f"{address}/readyz")[0] == 503
        way.open()
        until(lambda: len(told(log)) == 4)
        assert asked(f"{address}/readyz")[0] == 200
    way.cut()
    away, ready = "database_away", "database_ready"
    assert [line["event"] for line in told(log)] == [away, ready, away, ready]
    assert "ConnectionRefusedError" in told(log)[0]["cause"]
    assert f"API  {address}/docs" in log.read_text()


def test_a_refused_password_is_one_sentence_also_when_logins_are_limited(
    neo4j_server: Server, graph: Graph, run: Run, tmp_path: Path
) -> None:
    run(graph.apply("CREATE USER visitor SET PASSWORD 'the-first-one' CHANGE NOT REQUIRED"))
    port = int(neo4j_server.uri.rpartition(":")[2])
    wrong = environment(neo4j_server, port, NEO4J_USERNAME="visitor", NEO4J_PASSWORD="another-one")
    try:
        with serving(tmp_path, wrong) as (address, log):
            until(lambda: len(told(log)) == 1)
            status, problem = asked(f"{address}/readyz")
            assert status == 503
            assert "keeps the password of its first start" in problem["message_en"]
            said = [
                subprocess.run(
                    [SERVICE, "token", "list"], env=wrong, cwd=tmp_path, capture_output=True
                )
                for _ in range(4)
            ]
        assert {(done.returncode, done.stderr) for done in said} == {(3, said[0].stderr)}
        assert b"Traceback" not in said[0].stderr
        assert len(told(log)) == 1
    finally:
        run(graph.apply("DROP USER visitor"))


@pytest.mark.parametrize(
    ("host", "names", "opens"),
    [
        ("127.0.0.1", None, "http://127.0.0.1:8000"),
        ("0.0.0.0", None, "http://127.0.0.1:8000"),
        ("::", None, "http://127.0.0.1:8000"),
        ("0.0.0.0", ["register.example"], "http://register.example:8000"),
        ("192.0.2.7", None, "http://192.0.2.7:8000"),
        ("2001:db8::7", None, "http://[2001:db8::7]:8000"),
    ],
)
def test_the_address_that_is_printed_is_one_that_is_answered(
    host: str, names: list[str] | None, opens: str
) -> None:
    given: Any = {"allowed_hosts": names} if names else {}
    settings = Settings(**given, _env_file=None)
    assert opens_at(settings, host, 8000) == opens
    name = opens.removeprefix("http://").removesuffix(":8000")
    assert name in answering_to(settings, host).allowed_hosts


def test_a_stop_is_heard_whichever_task_runs_when_it_comes() -> None:
    told = [sys.executable, "-c", _STOPPED_AMID_ANOTHER_TASK]
    done = subprocess.run(told, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "stopped\n"), done.stderr


_STOPPED_AMID_ANOTHER_TASK = """
import asyncio, os, signal
from graph_service.api.loop import run
from graph_service.cli.signals import Signals

async def beside():
    os.kill(os.getpid(), signal.SIGTERM)
    for _ in range(1_000_000):
        pass

async def work(signals):
    signals.cancels()
    task = asyncio.create_task(beside())
    await asyncio.sleep(30)

try:
    run(work(Signals()))
except asyncio.CancelledError:
    print("stopped")
"""
