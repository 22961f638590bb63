"""Clients made from the OpenAPI document compile and play README's two stories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.store import tokens
from tests.api.test_events import serving
from tests.worlds import build

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "docs/openapi.json"
PINNED = HERE.parents[1] / "requirements/clients.txt"
TOLD = {
    "hub": "review fast H500112011",
    "regions": 443,
    "teams": 4,
    "reviewed": 3,
    "in_chain": 4,
    "extent": "region",
    "registered": "pending",
    "admitted_by": "H500112011001",
    "admitted": "basic",
    "before": "review fast H500112011001",
    "decided": "junior_project",
    "after": "exempt",
    "refused": ["A-7"],
    "history": ["register_team", "set_status", "submit_application", "decide_application"],
}


@pytest.fixture
def service(neo4j_server: Any, graph: Any, run: Any) -> Iterator[tuple[str, str]]:
    """A running service over the hubs of the worked examples, and an administrator's token."""
    run(build.load(graph, build.worked()["base_world"]["teams"]))
    token, *_ = run(tokens.create(graph, "administrator"))
    with serving(neo4j_server) as address:
        yield address, token


def without(reason: str) -> None:
    """Skip for want of a tool, or fail where REQUIRE_CLIENTS is set."""
    (pytest.fail if os.environ.get("REQUIRE_CLIENTS") else pytest.skip)(reason)


def ran(*line: str | Path, cwd: Path) -> str:
    done = subprocess.run(line, cwd=cwd, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


def brought(what: str, *line: str | Path, cwd: Path) -> None:
    """Let a registry bring pinned packages; without one there is nothing to test with."""
    try:
        ran(*line, cwd=cwd)
    except AssertionError as error:
        without(f"{what} brings no packages: {error}")


def test_a_python_client_plays_the_stories(tmp_path: Path, service: tuple[str, str]) -> None:
    venv.create(tmp_path / "apart", with_pip=True)
    python = tmp_path / "apart/bin/python"
    pip = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    brought("pip", *pip, "--requirement", PINNED, cwd=tmp_path)
    made = tmp_path / "graph_service_client"
    generate = ["openapi_python_client", "generate", "--meta", "none", "--fail-on-warning"]
    given = ["--path", DOCUMENT, "--config", HERE / "python.yml", "--output-path", made]
    ran(python, "-m", *generate, *given, cwd=tmp_path)
    ran(python, "-m", "compileall", "-q", "-f", made, cwd=tmp_path)
    assert all(str(path.relative_to(made)).isascii() for path in made.rglob("*"))
    shutil.copy(HERE / "stories.py", tmp_path)
    ran(sys.executable, "-m", "ty", "check", "--python", python, "stories.py", cwd=tmp_path)
    assert json.loads(ran(python, "stories.py", *service, cwd=tmp_path)) == TOLD


def test_a_typescript_client_plays_the_stories(tmp_path: Path, service: tuple[str, str]) -> None:
    if not (shutil.which("node") and shutil.which("npm")):
        without("no node and npm: apt-get install nodejs npm")
    folder = shutil.copytree(HERE / "typescript", tmp_path / "typescript")
    offline = ["--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"]
    brought("npm", "npm", "ci", *offline, cwd=folder)
    tools = folder / "node_modules/.bin"
    ran(tools / "openapi-typescript", DOCUMENT, "--output", "api.d.ts", cwd=folder)
    ran(tools / "tsc", "--project", ".", cwd=folder)
    assert json.loads(ran("node", "stories.js", *service, cwd=folder)) == TOLD
