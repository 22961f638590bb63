"""What is kept for speed, written in the transaction that changes the truth it comes from."""

from __future__ import annotations

from graph_service import cypher, notice
from graph_service.graph import Transaction
from graph_service.graph.gate import being_loaded

_LOCK_AFFILIATION = cypher.load("register/derived/lock_affiliation")
_LINK_EFFECTIVE_PARENTS = cypher.load("register/derived/link_effective_parents")
_WRITE_REGION_PATHS = cypher.load("register/derived/write_region_paths")
_WRITE_TEAM_PATHS = cypher.load("register/derived/write_team_paths")
_WRITE_CAPTIONS = cypher.load("register/derived/write_captions")
_SEAT_HUBS = cypher.load("register/derived/seat_hubs")
_SEAT_DRAFT = cypher.load("register/derived/seat_draft")
_LINK_SUPERIOR_HUBS = cypher.load("register/derived/link_superior_hubs")

_SUM_HOURS = cypher.load("register/derived/sum_hours")
_SUM_REGION_HOURS = cypher.load("register/derived/sum_region_hours")
_ROUTE_RECORDS = cypher.load("register/derived/route_records")


async def lock_affiliation(tx: Transaction) -> str:
    """Take the lock under which liaison edges move; return the moment, by the store's clock.

    Raises BeingLoaded while a whole register is on its way in.
    """
    [row] = await tx.run(_LOCK_AFFILIATION)
    if row["loading"]:
        raise being_loaded()
    return row["taken_at"]


async def rebuild_paths(tx: Transaction, *, zone_overlay: bool) -> None:
    """Rebuild parents in force, paths, captions, seats and the hubs above from the truth."""
    await tx.run(_LINK_EFFECTIVE_PARENTS, region_codes=None, zone_overlay=zone_overlay)
    await tx.run(_WRITE_REGION_PATHS, region_codes=None)
    await tx.run(_WRITE_TEAM_PATHS, region_codes=None, names=notice.name_patterns())
    await rebuild_captions(tx)
    await rebuild_hubs(tx)


async def update_territory(tx: Transaction, changed: list[str], *, zone_overlay: bool) -> None:
    """Write anew what is derived from regions that came or changed, and of all below them."""
    [row] = await tx.run(_LINK_EFFECTIVE_PARENTS, region_codes=changed, zone_overlay=zone_overlay)
    tops = sorted({*changed, *row["region_codes"]})
    [row] = await tx.run(_WRITE_REGION_PATHS, region_codes=tops)
    codes = sorted({*tops, *row["region_codes"]})
    await tx.run(_WRITE_TEAM_PATHS, region_codes=codes, names=notice.name_patterns())
    captions = notice.captions()
    await tx.run(_WRITE_CAPTIONS, captions=captions, whole=False, region_codes=codes)
    await tx.run(_LINK_SUPERIOR_HUBS, region_codes=tops, team_ids=[])


async def link_parents(tx: Transaction, region_codes: list[str], *, zone_overlay: bool) -> None:
    """Link some regions that are new to their parents in force, of which all stand."""
    await tx.run(_LINK_EFFECTIVE_PARENTS, region_codes=region_codes, zone_overlay=zone_overlay)


async def write_paths(tx: Transaction, region_codes: list[str]) -> None:
    """Write the paths and captions of regions whose parents are linked, and of all below them."""
    await tx.run(_WRITE_REGION_PATHS, region_codes=region_codes)
    captions = notice.captions()
    await tx.run(_WRITE_CAPTIONS, captions=captions, whole=False, region_codes=region_codes)


async def rebuild_captions(tx: Transaction, *, whole: bool = True) -> None:
    """Rebuild what pictures show in places, authorities and teams, or in authorities alone."""
    await tx.run(_WRITE_CAPTIONS, captions=notice.captions(), whole=whole, region_codes=None)


async def rebuild_hubs(tx: Transaction) -> None:
    """Rebuild every seat, and for every team the hub above it."""
    await tx.run(_SEAT_HUBS, region_codes=None)
    await tx.run(_LINK_SUPERIOR_HUBS, region_codes=None, team_ids=[])


async def seat(tx: Transaction, region_codes: list[str]) -> None:
    """Seat some regions anew, before any team is linked to the hub above it."""
    await tx.run(_SEAT_HUBS, region_codes=region_codes)


async def update_hubs(tx: Transaction, region_codes: list[str], team_ids: list[str]) -> None:
    """Seat some regions anew, and link these teams and whoever is below to the hub above it."""
    if region_codes:
        await tx.run(_SEAT_HUBS, region_codes=region_codes)
    if region_codes or team_ids:
        await tx.run(_LINK_SUPERIOR_HUBS, region_codes=region_codes, team_ids=team_ids)


async def place_draft(tx: Transaction, team_id: str) -> None:
    """Seat and link a team that is there for a moment; no other is seated or linked anew.

    So nobody waits for a draft: making an edge waits for no lock, taking one away does.
    """
    await tx.run(_SEAT_DRAFT, team_id=team_id)
    await tx.run(_LINK_SUPERIOR_HUBS, region_codes=[], team_ids=[team_id])


async def rebuild_records(tx: Transaction) -> None:
    """Rebuild whatever is kept of records: hours by month, and who reviews those that wait."""
    await tx.run(_SUM_HOURS, team_ids=None)
    await tx.run(_SUM_REGION_HOURS, region_codes=None)
    policy = str(tx.policy.fast_review_policy)
    await tx.run(_ROUTE_RECORDS, team_ids=None, fast_review_policy=policy)
