"""What docs/ makes of the data is what the data says; ``make docs`` writes it anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import Graph
from tests.conftest import Run
from tests.documents import changes, graph, rules, words
from tests.test_cypher_files import shared_world

_ROOT = Path(__file__).parents[2]
_MADE = [("rules.md", rules.text), ("changes.md", changes.text), ("words.md", words.text)]
_BEGIN, _END = "<!-- graph: made by make docs -->", "<!-- end of graph -->"


def _same(file: Path, document: str, config: pytest.Config) -> None:
    if config.getoption("--write-docs"):
        file.write_text(document, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == document, "run `make docs`"


@pytest.mark.parametrize(("name", "text"), _MADE)
def test_a_document_is_what_the_data_says(name: str, text: Any, pytestconfig: Any) -> None:
    _same(_ROOT / "docs" / name, text(), pytestconfig)


def test_the_graphs_picture_is_what_a_store_holds(
    graph_of_all: Graph, run: Run, pytestconfig: pytest.Config
) -> None:
    file = _ROOT / "cypher" / "README.md"
    before, _, rest = file.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    made = f"{before}{_BEGIN}\n{run(graph.text(graph_of_all))}\n{_END}{after}"
    _same(file, made, pytestconfig)


@pytest.fixture
def graph_of_all(graph: Graph, run: Run) -> Graph:
    run(shared_world(graph))
    return graph
