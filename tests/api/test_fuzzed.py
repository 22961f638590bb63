"""A stranger's tool with nothing but the address and the OpenAPI document finds nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.api.test_events import serving

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
CONFIG = Path(__file__).parent / "schemathesis.toml"
SEED = "20200017"


@pytest.mark.parametrize("role", ["anonymous", "administrator"])
def test_schemathesis_finds_nothing(
    role: str, neo4j_server: Any, app: Any, token_of: Any, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "run"]
    phases = ["--phases", "examples,coverage,fuzzing", "--max-examples", "5", "--seed", SEED]
    bounds = ["--max-time", "75", "--request-timeout", "30", "--no-shrink", "--continue-on-failure"]
    headers = ["-H", f"Authorization: Bearer {token_of(role)}"] if role != "anonymous" else []
    with serving(neo4j_server) as address:
        found = subprocess.run(
            [*command, f"{address}/openapi.json", *phases, *bounds, *headers, "--no-color"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONWARNINGS": "ignore"},
            capture_output=True,
            text=True,
            timeout=600,
        )
    assert found.returncode == 0, found.stdout[-20_000:] + found.stderr[-2000:]
    assert "Test cases:" in found.stdout or "generated" in found.stdout, found.stdout
