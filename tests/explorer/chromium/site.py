"""The explorer as its user runs it: ``up`` with the whole sample, and what else tests look for."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from graph_service.sample.crowd import crowd_rows
from tests.chromium import chromium
from tests.worlds import build

SERVICE = str(Path(sys.executable).with_name("graph-service"))
SCRIPT = "<img src=x onerror=alert(1)>"
QUOTED = "\"'><script>alert(2)</script>"


@dataclass(frozen=True)
class Site:
    url: str
    token: str
    bolt: str
    browser: str
    password: str


def extras() -> list[dict[str, str]]:
    """A vacant seat, a second hub, a team with findings, and names that try to be code."""
    hubs = {team["team_id"]: team for team in build.worked()["base_world"]["teams"]}
    town = hubs["H500112011"]
    unit = next(team for team in build.teams_of(build.example("E-25")) if team["team_id"] == "T")
    return [
        town
        | {"team_id": "H500112002", "region_code": "500112002"}
        | {"name": "双龙湖街道志愿服务总队", "status": "closed"},
        town
        | {"team_id": "X-second", "region_code": "500112004"}
        | {"name": "回兴街道志愿服务总队", "liaison_id": "H500112"},
        unit | {"team_id": "X-raised", "liaison_id": "H500103"},
        unit
        | {"team_id": "X-script", "name": f"{SCRIPT}志愿服务队", "unit_name": QUOTED}
        | {"responsible_unit": QUOTED, "permission_group": "basic", "contact_name": SCRIPT},
    ]


@contextmanager
def running(folder: Path) -> Generator[Site]:
    """Give the ``up`` of EXPLORER_TEST_DATA_DIR, which runs already, or one of our own."""
    given = os.environ.get("EXPLORER_TEST_DATA_DIR")
    if given:
        yield _filled(_known(Path(given)))
        return
    chromium()
    ports = [f"--{name}={_free_port()}" for name in ("port", "bolt-port", "browser-port")]
    line = [SERVICE, "up", f"--data-dir={folder}", *ports]
    environment = {"GRAPH_SERVICE_NEO4J_HEAP": "3072" if _crowd() else "1024"} | os.environ
    process = subprocess.Popen(
        line, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 400
        while not (folder / "state.json").exists():
            assert process.poll() is None, "up ended"
            assert time.monotonic() < until, "up did not begin to serve"
            time.sleep(0.3)
        yield _filled(_known(folder))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(120)


def _known(folder: Path) -> Site:
    state = json.loads((folder / "state.json").read_text())
    token = (folder / "admin-token").read_text().strip()
    password = (folder / "neo4j-password").read_text().strip()
    return Site(state["api_url"], token, state["bolt_url"], state["browser_url"], password)


def _crowd() -> int:
    return int(os.environ.get("EXPLORER_TEST_CROWD", "0"))


def _filled(site: Site) -> Site:
    """Add what tests look for, and the crowd that EXPLORER_TEST_CROWD asks for."""
    _import(site, extras())
    crowd = _crowd()
    last = f"{site.url}/v1/teams/C-{crowd - 1:07d}"
    if crowd and httpx2.get(last, headers=_bearer(site)).status_code == 404:
        for start in range(0, crowd, 10_000):
            rows = crowd_rows(min(10_000, crowd - start), start)
            _import(site, [row.values for row in rows])
    return site


def _import(site: Site, rows: list[dict[str, str]]) -> None:
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    answer = httpx2.post(
        f"{site.url}/v1/imports",
        files={"teams": ("teams.jsonl", text.encode(), "application/jsonl")},
        headers=_bearer(site),
        timeout=600,
    )
    assert answer.status_code == 200, answer.text


def _bearer(site: Site) -> dict[str, str]:
    return {"Authorization": f"Bearer {site.token}"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
