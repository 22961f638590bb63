"""Take whole registers in: every row is loaded, unchanged or rejected, and none is lost.

An import holds what is wrong with a network (the audit tells it) and rejects only what cannot be
held. It is one change of the history, and one transaction; a whole register into an empty store is
written in batches that nobody sees before the last of them (``whole``).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from graph_service import cypher
from graph_service.consequences import keeping
from graph_service.consequences.cone import Cone
from graph_service.consequences.rehearsal import Followed, settled
from graph_service.graph import Graph, Transaction
from graph_service.imports import whole
from graph_service.imports.batches import Whole
from graph_service.imports.carrying import carried, entry_of, marked, readings_of
from graph_service.imports.forming import Parts, formed, pairs_of
from graph_service.imports.report import Progress, Report
from graph_service.questions import audit
from graph_service.rows.merging import contradiction, merged
from graph_service.rows.rows import Reject, SourceRow, Spool, Values, refuse
from graph_service.store import derived, history
from graph_service.store.references import References
from graph_service.store.tables import existing, key_of

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
    """Load rows by kind and return what became of each; nothing is half-written.

    ``all_or_nothing`` loads nothing if any row is rejected; ``dry_run`` does all the work and
    rolls it back. Without ``record`` nobody asks what follows: the change resets the record of
    answers. What takes time in Python is done beside the event loop.
    """
    report = Report(dry_run=dry_run)
    spools = await asyncio.to_thread(formed, parts, report, progress)
    job = _Job(spools, list(report.rejected), mode, dry_run, actor, reason, progress, record)
    found = await settled(graph, partial(_load, job, report), most=None)
    if isinstance(found, Whole):
        append = partial(_append_whole, job, report, found)
        await whole.load(graph, found, append, progress)
    report.rejected.sort(key=lambda reject: (reject.file, reject.row))
    if report.loaded >= _BULK and not dry_run:
        await graph.apply(_PREPARE_FOR_REPLANNING)
    return report


async def _load(job: _Job, report: Report, watched: Cone | None, tx: Transaction) -> Whole | None:
    report.rejected, report.unchanged = list(job.formed), 0
    taken_at = await derived.lock_affiliation(tx)
    accepted: dict[str, set[str]] = {}
    pairs = pairs_of(job.spools.get("viewing")) if "teams" in job.spools else {}
    ready = {
        kind: await _prepared(tx, spool, accepted, pairs, report)
        for kind, spool in job.spools.items()
    }
    count = sum(spool.count for spool in ready.values())
    if report.rejected and job.mode == "all_or_nothing":
        report.loaded, report.withheld, report.revision = 0, count, None
        report.unchanged += count
        await tx.rollback()
        return None
    told = {"recorded_at": taken_at, "token_id": job.actor.token_id}
    told |= await readings_of(tx, ready)
    report.loaded, report.withheld = count, 0
    found = None if job.dry_run else await whole.begun(tx, ready, told, job.record)
    if found is not None:
        return found
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
    report.revision = await history.append(tx, job.actor, entry, reason=job.reason)
    written = {kind: spool for kind, spool in ready.items() if spool.count}
    await marked(tx, written, followed, report.revision)


async def _append_whole(
    job: _Job, report: Report, found: Whole, tx: Transaction, entry: dict[str, Any]
) -> int:
    entry = entry_of(found.ready, found.told) | entry
    report.revision = await history.append(tx, job.actor, entry, reason=job.reason)
    return report.revision


async def _prepared(
    tx: Transaction,
    spool: Spool,
    accepted: dict[str, set[str]],
    pairs: dict[str, set[str]],
    report: Report,
) -> Spool:
    references, candidates = References(spool.kind), Spool(spool.kind)
    for chunk in spool:
        stored = await existing(tx, spool.kind, [values for _, _, values in chunk])
        await asyncio.to_thread(_compare, chunk, stored, references, candidates, pairs, report)
    broken = await references.broken(tx, accepted)
    accepted[spool.kind] = references.own - broken.keys()
    return await asyncio.to_thread(_sorted_out, candidates, broken, report)


def _compare(
    chunk: list[Any],
    stored: dict[str, Values],
    references: References,
    candidates: Spool,
    pairs: dict[str, set[str]],
    report: Report,
) -> None:
    kind, good = candidates.kind, list[Any]()
    for file, row, values in chunk:
        source, key = SourceRow(file, row, {}), key_of(kind, values)
        old = stored.get(key)
        complete = merged(kind, values, old, pairs.get(key) if kind == "teams" else None)
        reject = contradiction(kind, source, complete)
        if reject:
            report.rejected.append(reject)
            continue
        references.add(key, complete)
        good.append([file, row, complete, old is not None, complete == old])
    candidates.extend(good)


def _sorted_out(candidates: Spool, broken: dict[str, tuple[str, str]], report: Report) -> Spool:
    ready = Spool(candidates.kind)
    for chunk in candidates:
        changed: list[Any] = []
        for file, row, complete, is_known, is_unchanged in chunk:
            found = broken.get(key_of(candidates.kind, complete))
            if found:
                zh = f"“{found[1][:80]}”不在册，也不在本次收下的行中。"
                en = f"There is no '{found[1][:80]}' on record or in a row that is taken in."
                report.rejected.append(refuse(SourceRow(file, row, {}), *found, zh, en))
            elif is_unchanged:
                report.unchanged += 1
            else:
                changed.append([complete, is_known])
        ready.extend(changed)
    return ready
