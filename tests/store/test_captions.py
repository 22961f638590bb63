"""Captions and labels: what a picture of the graph shows, derived and kept true."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.graph import Graph, Transaction
from graph_service.questions import audit
from graph_service.store import derived, migrations
from tests.conftest import Run
from tests.worlds import build

_CAPTIONS = """
MATCH (node:Region|RegistrationAuthority|Team)
RETURN coalesce(node.team_id, node.authority_id, node.region_code) + head(labels(node)) AS id,
  node.caption AS caption ORDER BY id
"""
UNIT = {
    "team_kind": "non_hub",
    "region_code": "500112",
    "registration_status": "unregistered",
    "liaison_id": "H500112",
    "permission_group": "basic",
    "status": "active",
}
NAMES = {
    "重庆市渝北区残疾人联合会志愿服务队": "残疾人 联合会",
    "共青团重庆市渝北区委员会志愿服务队": "共青团 委员会",
    "重庆市渝北区阳光志愿服务中心": "阳光 志愿服务 中心",
    "渝北区志愿服务队": "渝北区 志愿服 务队",
    "无处可断的名称": "无处可断 的名称",
    "a b": "a b",
    "重庆市渝北区阳光志愿服务中心双龙湖街道分队": "阳光 志愿服务 中心 分队",
}


def captions(graph: Graph, run: Run) -> dict[str, str]:
    return {row["id"]: row["caption"] for row in run(graph.read(_CAPTIONS))}


@pytest.fixture
def drawn(graph: Graph, run: Run) -> Graph:
    units = [UNIT | {"team_id": f"N-{n}", "name": name} for n, name in enumerate(NAMES)]
    units[-1] |= {"region_code": "500112002"}
    legal = build.teams_of(build.example("E-18"))
    run(build.load(graph, [*legal, *units]))
    return graph


def test_a_caption_breaks_where_its_words_end(drawn: Graph, run: Run) -> None:
    found = captions(drawn, run)
    assert [found[f"N-{n}Team"] for n, _ in enumerate(NAMES)] == list(NAMES.values())
    assert found["H500112011Team"] == found["500112011Region"] == "龙溪 街道"
    assert found["500240Region"] == "石柱 土家族 自治县"
    assert found["500101238Region"] == "地宝 土家族乡"
    assert found["RA-500112RegistrationAuthority"] == "渝北区 民政局"
    assert all(found.values())
    for text in found.values():
        assert max(map(len, text.split())) <= 4, text


def test_what_is_written_is_what_the_rebuilding_writes(drawn: Graph, run: Run) -> None:
    written = captions(drawn, run)
    run(drawn.write(derived.rebuild_captions))
    assert captions(drawn, run) == written
    run(drawn.apply("MATCH (node:Region|RegistrationAuthority|Team) REMOVE node.caption"))
    run(drawn.write(derived.rebuild_captions))
    assert captions(drawn, run) == written


def test_a_caption_that_is_not_its_teams_is_found(drawn: Graph, run: Run) -> None:
    def of(rule_id: str) -> list[Any]:
        return [finding["team_id"] for finding in run(audit.everything(drawn, None, rule_id))]

    assert of("D-1") == []
    run(drawn.apply("MATCH (t:Team) WHERE t.team_id IN ['N-0', 'H500112'] SET t.caption = '别处'"))
    run(drawn.apply("MATCH (t:Team {team_id: 'N-1'}) REMOVE t.caption"))
    assert of("D-1") == ["H500112", "N-0", "N-1"]


def test_a_store_from_before_gets_its_captions_at_the_next_start(drawn: Graph, run: Run) -> None:
    written = captions(drawn, run)

    async def forget(tx: Transaction) -> None:
        await tx.run("MATCH (m:Migration {version: 5}) DELETE m RETURN count(m) AS gone")
        await tx.run("MATCH (node) WHERE node.caption IS NOT NULL REMOVE node.caption")

    run(drawn.write(forget))
    run(migrations.migrate(drawn))
    assert run(build.tree(drawn))
    assert captions(drawn, run) == written
    assert not run(build.tree(drawn))


def test_labels_go_from_general_to_specific(drawn: Graph, run: Run) -> None:
    rows = run(drawn.read("MATCH (t:Team) RETURN t.team_id AS id, labels(t) AS labels"))
    labels = {row["id"]: row["labels"] for row in rows}
    assert labels["H500112"] == ["Team", "Hub", "DistrictHub"]
    assert labels["H500240"] == ["Team", "Hub", "LegalPerson", "DistrictHub"]
    assert labels["N-0"] == ["Team", "UnitTeam"]
