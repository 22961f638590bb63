"""Operations in, a plan out: formed, rehearsed, kept to be read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graph_service.answers.plans import Plan
from graph_service.changes import powers
from graph_service.changes.change import Change
from graph_service.errors import InvalidInput
from graph_service.graph import Graph
from graph_service.operations.forming import all_of
from graph_service.plans import keeping
from graph_service.plans.keeping import Draft
from graph_service.plans.rehearsing import rehearsed
from graph_service.rows.rows import holds_identity_card
from graph_service.store.history import Actor
from graph_service.vocabulary import Role

MOST = 10_000


async def make(graph: Graph, draft: Draft) -> Plan:
    """Return a new plan: what its operations would do, what stands in the way, what follows.

    Raises InvalidInput for what is no operation, with its place, and Forbidden for what the caller
    may not carry out.
    """
    _demand_words(draft)
    change = change_of(draft.operations, draft.actor, draft.reason, accept=_whole(draft.actor))
    powers.demand_lawful(draft.actor, change.operations, accept_violations=False)
    as_if = replace(change, rehearse=True)
    found = await rehearsed(graph, as_if, draft.operations)
    return await keeping.plan(graph, await keeping.keep(graph, draft, found))


def change_of(operations: list[Any], actor: Actor, reason: str, *, accept: bool) -> Change:
    """Return the change of a plan's operations; InvalidInput names the place of a bad one."""
    formed = all_of(operations, "operations")
    return Change(formed, actor, reason, accept_violations=accept, as_plan=True)


def _whole(actor: Actor) -> bool:
    """Return whether the caller may hold what breaks the notice, and so may plan it."""
    return actor.role == Role.ADMINISTRATOR


def _demand_words(draft: Draft) -> None:
    if not 1 <= len(draft.operations) <= MOST:
        zh, en = f"应有 1 至 {MOST:,} 项操作。", f"there are 1 to {MOST:,} operations."
        raise InvalidInput("operations", len(draft.operations), zh, en)
    for name, said in (("reason", draft.reason), ("title", draft.title)):
        if said and holds_identity_card(said):
            zh, en = "含有身份证号码，不予接收。", "holds an identity-card number."
            raise InvalidInput(name, "…", zh, en)
