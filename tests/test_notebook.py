"""The notebook for analysts runs as it stands, and draws."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph_service.graph import Graph
from tests.conftest import Run
from tests.server import Server
from tests.worlds import build

NOTEBOOK = Path(__file__).parents[1] / "docs" / "analysis.ipynb"
EXECUTE = """
import sys
import nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=300).execute()
nbformat.write(notebook, sys.argv[2])
"""


@pytest.mark.slow
def test_the_notebook_runs_as_it_stands(
    graph: Graph, run: Run, neo4j_server: Server, tmp_path: Path
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-16"))))
    done = tmp_path / "done.ipynb"
    environment = os.environ | {
        "NEO4J_URI": neo4j_server.uri,
        "NEO4J_PASSWORD": neo4j_server.password,
    }
    line = [sys.executable, "-c", EXECUTE, str(NOTEBOOK), str(done)]
    result = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    cells = json.loads(done.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    kinds = [set(output.get("data", {})) for output in outputs]
    assert sum("image/png" in kind for kind in kinds) == 1
    assert sum("text/html" in kind for kind in kinds) == 2
    assert not [output for output in outputs if output.get("name") == "stderr"]


def test_the_notebook_stands_with_its_picture_and_names_no_place_of_ours() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    cells = json.loads(text)["cells"]
    shown = [output for cell in cells for output in cell.get("outputs", ())]
    assert any("image/png" in output.get("data", {}) for output in shown)
    assert "/work/" not in text
    assert "/tmp/" not in text
