"""How long ``up`` takes on a store that an earlier run left, and a look-up of the command line."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from graph_service.bench.client import Client
from graph_service.bench.rows import Row, row
from graph_service.embedded import ports
from graph_service.errors import SetupError
from graph_service.parent_death import ending_with

_LINE = [sys.executable, "-m", "graph_service"]
_LOOKUPS = (["find", "松树桥"], ["route", "H500112011001"])
_TIMES, _PATIENCE = 5, 600
_MOST_START, _MOST_LOOKUP = 12.0, 1.0


def measure(data_dir: Path, heap: int | None) -> list[Row]:
    """Return a row of the start and one of look-ups; nobody else may hold the data directory.

    The start before it is not counted: from that one Java learns.
    """
    with _up(data_dir, heap):
        pass
    with _up(data_dir, heap) as took:
        seen = [_looked(data_dir, words) for words in _LOOKUPS for _ in range(_TIMES)]
    lookup = median(seen)
    started = "up on a store and what an earlier run learned, until /readyz, s / its target"
    looked = "a look-up on the command line, s / its target"
    return [
        row("U1", started, took, _MOST_START, [took], "≤ 12", _MOST_START),
        row("U2", looked, lookup, _MOST_LOOKUP, seen, "≤ 1", _MOST_LOOKUP),
    ]


@contextmanager
def _up(data_dir: Path, heap: int | None) -> Generator[float, None, None]:
    """Run ``up`` until the block ends; yield the seconds until it was ready."""
    names = ("port", "bolt-port", "browser-port")
    chosen = {name: ports.choose(None, name) for name in names}
    given = [f"--{name}={port}" for name, port in chosen.items()]
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        [*_LINE, "up", f"--data-dir={data_dir}", "--sample=none", *given],
        cwd=data_dir,
        env=_variables(heap),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=ending_with(os.getpid(), signal.SIGTERM),
    )
    try:
        _await_ready(process, chosen["port"], data_dir)
        yield time.perf_counter() - begun
    finally:
        _end(process)


def _variables(heap: int | None) -> dict[str, str]:
    """Return the environment of a command that is to find no Neo4j but the bench's own."""
    variables = {name: value for name, value in os.environ.items() if "NEO4J" not in name}
    return variables if heap is None else variables | {"GRAPH_SERVICE_NEO4J_HEAP": str(heap)}


def _await_ready(process: subprocess.Popen[bytes], port: int, data_dir: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            Client(port).ask("/readyz")
        except (OSError, RuntimeError, http.client.HTTPException):
            time.sleep(0.05)
        else:
            return
    log = data_dir / "service.log"
    last = log.read_text(encoding="utf-8").splitlines()[-1:] if log.exists() else []
    raise SetupError(f"up 没有就绪：{last}", f"up did not become ready: {last}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask for the end once, and where that takes too long for the end at once."""
    for _ in range(2):
        process.send_signal(signal.SIGINT)
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            continue
        return


def _looked(data_dir: Path, words: list[str]) -> float:
    begun = time.perf_counter()
    line = [*_LINE, *words, f"--data-dir={data_dir}"]
    subprocess.run(  # noqa: S603
        line,
        cwd=data_dir,
        env=_variables(None),
        stdout=subprocess.DEVNULL,
        check=True,
        timeout=_PATIENCE,
    )
    return time.perf_counter() - begun
