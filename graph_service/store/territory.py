"""The division tree in force: zones (I-9) and editions (I-21) are data, readings choose.

What the tree was built under stands in the graph, beside the other readings; a setting that
differs is a change of the history, and the edition counts for an empty store only.
"""

from __future__ import annotations

import json
from typing import Any, TypedDict

from graph_service import cypher, notice
from graph_service.graph import Reading, Transaction
from graph_service.model import Policy
from graph_service.store import derived, policy

_WRITE_ZONES = cypher.load("register/territory/write_zones")
_APPLY_EDITION = cypher.load("register/territory/apply_edition")
_WITHDRAW_EDITION = cypher.load("register/territory/withdraw_edition")
_READ_POLICY = cypher.load("register/territory/read_policy")
_WRITE_POLICY = cypher.load("register/territory/write_policy")


class Readings(TypedDict):
    """The readings that a store's answers are given under."""

    fast_review_policy: str
    zone_overlay: bool
    upgrade_cap: bool
    edition: str


def readings_in(policy: Policy) -> Readings:
    """Return the readings that a policy has."""
    return {
        "fast_review_policy": str(policy.fast_review_policy),
        "zone_overlay": policy.zone_overlay,
        "upgrade_cap": policy.upgrade_cap,
        "edition": policy.edition,
    }


async def stored(reading: Reading) -> dict[str, Any] | None:
    """Return the readings on record with the digest of the rules, None before the first."""
    [row] = await reading.read(_READ_POLICY)
    return row["policy"]


async def readings(tx: Transaction) -> Readings:
    """Return the readings that regions are taken in under: those on record, else the settings'."""
    known, own = await stored(tx), readings_in(tx.policy)
    if known is None or known["edition"] is None:
        return own
    return own | {"zone_overlay": known["zone_overlay"], "edition": known["edition"]}


def readings_of(told: dict[str, Any]) -> Readings:
    """Return the readings that a change tells."""
    return json.loads(told["readings"])


async def note(tx: Transaction, told: Readings, digest: str | None) -> None:
    """Note the readings in force, and what rules and questions they were read with."""
    await tx.run(_WRITE_POLICY, readings=told, digest=digest)


async def note_edition(tx: Transaction, known: dict[str, Any], edition: str | None) -> None:
    """Note the edition that an operation adopted, beside the other readings in force."""
    told: Any = {**known, "edition": edition}
    digest = told.pop("digest")
    await note(tx, told, digest)


async def taken_in(tx: Transaction, told: dict[str, Any]) -> None:
    """Build the tree after regions came in; the first ones take a later edition over them.

    ``told`` has the readings as the change tells them, and the moment that days are judged by.
    """
    await completed(tx, told)
    await derived.rebuild_paths(tx, zone_overlay=readings_of(told)["zone_overlay"])
    await noted(tx, told)


async def completed(tx: Transaction, told: dict[str, Any]) -> None:
    """Add to regions that came in their zones, and to the first ones a later edition."""
    known = await stored(tx)
    await tx.run(_WRITE_ZONES, zones=notice.table("zones.csv"))
    if known is None or known["edition"] is None:
        await _adopt(tx, readings_of(told)["edition"], told["recorded_at"][:10])


async def noted(tx: Transaction, told: dict[str, Any]) -> None:
    """Note the readings under which regions came in."""
    given, known = readings_of(told), await stored(tx)
    await note(tx, given, known["digest"] if known else policy.digest())


async def put_in_force(tx: Transaction, wanted: Policy, day: str) -> None:
    """Build the tree under other readings, a later edition or an earlier one included."""
    known = await stored(tx)
    before = known["edition"] if known else None
    if before != wanted.edition:
        if before in notice.editions():
            moves = notice.table(notice.editions()[before]["moves"])
            await tx.run(_WITHDRAW_EDITION, moves=moves, edition=before)
        await _adopt(tx, wanted.edition, day)
    await derived.rebuild_paths(tx, zone_overlay=wanted.zone_overlay)
    await note(tx, readings_in(wanted), known["digest"] if known else policy.digest())


async def _adopt(tx: Transaction, name: str, day: str) -> None:
    if name in notice.editions():
        edition = notice.editions()[name]
        moves = notice.table(edition["moves"])
        await tx.run(_APPLY_EDITION, edition=edition, moves=moves, day=day)
