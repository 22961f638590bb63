"""A file in portions, into a store that holds something: as if one transaction had written it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.errors import DatabaseAway
from graph_service.graph import Graph
from graph_service.imports import import_rows as imports
from graph_service.imports import portions
from graph_service.imports.import_rows import import_rows
from graph_service.questions import audit
from graph_service.rows.columns import kinds
from graph_service.rows.rows import SourceRow, Spool
from graph_service.store import exports
from tests.changes.test_replay import told
from tests.conftest import Run
from tests.imports.registers import district, register
from tests.worlds import build

Parts = dict[str, list[SourceRow]]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three rows be more than a transaction holds."""
    monkeypatch.setattr(portions, "AT_ONCE", 3)
    monkeypatch.setattr(portions, "_ROWS", 3)


def filled(graph: Graph, run: Run) -> None:
    run(import_rows(graph, {"teams": district()["teams"][:2]}))


def later() -> Parts:
    """A register whose rows point forward, and two teams that hang below each other."""
    parts = register()
    team = parts["teams"][-1].values | {"liaison_id": "T"}
    circle = [team | {"team_id": one, "liaison_id": other} for one, other in ("AB", "BA")]
    below = team | {"team_id": "UNDER", "liaison_id": "A"}
    rows = [below, *circle, *(source.values for source in reversed(parts["teams"]))]
    return parts | {"teams": build.sources("teams.csv", rows)}


async def standing(graph: Graph) -> tuple[dict[str, list[Any]], list[Any]]:
    """Whatever an export gives out, and every finding, derived values included."""
    rows = {
        kind: [row async for row in exports.rows(graph, kind)]
        for kind in kinds()
        if kind != "viewing"
    }
    for row in rows["records"]:
        row["entered_at"] = None
    found = await audit.everything(graph)
    return rows, [(one["rule_id"], one["team_id"]) for one in found]


def test_what_stands_is_what_one_transaction_writes(empty: Graph, run: Run) -> None:
    filled(empty, run)
    once = run(import_rows(empty, later(), mode="keep_going"))
    wanted = run(standing(empty))
    run(build.wipe(empty))
    filled(empty, run)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(portions, "AT_ONCE", 3)
        patched.setattr(portions, "_ROWS", 3)
        report = run(import_rows(empty, later(), mode="keep_going"))
    assert once.revisions == [once.revision]
    assert len(report.revisions) > 4
    assert report.revision == report.revisions[-1]
    own = {"revision": None, "revisions": None}
    assert report.as_dict() | own == once.as_dict() | own
    assert run(standing(empty)) == wanted
    assert not [one for one in wanted[1] if one[0] in ("D-1", "D-2")]
    assert ("A-11", "A") in wanted[1]


def test_each_portion_is_a_change_that_tells_its_rows(empty: Graph, run: Run, few: None) -> None:
    filled(empty, run)
    report = run(import_rows(empty, register(), mode="keep_going", reason="分次"))
    changes = [one for one in run(told(empty)) if one.get("reason") == "分次"]
    assert [one["revision"] for one in changes] == report.revisions
    assert sum(sum(json.loads(one["counts"]).values()) for one in changes) == report.loaded


def test_a_rejected_row_keeps_every_portion_out(empty: Graph, run: Run, few: None) -> None:
    filled(empty, run)
    before = run(standing(empty))
    report = run(import_rows(empty, register()))
    assert (report.loaded, report.revisions) == (0, [])
    assert report.withheld
    assert run(standing(empty)) == before


@pytest.mark.parametrize("stop", [asyncio.CancelledError(), DatabaseAway("离线。", "Away.")])
def test_what_was_cut_off_goes_in_with_the_same_file_again(
    empty: Graph, run: Run, few: None, stop: BaseException
) -> None:
    filled(empty, run)
    written = 0

    def progress(name: str, phase: str, rows: int) -> None:
        nonlocal written
        written += rows if phase == "write in portions" else 0
        if written > 6:
            raise stop

    with pytest.raises(type(stop)) as raised:
        run(import_rows(empty, later(), mode="keep_going", progress=progress))
    if isinstance(raised.value, DatabaseAway):
        assert raised.value.members["revisions"]
        assert "importing the same file again" in str(raised.value)
    rest = run(import_rows(empty, later(), mode="keep_going"))
    assert rest.unchanged >= 3
    stands = run(standing(empty))
    run(build.wipe(empty))
    filled(empty, run)
    run(import_rows(empty, later(), mode="keep_going"))
    assert run(standing(empty)) == stands


def test_what_somebody_took_away_meanwhile_ends_it_and_is_told(
    empty: Graph, run: Run, few: None
) -> None:
    filled(empty, run)
    parts = register()
    parts["teams"] = [row for row in parts["teams"] if "LOST" not in row.values.values()]
    portion, tried = imports._portion, 0

    async def beside(*given: Any) -> bool:
        nonlocal tried
        tried += 1
        if tried == 3:
            await empty.apply("MATCH (team:Team) DETACH DELETE team")
        return await portion(*given)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(imports, "_portion", beside)
        report = run(import_rows(empty, parts))
    assert report.rejected
    assert len(report.revisions) == 2
    assert report.withheld
    assert report.read == report.loaded + report.unchanged + len(report.rejected)


@given(st.dictionaries(st.integers(0, 40), st.sets(st.integers(0, 40), max_size=3)), st.data())
def test_what_is_pointed_at_is_never_later(wanted: dict[int, set[int]], data: Any) -> None:
    known = data.draw(st.sets(st.sampled_from(sorted(wanted)))) if wanted else set()
    targets = {one: sorted(some & wanted.keys() - {one}) for one, some in wanted.items()}
    rows = [team(one, some) for one, some in targets.items()]
    ready, read = Spool("teams"), Spool("teams")
    ready.extend([row, int(str(row["team_id"])) in known] for row in rows)
    read.extend(["teams.csv", number, row] for number, row in enumerate(rows))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(portions, "_ROWS", 2)
        cut = list(portions.cut({"teams": read}, portions.turns_of({"teams": ready})))
    where = {
        int(row["team_id"]): number
        for number, portion in enumerate(cut)
        for _, _, row in portion["teams"].rows()
    }
    assert sum(portion["teams"].count for portion in cut) == len(wanted)
    assert where.keys() == wanted.keys()
    for one, some in targets.items():
        assert all(where[target] <= where[one] for target in some if target not in known)


def team(one: int, targets: list[int]) -> dict[str, str | None]:
    liaison, viewing = targets[:1], targets[1:]
    return {
        "team_id": str(one),
        "branch_of": None,
        "liaison_id": str(liaison[0]) if liaison else None,
        "viewing_ids": ";".join(map(str, viewing)) or None,
    }
