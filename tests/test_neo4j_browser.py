"""What Neo4j Browser is served: guides in two forms, a style, saved scripts, links into it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from graph_service import cypher
from graph_service.browser import guides, library, links
from graph_service.errors import InvalidInput
from graph_service.graph import Graph
from graph_service.sample.regions import authority_rows
from graph_service.sample.teams import team_rows
from tests.conftest import Run
from tests.worlds import build

GUIDES = ["start", "routing", "scope", "permissions", "audit", "seats", "paths", "district"]
QUERIES = [(g.name, q) for g in library.guides().values() for q in g.queries]
# Who is in a guide is somebody's whole team: names of persons stay out of pictures.
LABELS = {
    *("Team", "Hub", "CityHub", "DistrictHub", "TownHub", "VillageHub", "UnitTeam", "LegalPerson"),
    *("Branch", "Region", "RegistrationAuthority", "PermissionGroup", "Permission", "Business"),
    *("Rule", "Person", "UpgradeApplication", "Change"),
}
TYPES = {
    *("LIAISON", "VIEWING", "REGISTERED_BY", "BRANCH_OF", "LOCATED_IN", "PART_OF", "SEAT"),
    *("ADMINISTERED_BY", "SUCCEEDED_BY", "GRANTS", "EXEMPTED_BY", "REVIEWER_NEEDS"),
    *("SUPERIOR_HUB", "STANDS_UNDER", "EFFECTIVE_PARENT"),
}


def code_of(page: str) -> list[str]:
    blocks = re.findall(r'<pre class="code runnable" mode="cypher">(.*?)</pre>', page, re.S)
    return [unescape(block) for block in blocks]


def test_every_folder_of_queries_is_a_guide() -> None:
    assert list(library.guides()) == GUIDES
    assert len(QUERIES) == len(cypher.names("browser")) >= 20


@pytest.mark.parametrize("guide", library.guides().values(), ids=lambda guide: guide.name)
def test_both_forms_of_a_guide_hold_the_same_queries(guide: library.Guide) -> None:
    texts = [query.text for query in guide.queries]
    assert texts
    assert code_of(guides.html(guide, "http://x/")) == texts
    blocks = re.findall(
        r"^\[source,cypher\]\n----\n(.*?)\n----$", guides.asciidoc(guide, "http://x/"), re.S | re.M
    )
    assert blocks == texts


@pytest.mark.parametrize(("guide", "query"), QUERIES, ids=lambda part: getattr(part, "name", part))
def test_a_query_is_titled_explained_and_bounded(guide: str, query: library.Query) -> None:
    assert re.search(r"[\u4e00-\u9fff].* [A-Z]", query.title), "Chinese, then English"
    assert len(query.sentences) == 2
    assert "$" not in query.text
    assert not re.search(r"[*+](?!\d)\s*[(\n]|\{\d+,\}", query.text), "a path without a bound"
    assert not ("LIAISON" in query.text and "SUPERIOR_HUB" in query.text), "one relation, one line"
    links.edit_link("http://b/", "bolt://b:1", query.text)


def pictured(value: Any) -> Iterator[Any]:
    yield from value.nodes if hasattr(value, "nodes") else [value]


@pytest.mark.slow
def test_every_query_draws_a_picture_of_the_sample(
    graph: Graph, run: Run, neo4j_server: Any
) -> None:
    from neo4j import GraphDatabase

    authorities = [source.values for source in authority_rows()]
    run(build.load(graph, [source.values for source in team_rows()], [], authorities))
    credentials = (neo4j_server.username, neo4j_server.password)
    with GraphDatabase.driver(neo4j_server.uri, auth=credentials) as driver:
        for guide, query in QUERIES:
            text: Any = query.text
            rows, summary, _ = driver.execute_query(text)
            nodes = {node for row in rows for value in row.values() for node in pictured(value)}
            place = f"{guide}/{query.name}"
            assert 1 <= len(rows) <= 300, place
            assert 1 <= len(nodes) <= 300, place
            assert summary.query_type == "r", place
            assert {s.gql_status for s in summary.gql_status_objects} <= {"00000"}, place
            assert not {"Person", "Token"} & {label for node in nodes for label in node.labels}
        _questions_run_as_scripts(driver)


def _questions_run_as_scripts(driver: Any) -> None:
    for name, text in library.scripts().items():
        line = re.search(r"^:params (.*);$", text, re.M)
        if line is None:
            continue
        [made], _, _ = driver.execute_query(f"RETURN {line[1]} AS params")
        _, summary, _ = driver.execute_query(text.replace(line[0], ""), made["params"])
        assert summary.query_type == "r", name


def test_the_zip_holds_the_whole_library_titled() -> None:
    with zipfile.ZipFile(io.BytesIO(library.archive())) as packed:
        texts = {name: packed.read(name).decode() for name in packed.namelist()}
    assert texts == library.scripts()
    assert len(texts) == len(QUERIES) + len(cypher.names("questions"))
    for name, text in texts.items():
        assert re.match(r"(start|routing|scope|\w+)/[\w/]+\.cypher$", name)
        assert re.match(r"// \S", text)


def test_the_style_has_a_rule_for_every_label_and_edge() -> None:
    text = library.style()
    rules = dict(re.findall(r"^(node|relationship|[\w.]+) \{\n(.*?)^\}$", text, re.S | re.M))
    assert {f"node.{label}" for label in LABELS} <= rules.keys()
    assert {f"relationship.{kind}" for kind in TYPES} <= rules.keys()
    captions = [rule for rule, body in rules.items() if "caption:" not in body]
    assert not captions, "without its own caption Browser takes a name and cuts it"
    order = [*rules]
    for special in ("CityHub", "UnitTeam", "LegalPerson", "Branch"):
        assert order.index("node.Team") < order.index(f"node.{special}")
    assert "//" not in text
    assert "/*" not in text
    for line in filter(str.strip, "".join(rules.values()).splitlines()):
        assert line.count(":") == 1, line
    for derived in ("SUPERIOR_HUB", "STANDS_UNDER", "EFFECTIVE_PARENT", "SEAT"):
        assert "shaft-width: 1px" in rules[f"relationship.{derived}"]
        assert "推导" in rules[f"relationship.{derived}"]


def test_every_label_and_edge_of_the_sample_is_known_to_the_style(graph: Graph, run: Run) -> None:
    run(build.load(graph, build.teams_of(build.example("E-16"))))
    labels = run(graph.read("MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label"))
    types = run(graph.read("MATCH ()-[r]->() RETURN DISTINCT type(r) AS type"))
    inner = {"Migration", "MigrationLock", "Policy", "Lock", "Revision", "Answered", "Token"}
    assert {row["label"] for row in labels} - inner <= LABELS
    assert {row["type"] for row in types} - {"HAS_PERSON", "APPLIES_FOR"} <= TYPES


@pytest.mark.parametrize("query", ["MATCH (n:A&B) RETURN n", "MATCH (n) // #1"])
def test_a_query_that_browser_would_cut_has_no_link(query: str) -> None:
    with pytest.raises(InvalidInput):
        links.edit_link("http://127.0.0.1:7474/browser/", "bolt://127.0.0.1:7687", query)


def test_a_link_carries_server_and_query_whole() -> None:
    query = "MATCH (t:Team {name: '松树桥 100%+?=;'})\nRETURN t"
    link = links.edit_link("http://h:7474/browser/", "bolt://h:7687", query)
    assert link.startswith(
        "http://h:7474/browser/?dbms=bolt%3A%2F%2Fneo4j%40h%3A7687&cmd=edit&arg="
    )
    asked = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert asked == {"dbms": ["bolt://neo4j@h:7687"], "cmd": ["edit"], "arg": [query]}
