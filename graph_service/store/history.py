"""The history: every write appends its numbered changes in its own transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph_service import cypher
from graph_service.graph import Graph, Transaction

_APPEND_CHANGES = cypher.load("register/history/append_changes")
_MEND_CHANGES = cypher.load("register/history/mend_changes")
_MARK_IMPORTED = cypher.load("register/history/mark_imported")
_TOUCH_TEAMS = cypher.load("register/records/touch_teams")
_READ_REVISION = cypher.load("register/history/read_revision")

_CHUNK = 1000

Entry = dict[str, Any]


@dataclass(frozen=True)
class Actor:
    """Who writes: the token's id and role, the team or authority it acts for, and the request."""

    token_id: str = "system"  # noqa: S105
    role: str = "administrator"
    team_id: str | None = None
    authority_id: str | None = None
    request_id: str | None = None


SYSTEM = Actor()


async def append(
    tx: Transaction,
    actor: Actor,
    entry: Entry,
    *,
    reason: str | None = None,
    effective_from: str | None = None,
) -> int:
    """Append a change and return its revision; called last, since it takes the counter's lock."""
    told = entry_of(actor, entry, reason=reason, effective_from=effective_from)
    [revision] = await append_all(tx, [told])
    return revision


async def append_all(tx: Transaction, entries: list[Entry]) -> list[int]:
    """Append changes in their order, each as ``entry_of`` makes it; return their revisions."""
    [row] = await tx.run(_APPEND_CHANGES, changes=given(entries))
    said(tx, row["revisions"])
    return row["revisions"]


def given(entries: list[Entry]) -> list[Entry]:
    """Return entries as append_changes takes them."""
    return cypher.filled(entries, {})


def said(tx: Transaction, revisions: list[int]) -> None:
    """Note the changes that a transaction appended."""
    tx.said.update(dict.fromkeys(revisions))


async def mend(tx: Transaction, entries: dict[int, Entry]) -> None:
    """Let changes that this transaction appended, by revision, tell something otherwise."""
    if entries:
        changes = [{**told, "revision": revision} for revision, told in entries.items()]
        await tx.run(_MEND_CHANGES, changes=cypher.filled(changes, {}))


def entry_of(
    actor: Actor, entry: Entry, *, reason: str | None = None, effective_from: str | None = None
) -> Entry:
    """Return all that the history keeps of a change, who made it and why included."""
    common = {
        "token_id": actor.token_id,
        "role": actor.role,
        "acting_team_id": actor.team_id,
        "acting_authority_id": actor.authority_id,
        "request_id": actor.request_id,
        "reason": reason,
        "effective_from": effective_from,
    }
    return common | entry


async def mark_imported(tx: Transaction, chunks: Iterable[list[str]], revision: int) -> None:
    """Mark imported teams with their import, some thousand at a time."""
    for team_ids in chunks:
        await tx.run(_MARK_IMPORTED, team_ids=team_ids, revision=revision)


async def touched(tx: Transaction, team_ids: Iterable[str], revision: int) -> None:
    """Tie a change of records to the teams whose records it touched, some thousand at a time."""
    ordered = sorted(set(team_ids))
    for start in range(0, len(ordered), _CHUNK):
        part = ordered[start : start + _CHUNK]
        await tx.run(_TOUCH_TEAMS, team_ids=part, revision=revision)


def kept(values: dict[str, Any] | None) -> str | None:
    """Return a map as the history keeps it: JSON text, keys sorted."""
    return None if values is None else json.dumps(values, ensure_ascii=False, sort_keys=True)


def kept_list(values: list[Any]) -> str:
    """Return a list as the history keeps it."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


async def revision(graph: Graph) -> int:
    """Return how many changes the graph has seen."""
    return (await graph.read(_READ_REVISION))[0]["revision"]
