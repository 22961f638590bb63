"""A register driven step by step, every answer asked before and after, whatever the cone says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from graph_service.changes.writing import Change, Outcome, carry_out, rehearse
from graph_service.consequences.asking import ask
from graph_service.consequences.cone import Cone
from graph_service.consequences.keeping import unpack
from graph_service.consequences.rehearsal import AnswerChange, differences
from graph_service.consequences.values import Answers, Key, text
from graph_service.errors import ServiceError
from graph_service.graph import Graph, Transaction
from graph_service.operations.held import Operation
from graph_service.questions import rules
from graph_service.record.first_values import answers_of
from graph_service.record.following import batch
from graph_service.record.looking_back import past
from graph_service.record.moments import Moment
from graph_service.store import history
from tests.strategies import AUTHORITIES, GROUPS, REGIONS, networks
from tests.worlds import build

NAMES = (
    "渝北区志愿者协会",
    "重庆市渝北区 志愿者协会",
    "龙溪街道志愿服务总队",
    "渝北区龙溪街道志愿服务总队",
    "松树桥社区志愿服务大队",
    "重庆市志愿服务联合会",
    "阳光志愿服务队",
    "阳光 志愿服务队",
)
_RECORD = (
    "MATCH (c:AnswerChange {revision: $revision}) RETURN c.subject AS subject, c.packed AS packed"
)
CODES = ("", "52500112MJ00000185", "52500112-MJ00000185", "91350100M000100Y43")
STATUSES = ("active", "suspended", "closed")
BESIDE = ("500112013", "500112011003", "500109", "500109004", "500103", "500103011")
_IDS = "MATCH (t:Team) RETURN collect(t.team_id) AS ids"


async def everything(graph: Graph, more: Iterable[str] = ()) -> Answers:
    """Every answer of the network, of all teams and of the regions in play."""
    [row] = await graph.read(_IDS)
    cone = Cone(regions={*REGIONS, *BESIDE, *more}, authorities=set(AUTHORITIES))
    cone.managers, cone.seats = set(cone.regions), set(cone.regions)
    cone.whole(row["ids"], rules.PARTS)
    return (await ask(graph, cone)).answers


def in_play(changes: list[AnswerChange], before: Answers, after: Answers) -> list[AnswerChange]:
    """Those of the changes that tell of a subject that was asked."""
    known = {key.subject for key in (*before, *after)}
    return [change for change in changes if change.key.subject in known]


class Followed(RuleBasedStateMachine):
    """What every law of a driven register compares; its rules are its heirs'."""

    def __init__(self, graph: Graph, run: Any) -> None:
        super().__init__()
        self.graph, self.run = graph, run
        self.ids: list[str] = []
        self.applications: list[str] = []
        self.steps = 0
        self.answers: Answers = {}
        self.folded: Answers = {}
        self.past: dict[int, Answers] = {}
        self.newest = 0

    def begin(self, rows: list[dict[str, str]]) -> None:
        self.ids = [row["team_id"] for row in rows]
        self.answers = self.run(self.everything())
        self.newest = self.run(history.revision(self.graph))
        self.folded, self.past = dict(self.answers), {self.newest: self.answers}

    @staticmethod
    def value(known: str | None) -> Any:
        return None if known is None else json.loads(known)

    def follow(self) -> None:
        """Law 2: whoever folds the changes holds today's answers."""
        for told in self.run(batch(self.graph, self.newest)):
            assert not told.reset
            self.newest = told.row["revision"]
            cursor = None
            while True:
                page = self.run(answers_of(self.graph, self.newest, cursor=cursor, limit=50))
                for change in page["items"]:
                    key = Key(change["kind"], change["subject"], change["key"])
                    self.folded.pop(key, None)
                    if change["after"] is not None:
                        self.folded[key] = text(change["after"])
                cursor = page["next_cursor"]
                if cursor is None:
                    break
        subjects = {key.subject for key in self.answers}
        held = {key: value for key, value in self.folded.items() if key.subject in subjects}
        assert held == self.answers, "who folds the changes holds something else"
        gone = {key for key in self.folded if key.kind == "name" and key.subject not in subjects}
        assert not {key for key in gone if key.key == "team"}, "a team that is gone is still held"
        self.past[self.newest] = self.answers

    async def everything(self) -> Answers:
        return await everything(self.graph)

    def pick(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.ids)))

    def step(self, name: str, team_id: str, values: Mapping[str, str | None]) -> bool:
        return self.carry(Operation(name, team_id, {k: v or None for k, v in values.items()}))

    def carry(self, *operations: Operation) -> bool:
        """Carry operations out, whatever they break, and compare what is said to change."""
        self.steps += 1
        before, found = self.answers, list[Outcome]()

        async def answer(tx: Transaction, outcome: Outcome) -> tuple[int, None]:
            found.append(outcome)
            return 200, None

        try:
            rehearsed = self.run(rehearse(self.graph, [*operations]))
            self.run(carry_out(self.graph, Change([*operations], accept_violations=True), answer))
        except ServiceError:
            return False
        followed = found[-1].followed
        assert rehearsed.followed == followed, "a rehearsal told something else"
        self.answers = self.run(self.everything())
        told = self.run(recorded(self.graph, found[-1].revision))
        assert told == {tuple(c.key): c[1:] for c in followed.changes}
        self.agree(before, told)
        self.follow()
        return True

    def agree(self, before: Answers, told: dict[Any, Any]) -> None:
        created = {"team": sorted({k.subject for k in self.answers} - {k.subject for k in before})}
        known = {key.subject for key in (*before, *self.answers)}
        wanted = {
            tuple(change.key): change[1:] for change in differences(before, self.answers, created)
        }
        seen = {key: value for key, value in told.items() if key[1] in known}
        missed = {key: value for key, value in wanted.items() if seen.get(key) != value}
        more = {key: value for key, value in seen.items() if key not in wanted}
        assert not missed, f"a change that the cone does not reach: {missed}"
        assert not more, f"told, and nothing of it changed: {more}"


