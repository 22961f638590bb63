"""A stranger's tool with nothing but the address and the OpenAPI document finds nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.api.test_events import serving

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
CONFIG = Path(__file__).parent / "schemathesis.toml"
SEED = "20200017"


SINGLE = ["--phases", "examples,coverage,fuzzing", "--max-examples", "3"]
LINKED = ["--phases", "stateful", "--max-examples", "150"]
ASKED = {
    "anonymous": ("anonymous", SINGLE),
    "administrator": ("administrator", SINGLE),
    "administrator along links": ("administrator", LINKED),
}


@pytest.mark.parametrize(("role", "asked"), ASKED.values(), ids=ASKED)
def test_schemathesis_finds_nothing(
    role: str, asked: list[str], neo4j_server: Any, app: Any, token_of: Any, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "run"]
    bounds = ["--seed", SEED, "--request-timeout", "100", "--no-shrink", "--continue-on-failure"]
    headers = ["-H", f"Authorization: Bearer {token_of(role)}"] if role != "anonymous" else []
    with serving(neo4j_server) as address:
        found = subprocess.run(
            [*command, f"{address}/openapi.json", *asked, *bounds, *headers, "--no-color"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONWARNINGS": "ignore"},
            capture_output=True,
            text=True,
            timeout=600,
        )
    assert found.returncode == 0, found.stdout[-20_000:] + found.stderr[-2000:]
    [count] = re.findall(r"Test cases:\s+(\d+) generated", found.stdout)
    assert int(count) > 100, found.stdout
