"""Take whole registers in: every row is loaded, unchanged or rejected, and none is lost.

An import holds what is wrong with a network (the audit tells it) and rejects only what cannot be
held. It is one change of the history, and one transaction; a whole register into an empty store is
written in batches that nobody sees before the last of them (``whole``), and what one transaction
cannot hold goes into a filled store as several changes (``portions``).
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from graph_service import cypher
from graph_service.consequences import keeping
from graph_service.consequences.cone import Cone
from graph_service.consequences.rehearsal import Followed, settled
from graph_service.errors import TooLarge
from graph_service.graph import Graph, Transaction
from graph_service.imports import portions, whole
from graph_service.imports.batches import Whole
from graph_service.imports.carrying import carried, entry_of, marked, readings_of
from graph_service.imports.forming import Parts, formed, pairs_of
from graph_service.imports.portions import Turns
from graph_service.imports.preparing import prepared
from graph_service.imports.report import Progress, Report
from graph_service.questions import audit
from graph_service.rows.rows import Reject, Spool
from graph_service.store import derived, history

_PREPARE_FOR_REPLANNING = cypher.load("register/imports/prepare_for_replanning")
_LISTED = 1000
_BULK = 2000

Mode = Literal["all_or_nothing", "keep_going"]


@dataclass(frozen=True)
class _Job:
    spools: dict[str, Spool]
    formed: list[Reject]
    mode: Mode
    dry_run: bool
    actor: history.Actor
    reason: str | None
    progress: Progress
    record: bool
    pairs: dict[str, set[str]]
    at_once: int


async def import_rows(
    graph: Graph,
    parts: Parts,
    *,
    mode: Mode = "all_or_nothing",
    dry_run: bool = False,
    actor: history.Actor = history.SYSTEM,
    reason: str | None = None,
    progress: Progress = lambda name, phase, rows: None,
    record: bool = True,
) -> Report:
    """Load rows by kind and return what became of each; no change is half-written.

    What goes in portions is cut off between two of them; those that were written stand.
    ``all_or_nothing`` loads nothing if any row is rejected; ``dry_run`` does all the work and
    rolls it back. Without ``record`` nobody asks what follows: the change resets the record of
    answers. What takes time in Python is done beside the event loop.
    """
    report = Report(dry_run=dry_run)
    spools = await asyncio.to_thread(formed, parts, report, progress)
    pairs = pairs_of(spools.get("viewing")) if "teams" in spools else {}
    job = _Job(
        spools=spools,
        formed=list(report.rejected),
        mode=mode,
        dry_run=dry_run,
        actor=actor,
        reason=reason,
        progress=progress,
        record=record,
        pairs=pairs,
        at_once=portions.AT_ONCE,
    )
    found = await _tried(graph, job, report)
    if isinstance(found, Whole):
        append = partial(_append_whole, job, report, found)
        await whole.load(graph, found, append, progress)
    elif found is not None:
        await portions.load(spools, found, partial(_portion, graph, job), report)
    report.rejected.sort(key=lambda reject: (reject.file, reject.row))
    if report.loaded >= _BULK and not dry_run:
        await graph.apply(_PREPARE_FOR_REPLANNING)
    return report


async def _tried(graph: Graph, job: _Job, report: Report) -> Whole | dict[str, Turns] | None:
    """Load the rows as one change, or return how else they are to be loaded."""
    try:
        return await settled(graph, partial(_load, job, report), most=None)
    except TooLarge:
        if job.dry_run:
            raise
        return await settled(graph, partial(_load, replace(job, at_once=0), report), most=None)


async def _portion(graph: Graph, job: _Job, spools: dict[str, Spool], report: Report) -> bool:
    def progress(name: str, phase: str, rows: int) -> None:
        job.progress(name, f"{phase} in portions", rows)

    one = replace(job, spools=spools, formed=[], at_once=sys.maxsize, progress=progress)
    await settled(graph, partial(_load, one, report), most=None)
    return job.mode == "keep_going" or not report.rejected


async def _load(
    job: _Job, report: Report, watched: Cone | None, tx: Transaction
) -> Whole | dict[str, Turns] | None:
    report.rejected, report.unchanged = list(job.formed), 0
    taken_at = await derived.lock_affiliation(tx)
    accepted: dict[str, set[str]] = {}
    ready = {
        kind: await prepared(tx, spool, accepted, job.pairs, report)
        for kind, spool in job.spools.items()
    }
    count = sum(spool.count for spool in ready.values())
    if report.rejected and job.mode == "all_or_nothing":
        report.loaded, report.withheld = 0, count
        report.revisions = []
        report.unchanged += count
        await tx.rollback()
        return None
    told = {"recorded_at": taken_at, "token_id": job.actor.token_id}
    told |= await readings_of(tx, ready)
    report.loaded, report.withheld = count, 0
    found = None if job.dry_run else await whole.begun(tx, ready, told, job.record)
    if found is not None:
        return found
    if count > job.at_once and not job.dry_run:
        await tx.rollback()
        return await asyncio.to_thread(portions.turns_of, ready)
    how = {"preview": job.dry_run, "record": job.record or job.dry_run}
    followed = await carried(tx, ready, told, job.progress, watched, **how)
    if job.dry_run:
        report.findings = await audit.with_names(tx.read, followed.added[:_LISTED])
        report.findings_total = len(followed.added)
        await tx.rollback()
    elif count:
        await _append(tx, job, report, ready, followed, told)
    return None


async def _append(
    tx: Transaction,
    job: _Job,
    report: Report,
    ready: dict[str, Spool],
    followed: Followed,
    told: dict[str, Any],
) -> None:
    entry = entry_of(ready, told) | keeping.told(followed)
    revision = await history.append(tx, job.actor, entry, reason=job.reason)
    report.revisions = [revision]
    written = {kind: spool for kind, spool in ready.items() if spool.count}
    await marked(tx, written, followed, revision)


async def _append_whole(
    job: _Job, report: Report, found: Whole, tx: Transaction, entry: dict[str, Any]
) -> int:
    entry = entry_of(found.ready, found.told) | entry
    revision = await history.append(tx, job.actor, entry, reason=job.reason)
    report.revisions = [revision]
    return revision
