"""Further provinces of Chongqing's shape, which the nation is measured with, are lawful."""

from __future__ import annotations

from itertools import chain

import pytest

from graph_service.bench import provinces
from graph_service.bench.rows import Row, said
from graph_service.errors import TooLarge
from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.questions import audit
from graph_service.rows.forms import rank_of_code
from graph_service.sample.teams import team_rows
from tests.conftest import Run

_FORGET = """
MATCH (n:Region|RegistrationAuthority)
WHERE n.region_code STARTS WITH '5003' OR n.authority_id STARTS WITH 'RA-5003'
DETACH DELETE n
"""


def test_a_further_province_is_taken_in_whole_and_breaks_no_rule(graph: Graph, run: Run) -> None:
    parts = provinces.register(2, 300, within="500103")
    further = {kind: [row for row in rows if row.file == "京"] for kind, rows in parts.items()}
    above = [row for row in team_rows() if row.values["region_code"] == "50"]
    try:
        teams = chain(above, further["teams"])
        report = run(import_rows(graph, further | {"teams": teams}, record=False))
        assert not report.rejected
        assert report.loaded == sum(map(len, further.values())) + len(above)
        found = [f for f in run(audit.everything(graph)) if f["severity"] != "INFO"]
        assert not found
    finally:
        run(graph.apply(_FORGET))


def test_provinces_share_no_code_no_id_and_no_divisions_name() -> None:
    rows = {kind: list(found) for kind, found in provinces.register(3, 5).items()}
    codes = [row.values["region_code"] for row in rows["regions"]]
    ids = [row.values["team_id"] for row in rows["teams"]]
    assert len(codes) == len(set(codes)) == 3 * (12_340 - 1) + 1
    assert len(ids) == len(set(ids))
    names = {digits: set[str]() for digits in ("divisions.csv", "京", "津")}
    for row in rows["regions"]:
        assert (
            row.values["level"]
            == ("city", "district", "town", "village")[rank_of_code(row.values["region_code"])]
        )
        names[row.file].add(row.values["name"])
    assert not names["京"] & names["津"]
    assert not names["divisions.csv"] & (names["京"] | names["津"])


def test_what_does_not_fit_says_its_bound_and_is_not_reached() -> None:
    rows: list[Row] = []
    with said(rows, "N1", "31 provinces loaded"):
        raise TooLarge("堆太小。", "the heap is too small.")
    assert [(row["what"], row["reached"]) for row in rows] == [
        ("31 provinces loaded: the heap is too small.", False)
    ]
    with pytest.raises(KeyError), said(rows, "N1", "31 provinces loaded"):
        raise KeyError("a fault is none")
