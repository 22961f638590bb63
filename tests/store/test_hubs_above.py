"""Which hub is above a team: derived once, written with what it comes from, compared by D-1."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, LiteralString, cast

import pytest

from graph_service.changes.writing import Change, carry_out, nothing
from graph_service.graph import Graph
from graph_service.operations.held import Operation
from graph_service.questions import audit, scope_ids, teams
from tests.conftest import Run
from tests.questions.audit.test_rules import clean_world
from tests.worlds import build

STATEMENTS = {
    str(path.relative_to(root)): path.read_text(encoding="utf-8")
    for root in [Path(__file__).parents[2] / "cypher"]
    for path in root.rglob("*.cypher")
}
DERIVED = {"register/derived/link_superior_hubs.cypher", "questions/audit/d_1.cypher"}
STREET, DISTRICT, COMMUNITY = "H500112011", "H500112", "H500112011001"
_ABOVE = """
MATCH (:Team {team_id: $team_id})-[line:SUPERIOR_HUB|STANDS_UNDER]->(hub:Hub)
RETURN type(line) + ' ' + hub.team_id AS line ORDER BY line
"""

Do = Callable[..., None]


@pytest.fixture
def do(graph: Graph, run: Run) -> Do:
    """Carry an operation out, whatever the notice says of it; derived data must agree then."""
    run(build.load(graph, clean_world().values()))

    def do(operation: str, team_id: str, **values: str | None) -> None:
        change = Change([Operation(operation, team_id, values)], accept_violations=True)
        run(carry_out(graph, change, nothing))
        assert run(audit.everything(graph, None, "D-1")) == []

    return do


def above(graph: Graph, run: Run, team_id: str) -> list[str]:
    return [row["line"] for row in run(graph.read(_ABOVE, team_id=team_id))]


@pytest.mark.parametrize(
    ("sign", "where"),
    [
        # the seat above, past missing ones (I-8), or of the parent that an ended region had (I-21)
        (r"EFFECTIVE_PARENT\]->.*-\[:SEAT\]->\(\w+:Hub\)\s+RETURN .*size\(up\)", DERIVED),
        (r"PART_OF\]->\(:Region\)-\[:SEAT\]", DERIVED),
        # a legal-person hub without a liaison (I-3, I-17)
        (r":LegalPerson AND NOT EXISTS \{ \(\w+\)-\[:LIAISON\]", DERIVED),
        # whom chain and region are compared for
        (
            r"NOT t:LegalPerson AND NOT EXISTS \{ \(t\)-\[:BRANCH_OF\]->\(\) \}",
            {
                f"questions/scope/{name}.cypher"
                for name in ("count_chain", "count_scope", "mark_teams", "mismatched_teams")
            },
        ),
    ],
)
def test_a_fact_of_the_notice_stands_where_it_is_derived_and_where_it_is_compared(
    sign: str, where: set[str]
) -> None:
    assert {name for name, text in STATEMENTS.items() if re.search(sign, text)} == where


def test_a_legal_person_hub_stands_under_its_superior_while_it_has_no_liaison(
    do: Do, graph: Graph, run: Run
) -> None:
    def below() -> int:
        return len(run(scope_ids.ids_of(graph, DISTRICT, "in_chain")))

    whole = below()
    assert above(graph, run, STREET) == [f"SUPERIOR_HUB {DISTRICT}"]
    do("update_team", STREET, registration_status="legal_person", registered_name="某中心")
    do("set_liaison", STREET, liaison_id=None)
    assert above(graph, run, STREET) == [f"STANDS_UNDER {DISTRICT}", f"SUPERIOR_HUB {DISTRICT}"]
    assert below() == whole
    do("set_liaison", STREET, liaison_id="H50")
    assert above(graph, run, STREET) == [f"SUPERIOR_HUB {DISTRICT}"]
    assert below() < whole


def test_a_team_whose_division_has_no_hub_has_the_nearest_above(
    do: Do, graph: Graph, run: Run
) -> None:
    def wanted() -> Any:
        found = run(teams.team(graph, "U"))["expected_affiliation"]
        return found["rule_id"], found["node"] and found["node"]["id"]

    do("update_team", "U", region_code="500112011001")
    assert above(graph, run, "U") == []
    do("set_status", COMMUNITY, status="closed")
    assert above(graph, run, "U") == [f"SUPERIOR_HUB {STREET}"]
    assert wanted() == ("A-7f", STREET)
    do("set_status", STREET, status="closed")
    assert above(graph, run, "U") == [f"SUPERIOR_HUB {DISTRICT}"]
    assert above(graph, run, COMMUNITY) == [f"SUPERIOR_HUB {DISTRICT}"]
    do("update_team", "U", region_code="500112")
    assert above(graph, run, "U") == []
    do("update_team", "U", region_code="500112011001")
    assert above(graph, run, "U") == [f"SUPERIOR_HUB {DISTRICT}"]
    hub = {"team_kind": "hub", "region_code": "500112011001", "name": "新大队"}
    do("register_team", "NEW", **hub)
    assert above(graph, run, "U") == []
    assert wanted() == ("A-7", "NEW")


@pytest.mark.parametrize("line", ["SUPERIOR_HUB", "STANDS_UNDER"])
def test_a_wrong_line_upward_is_found(line: str, do: Do, graph: Graph, run: Run) -> None:
    wrong = f"MATCH (t:Team {{team_id: 'T'}}), (h:Hub {{team_id: 'H50'}}) CREATE (t)-[:{line}]->(h)"
    run(graph.apply(cast("LiteralString", wrong)))
    assert [f["team_id"] for f in run(audit.everything(graph, None, "D-1"))] == ["T"]
