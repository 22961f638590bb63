"""The second pass over an import: rows laid over what is on record, and what they point at."""

from __future__ import annotations

import asyncio
from typing import Any

from graph_service.graph import Transaction
from graph_service.imports.report import Report
from graph_service.rows.merging import contradiction, merged
from graph_service.rows.rows import SourceRow, Spool, Values, refuse
from graph_service.store.references import References
from graph_service.store.tables import existing, key_of


async def prepared(
    tx: Transaction,
    spool: Spool,
    accepted: dict[str, set[str]],
    pairs: dict[str, set[str]],
    report: Report,
) -> Spool:
    """Return the rows that are to be written as [row complete, whether it is on record].

    The others are noted in the report. ``accepted`` has the ids by kind of what was prepared
    before, and gets this kind's; ``pairs`` are viewers that have rows of their own.
    """
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
