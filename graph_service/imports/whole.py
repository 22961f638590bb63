"""A whole register into an empty store: batches of own transactions, under a marker.

Whoever looks sees nothing until the last transaction, which writes the change and takes the
marker away (store/loading). What stands then is what one transaction would have written.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from graph_service import cypher
from graph_service.consequences import keeping
from graph_service.consequences.asking import ask
from graph_service.consequences.reach import cone_of
from graph_service.consequences.rehearsal import MOST_KEYS, Followed, differences
from graph_service.consequences.seeds import Seeds
from graph_service.errors import Conflict
from graph_service.graph import Graph, Transaction
from graph_service.imports import batches
from graph_service.imports.batches import Whole, values
from graph_service.imports.carrying import Told
from graph_service.imports.report import Progress
from graph_service.messages import say
from graph_service.rows.merging import is_hub
from graph_service.rows.rows import Spool
from graph_service.store import history, loading, territory
from graph_service.store.loading import Load

_COUNT_LOADED = cypher.load("register/loading/count_loaded")
_DISTRICTS = cypher.load("register/loading/districts_of_regions")
_FROM = 30_000
_KEPT = 2000
_BROUGHT = ("regions", "registration_authorities")

Append = Callable[[Transaction, dict[str, Any]], Awaitable[int]]


async def begun(tx: Transaction, ready: dict[str, Spool], told: Told, record: bool) -> Whole | None:
    """Mark an empty store that is to take many rows; None where one transaction is to do.

    Whoever calls holds the affiliation lock.
    """
    if sum(spool.count for spool in ready.values()) < _FROM:
        return None
    brings = [kind for kind in _BROUGHT if kind in ready and ready[kind].count]
    revision = await loading.vacant(tx, brings)
    if revision is None:
        return None
    teams = ready.get("teams") or Spool("teams")
    seated = {str(row["region_code"]) for row in values(teams) if is_hub(row)}
    stood = seated - {str(row["region_code"]) for row in values(ready.get("regions") or Spool(""))}
    cone = await cone_of(tx, Seeds(seats=stood, managed=set(stood)))
    reset = not record or cone.size > MOST_KEYS
    before = {} if reset else (await ask(tx, cone)).answers
    owner = await loading.begin(tx, brings, revision + 1)
    return Whole(ready, told, owner, revision + 1, sorted(seated), cone, before, reset)


async def load(graph: Graph, whole: Whole, append: Append, progress: Progress) -> None:
    """Write a register in batches; ``append`` writes its change, in the last of them.

    What was written is taken away again where anything fails.
    """
    async with loading.under_way(graph, whole.owner) as under_way:
        made = await batches.places(under_way, whole, progress)
        await batches.teams(under_way, whole, progress)
        for kind in ("viewing", "applications"):
            await batches.rows(under_way, whole, kind, progress)
        await batches.service_records(under_way, whole, progress)
        followed = await _followed(under_way, whole, made)
        entry = keeping.told(followed) | await _districts(under_way, whole)
        await under_way.end(partial(_last, whole, followed, append, entry))


async def _followed(load: Load, whole: Whole, made: dict[str, list[str]]) -> Followed:
    """Return what followed, once it is kept: of regions that stood, and whatever is new."""
    if whole.reset:
        return Followed(reset=True)
    created = {str(row["team_id"]) for row in values(whole.of("teams"))}
    others = {kind: set(ids) for kind, ids in made.items()}
    subjects = Seeds(created=created, created_others=others).created_subjects()
    after = (await ask(load.graph, whole.cone)).answers
    changes = list(differences(whole.before, after, subjects))
    followed = Followed(changes, subjects, cone=whole.cone)
    rows = list(keeping.kept_rows(followed))
    for start in range(0, len(rows), _KEPT):
        some = rows[start : start + _KEPT]
        await load.batch(partial(keeping.keep_rows, revision=whole.revision, rows=some))
    return followed


async def _districts(load: Load, whole: Whole) -> dict[str, Any]:
    """Return the districts that teams were written in, as the change keeps them."""
    [found] = await load.graph.read(_DISTRICTS)
    paths = dict(found["paths"])
    seen: dict[str, None] = {}
    for chunk in whole.of("teams"):
        ordered = sorted((str(row["team_id"]), row["region_code"]) for row, _ in chunk)
        seen |= dict.fromkeys(paths[code] for _, code in ordered)
    return {"territory_paths": list(seen)} if seen else {}


async def _last(
    whole: Whole, followed: Followed, append: Append, entry: dict[str, Any], tx: Transaction
) -> None:
    [found] = await tx.run(_COUNT_LOADED)
    for kind, count in found.items():
        wanted = whole.of(kind).count
        if count != wanted:
            raise Conflict(*say("loading.lost", kind=kind, found=count, wanted=wanted))
    if whole.of("regions").count:
        await territory.noted(tx, whole.told)
    revision = await append(tx, entry)
    if revision != whole.revision:
        raise Conflict(*say("loading.taken_over"))
    touched = {str(row["team_id"]) for row in values(whole.of("records"))}
    await history.touched(tx, touched, revision)
    tx.said[revision] = followed
