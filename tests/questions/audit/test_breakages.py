"""Things broken on purpose: the audit names exactly those, and every rule has its breach."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import LiteralString, cast

import pytest

from graph_service import notice
from graph_service.graph import Graph
from graph_service.questions import audit, rules
from graph_service.sample.regions import authority_rows
from graph_service.sample.teams import team_rows
from tests.conftest import Run
from tests.questions.audit.test_rules import SEEDS, clean_world
from tests.worlds import build

# (rule, which teams it can be done to, columns): each breaks that rule of that team and no other
MUTATIONS: list[tuple[str, Callable[[dict[str, str]], bool], dict[str, str]]] = [
    ("Q-2", lambda _: True, {"administrator_name": ""}),
    ("R-2", lambda _: True, {"records_officer_name": ""}),
    ("M-5", lambda _: True, {"contact_name": "", "contact_mobile": ""}),
    ("M-5", lambda _: True, {"person_in_charge_mobile": "12345"}),
    ("N-7", lambda t: t["team_kind"] == "hub", {"responsible_unit": "某公司"}),
    (
        "P-1",
        lambda t: t["permission_group"] == "senior_fast" and t["team_id"] != "H50",
        {"group_set_by": "system"},
    ),
    ("P-2", lambda t: t["permission_group"] == "intermediate_fast", {"group_set_by": "H50"}),
    ("P-3", lambda t: t["permission_group"] == "junior_fast", {"group_set_by": "H50"}),
    ("N-5", lambda t: t["permission_group"] == "junior_fast", {"name": "某某志愿服务大队"}),
    ("N-8", lambda t: t["unit_name"] != "", {"unit_name": "另一单位"}),
    ("P-6", lambda t: t["permission_group"] == "basic", {"permission_group": "junior_project"}),
    ("N-6", lambda t: t["registered_name"] != "", {"registered_name": "另一组织"}),
    ("A-13", lambda t: t["uscc"] != "", {"uscc": "5{team_id}"}),
    ("P-4", lambda t: t["permission_group"] == "intermediate", {"permission_group": "junior_team"}),
]


@pytest.mark.slow
@pytest.mark.parametrize("k", [1, 20, 100, 200])
def test_the_audit_names_exactly_what_was_broken(k: int, graph: Graph, run: Run) -> None:
    rows = [source.values for source in team_rows()]
    chance = random.Random(k)
    free = set(range(len(rows)))
    wanted: set[tuple[str, str]] = set()
    for number in range(k):
        rule_id, can_be_broken, columns = MUTATIONS[(number + k) % len(MUTATIONS)]
        place = chance.choice([p for p in sorted(free) if can_be_broken(rows[p])])
        free.remove(place)
        filled = {name: text.format(**rows[place]) for name, text in columns.items()}
        rows[place] = rows[place] | filled
        wanted.add((rule_id, rows[place]["team_id"]))
    run(build.load(graph, rows, authority_rows=[s.values for s in authority_rows()]))
    found = run(audit.everything(graph))
    assert {(f["rule_id"], f["team_id"]) for f in found if f["severity"] != "INFO"} == wanted


# What no register's columns can say: a hand on the graph broke it, and a hand puts it right.
BY_HAND: dict[str, tuple[str, str, str]] = {
    "S-1": (
        "MATCH (t:Team {team_id: 'U'}) SET t.region_code = '110101'",
        "MATCH (t:Team {team_id: 'U'}) SET t.region_code = '500112'",
        "U",
    ),
    "N-1": (
        "MATCH (t:Team {team_id: 'H500112'}) SET t.level = 'town'",
        "MATCH (t:Team {team_id: 'H500112'}) SET t.level = 'district'",
        "H500112",
    ),
    "P-5": (
        "MATCH (t:Team {team_id: 'U'}) SET t.permission_group = 'pending'",
        "MATCH (t:Team {team_id: 'U'}) SET t.permission_group = 'basic'",
        "U",
    ),
    "P-10": (
        "MATCH (t:Team {team_id: 'U'}) SET t.status = 'pending'",
        "MATCH (t:Team {team_id: 'U'}) SET t.status = 'active'",
        "U",
    ),
    "D-1": (
        "MATCH (t:Team {team_id: 'U'}) SET t.territory_path = '/50/'",
        "MATCH (t:Team {team_id: 'U'}) SET t.territory_path = '/50/500112/'",
        "U",
    ),
    "P-0": (
        "MATCH (g:PermissionGroup {code: 'basic'}) "
        "MATCH (p:Permission {code: 'publish_without_review'}) CREATE (g)-[:GRANTS]->(p)",
        "MATCH (:PermissionGroup {code: 'basic'})-[g:GRANTS]->"
        "(:Permission {code: 'publish_without_review'}) DELETE g",
        "",
    ),
}


@pytest.mark.parametrize("rule_id", BY_HAND)
def test_what_only_a_hand_on_the_graph_can_break_is_found(
    rule_id: str, graph: Graph, run: Run
) -> None:
    run(build.load(graph, clean_world().values()))
    breaks, mends, culprit = BY_HAND[rule_id]
    run(graph.apply(cast(LiteralString, breaks)))
    try:
        of_all = run(audit.everything(graph, None, rule_id))
        of_one = run(audit.everything(graph, [culprit], rule_id))
        listed = run(audit.audit(graph))["items"]
    finally:
        run(graph.apply(cast(LiteralString, mends)))
    assert [(f["team_id"] or "") for f in of_all] == [culprit]
    assert of_one == (of_all if culprit else [])
    assert [f for f in listed if f["rule_id"] == rule_id] == of_all
    assert run(audit.everything(graph, None, rule_id)) == []


def test_every_statement_has_its_breach_and_every_rule_its_place() -> None:
    later_edition = {"S-3"}  # test_a_team_on_an_ended_division
    # tests/records: test_kept.py, test_record_rules.py
    assert {*SEEDS, *BY_HAND} | later_edition | rules.OF_RECORDS == set(rules.RULES)
    assert set(rules.RULES) <= set(notice.rules())
