"""The rows of regions that a change works on: read with their teams, written with what follows."""

from __future__ import annotations

from collections.abc import Iterable

from graph_service import cypher, notice
from graph_service.errors import Conflict
from graph_service.graph import Transaction
from graph_service.messages import say
from graph_service.operations.held import Held
from graph_service.store import derived, territory
from graph_service.store.tables import as_file_row

_READ = cypher.load("register/territory/read_held_regions")
_WRITE = cypher.load("register/territory/write_held_regions")
_DELETE = cypher.load("register/territory/delete_regions")
_PLACES = cypher.load("register/territory/places_in")
_WRITE_ZONES = cypher.load("register/territory/write_zones")
_LINK_REGIONS = cypher.load("register/imports/link_regions")


async def read(tx: Transaction, held: Held, codes: list[str], ending: list[str]) -> list[str]:
    """Read regions into ``held``; return the ids of the teams on those that may end."""
    [found] = await tx.run(_READ, region_codes=codes, ending=ending)
    held.regions = {row["region_code"]: as_file_row(row) for row in found["rows"]}
    held.known_regions = frozenset(found["known_before"])
    known = await territory.stored(tx)
    held.edition = known["edition"] if known else None
    return found["team_ids"]


async def write(tx: Transaction, before: Held, after: Held) -> None:
    """Write the regions that changed, with all that is derived from them, and the edition."""
    rows = {code: row for code, row in after.regions_since(before).items() if row is not None}
    known = await territory.stored(tx) if after.regions else None
    if known and after.edition != before.edition:
        await territory.note_edition(tx, known, after.edition)
    if not rows:
        return
    await tx.run(_WRITE, rows=list(rows.values()))
    await tx.run(_LINK_REGIONS, rows=list(rows.values()))
    if any(row["ended"] for row in rows.values()):
        await tx.run(_WRITE_ZONES, zones=notice.table("zones.csv"))
    overlay = bool(known and known["zone_overlay"])
    await derived.update_territory(tx, sorted(rows), zone_overlay=overlay)
    after.paths = await places(tx, rows, before.paths)


async def delete(tx: Transaction, before: Held, after: Held) -> None:
    """Take the regions off the record that are to go; Conflict for one that something hangs on."""
    gone = [code for code, row in after.regions_since(before).items() if row is None]
    if not gone:
        return
    deleted = {row["region_code"] for row in await tx.run(_DELETE, region_codes=gone)}
    for code in sorted(set(gone) - deleted):
        raise Conflict(*say("territory.hangs_on", code=code), id=code)


async def places(
    tx: Transaction, codes: Iterable[str], known: dict[str, list[str]] | None = None
) -> dict[str, list[str]]:
    """Return where the regions and teams of territories stand, after where they stood before."""
    found = {subject: list(paths) for subject, paths in (known or {}).items()}
    wanted = sorted(codes)
    for row in await tx.run(_PLACES, region_codes=wanted) if wanted else ():
        found.setdefault(row["subject"], []).append(row["territory_path"])
    return found
