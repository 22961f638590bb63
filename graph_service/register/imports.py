"""Take whole registers in: every row is loaded, unchanged or rejected, and none is lost.

An import holds what is wrong with a network (the audit tells it) and rejects only what cannot be
held. It is one transaction and one change of the history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from graph_service import cypher
from graph_service.graph import Graph, Transaction
from graph_service.questions import audit
from graph_service.register import derived, history, territory
from graph_service.register.columns import columns, kinds
from graph_service.register.merging import contradiction, merged
from graph_service.register.references import References
from graph_service.register.rows import Reject, SourceRow, Spool, checked, chunked, missing, refuse
from graph_service.register.tables import existing, key_of, write

_PREPARE_FOR_REPLANNING = cypher.load("register/imports/prepare_for_replanning")
_LISTED = 1000
_BULK = 2000

Mode = Literal["all_or_nothing", "keep_going"]
Progress = Callable[[str, str, int], None]


@dataclass
class Report:
    """What became of every row; ``read == loaded + unchanged + withheld + len(rejected)``."""

    read: int = 0
    loaded: int = 0
    unchanged: int = 0
    withheld: int = 0
    rejected: list[Reject] = field(default_factory=list)
    revision: int | None = None
    dry_run: bool = False
    findings: list[dict[str, Any]] = field(default_factory=list)
    findings_total: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the shape of service.md §4; a dry run lists the findings that would be new.

        At most 1,000 of them are listed; ``findings_total`` counts all.
        """
        own = {name: value for name, value in vars(self).items() if name != "rejected"}
        if not self.dry_run:
            own = {name: value for name, value in own.items() if not name.startswith("findings")}
        return own | {"rejected": [reject.as_dict() for reject in self.rejected]}


@dataclass(frozen=True)
class _Job:
    spools: dict[str, Spool]
    formed: list[Reject]
    mode: Mode
    dry_run: bool
    actor: history.Actor
    reason: str | None
    progress: Progress


async def import_rows(
    graph: Graph,
    parts: Mapping[str, Iterable[SourceRow]],
    *,
    mode: Mode = "all_or_nothing",
    dry_run: bool = False,
    actor: history.Actor = history.SYSTEM,
    reason: str | None = None,
    progress: Progress = lambda kind, phase, rows: None,
) -> Report:
    """Load rows by kind and return what became of each; nothing is half-written.

    ``all_or_nothing`` loads nothing if any row is rejected; ``dry_run`` does all the work and
    rolls it back.
    """
    report = Report(dry_run=dry_run)
    spools = {
        kind: _formed(kind, parts[kind], report, progress) for kind in kinds() if kind in parts
    }
    job = _Job(spools, list(report.rejected), mode, dry_run, actor, reason, progress)
    report = await graph.write(partial(_load, job, report))
    if report.loaded >= _BULK and not dry_run:
        await graph.apply(_PREPARE_FOR_REPLANNING)
    return report


def _formed(kind: str, rows: Iterable[SourceRow], report: Report, progress: Progress) -> Spool:
    spool, seen = Spool(kind), set[str]()
    for chunk in chunked(rows):
        good: list[Any] = []
        for source in chunk:
            values = checked(kind, source)
            if not isinstance(values, Reject):
                key = key_of(kind, values)
                if not key:
                    report.rejected.append(missing(source, columns(kind)[0]))
                    continue
                if key not in seen:
                    seen.add(key)
                    good.append([source.file, source.row, values])
                    continue
                zh, en = "编号在此前的行中已出现。", "a row above has the same id."
                values = refuse(source, columns(kind)[0].name, key, zh, en)
            report.rejected.append(values)
        report.read += len(chunk)
        spool.extend(good)
        progress(kind, "read", len(chunk))
    return spool


