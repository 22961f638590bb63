"""Policy as data: the annex, the businesses and the rules, brought into the graph."""

from __future__ import annotations

from graph_service import cypher, notice
from graph_service.graph import Graph, Transaction

_LOAD_ANNEX = cypher.load("register/policy/load_annex")
_LOAD_BUSINESSES = cypher.load("register/policy/load_businesses")
_LOAD_RULES = cypher.load("register/policy/load_rules")

_TOLD = (
    "rule_id",
    "clause",
    "quotes",
    "severity",
    "derived",
    "title_zh",
    "title_en",
    "check",
    "interpretations",
)


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
    told = [{name: rule[name] for name in _TOLD} for rule in notice.rules().values()]
    await tx.run(_LOAD_RULES, rules=told)


def _business(entry: dict) -> dict:
    needs = [
        {"fast_review_policy": policy, "permission": permission}
        for policy, permission in entry["reviewer_needs"].items()
    ]
    return {**entry, "reviewer_needs": needs}
