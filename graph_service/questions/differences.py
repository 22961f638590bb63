"""What another reading of the notice would change in the network, counted without changing it.

For every value of the settings that can be switched; for readings that cannot, the teams whose
answers rest on them. ``advice.comparing`` lists the same one by one, at its cost.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import cast

from graph_service import cypher, notice
from graph_service.answers.forms import Setting, SettingValue
from graph_service.answers.readings import Difference, Moves, Resting
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions import audit_summary, findings, rules
from graph_service.questions.kept import while_it_stands
from graph_service.questions.nodes import team_node

_BELOW_SLOW = cypher.load("questions/readings/below_slow_reviewers")
_MOVED_TOWNS = cypher.load("questions/readings/moved_towns")
_RESTING_ON = cypher.load("questions/readings/resting_on")
MOST = 1000
_EXAMPLES, _CHUNK = 5, 500


async def of_setting(graph: Graph, setting: Setting, value: SettingValue) -> Difference:
    """Return what another value of a setting would change, counted; kept while the graph stands.

    Of more than ``MOST`` teams whose routes may differ the first are asked: ``complete`` says so.
    """
    ask = partial(_of_setting, setting=setting, value=value)
    async with graph.whole.entered():
        return await while_it_stands(graph, f"difference {setting} {value}", ask)


async def resting_on(graph: Graph, name: str) -> Resting:
    """Return the teams whose answers rest on a reading; ``told`` is false where none can say."""
    ask = partial(_resting_on, name=name)
    async with graph.whole.entered():
        return await while_it_stands(graph, f"resting on {name}", ask)


async def _of_setting(graph: Graph, *, setting: Setting, value: SettingValue) -> Difference:
    other = Policy.model_validate(graph.policy.model_dump() | {setting: value})
    found: Difference = {
        "setting": setting,
        "value": value,
        "complete": True,
        "teams": 0,
        "routes": 0,
        "adds": 0,
        "clears": 0,
        "moves": None,
        "examples": [],
    }
    if setting in ("zone_overlay", "edition"):
        await _moved(graph, setting, other, found)
        return found
    teams = await _breaches(graph, other, setting, found)
    if setting == "fast_review_policy":
        teams |= await _routes(graph, other, found)
    names = await findings.team_names(graph.read, sorted(teams)[:_EXAMPLES])
    found["teams"] = len(teams)
    found["examples"] = [team_node(team_id, name, None) for team_id, name in names.items()]
    return found


async def _breaches(graph: Graph, other: Policy, setting: Setting, found: Difference) -> set[str]:
    """Note how many findings of the rule that a setting decides come and go; return their teams."""
    rule_id = notice.rules_with("read_by")[setting]
    here, there = (
        {(row["team_id"], row["severity"], str(row["actual"])) for row in rows}
        for rows in [
            await rules.ask(graph.read, policy, rule_id, None) for policy in (graph.policy, other)
        ]
    )
    found["adds"], found["clears"] = len(there - here), len(here - there)
    return {str(team_id) for team_id, _, _ in here ^ there}


async def _routes(graph: Graph, other: Policy, found: Difference) -> set[str]:
    """Note how many routes end elsewhere; return their teams."""
    ids = [row[0] for row in await graph.values(_BELOW_SLOW, limit=MOST + 1)]
    found["complete"] = len(ids) <= MOST
    changed: Counter[str] = Counter()
    for start in range(0, min(len(ids), MOST), _CHUNK):
        items = audit_summary.items_of(ids[start : min(start + _CHUNK, MOST)])
        ours = await audit_summary.ends_of(graph, items)
        theirs = await audit_summary.ends_of(graph.under(other), items)
        pairs = zip(items, ours, theirs, strict=True)
        changed.update(item[0] for item, mine, yours in pairs if mine[:2] != yours[:2])
    found["routes"] = changed.total()
    return set(changed)


async def _moved(graph: Graph, setting: Setting, other: Policy, found: Difference) -> None:
    """Note what lies in the towns that the other tree moves, and on what ends with it."""
    towns, ended = _zones() if setting == "zone_overlay" else _editions(graph.policy, other)
    [row] = await graph.read(_MOVED_TOWNS, towns=sorted(towns), ended=sorted(ended))
    found["examples"] = [team_node(*example) for example in row["examples"]]
    names = ("towns", "teams", "hubs", "on_ended")
    found["moves"] = cast("Moves", {name: row[name] for name in names})
    found["teams"] = row["teams"] + row["on_ended"]


def _zones() -> tuple[set[str], set[str]]:
    return {row["town_code"] for row in notice.table("zones.csv") if row["town_code"]}, set()


def _editions(own: Policy, other: Policy) -> tuple[set[str], set[str]]:
    towns, ended = set[str](), set[str]()
    for policy in (own, other):
        edition = notice.editions().get(policy.edition)
        if edition:
            towns |= {row["town_code"] for row in notice.table(edition["moves"])}
            ended |= {code for new in edition["created"] for code in new["succeeds"]}
    return towns, ended


async def _resting_on(graph: Graph, *, name: str) -> Resting:
    [row] = await graph.read(
        _RESTING_ON,
        interpretation=name,
        hub_groups=notice.hub_groups(),
        region_prefix=graph.policy.region_prefix,
    )
    examples = [team_node(*example) for example in row["examples"]]
    return {"told": row["told"], "teams": row["teams"], "examples": examples}
