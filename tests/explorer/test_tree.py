"""The tree and the panel, as served."""

from __future__ import annotations

import re

import pytest

from graph_service.graph import Graph
from graph_service.questions import teams
from tests.conftest import Run
from tests.explorer.conftest import Ask
from tests.worlds import build


def keys(page: str) -> list[str]:
    return re.findall(r'data-key="([^"]+)"', page)


def test_only_open_branches_are_there_with_counts_on_closed_ones(ask: Ask) -> None:
    page = ask("GET", "/explorer").text
    assert len(keys(page)) == 1 + 1 + 38
    assert "12,339" in page
    opened = ask("GET", "/explorer?open=500112").text
    assert len(keys(opened)) == len(keys(page)) + 31
    children = [key for key in keys(opened) if key.startswith("500112") and len(key) == 9]
    assert children == sorted(children)


def test_a_vacant_seat_is_an_empty_seat(ask: Ask) -> None:
    page = ask("GET", "/explorer?open=500112").text
    row = page.split('data-key="500112002"')[1].split("</li>")[0]
    assert "data-vacant" in row
    assert "空席" in row
    assert "空 " in page, "closed branches say how many seats below are vacant"


def test_a_branch_is_served_by_itself(ask: Ask) -> None:
    part = ask("GET", "/explorer/branches/500112?depth=3").text
    assert keys(part)[0] == "500112~"
    assert "<html" not in part
    people = ask("GET", "/explorer/branches/500112~").text
    assert "L" in keys(people)
    assert "RA-500112" in keys(people)
    assert keys(ask("GET", "/explorer/branches/'%3Cx").text) == []
    assert ask("GET", "/explorer/branches/500112?depth=x").status_code == 200


def test_a_chosen_team_arrives_with_its_ancestors_opened(ask: Ask) -> None:
    page = ask("GET", "/explorer?team=T").text
    assert 'id="n-T"' in page
    assert re.search(r'id="n-T"[^>]*aria-selected="true"', page)
    short = ask("GET", "/explorer/teams/T")
    assert short.status_code == 303
    assert short.headers["location"] == "/explorer?team=T"


def test_the_route_of_a_business_opens_onto_its_reviewers(ask: Ask) -> None:
    page = ask("GET", "/explorer?team=T&business=project_publication").text
    marked = re.findall(r'id="n-([^"]+)"[^>]*class="[^"]*on-route', page)
    assert marked == ["L", "T"]


def test_every_tab_answers_in_both_languages(ask: Ask) -> None:
    for tab in ("routes", "about", "permissions", "managers", "findings", "history", "near"):
        for lang in ("", "&lang=en"):
            answer = ask("GET", f"/explorer?team=T&tab={tab}&part=panel{lang}")
            assert answer.status_code == 200, tab
            assert f'data-tab="{tab}"' in answer.text
    for tab in ("scope", "seats", "region"):
        answer = ask("GET", f"/explorer?team=H500112&tab={tab}&part=panel")
        assert f'data-tab="{tab}"' in answer.text


def test_findings_below_a_hub_come_to_its_panel(ask: Ask) -> None:
    page = ask("GET", "/explorer?team=H500112&tab=region&part=panel").text
    assert 'data-hx-get="/explorer/findings/below?team=H500112"' in page
    for hub in ("H500112", "H50"):
        part = ask("GET", f"/explorer/findings/below?team={hub}").text
        assert "<html" not in part
        assert "没有发现问题" in part or part.count("<li>") > 0
    whole = ask("GET", "/explorer?team=H500112&tab=region&part=panel&cypher=1").text
    assert "questions/audit/" in whole
    assert "/explorer/findings/below" not in whole


def test_what_matches_very_many_names_says_that_not_all_were_looked_through(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "请再多输几个字" not in ask("GET", "/explorer/search?part=options&q=志愿").text
    letter = ask("GET", "/explorer/search?part=options&q=h").text
    assert "请再多输几个字" in letter
    assert 'role="option"' not in letter
    monkeypatch.setattr(teams, "_TYPED", 3)
    page = ask("GET", "/explorer/search?part=options&q=志愿").text
    assert "请再多输几个字" in page
    assert "请再多输几个字" not in ask("GET", "/explorer/search?q=志愿").text


def test_a_quote_is_shown_inside_the_text_of_the_notice(ask: Ask) -> None:
    page = ask("GET", "/explorer?team=T&part=panel").text
    assert (
        "<mark>社会组织（法人）的分支（代表）机构注册志愿团体时，应选择所属社会组织（法人）为联络团体"
        in page
    )


def test_persons_are_left_out_for_the_anonymous_and_masked_for_readers(
    ask: Ask, token_of: object
) -> None:
    path = "/explorer?team=T&tab=about"
    assert "张负责" not in ask("GET", path).text
    token = token_of("reader")  # ty: ignore
    page = ask("GET", path, headers={"Cookie": f"graph_service_token={token}"}).text
    assert "张负责" in page
    assert "138****8000" in page
    assert "13800138000" not in page


def test_two_teams_stand_side_by_side(ask: Ask) -> None:
    page = ask("GET", "/explorer?team=T&with=L&tab=permissions").text
    assert page.count('data-tab="permissions"') == 2


def test_the_cypher_of_a_panel_is_shown_when_asked_for(ask: Ask) -> None:
    assert "questions/routing/review_routes" not in ask("GET", "/explorer?team=T").text
    page = ask("GET", "/explorer?team=T&cypher=1").text
    assert "questions/routing/review_routes" in page
    assert ":params {items:" in page


def test_hits_come_exact_first_then_prefix_then_parts(ask: Ask, world: Graph, run: Run) -> None:
    unit = next(team for team in build.teams_of(build.example("E-07")) if team["team_id"] == "T")
    names = {"X-1": "松树桥老年志愿服务队", "X-2": "松树桥", "X-3": "老松树桥志愿服务队"}
    run(build.load(world, [unit | {"team_id": i, "name": name} for i, name in names.items()]))
    page = ask("GET", "/explorer/search?part=options&q=松树桥").text
    found = re.findall(r'data-team="([^"]+)"', page)
    assert sorted(found) == ["H500112011001", *names]
    assert (found[0], found[-1]) == ("X-2", "X-3")


def test_pinyin_and_initials_find_and_every_hit_has_its_division(ask: Ask) -> None:
    for text in ("ssq", "songshuqiao"):
        page = ask("GET", f"/explorer/search?part=options&q={text}").text
        assert 'data-team="H500112011001"' in page
        assert "渝北区·龙溪街道·松树桥社区" in page
    assert "没有名称" in ask("GET", "/explorer/search?part=options&q=zzzzq").text
