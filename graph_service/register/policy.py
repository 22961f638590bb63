"""Policy as data: the annex, the businesses and the rules, brought into the graph."""

from __future__ import annotations

from graph_service import cypher, notice
from graph_service.graph import Graph, Transaction

_LOAD_ANNEX = cypher.load("register/policy/load_annex")
_LOAD_BUSINESSES = cypher.load("register/policy/load_businesses")
_LOAD_RULES = cypher.load("register/policy/load_rules")


async def load_policy(graph: Graph) -> None:
    """Bring the graph's policy nodes and edges to what the data files say; safe to repeat."""
    await graph.write(_load)


async def _load(tx: Transaction) -> None:
    await tx.run(
        _LOAD_ANNEX,
        permissions=notice.permissions(),
        permission_groups=notice.permission_groups(),
    )
    await tx.run(_LOAD_BUSINESSES, businesses=[_business(entry) for entry in notice.businesses()])
    await tx.run(_LOAD_RULES, rules=list(notice.rules().values()))


def _business(entry: dict) -> dict:
    needs = [
        {"fast_review_policy": policy, "permission": permission}
        for policy, permission in entry["reviewer_needs"].items()
    ]
    return {**entry, "reviewer_needs": needs}
