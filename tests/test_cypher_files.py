"""Every statement file: a title, its parameters, a bound on every path, and no typo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, LiteralString, cast

import pytest
from neo4j import Driver, GraphDatabase

from graph_service import cypher
from graph_service.graph import Graph
from tests.conftest import Run
from tests.scans import SOUGHT, explained, forbidden, parameters, sought
from tests.server import Server
from tests.worlds import build

NAMES = cypher.names("questions") + cypher.names("register")
_SELDOM = re.compile(
    r"questions/(audit|readings|reports)|register/(bench|imports|loading|migrations|policy)"
)
CLEAN = {"00000", "00001", "02000"}


def body(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("//"))


def test_every_migration_has_a_number_of_its_own() -> None:
    numbers = [int(name.split("/V")[1][:3]) for name in cypher.names("migrations")]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_travels_under_its_title_without_remarks_and_indents(name: str) -> None:
    for text in cypher.statements(name):
        title, *lines = cypher.sent(text).splitlines()
        assert title == text.splitlines()[0].strip()
        assert " ".join(lines).split() == body("\n".join(text.splitlines()[1:])).split()
        assert not [line for line in lines if line != line.strip() or line.startswith("//")]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_headed_and_bounded(name: str) -> None:
    text = cypher.load(name)
    assert re.match(r"// \S", text), "the first line is the title"
    assert body(text).strip().startswith("CYPHER 25")
    assert not re.search(r"\[[^\]]*\*(?!\d|\.\.\d)", body(text)), "a path without a bound"
    assert not re.search(r"\)[*+](?!\d)\s*[(\n]", body(text)), "a quantified path without a bound"
    if "RETURN" in body(text).rsplit("}", 1)[-1]:
        assert "ORDER BY" in body(text).rsplit("RETURN", 1)[-1], "a list without an order"
    assert len(body(text).splitlines()) <= 60


@pytest.mark.parametrize("name", NAMES)
def test_the_example_names_exactly_the_parameters_used(name: str) -> None:
    text = cypher.load(name)
    named = set(re.findall(r"[{,]\s*(\w+):", _top_level(parameters(name))))
    used = set(re.findall(r"\$(\w+)", body(text)))
    assert named == used


def _top_level(text: str) -> str:
    depth, kept, quoted = 0, "", False
    for character in text:
        if character == '"':
            quoted = not quoted
        if quoted:
            continue
        if character in "{[":
            depth += 1
        if depth <= 1:
            kept += character
        if character in "}]":
            depth -= 1
    return kept


@pytest.fixture
def driver(neo4j_server: Server) -> Iterator[Driver]:
    auth = (neo4j_server.username, neo4j_server.password)
    with GraphDatabase.driver(neo4j_server.uri, auth=auth) as driver:
        yield driver


def test_no_statement_looks_through_what_grows_where_there_is_none_yet(
    graph: Graph, driver: Driver
) -> None:
    """Plans follow statistics, and what was planned in an empty store is asked of a full one."""
    with driver.session(notifications_min_severity="OFF") as session:
        session.run(_PREPARED).consume()
        plans = {name: explained(session, name) for name in NAMES if not _SELDOM.match(name)}
    found = {name: forbidden(name, plan) for name, plan in plans.items()}
    assert not any(found.values()), {name: scans for name, scans in found.items() if scans}


def test_whoever_is_sought_by_a_property_is_found_by_an_index(graph: Graph, driver: Driver) -> None:
    """What stands inside an expression is planned apart: its scans are in no plan that is shown."""
    with driver.session() as session:
        shown = session.run("SHOW INDEXES YIELD labelsOrTypes, properties")
        indexed = {(labels[0], names[0]) for labels, names in shown.values() if labels}
    assert ("RegistrationAuthority", "region_code") in indexed
    unindexed = {name: sought(body(cypher.load(name))) - indexed - SOUGHT.keys() for name in NAMES}
    assert not any(unindexed.values()), {name: pairs for name, pairs in unindexed.items() if pairs}


def test_the_examples_run_without_a_warning_and_without_a_scan_where_there_is_little(
    graph: Graph, run: Run, driver: Driver
) -> None:
    run(shared_world(graph))
    problems: list[str] = []
    with driver.session() as session:
        session.run(_PREPARED).consume()
        for name in NAMES:
            [given] = session.run(
                cast(LiteralString, f"RETURN {parameters(name)} AS given")
            ).value()
            with session.begin_transaction() as tx:
                result = tx.run(cypher.profiled(cypher.load(name)), given)
                result.fetch(10_000)
                summary = result.consume()
                tx.rollback()
            statuses = [s for s in summary.gql_status_objects if s.gql_status not in CLEAN]
            problems += [f"{name}: {status.status_description}" for status in statuses]
            if summary.profile is not None:  # what changes the schema has none
                problems += [f"{name}: {scan}" for scan in forbidden(name, summary.profile)]
    assert not problems, "\n".join(problems)


async def shared_world(graph: Graph) -> None:
    entry = build.example("E-16")
    teams = build.teams_of(entry)
    viewing: dict[str, Any] = build.example("E-08")["teams"][0]
    await build.load(graph, [*teams, viewing], entry["applications"])
    await graph.apply(_EXTRAS)


# What other tests left in the statistics is gone then, and every plan with it.
_PREPARED = "CALL db.prepareForReplanning(60)"
# Every word of the model stands somewhere, so that only a typo can be unknown.
_EXTRAS = """
MATCH (team:Team {team_id: 'T'})
MATCH (hub:Team {team_id: 'H50'})
MATCH (region:Region {region_code: '500112'})
CREATE (team)-[:VIEWING]->(hub)
CREATE (words:Words {group_set_at: '', filing_office: '', valid_from: '', valid_to: '', ended: true,
  succeeded_by: '', has_administrator: true, reason: '', decided_at: '', uscc: '', email: '',
  organisation_form: '', unit_kind: '', business_line: '', responsible_unit: '', duties: [],
  registered_name: '', before: '', after: '', effective_from: '', request_id: '', mobile: '',
  committee_name: '', token_id: 't', digest: 'd', role: 'reader', created_at: datetime(),
  expires_at: datetime(), revoked_at: datetime(), note: 'n', acting_team_id: '',
  acting_authority_id: '', application_id: '', application_before: '',
  application_after: '', accepted: [], counts: '', imported_in: [], territory_paths: [],
  operation: '', reason: '', revision: 1, answered_at: datetime(), status: 1,
  body: '', key: '', bench: '',
  service_region: '', address: '', responsible_unit_kind: '', registered_at: '', founded_on: '',
  external_superior: '', liaison_no: '', branch_kind: '', group_set_at: '', created_in: 1,
  created: '', packed: '', subject: '', kinds: [], rows_changes: '',
  hours_before: '', hours_after: '', reset: false,
  owner: '', beats_at: datetime(), brings: [], asked_at: datetime()})
