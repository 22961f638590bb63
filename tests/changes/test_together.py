"""Changes that wait for one another share a transaction, and each is as if it had been alone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph_service.changes import ahead, powers
from graph_service.changes.change import Answer, Change, Outcome
from graph_service.changes.deciding import attempt
from graph_service.changes.together import may_join
from graph_service.changes.writing import carry_out
from graph_service.changes.written import written
from graph_service.consequences.rehearsal import settled
from graph_service.errors import Busy, ServiceError, Stale
from graph_service.graph import Crowd, Graph, Transaction
from graph_service.operations.held import Operation
from graph_service.questions import audit
from graph_service.questions.checks import Item, checks
from graph_service.request import Request
from graph_service.store import history
from tests.conftest import Run
from tests.worlds import build

TEAMS = ["T", "L", "H500112011001", "H500112011", "H500112", "nobody"]
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "contact_name": st.sampled_from(["李四", "王五", None]),
        "person_in_charge_mobile": st.sampled_from(["13900139000", "13900139001"]),
        "administrator_name": st.sampled_from(["赵六", None]),
        "unit_name": st.sampled_from(["某单位", "另一单位"]),
        "address": st.sampled_from(["一号", "二号"]),
    },
)
ACTORS = [
    history.SYSTEM,
    history.Actor("district", "operator", "H500112"),
    history.Actor("village", "operator", "H500112011001"),
    history.Actor("own", "operator", "T"),
    history.Actor("gone", "operator", "nobody"),
    history.Actor("authority", "operator", None, "A-500112"),
    history.Actor("unbound", "operator"),
]
ASKED = st.builds(
    lambda actor, team_id, values, accept, key, stale: Change(
        [Operation("update_team", team_id, values)],
        actor,
        accept_violations=accept,
        if_match=frozenset({999}) if stale else None,
        key=key,
        digest=key and f"{team_id} {sorted(values.items())}",
    ),
    st.sampled_from(ACTORS),
    st.sampled_from(TEAMS),
    VALUES,
    st.booleans(),
    st.sampled_from([None, None, None, "k1", "k2"]),
    st.sampled_from([False] * 5 + [True]),
)
Told = tuple[Any, ...]


Way = Callable[[Graph, Change, Answer[Any]], Awaitable[tuple[int, Any]]]


async def by_itself(graph: Graph, change: Change, answer: Answer[Any]) -> tuple[int, Any]:
    """Carry a change out as one of structure is: one question and one step after another."""
    powers.demand_lawful(change.actor, change.operations, change.accept_violations)
    return await settled(graph, partial(attempt, change, answer))


async def one(graph: Graph, change: Change, way: Way = carry_out) -> Told:
    """Return what came of a change, without what differs by the order alone."""

    async def answer(tx: Transaction, outcome: Outcome) -> tuple[int, Any]:
        if outcome.manages:
            asked = change.actor.team_id or "", "manage_team", change.operations[0].team_id
            [told] = await checks(tx, [asked])
            assert not isinstance(told, ServiceError)
            assert told["allowed"], "what was known before holds afterwards"
        team = await written(tx, change.operations[0].team_id, outcome)
        return 200, {name: value for name, value in team.items() if name != "revision"}

    try:
        return await way(graph, change, answer)
    except Stale:
        return ("Stale",)
    except ServiceError as error:
        return type(error).__name__, error.message_en, error.members.get("rule_ids")


async def stands(graph: Graph) -> Told:
    """Return the rows, the findings and what each change recorded, whichever came first."""
    rows = await graph.read(
        "MATCH (t:Team) RETURN t {.*, revision: null, imported_in: null} AS team, COLLECT {"
        " MATCH (t)-[:HAS_PERSON]->(p) RETURN p {.*} ORDER BY p.role } AS persons"
        " ORDER BY t.team_id"
    )
    changes = await graph.read(
        "MATCH (c:Change) WHERE c.operation = 'update_team'"
        " RETURN c.team_id AS team, c.before AS before, c.after AS after, c.accepted AS accepted,"
        " c.answer_count AS answers, c.created_count AS created, c.role AS role,"
        " c.territory_paths AS paths, COLLECT { MATCH (a:AnswerChange {revision: c.revision})"
        " RETURN [a.subject, a.kinds, a.packed, a.territory_paths] } AS told"
        " ORDER BY team, c.revision"
    )
    found = await audit.everything(graph)
    return rows, sorted((f["rule_id"], f["team_id"] or "", f["severity"]) for f in found), changes


async def at_once(graph: Graph, changes: list[Change]) -> list[Told]:
    return await asyncio.gather(*(one(graph, change) for change in changes))


async def one_by_one(graph: Graph, changes: list[Change]) -> list[Told]:
    return [await one(graph, change, by_itself) for change in changes]


@settings(
    phases=[Phase.explicit, Phase.generate],
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(changes=st.lists(ASKED, min_size=3, max_size=9))
def test_carried_out_together_they_are_as_if_alone(
    changes: list[Change], graph: Graph, run: Run
) -> None:
    async def told(
        way: Callable[[Graph, list[Change]], Awaitable[list[Told]]],
    ) -> tuple[list[Told], Told]:
        await build.wipe(graph)
        await build.load(graph, build.teams_of(build.example("E-15")))
        return await way(graph, changes), await stands(graph)

    assert run(told(at_once)) == run(told(one_by_one))


def test_who_waits_shares_a_transaction_and_has_a_revision_of_its_own(
    graph: Graph, run: Run
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    # Past the gate, which would let them through one by one where it has to be asked anew.
    views = [graph.inside().of(Request()) for _ in TEAMS[:5]]

    async def ask() -> list[Told]:
        changes = [Change([Operation("update_team", i, {"address": "新址"})]) for i in TEAMS[:5]]
        return await asyncio.gather(*map(one, views, changes))

    before = run(history.revision(graph))
    assert [status for status, _ in run(ask())] == [200] * 5
    revisions = sorted(view.request.revision or 0 for view in views)
    assert revisions == list(range(before + 1, before + 6))
    assert len({tuple(view.request.left) for view in views}) == 1


def test_what_operators_may_is_asked_once_for_all_of_them(
    graph: Graph, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    asked: list[int] = []

    async def counted(tx: Transaction, items: list[Item]) -> list[Any]:
        asked.append(len(items))
        return await checks(tx, items)

    for module in (ahead, powers):
        monkeypatch.setattr(module, "checks", counted)
    town = history.Actor("town", "operator", "H500112011")
    teams = ["T", "L", "H500112011001", "H500112", "H500112011"]

    async def ask() -> list[Told]:
        changes = [
            Change([Operation("update_team", i, {"contact_name": "王五"})], town) for i in teams
        ]
        views = [graph.inside().of(Request()) for _ in teams]
        return await asyncio.gather(*map(one, views, changes))

    told = dict(zip(teams, run(ask()), strict=True))
    assert asked == [4], "of its own it is not asked"
    assert told["H500112011"][0] == 200
    assert told["H500112"][0] == "Forbidden"


def test_one_that_is_refused_keeps_nobody_else_from_being_carried_out(
    graph: Graph, run: Run
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    changes = [
        Change([Operation("update_team", "T", {"contact_name": None})]),
        Change([Operation("update_team", "L", {"contact_name": "李四"})]),
        Change([Operation("update_team", "nobody", {"contact_name": "李四"})]),
        Change([Operation("update_team", "H500112", {"contact_name": "王五"})]),
    ]
    told = run(at_once(graph, changes))
    assert [each[0] for each in told] == ["RuleRefused", 200, "NotFound", 200]


def test_what_follows_is_told_though_it_was_found_after_the_change_was_appended(
    graph: Graph, run: Run
) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))

    async def told(contact: str | None) -> list[Any]:
        change = Change(
            [Operation("update_team", "T", {"contact_name": contact})], accept_violations=True
        )
        await one(graph, change)
        [row] = await graph.values(
            "MATCH (c:Change) WITH c ORDER BY c.revision DESC LIMIT 1 RETURN c.accepted,"
            " c.answer_count, COLLECT { MATCH (a:AnswerChange {revision: c.revision})"
            " RETURN [a.subject, a.kinds] }"
        )
        return row

    assert run(told("李四")) == [None, 0, []]
    assert run(told(None)) == [["M-5"], 1, [["T", ["finding"]]]]
    assert run(told("李四")) == [None, 1, [["T", ["finding"]]]]


def test_what_is_refused_alone_leaves_nothing_behind(graph: Graph, run: Run) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    lock = "MATCH (lock:Lock {id: 'affiliation'}) RETURN toString(lock.taken_at)"

    async def left() -> tuple[Any, ...]:
        return await graph.values(lock), await history.revision(graph), await stands(graph)

    run(one(graph, Change([Operation("update_team", "T", {"contact_name": "李四"})])))
    before = run(left())
    for team_id, contact in (("nobody", "王五"), ("T", None)):
        view = graph.of(Request())
        change = Change([Operation("update_team", team_id, {"contact_name": contact})])
        assert run(one(view, change))[0] in ("NotFound", "RuleRefused")
        assert view.request.left == []
    assert run(left()) == before


def test_only_what_bears_on_its_own_team_goes_together() -> None:
    def joins(**values: Any) -> bool:
        return may_join(Change([Operation("update_team", "T", values)]))

    assert joins(contact_name="李四", address="一号")
    assert not joins(contact_name="李四", region_code="500112")
    assert not joins(name="改名")
    assert not may_join(Change([Operation("set_liaison", "T", {"liaison_id": "L"})]))
    assert not may_join(Change([Operation("set_status", "T", {"status": "closed"})]))


def test_who_left_the_line_is_not_counted_in_it(run: Run) -> None:
    async def ask() -> list[str]:
        entered, opened = asyncio.Event(), asyncio.Event()

        async def carry(items: list[str]) -> list[str]:
            entered.set()
            await opened.wait()
            return items

        crowd = Crowd(carry, most=1, queue=1, patience=0.2)
        served = asyncio.create_task(crowd.join("served"))
        await entered.wait()
        for _ in range(2):
            with pytest.raises(Busy):
                await crowd.join("sent away")
        last = asyncio.create_task(crowd.join("waits"))
        await asyncio.sleep(0)
        opened.set()
        return [await served, await last]

    begun = time.monotonic()
    assert run(ask()) == ["served", "waits"]
    assert time.monotonic() - begun >= 0.4, "somebody was sent away at once, for one who had left"
