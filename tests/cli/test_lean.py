"""What a process does without; each is asked in one of its own, since it changes the whole."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

COMMAND = """
import gc, sys
from graph_service.cli import app, lean
lean.begin()
assert not gc.isenabled()
app(["find", "--help"], standalone_mode=False)
import neo4j
print(gc.isenabled(), gc.get_freeze_count() > 10_000, gc.get_threshold()[0], file=sys.stderr)
print(*(name for name in ("numpy", "pandas", "pyarrow") if sys.modules.get(name)), file=sys.stderr)
"""
LIBRARY = (
    "import sys, pandas; from graph_service import lean; lean.begin(); print(pandas.DataFrame)"
)


def said(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
    )


def test_a_command_reads_in_no_data_frames_and_seldom_looks_for_garbage() -> None:
    assert find_spec("pandas"), "nothing to leave out"
    looks, frames = said(COMMAND).stderr.splitlines()[-2:]
    assert looks == "True True 10000"
    assert not frames


def test_data_frames_that_are_in_use_stay() -> None:
    assert "DataFrame" in said(LIBRARY).stdout
