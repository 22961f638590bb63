"""Records and the network driven step by step; what is kept of them is right after each."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from graph_service.changes.writing import Change, carry_out, nothing
from graph_service.errors import ServiceError
from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.operations.held import Operation
from graph_service.records import forming
from graph_service.records.held import Result
from graph_service.store import records
from graph_service.store.history import SYSTEM, Actor
from tests.records import calls
from tests.records.kept import demand_right
from tests.strategies import AUTHORITIES, GROUPS, REGIONS
from tests.worlds import build

TEAMS = ("H50", "H500112", "H500112011", "H500112012", "H500112011001", "L", "T")
WRITES = ("decide", "enter", "decide", "correct", "decide", "enter", "decide", "take_in", "delete")
VOLUNTEERS = ("V-0001", "V-0002", "V-0003")
DAYS = ("2026-02-28", "2026-02-28", "2026-03-01", "2026-03-02", "2999-01-01")
DRAWN: dict[str, tuple[Any, ...]] = {
    "volunteer_no": VOLUNTEERS,
    "service_date": DAYS,
    "service_hours": (0.5, 2.25, 8, 13),
    "service_status": ("completed", "completed", "completed", "planned"),
}
# What turns in the network: the operation, its column, the values; none are other teams.
NETWORK: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "move": ("update_team", "region_code", REGIONS),
    "turn_legal": ("update_team", "registration_status", ("legal_person", "unregistered")),
    "liaison": ("set_liaison", "liaison_id", ()),
    "authority": ("set_registration_authority", "registration_authority_id", AUTHORITIES),
    "group": ("set_permission_group", "permission_group", GROUPS),
    "status": ("set_status", "status", ("active", "active", "suspended", "closed")),
}
_DAY = 2400
seen: Counter[str] = Counter()  # what became of what was asked, by operation


class Records(RuleBasedStateMachine):
    def __init__(self, graph: Graph, run: Any) -> None:
        super().__init__()
        self.graph, self.run = graph, run
        self.teams: list[str] = []
        self.ids: list[str] = []
        self.held: dict[str, dict[str, Any]] = {}
        self.imported: set[tuple[str, str]] = set()

    @initialize(data=st.data())
    def load(self, data: st.DataObject) -> None:
        self.run(build.wipe(self.graph))
        rows = build.teams_of(build.example("E-15"))
        self.run(build.load(self.graph, [row for row in rows if row["team_id"] in TEAMS]))
        self.teams, self.ids = list(TEAMS), []
        self.enter(data)

    # One rule: of many, a short run leaves most out.
    @rule(data=st.data(), what=st.sampled_from((*WRITES, *sorted(NETWORK))))
    def step(self, data: st.DataObject, what: str) -> None:
        if what in WRITES:
            getattr(self, what)(data)
            return
        operation, column, values = NETWORK[what]
        value = data.draw(st.sampled_from(values or sorted(self.teams)))
        self.change(data, operation, **{column: value})

    def enter(self, data: st.DataObject) -> None:
        items = []
        for _ in range(data.draw(st.integers(1, 5))):
            self.ids.append(f"R{len(self.ids):03}")
            given = {"record_id": self.ids[-1], "team_id": self.pick(data, self.teams)}
            for name, values in DRAWN.items():
                given[name] = data.draw(st.sampled_from(values))
            items.append(forming.entered(calls.RECORD | given))
        self.write("enter_records", items)

    def decide(self, data: st.DataObject) -> None:
        items = [
            forming.decided(
                {
                    "record_id": self.pick(data, self.ids),
                    "decision": data.draw(st.sampled_from(("confirm", "confirm", "return"))),
                    "reason": "不符",
                }
            )
            for _ in range(data.draw(st.integers(1, 6)))
        ]
        actors = [SYSTEM] * len(self.teams) + [*map(calls.operator, self.teams)]
        actors += [Actor("token", "operator", None, i) for i in AUTHORITIES]
        actor = data.draw(st.sampled_from(actors))
        routes = self.run(records.reviews(self.graph, self.teams))
        reviewers = records.reviewers_in(routes)
        before = self.agree()
        for result in self.write("decide_records", items, actor):
            if result.record_id not in before:
                continue
            reviewer = reviewers[before[result.record_id]["team_id"]]
            own = actor.authority_id or actor.team_id
            if result.after is not None:
                assert result.after["decided_by"] == reviewer
                assert actor is SYSTEM or own == reviewer
            elif result.error is not None and result.error.status == 403:
                assert own != reviewer

    def correct(self, data: st.DataObject) -> None:
        column = data.draw(st.sampled_from((*DRAWN, "location")))
        value = data.draw(st.sampled_from(DRAWN.get(column, ("别处",))))
        item = forming.corrected(self.pick(data, self.ids), {column: value})
        self.write("correct_record", [item])

    def delete(self, data: st.DataObject) -> None:
        self.write("delete_record", [forming.named(self.pick(data, self.ids))])

    def take_in(self, data: st.DataObject) -> None:
        state = data.draw(st.sampled_from(("entered", "confirmed", "returned")))
        row = {"record_id": f"I{len(self.ids):03}", "team_id": self.pick(data, self.teams)}
        row |= {"volunteer_no": VOLUNTEERS[0], "service_date": DAYS[0], "service_hours": "20"}
        row |= {"state": state}
        if state != "entered":
            row |= {"decided_by": self.pick(data, [*self.teams, *AUTHORITIES])}
        self.imported.add((VOLUNTEERS[0], DAYS[0]))
        self.ids.append(row["record_id"])
        parts = {"records": build.sources("records.csv", [row])}
        assert not self.run(import_rows(self.graph, parts)).rejected
        self.agree()

    def pick(self, data: st.DataObject, ids: list[str]) -> str:
        return data.draw(st.sampled_from(sorted(ids)))

    def change(self, data: st.DataObject, operation: str, **values: str) -> None:
        team_id = self.pick(data, self.teams)
        asked = Change([Operation(operation, team_id, {**values})], accept_violations=True)
        try:
            self.run(carry_out(self.graph, asked, nothing))
        except ServiceError as error:
            if error.status >= 500:
                raise
        self.agree()

    def write(self, operation: str, items: list[Any], actor: Actor = SYSTEM) -> list[Result]:
        results = self.run(calls.write(self.graph, operation, items, actor, reason="笔误"))
        seen.update("refused" if result.error else operation for result in results)
        held = self.agree()
        for result in results:
            after = held.get(result.record_id or "")
            if result.error is None and result.after is not None:
                assert after is not None
            elif result.error is None:
                assert after is None
        return results

    def agree(self) -> dict[str, dict[str, Any]]:
        held = self.run(demand_right(self.graph))
        days: dict[tuple[str, str], int] = defaultdict(int)
        for record in held:
            days[record["volunteer_no"], record["service_date"]] += record["service_hours"]
        assert all(sum_ <= _DAY for day, sum_ in days.items() if day not in self.imported)
        assert not [
            r for r in held
            if r["state"] == "confirmed" and r["record_id"].startswith("R")
            and (r["service_status"] != "completed" or r["service_date"] > "2900")
        ]  # fmt: skip
        return {record["record_id"]: record for record in held}
