"""``up`` as its user runs it: started, asked, imported into, killed, started again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from graph_service.embedded import holder
from tests.worlds import build

SERVICE = str(Path(sys.executable).with_name("graph-service"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(data_dir: Path, *options: str) -> subprocess.Popen[bytes]:
    ports = [f"--{name}={free_port()}" for name in ("port", "bolt-port", "browser-port")]
    line = [SERVICE, "up", f"--data-dir={data_dir}", "--sample=none", *ports, *options]
    variables = os.environ | {"GRAPH_SERVICE_STARTUP_CACHE": "false"}  # a stop that takes no longer
    process = subprocess.Popen(
        line, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    until = time.monotonic() + 120
    while not (data_dir / "state.json").exists():
        assert process.poll() is None, process.stderr and process.stderr.read().decode()
        assert time.monotonic() < until
        time.sleep(0.2)
    return process


def state(data_dir: Path) -> dict:
    return json.loads((data_dir / "state.json").read_text())


def get(data_dir: Path, path: str) -> dict:
    with urllib.request.urlopen(state(data_dir)["api_url"] + path, timeout=30) as answer:
        return json.load(answer)


def command(data_dir: Path, *words: str) -> subprocess.CompletedProcess[str]:
    line = [SERVICE, *words, f"--data-dir={data_dir}"]
    return subprocess.run(line, capture_output=True, text=True, timeout=300, check=False)


def end(process: subprocess.Popen[bytes], number: int) -> None:
    process.send_signal(number)
    process.wait(60)
    if process.stderr:
        process.stderr.close()


def server_pid(data_dir: Path) -> int:
    return json.loads((data_dir / "neo4j.json").read_text())["pid"]


def write_world(folder: Path) -> list[str]:
    entry = build.example("E-15")
    files = []
    for kind, rows in (
        ("registration_authorities", build.authorities()),
        ("teams", build.teams_of(entry)),
    ):
        file = folder / f"{kind}.jsonl"
        file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
        files.append(str(file))
    return [str(Path(build.__file__).parents[2] / "graph_service/data/divisions.csv"), *files]


@pytest.mark.slow
def test_up_serves_imports_answers_and_survives_a_kill(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    process = start(data_dir)
    regions, *rest = write_world(tmp_path)
    loaded = command(data_dir, "import", regions, "--kind=regions", "--format=json")
    assert loaded.returncode == 0, loaded.stderr
    assert json.loads(loaded.stdout)["loaded"] == 12340
    assert command(data_dir, "import", *rest).returncode == 0
    route = get(data_dir, "/v1/teams/T/review-routes?business=hours_recording")["routes"][0]
    assert route["final_reviewer"]["id"] == "L"
    assert command(data_dir, "check", "H500112", "manage_team", "T").returncode == 0
    assert command(data_dir, "check", "H500103", "manage_team", "T").returncode == 1
    assert command(data_dir, "route", "nobody").returncode == 2
    assert command(data_dir, "dance").returncode == 2
    assert (data_dir / "admin-token").stat().st_mode & 0o777 == 0o600
    second = command(data_dir, "up", "--port=0")
    assert second.returncode == 2
    assert str(process.pid) in second.stderr
    pid = server_pid(data_dir)
    end(process, signal.SIGKILL)
    again = start(data_dir)
    assert not holder.alive(pid)
    assert get(data_dir, "/v1/regions/50")["regions"] == 12340
    pid = server_pid(data_dir)
    end(again, signal.SIGINT)
    assert again.returncode == 0
    assert not holder.alive(pid)
    assert command(data_dir, "route", "T").returncode == 3


@pytest.mark.slow
def test_a_power_cut_during_an_import_leaves_nothing_half_written(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    process = start(data_dir)
    regions, *_ = write_world(tmp_path)
    line = [SERVICE, "import", regions, "--kind=regions", f"--data-dir={data_dir}"]
    importing = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(4)
    os.kill(server_pid(data_dir), signal.SIGKILL)
    importing.wait(120)
    assert process.wait(60) == 3
    assert process.stderr is not None
    assert "Neo4j ended unexpectedly" in process.stderr.read().decode()
    process.stderr.close()
    again = start(data_dir)
    try:
        done = command(data_dir, "import", regions, "--kind=regions", "--format=json")
        report = json.loads(done.stdout)
        assert (report["loaded"], report["unchanged"]) in ((12340, 0), (0, 12340))
        assert get(data_dir, "/v1/regions/50")["regions"] == 12340
    finally:
        end(again, signal.SIGTERM)


@pytest.mark.slow
def test_an_ignored_interrupt_at_start_still_stops_it(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = start(data_dir)
    finally:
        signal.signal(signal.SIGINT, before)
    pid = server_pid(data_dir)
    end(process, signal.SIGINT)
    assert process.returncode == 0
    assert not holder.alive(pid)
    assert not (data_dir / "state.json").exists()
