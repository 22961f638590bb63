"""The short way: what bears on a few rules about its own team alone goes in two statements.

The first takes the lock, reads the rows and asks the rules; the second writes, asks them again,
appends to the history and reads how the teams then stand. A transaction waits for every statement
as long as a small one takes to be carried out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graph_service import cypher, notice
from graph_service.changes import standing, storing
from graph_service.changes.change import Change
from graph_service.changes.preparing import Prepared
from graph_service.consequences.asking import Asked, answered
from graph_service.consequences.seeds import Seeds
from graph_service.graph import Row, Transaction
from graph_service.operations.held import Held
from graph_service.questions import rules, teams
from graph_service.rows.columns import columns
from graph_service.store import history, team_rows
from graph_service.store.answered import asked as asked_keys
from graph_service.store.answered import known

_PART = notice.part_along()
_POINTING = {column.name for column in columns("teams") if column.refers_to}
_FOUND = rules.found_by(_PART)
_BEGIN = cypher.chained(
    "register/changes/begin_changes",
    "register/changes/read_held",
    rows="questions/registers/read_teams",
    found=_FOUND,
)
_WRITE = cypher.chained(
    "register/teams/clear_teams",
    "register/teams/write_teams",
    "register/history/append_changes",
    found=_FOUND,
    stands=teams.STANDS,
)


class Begun(NamedTuple):
    """What is kept under the keys of changes, the rows that they need, and what the rules find."""

    known: dict[str, Row]
    held: Held
    asked: Asked | None

    @property
    def short(self) -> bool:
        """Whether the changes go this way: they bear on nothing but rules about their own teams."""
        return self.asked is not None


class Carried(NamedTuple):
    """What the rules find afterwards, the changes' revisions, and the teams as they stand."""

    asked: Asked
    revisions: list[int]
    stands: dict[str, Row]


def fits(changes: Iterable[Change]) -> bool:
    """Return whether changes of a team's fields bear on no other rules than may go this way.

    What a field points at must be on record, which is not asked here.
    """
    names = {name for change in changes for name in change.operations[0].values}
    bears = [notice.reach()[name] for name in names & notice.reach().keys()]
    return not names & _POINTING and all(
        entry.keys() <= {"rules"} and {*entry.get("rules", ())} <= {_PART} for entry in bears
    )


def reaches_further(seeds: Seeds) -> bool:
    """Return whether what rows change bears on more than is asked here."""
    return not seeds.stays or bool(seeds.asks) or seeds.rules.keys() - {_PART} != set()


async def begin(tx: Transaction, changes: list[Change]) -> Begun:
    """Take the lock of every change, read the rows and ask the rules; raises BeingLoaded."""
    team_ids = sorted({change.operations[0].team_id for change in changes})
    keys = asked_keys(change.key for change in changes)
    [begun] = await tx.run(_BEGIN, keys=keys, **_about(tx, team_ids))
    held = standing.with_teams(Held(), team_ids, begun)
    return Begun(known(begun), held, answered(begun["found"]))


async def carry_out(
    tx: Transaction, prepared: Prepared, entries: list[history.Entry], team_ids: list[str]
) -> Carried:
    """Write rows and append the changes; ask the rules of some teams, and how they stand."""
    before = prepared.before.teams
    rows = storing.to_write(before, prepared.after.teams)
    given = team_rows.given(team_rows.changes_of(rows, before))
    changes = history.given(entries)
    [row] = await tx.run(_WRITE, changes=changes, **given, **_about(tx, team_ids))
    history.said(tx, row["revisions"])
    return Carried(answered(row["found"]), row["revisions"], teams.by_id(row["stands"]))


def _about(tx: Transaction, team_ids: list[str]) -> Row:
    return {"team_ids": cypher.with_nobody(team_ids), **rules.parameters_of(_PART, tx.policy)}
