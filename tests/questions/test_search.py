"""Names are found by parts of them, by their sound, by both at once, and with their divisions."""

from __future__ import annotations

import pytest

from graph_service.graph import Graph
from graph_service.questions import teams
from tests.conftest import Run
from tests.worlds import build

NAMES = {
    "A": ("松树桥社区第12便民服务点志愿服务队", "500112011001"),
    "B": ("兴隆镇ABC志愿服务队", "500112138"),
    "C": ("兴隆镇志愿服务队", "500119105"),
    "D": ("华福巷社区邢孃孃开心编织志愿服务队", "500103011017"),
    "E": ("重庆市渝北区残疾人联合会志愿服务队（一队）", "500112"),
}
FOUND = [
    ("松树桥社区", "A"),
    ("松", "A"),
    ("孃", "D"),
    ("1", "A"),
    ("第1", "A"),
    ("12便", "A"),
    ("2便民服", "A"),
    ("BC志", "B"),
    ("abc", "B"),
    ("兴隆镇", "BC"),
    ("songshuqiao", "A"),
    ("Song Shu Qiao", "A"),
    ("ＳＳＱＳＱ", "A"),
    ("xlz", "BC"),
    ("松树qiao", "A"),
    ("songshu桥", "A"),
    ("松树longzhen", ""),
    ("松树zhiyuan", "A"),
    ("残疾人yidui", "E"),
    ("渝北区 兴隆镇", "B"),
    ("兴隆镇 渝北区", "B"),
    ("兴隆镇 队", "BC"),
    ("渝北 xing long", "B"),
    ("兴隆镇志愿服务队（南川区·兴隆镇）", "C"),
    ("残疾人联合会志愿服务队（一队）", "E"),
    ("（一队）", "E"),
    ("渝中区 兴隆镇", ""),
    ('松"树 (', ""),
    ('"松树"', ""),
    ("松树* AND 桥", ""),
    ("松树~2", ""),
    ("\\", ""),
    ("*", ""),
]


@pytest.fixture
def named(graph: Graph, run: Run) -> Graph:
    rows = build.teams_of(build.example("E-07"))
    like = next(team for team in rows if team["team_id"] == "T")
    made = [
        like | {"team_id": team_id, "name": name, "region_code": code, "liaison_id": f"H{code}"}
        for team_id, (name, code) in NAMES.items()
    ]
    run(build.load(graph, [team for team in rows if team is not like] + made))
    return graph


def test_what_is_asked_is_found_and_nothing_else(named: Graph, run: Run) -> None:
    for q, wanted in FOUND:
        found = run(teams.teams(named, q=q, team_kind="non_hub"))
        assert "".join(sorted(item["team_id"] for item in found["items"])) == wanted, q
        assert found["complete"], q


LIKELIEST = [  # what is asked, and the order of those found
    ("龙溪", "hijk"),  # the whole name of a place, the start of a name short then long, a part
    ("longxi", "hijk"),
    ("lx", "hijk"),
    ("龙溪村志愿服务大队", "h"),
    ("龙溪 志愿", "hijk"),
]
LONGXI = {
    "h": "龙溪村志愿服务大队",
    "i": "龙溪江边志愿服务队",
    "j": "龙溪江边第二小学志愿服务队",
    "k": "新龙溪志愿服务队",
}


@pytest.mark.parametrize(("q", "wanted"), LIKELIEST)
def test_the_likeliest_team_comes_first_on_every_page(
    graph: Graph, run: Run, q: str, wanted: str
) -> None:
    rows = build.teams_of(build.example("E-07"))
    like = next(team for team in rows if team["team_id"] == "T")
    # Ids run against the order wanted, and the place is none of that name.
    made = [
        like | {"team_id": team_id, "name": name, "region_code": "500103011017"}
        for team_id, name in zip("zyxw", LONGXI.values(), strict=True)
    ]
    run(build.load(graph, [team for team in rows if team is not like] + made))
    letters = dict(zip("zyxw", LONGXI, strict=True))
    found, cursor = "", None
    for _ in range(9):
        page = run(teams.teams(graph, q=q, team_kind="non_hub", cursor=cursor, limit=1))
        found += "".join(letters[item["team_id"]] for item in page["items"])
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert found == wanted


def test_a_qualified_name_finds_its_own_team(named: Graph, run: Run) -> None:
    whole = run(teams.teams(named, limit=1000))["items"]
    for item in whole:
        found = run(teams.teams(named, q=item["display_name"], limit=1000))["items"]
        assert item["team_id"] in {team["team_id"] for team in found}, item["display_name"]


def test_a_search_is_paged_whole(named: Graph, run: Run) -> None:
    paged, cursor = [], None
    while True:
        page = run(teams.teams(named, q="志愿 队", cursor=cursor, limit=3))
        paged += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert paged == run(teams.teams(named, q="志愿 队", limit=1000))["items"]
    assert len(paged) > 3
