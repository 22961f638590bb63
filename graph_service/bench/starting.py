"""How long ``up`` takes on a store that an earlier run left, and a look-up of the command line."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from graph_service.bench.rows import Row, row
from graph_service.embedded import ports
from graph_service.errors import SetupError

_LINE = [sys.executable, "-m", "graph_service"]
_LOOKUPS = (["find", "松树桥"], ["route", "H500112011001"])
_TIMES, _PATIENCE = 5, 600
_MOST_START, _MOST_LOOKUP = 12.0, 1.0


def measure(data_dir: Path) -> list[Row]:
    """Return a row of the start and one of look-ups; nobody else may hold the data directory."""
    with _up(data_dir) as took:
        seen = [_looked(data_dir, words) for words in _LOOKUPS for _ in range(_TIMES)]
    lookup = median(seen)
    started = "second up to /readyz, seconds / its target"
    looked = "a look-up on the command line, seconds / its target"
    return [
        row("U1", started, took, _MOST_START, [took], "≤ 12", _MOST_START),
        row("U2", looked, lookup, _MOST_LOOKUP, seen, "≤ 1", _MOST_LOOKUP),
    ]


@contextmanager
def _up(data_dir: Path) -> Generator[float, None, None]:
    """Run ``up`` until the block ends; yield the seconds until it was ready."""
    names = ("port", "bolt-port", "browser-port")
    chosen = {name: ports.choose(None, name) for name in names}
    given = [f"--{name}={port}" for name, port in chosen.items()]
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        [*_LINE, "up", f"--data-dir={data_dir}", "--sample=none", *given],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await_ready(process, chosen["port"])
        yield time.perf_counter() - begun
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(_PATIENCE)


def _await_ready(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=30):
                return
        except OSError:
            time.sleep(0.05)
    raise SetupError("up 没有就绪。", "up did not become ready.")


def _looked(data_dir: Path, words: list[str]) -> float:
    begun = time.perf_counter()
    line = [*_LINE, *words, f"--data-dir={data_dir}"]
    subprocess.run(line, stdout=subprocess.DEVNULL, check=True, timeout=_PATIENCE)  # noqa: S603
    return time.perf_counter() - begun
