"""Rows that are ready, written with all that follows from them: by an import, or told again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph_service import cypher
from graph_service.consequences import keeping
from graph_service.consequences.cone import Cone
from graph_service.consequences.rehearsal import Followed, rehearse
from graph_service.consequences.seeds import Seeds
from graph_service.graph import Transaction
from graph_service.rows.rows import Spool
from graph_service.store import derived, history, territory
from graph_service.store.records import write_rows
from graph_service.store.tables import existing, ids, key_of, write

_KNOWN_BEFORE = cypher.load("register/changes/known_before")

Spools = Mapping[str, Spool]
Told = dict[str, Any]


async def readings_of(tx: Transaction, ready: Spools) -> Told:
    """Return the readings under which regions are to be taken in, as the change tells them."""
    if "regions" not in ready or not ready["regions"].count:
        return {}
    return {"readings": history.kept({**await territory.readings(tx)})}


async def carried(
    tx: Transaction,
    ready: Spools,
    told: Told,
    progress: Callable[[str, str, int], None] = lambda name, phase, rows: None,
    watched: Cone | None = None,
    *,
    preview: bool = False,
    record: bool = True,
) -> Followed:
    """Write rows that are ready and return what followed from it.

    ``told`` has the moment and the readings; a ``preview`` tells the findings of new teams too.
    What is not to be recorded is a reset. Raises Grown when what the rows can reach is known only
    afterwards.
    """
    seeds = await _seeds(tx, ready) if record else Seeds()
    regions = set(await ids(tx, "regions")) if "regions" in ready and record else set[str]()

    async def work() -> None:
        day = told["recorded_at"][:10]
        for kind in (kind for kind in ready if kind != "records"):
            async for written in write(tx, kind, ready[kind], day=day):
                progress(kind, "write", written)
        await _derive(tx, ready, told)
        if "records" in ready:
            by = told.get("token_id")
            async for written in write_rows(tx, ready["records"], told["recorded_at"], by):
                progress("records", "write", written)
        if "regions" in ready and record:
            seeds.created_others["region"] = set(await ids(tx, "regions")) - regions

    if not record:
        await work()
        return Followed(reset=True)
    if not preview:
        for part in seeds.rules.values():
            part -= seeds.created
    return await rehearse(tx, seeds, work, watched=watched, findings_always=preview)


def entry_of(ready: Spools, told: Told) -> dict[str, Any]:
    """Return the entry of an import: the rows that it wrote, packed, and how many."""
    written = {kind: spool for kind, spool in ready.items() if spool.count}
    entry: dict[str, Any] = {f"rows_{kind}": spool.packed() for kind, spool in written.items()}
    counts = {kind: spool.count for kind, spool in written.items()}
    return entry | {"operation": "import", "counts": history.kept(counts), **told}


async def marked(tx: Transaction, written: Spools, followed: Followed, revision: int) -> None:
    """Keep what followed, and mark the teams whose rows or viewing edges were written."""
    await keeping.keep(tx, revision, followed)
    for kind in ("teams", "viewing"):
        chunks = written.get(kind) or ()
        loaded = (sorted({row["team_id"] for row, _ in chunk}) for chunk in chunks)
        await history.mark_imported(tx, loaded, revision)
    of_records = (chunk for chunk in written.get("records") or ())
    await history.touched(
        tx, (row["team_id"] for chunk in of_records for row, _ in chunk), revision
    )


async def _seeds(tx: Transaction, ready: Spools) -> Seeds:
    seeds = Seeds()
    for kind, spool in ready.items():
        for chunk in spool if kind != "records" else ():
            rows = [row for row, _ in chunk]
            olds = await existing(tx, kind, [row for row, is_known in chunk if is_known])
            known = await _known_before(tx, chunk) if kind == "teams" else set[str]()
            for row in rows:
                key = key_of(kind, row)
                old = olds.get(key)
                if kind == "teams":
                    seeds.team(tx.policy, key, old, row, was=key in known)
                elif kind == "viewing":
                    seeds.viewing(row["team_id"])
                elif kind == "applications":
                    seeds.application(row["team_id"])
                elif kind == "registration_authorities":
                    seeds.authority(key, old, row)
                else:
                    seeds.region(key, old, row)
    seeds.unsettled = bool(seeds.circle or seeds.territories)
    return seeds


async def _known_before(tx: Transaction, chunk: list[Any]) -> set[str]:
    made = [row["team_id"] for row, is_known in chunk if not is_known]
    return {row["team_id"] for row in await tx.run(_KNOWN_BEFORE, team_ids=made)} if made else set()


async def _derive(tx: Transaction, ready: Spools, told: Told) -> None:
    """Rebuild what is derived from the kinds of rows that were written."""
    if "regions" in ready and ready["regions"].count:
        await territory.taken_in(tx, told)
        return
    if "registration_authorities" in ready and ready["registration_authorities"].count:
        await derived.rebuild_captions(tx, whole=False)
    if "teams" in ready and ready["teams"].count:
        await derived.rebuild_hubs(tx)