class Register(Followed):
    @initialize(rows=networks(9))
    def load(self, rows: list[dict[str, str]]) -> None:
        self.run(build.wipe(self.graph))
        self.run(build.load(self.graph, rows))
        self.begin(rows)

    @rule(data=st.data(), kind=st.sampled_from(("hub", "non_hub")), at=st.sampled_from(REGIONS))
    def register(self, data: st.DataObject, kind: str, at: str) -> None:
        team_id = f"R{len(self.ids):02d}"
        values = {"name": data.draw(st.sampled_from(NAMES)), "region_code": at, "team_kind": kind}
        group = data.draw(st.sampled_from((*GROUPS, "pending")))
        values |= {"permission_group": group, "liaison_id": self.pick(data)}
        values |= {"status": "pending" if group == "pending" else "active"}
        values |= {"uscc": data.draw(st.sampled_from(CODES))}
        if self.step("register_team", team_id, values):
            self.ids.append(team_id)

    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def rename(self, data: st.DataObject, name: str) -> None:
        self.step("update_team", self.pick(data), {"name": name})

    @rule(data=st.data(), code=st.sampled_from(CODES))
    def recode(self, data: st.DataObject, code: str) -> None:
        self.step("update_team", self.pick(data), {"uscc": code})

    @rule(data=st.data(), at=st.sampled_from(REGIONS))
    def move(self, data: st.DataObject, at: str) -> None:
        self.step("update_team", self.pick(data), {"region_code": at})

    @rule(data=st.data(), kind=st.sampled_from(("hub", "non_hub")))
    def turn_kind(self, data: st.DataObject, kind: str) -> None:
        self.step("update_team", self.pick(data), {"team_kind": kind})

    @rule(data=st.data(), form=st.sampled_from(("legal_person", "unregistered")))
    def turn_legal(self, data: st.DataObject, form: str) -> None:
        self.step("update_team", self.pick(data), {"registration_status": form})

    @rule(data=st.data(), none=st.booleans())
    def branch(self, data: st.DataObject, none: bool) -> None:
        parent = "" if none else self.pick(data)
        self.step("update_team", self.pick(data), {"branch_of": parent})

    @rule(data=st.data(), column=st.sampled_from(("contact_name", "unit_name", "business_line")))
    def tell(self, data: st.DataObject, column: str) -> None:
        values = {"business_line": ("health", "education")}.get(column, ("甲乙", "丙", ""))
        self.step("update_team", self.pick(data), {column: data.draw(st.sampled_from(values))})

    @rule(data=st.data(), none=st.integers(0, 3))
    def liaison(self, data: st.DataObject, none: int) -> None:
        chosen = self.pick(data) if none else None
        self.step("set_liaison", self.pick(data), {"liaison_id": chosen})

    @rule(data=st.data(), authority=st.sampled_from(AUTHORITIES))
    def authority(self, data: st.DataObject, authority: str) -> None:
        wanted = {"registration_authority_id": authority}
        self.step("set_registration_authority", self.pick(data), wanted)

    @rule(data=st.data(), take=st.booleans())
    def view(self, data: st.DataObject, take: bool) -> None:
        name = "remove_viewing" if take else "add_viewing"
        self.step(name, self.pick(data), {"viewer_id": self.pick(data)})

    @rule(data=st.data(), group=st.sampled_from(GROUPS))
    def group(self, data: st.DataObject, group: str) -> None:
        self.step("set_permission_group", self.pick(data), {"permission_group": group})

    @rule(data=st.data(), status=st.sampled_from(STATUSES))
    def status(self, data: st.DataObject, status: str) -> None:
        self.step("set_status", self.pick(data), {"status": status})

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        team_id = self.pick(data)
        if len(self.ids) > 3 and self.step("delete_team", team_id, {}):
            self.ids.remove(team_id)

    @rule(data=st.data(), group=st.sampled_from(GROUPS))
    def apply(self, data: st.DataObject, group: str) -> None:
        identifier = f"A{self.steps}"
        values = {"application_id": identifier, "to_group": group}
        team_id = self.pick(data)
        if self.step("submit_application", team_id, values):
            self.applications.append(f"{identifier} {team_id}")

    @rule(data=st.data(), group=st.sampled_from(GROUPS), yes=st.booleans())
    def decide(self, data: st.DataObject, group: str, yes: bool) -> None:
        if self.applications:
            told = data.draw(st.sampled_from(self.applications)).split()
            values = {"application_id": told[0], "decided_by": self.pick(data)}
            values |= {"status": "approved" if yes else "rejected"}
            values |= {"granted_group": group} if yes else {}
            self.step("decide_application", told[1], values)

    @rule(rows=networks(6))
    def take_in(self, rows: list[dict[str, str]]) -> None:
        before = self.answers
        report = self.run(build.load(self.graph, rows, record=True))
        self.ids = sorted({*self.ids, *(row["team_id"] for row in rows)})
        self.answers = self.run(self.everything())
        self.agree(before, self.run(recorded(self.graph, report.revision)))
        self.follow()

    @rule(data=st.data())
    def look_back(self, data: st.DataObject) -> None:
        """Law 3: what is told of a revision is what was answered at it."""
        revision = data.draw(st.sampled_from(sorted(self.past)))
        wanted, today = self.past[revision], self.answers
        subjects = {key.subject for key in (*wanted, *today)}
        then = self.run(past(self.graph, Moment(revision, None), (), subjects))
        keys = wanted.keys() | today.keys() | then.before.keys()
        told = {key: then.value(key, self.value(today.get(key))) for key in keys}
        known = {key: told[key] for key in keys if told[key] is not None}
        assert {key: text(value) for key, value in known.items()} == wanted, revision


async def recorded(graph: Graph, revision: int | None) -> dict[tuple[str, ...], tuple[Any, ...]]:
    """What the record tells of a change, as canonical text again."""
    rows = await graph.read(_RECORD, revision=revision)
    return {
        tuple(key): tuple(None if value is None else text(value) for value in (before, after))
        for row in rows
        for key, before, after in unpack(row["subject"], row["packed"])
    }
