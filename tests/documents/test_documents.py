"""What docs/ makes of the data is what the data says; ``make docs`` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from tests.conftest import Run
from tests.documents import changes, graph, performance, rules, words
from tests.test_cypher_files import shared_world
from tests.test_every_field import VALUES
from tests.worlds import build

_ROOT = Path(__file__).parents[2]
_MADE = [("rules.md", rules.text), ("changes.md", changes.text), ("words.md", words.text)]
_MEASURED = [
    ("docs/performance.md", "bench", performance.sample),
    ("docs/performance.md", "city", performance.city),
    ("docs/performance.md", "nation", performance.nation),
    ("README.md", "bench", performance.sentence),
]
_BEGIN, _END = "<!-- {}: made by make docs -->", "<!-- end of {} -->"


def _same(file: Path, document: str, config: pytest.Config) -> None:
    if config.getoption("--write-docs"):
        file.write_text(document, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == document, "run `make docs`"


@pytest.mark.parametrize(("name", "text"), _MADE)
def test_a_document_is_what_the_data_says(name: str, text: Any, pytestconfig: Any) -> None:
    _same(_ROOT / "docs" / name, text(), pytestconfig)


@pytest.mark.parametrize(("name", "part", "text"), _MEASURED)
def test_a_figure_is_what_the_benchs_run_gave(
    name: str, part: str, text: Any, pytestconfig: Any
) -> None:
    file = _ROOT / name
    before, _, after = _parts(file, part)
    _same(file, before + text() + after, pytestconfig)


def test_the_graphs_picture_is_what_a_store_holds(
    graph_of_all: Graph, run: Run, pytestconfig: pytest.Config
) -> None:
    file = _ROOT / "cypher" / "README.md"
    before, told, after = _parts(file, "graph")
    found = run(graph.text(graph_of_all))
    if pytestconfig.getoption("--write-docs"):
        file.write_text(before + found + after, encoding="utf-8")
    # Regions outlive a test, and so does what another test left on them: more is no fault.
    assert _words(told) <= _words(found), "run `make docs`"


def _parts(file: Path, name: str) -> tuple[str, str, str]:
    """Return what stands before a part that is made, the part, and what stands after it."""
    begin, end = f"{_BEGIN}\n".format(name), f"\n{_END}".format(name)
    before, _, rest = file.read_text(encoding="utf-8").partition(begin)
    told, found, after = rest.partition(end)
    assert found, f"{file.name}: {end.strip()} is missing, or stands on the line of its beginning"
    return before + begin, told, end + after


def _words(table: str) -> set[tuple[str, str]]:
    rows = (line.strip("| ").split(" | ") for line in table.splitlines() if "`" in line)
    pairs = {(row[0], word) for row in rows for word in ["", *row[1:][0:1]]}
    split = {(name, word) for name, words in pairs for word in words.split(", ")}
    return {(name, word) for name, word in split if not name.startswith("`:Region`") or not word}


@pytest.fixture
def graph_of_all(graph: Graph, run: Run) -> Graph:
    run(shared_world(graph))
    run(graph.apply("MATCH (lost:Lock|MigrationLock|Token) DETACH DELETE lost"))
    row = {"team_id": "T", "uscc": "51500000MJD000011H"} | VALUES
    run(import_rows(graph, {"teams": build.sources("teams.csv", [row])}))
    return graph


def test_every_file_that_contributing_names_is_there() -> None:
    text = (_ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w/]+\.(?:py|cypher|json|toml))`", text))
    places = ("", "graph_service", "tests", "tests/api", "tests/questions/audit")
    lost = {name for name in named if not any((_ROOT / place / name).is_file() for place in places)}
    assert len(named) > 40
    assert not lost