CREATE (words)-[:SUCCEEDED_BY]->(words)-[:TOUCHES]->(words)
CREATE (words)-[:BARE_LIAISON]->(words)-[:BARE_LOCATED_IN]->(:Bare)
CREATE (:Token {token_id: 't', authority_id: 'RA'})
CREATE (record:ServiceRecord {record_id: 'r', team_id: 'T', project_name: 'p',
  service_date: date('2026-03-01'), location: 'l', service_recipients: 's', service_content: 'c',
  service_hours: 250, service_evaluation: 'e', contact_name: 'n', volunteer_no: 'V-0001',
  service_status: 'completed', state: 'confirmed', return_reason: 'r', entered_at: datetime(),
  entered_by: 'system', reviewer_id: 'H50', decided_at: datetime(), decided_by: 'H50'})
CREATE (record)-[:OF_TEAM]->(team), (record)-[:DECIDED_BY {decided_at: datetime()}]->(hub)
CREATE (record)-[:SERVED_BY]->(:Volunteer {volunteer_no: 'V-0001'})
CREATE (:HoursOfMonth {team_id: 'T', month: '2026-03', hours: 250, records: 1, volunteers: 1,
  territory_path: '/50/', legal_person: false})
CREATE (:Gone {subject: 'T-GONE', created_in: 1, imported_in: [1]})
CREATE (:Plan {plan_id: 'P-1', title: '', reason: '', status: 'draft', created_at: datetime(),
  created_by: 't', expires_at: datetime(), revision: 1, digest: 'd', summary: '{}', problems: '[]',
  left_out: '[]', answer: '', seconds: 60})
CREATE (:PlanChunk {plan_id: 'P-1', part: 'changes', number: 0, kind: 'route', first: 'H50',
  last: 'H50', count: 1, packed: ''})
CREATE (:Words {rows_before: '', rows_plan: '', rows_operations: '', reset: true})
CREATE (:RegionHours {region_code: '50', month: '2026-03', legal_person: false, hours: 250,
  records: 1})
"""
