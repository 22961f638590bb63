"""The network for other tools, read by those tools' own readers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx
import pytest
from bhopengraph.OpenGraph import OpenGraph

from graph_service.cli.exports import FileFormat, _export
from graph_service.graph import Graph
from tests.conftest import Run
from tests.worlds import build

STRANGE = "<a>&\"'\x07\u2028😀 = {};"


@pytest.fixture
def world(graph: Graph, run: Run) -> Graph:
    teams = build.teams_of(build.example("E-16"))
    teams[3] = teams[3] | {"name": STRANGE, "viewing_ids": "H50;H500112"}
    run(build.load(graph, teams))
    return graph


def truth(graph: Graph, run: Run) -> set[tuple[str, str, str]]:
    rows = run(
        graph.read(
            "MATCH (a:Team)-[r:LIAISON|VIEWING|BRANCH_OF|REGISTERED_BY]->(b) "
            "RETURN a.team_id AS a, type(r) AS r, "
            "coalesce(b.team_id, 'authority:' + b.authority_id) AS b"
        )
    )
    return {(row["a"], row["r"], row["b"]) for row in rows}


def test_networkx_reads_the_graphml_whole(world: Graph, run: Run, tmp_path: Path) -> None:
    counts = run(_export(world, tmp_path, FileFormat.GRAPHML))
    read: Any = networkx.read_graphml(tmp_path / "teams.graphml", force_multigraph=True)
    assert read.is_directed()
    assert len(read) == sum(counts.values())
    assert {(a, data["type"], b) for a, b, data in read.edges(data=True)} == truth(world, run)
    hub = read.nodes["H500112"]
    assert hub["label"] == hub["name"] == "渝北区志愿服务联合会"
    assert STRANGE.replace("\x07", " ") in {data["label"] for _, data in read.nodes(data=True)}
    assert {data["label"] for *_, data in read.edges(data=True)} >= {"LIAISON", "VIEWING"}


def test_bloodhound_reads_the_opengraph_whole(world: Graph, run: Run, tmp_path: Path) -> None:
    counts = run(_export(world, tmp_path, FileFormat.OPENGRAPH))
    read = OpenGraph()
    assert read.import_from_file(str(tmp_path / "teams.opengraph.json"))
    assert read.get_node_count() == sum(counts.values())
    edges = {(e.get_start_node(), e.get_kind(), e.get_end_node()) for e in read.edges.values()}
    assert edges == truth(world, run)
    _, errors = read.validate_graph()
    assert [error for error in errors if "isolated" not in error.lower()] == []
    kinds = {node.id: node.kinds for node in read.nodes.values()}
    assert kinds["H500112"] == ["Hub", "Team"]
    assert {kind for found in kinds.values() for kind in found} >= {"Branch", "LegalPerson"}


@pytest.mark.parametrize("form", [FileFormat.GRAPHML, FileFormat.OPENGRAPH])
def test_an_empty_register_is_a_whole_file(
    form: FileFormat, graph: Graph, run: Run, tmp_path: Path
) -> None:
    run(_export(graph, tmp_path, form))
    [file] = tmp_path.iterdir()
    if form is FileFormat.OPENGRAPH:
        assert OpenGraph().import_from_file(str(file))
    else:
        assert len(networkx.read_graphml(file)) == 0