async def _load(job: _Job, report: Report, tx: Transaction) -> Report:
    report.rejected, report.unchanged = list(job.formed), 0
    await derived.lock_affiliation(tx)
    accepted: dict[str, set[str]] = {}
    ready = {
        kind: await _prepared(tx, spool, accepted, report) for kind, spool in job.spools.items()
    }
    count = sum(spool.count for spool in ready.values())
    if report.rejected and job.mode == "all_or_nothing":
        report.loaded, report.withheld, report.revision = 0, count, None
        await tx.rollback()
        return report
    known = await _breaches(tx) if job.dry_run else []
    for kind, spool in ready.items():
        async for written in write(tx, kind, spool):
            job.progress(kind, "write", written)
    await derive(tx, ready)
    report.loaded, report.withheld = count, 0
    if job.dry_run:
        await _foretell(tx, known, report)
        await tx.rollback()
    elif count:
        await _append(tx, job, report, ready)
    return report


async def _append(tx: Transaction, job: _Job, report: Report, ready: dict[str, Spool]) -> None:
    written = {kind: spool for kind, spool in ready.items() if spool.count}
    entry: dict[str, Any] = {f"rows_{kind}": spool.packed() for kind, spool in written.items()}
    counts = {kind: spool.count for kind, spool in written.items()}
    entry |= {"operation": "import", "counts": history.kept(counts)}
    [report.revision] = await history.append(tx, job.actor, [entry], reason=job.reason)
    if "teams" in written:
        loaded = ([row["team_id"] for row, _ in chunk] for chunk in written["teams"])
        await history.mark_imported(tx, loaded, report.revision)


async def _foretell(tx: Transaction, known: list[audit.Finding], report: Report) -> None:
    before = {_breach(finding) for finding in known}
    new = [finding for finding in await _breaches(tx) if _breach(finding) not in before]
    report.findings = await audit.with_names(tx.read, new[:_LISTED])
    report.findings_total = len(new)


async def _breaches(tx: Transaction) -> list[audit.Finding]:
    found = [
        f for rule_id in audit.RULES for f in await audit.ask(tx.run, tx.policy, rule_id, None)
    ]
    return [finding for finding in found if finding["severity"] != "INFO"]


def _breach(finding: audit.Finding) -> tuple[str, str | None, str]:
    return finding["rule_id"], finding["team_id"], finding["severity"]


async def _prepared(
    tx: Transaction, spool: Spool, accepted: dict[str, set[str]], report: Report
) -> Spool:
    kind, references, candidates = spool.kind, References(spool.kind), Spool(spool.kind)
    for chunk in spool:
        stored = await existing(tx, kind, [values for _, _, values in chunk])
        good: list[Any] = []
        for file, row, values in chunk:
            source, key = SourceRow(file, row, {}), key_of(kind, values)
            complete = merged(kind, values, stored.get(key))
            reject = contradiction(kind, source, complete)
            if reject:
                report.rejected.append(reject)
                continue
            references.add(key, complete)
            good.append([file, row, complete, key in stored, complete == stored.get(key)])
        candidates.extend(good)
    broken = await references.broken(tx, accepted)
    accepted[kind] = references.own - broken.keys()
    return _sorted_out(candidates, broken, report)


def _sorted_out(candidates: Spool, broken: dict[str, tuple[str, str]], report: Report) -> Spool:
    ready = Spool(candidates.kind)
    for chunk in candidates:
        changed: list[Any] = []
        for file, row, complete, is_known, is_unchanged in chunk:
            found = broken.get(key_of(candidates.kind, complete))
            if found:
                zh, en = "所指对象不在册，或其行已被拒收。", "points at nothing on record."
                report.rejected.append(refuse(SourceRow(file, row, {}), *found, zh, en))
            elif is_unchanged:
                report.unchanged += 1
            else:
                changed.append([complete, is_known])
        ready.extend(changed)
    return ready


async def derive(tx: Transaction, ready: Mapping[str, Spool]) -> None:
    """Rebuild what is derived from the kinds of rows that were written."""
    if "regions" in ready and ready["regions"].count:
        await territory.rebuild(tx, tx.policy)
    elif "teams" in ready and ready["teams"].count:
        await derived.rebuild_hubs(tx)
