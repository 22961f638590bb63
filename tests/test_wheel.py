"""The wheel carries the statements and the data: installed elsewhere, it loads them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from graph_service import cypher, notice
assert str(cypher.ROOT).startswith(sys.argv[1]), cypher.ROOT
assert cypher.load("questions/routing/review_routes")
assert len(cypher.names("questions")) > 20
assert len(notice.rules()) > 60
from graph_service.browser import library
assert len(library.scripts()) > 100 and library.style() and len(library.guides()) == 8
assert notice.text() and len(notice.table("divisions.csv")) == 12340
from graph_service.embedded import NEO4J_VERSION
from graph_service.api.app import create_app
print("ok", NEO4J_VERSION)
"""


def test_the_wheel_is_whole(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    elsewhere = tmp_path / "elsewhere"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(elsewhere)
    line = [sys.executable, "-c", PROGRAM, str(elsewhere)]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("ok")
