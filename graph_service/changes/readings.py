"""The readings on record: a start under others is a change, and so is a day that ends regions."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from graph_service import cypher
from graph_service.changes.writing import Change, Outcome, carry_out
from graph_service.graph import Graph, Transaction
from graph_service.operations.held import CHINA, Operation
from graph_service.store import derived, history, policy, records, territory
from graph_service.store.history import Entry
from graph_service.store.territory import Readings

_REGIONS_TO_END = cypher.load("register/territory/regions_to_end")
_READ_REVISION = cypher.load("register/history/read_revision")


async def enforce(graph: Graph) -> int | None:
    """Bring the readings on record to the settings; return the revision of the change, if any.

    A store that differs appends one change that resets the record of answers: ``set_readings``,
    or ``upgrade`` where the rules or the questions are others. The edition is the store's own
    once it holds regions; the graph then reads under it.
    """
    revision, edition = await graph.write(_enforce)
    if edition is not None:
        graph.policy = graph.policy.model_copy(update={"edition": edition})
    return revision


async def end_regions(graph: Graph) -> int | None:
    """End the regions whose day has come, as one change; return its revision, None for none."""
    day = datetime.now(CHINA).date().isoformat()
    rows = await graph.read(_REGIONS_TO_END, day=day)
    if not rows:
        return None
    codes = [row["region_code"] for row in rows]
    change = Change([Operation("end_regions", values={"codes": codes})], accept_violations=True)

    async def answer(tx: Transaction, outcome: Outcome) -> tuple[int, int | None]:
        return 200, outcome.revision

    return (await carry_out(graph, change, answer))[1]


async def set_again(tx: Transaction, entry: Entry) -> int:
    """Carry out a change of readings, told by the history; return its revision."""
    wanted = json.loads(entry["readings"])
    await _put(tx, wanted, entry.get("digest"))
    tx.policy = tx.policy.model_copy(update={n: v for n, v in wanted.items() if v is not None})
    await records.renew(tx)
    return await history.append(tx, history.SYSTEM, entry)


async def _enforce(tx: Transaction) -> tuple[int | None, str | None]:
    taken_at = await derived.lock_affiliation(tx)
    known = await territory.stored(tx)
    edition = known["edition"] if known else None
    wanted = territory.readings_in(tx.policy) | {"edition": edition}
    [counted] = await tx.run(_READ_REVISION)
    if known is None or not counted["revision"]:
        await _put(tx, wanted, policy.digest())
        return None, edition
    operation = None
    if known["digest"] != policy.digest():
        operation = "upgrade"
    elif any(known[name] != value for name, value in wanted.items()):
        operation = "set_readings"
    if operation is None:
        return None, edition
    entry: Entry = {
        "operation": operation,
        "readings": history.kept(wanted),
        "digest": policy.digest(),
        "recorded_at": taken_at,
        "reset": True,
    }
    return await set_again(tx, entry), edition


async def _put(tx: Transaction, wanted: Any, digest: str | None) -> None:
    known = await territory.stored(tx)
    if known is None or known["zone_overlay"] != wanted["zone_overlay"]:
        await derived.rebuild_paths(tx, zone_overlay=wanted["zone_overlay"])
    told: Readings = wanted
    await territory.note(tx, told, digest)
