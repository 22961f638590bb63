"""A register whose divisions merge, are split, moved, renamed and ended between other changes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from graph_service.consequences.values import Answers
from graph_service.errors import InvalidInput
from graph_service.operations.forming import from_dict
from tests.consequences import laws
from tests.strategies import networks
from tests.worlds import build

KINDS = {"district": "district", "town": "street", "village": "community"}
LEVELS = ("city", "district", "town", "village")
DAY = "2026-01-01"
# Some are called as teams of the other laws are, so that names begin and stop to be lawful.
NAMES = ("龙溪街道", "渝北区", "松树桥社区", "新区", "乙县")
PLANTED = [
    build.division(code, name, level, KINDS[level], parent)
    for code, name, level, parent in (
        ("509901", "甲区", "district", "50"),
        ("509902", "乙县", "district", "50"),
        ("509901001", "一街道", "town", "509901"),
        ("509901101", "龙溪街道", "town", "509901"),
        ("509902001", "三街道", "town", "509902"),
        ("509901001001", "松社区", "village", "509901001"),
        ("509901001201", "柏村", "village", "509901001"),
        ("509901101201", "松树桥社区", "village", "509901101"),
        ("509902001001", "梅社区", "village", "509902001"),
    )
]
CODES = tuple(row["region_code"] for row in PLANTED)
_LIVE = """
MATCH (r:Region {edition: 'planted'})-[:PART_OF]->(up:Region)
WHERE NOT coalesce(r.ended, false)
RETURN r.region_code AS code, r.level AS level, up.region_code AS parent, COLLECT {
    MATCH (r)<-[:LOCATED_IN]-(t:Team) WHERE NOT t:Hub RETURN t.team_id ORDER BY t.team_id
  } AS teams
ORDER BY code
"""
_MARK = "MATCH (r:Region) WHERE r.region_code STARTS WITH '5099' SET r.edition = 'planted'"
_DUE = "MATCH (r:Region {region_code: $code}) SET r.valid_to = '2026-01-01'"


class Territory(laws.Followed):
    """Divisions alone are driven."""

    def __init__(self, graph: Any, run: Any) -> None:
        super().__init__(graph, run)
        self.codes = set(CODES)
        self.told: list[int] = []

    @initialize(rows=networks(9, ("50", *CODES, *CODES)))
    def load(self, rows: list[dict[str, str]]) -> None:
        self.run(build.wipe(self.graph))
        self.run(build.divisions(self.graph))
        self.run(build.plant(self.graph, PLANTED))
        self.run(self.graph.apply(_MARK))
        self.run(build.load(self.graph, rows))
        self.begin(rows)

    async def everything(self) -> Answers:
        return await laws.everything(self.graph, self.codes)

    @rule(data=st.data(), level=st.sampled_from(LEVELS[1:]), known=st.booleans())
    def merge(self, data: st.DataObject, level: str, known: bool) -> None:
        rows = self.live(level)
        codes = [row["code"] for row in rows]
        if len(codes) < 2:
            return
        sources = data.draw(st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True))
        others = [code for code in codes if code not in sources]
        into = {"region_code": self.fresh(level), "kind": KINDS[level]}
        into |= {"name": data.draw(st.sampled_from(NAMES))}
        into |= {"parent": data.draw(st.sampled_from([row["parent"] for row in rows]))}
        if known and others:
            into = {"region_code": data.draw(st.sampled_from(others))}
        self.reorganise("merge_regions", **{"from": sources}, into=into)

    @rule(data=st.data(), level=st.sampled_from(LEVELS[1:]), goes_on=st.booleans())
    def split(self, data: st.DataObject, level: str, goes_on: bool) -> None:
        rows = self.live(level)
        if not rows:
            return
        row = data.draw(st.sampled_from(rows))
        parts = [self.part(data, level), self.part(data, level, 1)]
        if goes_on:
            parts[0]["region_code"] = row["code"]
        below = [r["code"] for r in self.live() if r["parent"] == row["code"]]
        for name, members in (("children", below), ("teams", row["teams"])):
            for each in members:
                parts[data.draw(st.integers(0, 1))][name].append(each)
        self.reorganise("split_region", **{"from": row["code"]}, into=parts)

    def part(self, data: st.DataObject, level: str, more: int = 0) -> dict[str, Any]:
        name = data.draw(st.sampled_from(NAMES))
        part = {"region_code": self.fresh(level, more), "name": name, "kind": KINDS[level]}
        return {**part, "children": [], "teams": []}

    @rule(data=st.data(), level=st.sampled_from(LEVELS[2:]))
    def move_division(self, data: st.DataObject, level: str) -> None:
        rows, above = self.live(level), self.live(LEVELS[LEVELS.index(level) - 1])
        if rows and above:
            code = data.draw(st.sampled_from(rows))["code"]
            to = data.draw(st.sampled_from(above))["code"]
            self.reorganise("move_region", region_code=code, to_parent=to)

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def rename_division(self, data: st.DataObject, name: str) -> None:
        code = data.draw(st.sampled_from(self.live()))["code"]
        self.reorganise("rename_region", region_code=code, name=name)

    @rule(data=st.data())
    def end_division(self, data: st.DataObject) -> None:
        rows = self.live()
        if len(rows) > 4:
            code = data.draw(st.sampled_from(rows))["code"]
            self.run(self.graph.apply(_DUE, code=code))
            self.reorganise("end_regions", codes=[code])

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def several_at_once(self, data: st.DataObject, name: str) -> None:
        rows = self.live()
        code = data.draw(st.sampled_from(rows))["code"]
        team_id, at = self.pick(data), data.draw(st.sampled_from(rows))["code"]
        renamed = {"operation": "rename_region", "region_code": code, "name": name}
        moved = {"operation": "update_team", "team_id": team_id, "region_code": at}
        self.carry(from_dict({**renamed, "valid_from": DAY}), from_dict(moved))

    def reorganise(self, operation: str, **values: Any) -> None:
        day = {} if operation == "end_regions" else {"valid_from": DAY}
        into = values.get("into", [])
        for part in into if isinstance(into, list) else [into]:
            self.codes.add(part["region_code"])
        try:
            wanted = from_dict({"operation": operation, **values, **day})
        except InvalidInput:
            return
        before = self.newest
        if self.carry(wanted):
            self.told += [self.newest] * (self.newest > before)
            self.run(self.graph.apply(_MARK))

    def live(self, level: str | None = None) -> list[dict[str, Any]]:
        rows = self.run(self.graph.read(_LIVE))
        return [row for row in rows if level in (None, row["level"])]

    def fresh(self, level: str, more: int = 0) -> str:
        number = len(self.codes) + more
        return f"5099{number:02d}" + {"district": "", "town": "001"}.get(level, "001001")


class Both(Territory, laws.Register):
    """Divisions and teams are driven."""
