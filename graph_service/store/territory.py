"""The division tree in force: zones (I-9) and editions (I-21) are data, a setting chooses."""

from __future__ import annotations

from functools import partial

from graph_service import cypher, notice
from graph_service.graph import Graph, Transaction
from graph_service.model import Policy
from graph_service.store import derived

_WRITE_ZONES = cypher.load("register/territory/write_zones")
_APPLY_EDITION = cypher.load("register/territory/apply_edition")
_WITHDRAW_EDITION = cypher.load("register/territory/withdraw_edition")
_READ_POLICY = cypher.load("register/territory/read_policy")
_WRITE_POLICY = cypher.load("register/territory/write_policy")


async def enforce(graph: Graph) -> bool:
    """Rebuild the tree if it stands under other settings than today's; return whether it did."""
    return await graph.write(partial(enforce_within, graph.policy))


async def rebuild(tx: Transaction, policy: Policy) -> None:
    """Rebuild the tree and all that follows from it under the settings in force."""
    await tx.run(_WRITE_ZONES, zones=notice.table("zones.csv"))
    if policy.edition in notice.editions():
        edition = notice.editions()[policy.edition]
        await tx.run(_APPLY_EDITION, edition=edition, moves=notice.table(edition["moves"]))
    await derived.rebuild_paths(tx, zone_overlay=policy.zone_overlay)
    await tx.run(_WRITE_POLICY, zone_overlay=policy.zone_overlay, edition=policy.edition)


async def enforce_within(policy: Policy, tx: Transaction) -> bool:
    """Rebuild the tree inside an open transaction if it stands under other settings."""
    [stored] = await tx.run(_READ_POLICY)
    if stored == {"zone_overlay": policy.zone_overlay, "edition": policy.edition}:
        return False
    if stored["edition"] != policy.edition and stored["edition"] in notice.editions():
        moves = notice.table(notice.editions()[stored["edition"]]["moves"])
        await tx.run(_WITHDRAW_EDITION, moves=moves)
    await rebuild(tx, policy)
    return True
