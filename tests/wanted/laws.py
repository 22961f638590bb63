"""Wishes of random messy networks, every way to them carried out, its parts too."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from graph_service.advice.wanted.making import wanted
from graph_service.advice.wanted.reading import wish_of
from graph_service.advice.wanted.wishes import Wish
from graph_service.answers.wanted import Way
from graph_service.changes.change import Change, Outcome
from graph_service.changes.writing import carry_out
from graph_service.errors import DatabaseAway, Forbidden, ServiceError
from graph_service.graph import Graph, Reading, Transaction
from graph_service.operations.forming import from_dict
from graph_service.questions import audit, rules
from graph_service.store.history import SYSTEM, Actor
from graph_service.vocabulary import Business, Permission, Power
from graph_service.vocabulary import Outcome as Ending
from tests.strategies import AUTHORITIES

POWERS = (*Power, *(f"review:{business}" for business in Business))


class _Undone(Exception):
    """A change that was carried out whole, and is rolled back at its last moment."""

    def __init__(self, true: bool) -> None:
        super().__init__()
        self.true = true


async def done(graph: Graph, wish: Wish, written: list[Any], actor: Actor = SYSTEM) -> bool:
    """Return whether a wish is true once operations are carried out as one lawful change.

    A write lets a finding of its own teams turn into another one of the rule; a proposal does not.
    """
    team_ids = sorted({entry["team_id"] for entry in written if "team_id" in entry})
    before = await _errors(graph, team_ids)

    async def look(tx: Transaction, outcome: Outcome) -> tuple[int, None]:
        true = (await wish.ask(tx)).true
        raise _Undone(true and await _errors(tx, team_ids) <= before)

    try:
        await carry_out(graph, Change([from_dict(o) for o in written], actor), look)
    except _Undone as undone:
        return undone.true
    raise AssertionError("a change that asked nobody")


async def _errors(reading: Reading, team_ids: list[str]) -> set[str]:
    found = await rules.findings_in(reading, team_ids)
    return {json.dumps(f, sort_keys=True) for f in found if f["severity"] == "ERROR"}


async def enough(graph: Graph, wish: Wish, written: list[Any]) -> bool:
    try:
        return await done(graph, wish, written)
    except DatabaseAway:
        raise
    except ServiceError:
        return False


async def holds(graph: Graph, wish: Wish, ids: list[str], chance: random.Random) -> str:
    """Demand the law of one wish; return what came of it, to be counted."""
    if (await wish.ask(graph)).true:
        return "so already"
    answer = await wanted(graph, wish)
    if not answer["items"]:
        because = answer["none_because"]
        assert because is not None, (wish.team_id, wish.want)
        assert because["rule_ids"], (wish.team_id, wish.want, because)
        assert because["message_zh"], because
        assert because["clauses"][0]["rule_id"] == because["rule_ids"][0]
        return "none" if answer["complete"] else "tries ran out"
    assert answer["none_because"] is None
    for way in answer["items"]:
        written = way["operations"]
        told = (wish.team_id, wish.want, written)
        assert 1 <= len(written) <= 3, told
        assert await done(graph, wish, written), ("carried out, and not true", told)
        for size in range(1, len(written)):
            for part in combinations(written, size):
                assert not await enough(graph, wish, [*part]), ("a part is enough", part, told)
        await _by_whom(graph, wish, way, ids, chance)
    return f"{len(answer['items'][0]['operations'])} operations"


async def _by_whom(
    graph: Graph, wish: Wish, way: Way, ids: list[str], chance: random.Random
) -> None:
    """Demand of a way of one operation that those who may are those who are let through."""
    if len(way["operations"]) != 1:
        return
    who = {node["id"] for node in way["by"][0]["who"]}
    asked = {*list(who)[:2], chance.choice(ids), wish.team_id}
    for identifier in sorted(asked):
        kind = {"authority_id" if identifier in AUTHORITIES else "team_id": identifier}
        actor = Actor("t", "operator", **kind)
        try:
            await done(graph, wish, way["operations"], actor)
            let = True
        except Forbidden:
            let = False
        assert let == (identifier in who), (identifier, let, way, wish.team_id, wish.want)


def random_wish(ids: list[str], found: Sequence[Mapping[str, Any]], chance: random.Random) -> Wish:
    """A power that may be refused, a route that may end elsewhere, or a finding."""
    team_id, subject = chance.choice(ids), chance.choice([*ids, *ids, *AUTHORITIES])
    kind = chance.randrange(6)
    if kind in (0, 1) and found:
        one = chance.choice(found)
        return wish_of(one["team_id"], {"no_finding": one["rule_id"]})
    if kind in (1, 2):
        return wish_of(team_id, {"power": str(chance.choice(POWERS)), "subject_id": subject})
    business = str(chance.choice(list(Business)))
    if kind == 3:
        return wish_of(team_id, {"business": business, "final_reviewer_id": subject})
    if kind == 4:
        return wish_of(team_id, {"business": business, "outcome": str(chance.choice(list(Ending)))})
    return wish_of(team_id, {"permission": str(chance.choice(list(Permission)))})


async def network(graph: Graph, ids: list[str], wishes: int, chance: random.Random) -> Counter[str]:
    """Demand the law of some wishes of the network on record; return what came of them."""
    found = [f for f in await audit.everything(graph) if f["team_id"] and f["severity"] != "INFO"]
    counted: Counter[str] = Counter()
    for _ in range(wishes):
        wish = random_wish(ids, found, chance)
        counted[await holds(graph, wish, ids, chance)] += 1
    return counted
