"""Start, find and stop the embedded Neo4j of a data directory."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from graph_service.embedded import artifacts, holder, java, leftovers, ports, startup
from graph_service.embedded.home import Home, write_private
from graph_service.errors import SetupError

_READY_WITHIN = 120.0
_STOP_WITHIN, _LEAVE_WITHIN = 60.0, 240.0
_ENDED_WELL = (0, 128 + signal.SIGTERM)


@dataclass(frozen=True)
class Running:
    """A server that answers: where, and under which password."""

    pid: int
    uri: str
    browser_url: str
    password: str
    username: str = "neo4j"
    process: subprocess.Popen[bytes] | None = None
    leaves: Path | None = None  # what makes the next start shorter, and this stop longer

    def lives(self) -> bool:
        """Return whether the server's process still runs."""
        return self.process.poll() is None if self.process else holder.alive(self.pid)

    def stop(self) -> None:
        """End the server and wait until it is gone."""
        _end(self.pid, self.process, _LEAVE_WITHIN if self.leaves else _STOP_WITHIN)
        if self.leaves and self.process and self.process.returncode in _ENDED_WELL:
            startup.keep(self.leaves)


def start(
    data_dir: Path,
    *,
    bolt_port: int | None = None,
    browser_port: int | None = None,
    api_url: str | None = None,
    heap: int | None = None,
    jvm: Iterable[str] = (),
    detached: bool = False,
    learns: bool = False,
    say: Callable[[str], None] = lambda text: None,
    step: Callable[[str], None] = lambda text: None,
    progress: artifacts.Progress = lambda name, done, total, size: None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Running:
    """Start the data directory's Neo4j and return it once it answers; ``meanwhile`` is done before.

    Ports that are None are chosen freely; ``heap`` is in MiB. A server that ``learns`` makes the
    starts after the second one shorter. Raises SetupError when the
    directory is held, a port is taken, an artifact is missing or altered, or the server does not
    come up.
    """
    home = Home(data_dir)
    lock = holder.hold(home, say)
    try:
        leftovers.sweep(home, say)
        bolt = ports.choose(bolt_port, "Bolt")
        browser = ports.choose(browser_port, "Neo4j Browser")
        classpath = artifacts.classpath(progress)
        step("启动 Neo4j / starting Neo4j")
        home.prepare()
        home.configure(bolt, browser, api_url, heap, jvm)
        more, leaves = [], None
        if home.is_new():
            java.set_password(home, classpath)
        elif learns:
            more, leaves = startup.options(home, classpath)
        process = java.launch(home, java.command(home, classpath, more), lock, detached=detached)
        try:
            meanwhile()
            _await(home, process, bolt, browser)
        except BaseException:
            _end(process.pid, process)
            raise
        if detached:
            holder.hand_over(lock, process.pid)
    finally:
        os.close(lock)
    server = Running(
        process.pid,
        f"bolt://127.0.0.1:{bolt}",
        f"http://127.0.0.1:{browser}/browser/",
        home.password(),
        process=process,
        leaves=leaves,
    )
    _describe(home, server)
    return server


def running(data_dir: Path) -> Running | None:
    """Return the server that runs on a data directory, or None."""
    home = Home(data_dir)
    said = home.read_server()
    if not said or not holder.alive(said["pid"]):
        return None
    if "linux" in os.uname().sysname.lower() and not _is_neo4j(said["pid"]):
        return None
    return Running(**said, password=home.password())


def stop(data_dir: Path) -> bool:
    """Stop a data directory's server and wait; return False if none runs."""
    server = running(data_dir)
    if server is None:
        return False
    server.stop()
    return True


def _await(home: Home, process: subprocess.Popen[bytes], *wanted: int) -> None:
    until = time.monotonic() + _READY_WITHIN
    for port in wanted:
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise _not_started(home)
            time.sleep(0.1)
        found = ports.listeners(port)
        if found and process.pid not in found:
            raise SetupError(
                f"端口 {port} 上应答的不是本次启动的 Neo4j：{ports.holder_of(port)}。",
                f"Port {port} is answered by {ports.holder_of(port)}, not by our Neo4j.",
            )


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _not_started(home: Home) -> SetupError:
    log = home.neo4j / "logs" / "console.log"
    last = log.read_text(errors="replace").strip().splitlines()[-1:] if log.exists() else []
    reason = last[0] if last else "no output"
    return SetupError(
        f"Neo4j 没有启动，详见 {log}：{reason}", f"Neo4j did not start, see {log}: {reason}"
    )


def _describe(home: Home, server: Running) -> None:
    said = asdict(Running(server.pid, server.uri, server.browser_url, "", server.username))
    del said["password"], said["process"], said["leaves"]
    write_private(home.server, json.dumps(said))


def _is_neo4j(pid: int) -> bool:
    try:
        return b"org.neo4j.server" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _end(pid: int, process: subprocess.Popen[bytes] | None, within: float = _STOP_WITHIN) -> None:
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        return
    until = time.monotonic() + within
    while time.monotonic() < until:
        if process is not None and process.poll() is not None:
            return
        if process is None and not holder.alive(pid):
            return
        time.sleep(0.1)
    os.kill(pid, signal.SIGKILL)
    if process is not None:
        process.wait(10)
