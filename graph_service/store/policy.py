"""Policy as data: the annex, the businesses and the rules, brought into the graph."""

from __future__ import annotations

import hashlib
from functools import cache

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


@cache
def digest() -> str:
    """Return what the rules and the questions' statements are known by: SHA-256, hex.

    Two stores answer alike only under the same ones, so a start under others is on record.
    """
    told = [(notice.DATA / "rules.json").read_text(encoding="utf-8")]
    for name in cypher.names("questions"):
        told += cypher.bodies(name)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


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
