"""The notice, every sentence beside its rules, and our readings of what it leaves open."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from graph_service import cypher, notice
from graph_service.errors import InvalidInput, NotFound
from graph_service.explorer.counting import counted
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep
from graph_service.explorer.queries import browser_link, browser_map
from graph_service.explorer.rendering import page
from graph_service.explorer.sentences import sentences
from graph_service.questions import differences, policy, readings, rules

router = APIRouter()


@router.get("/notice")
async def read_notice(request: Request, graph: GraphDep, who: WhoDep) -> HTMLResponse:
    """Every sentence of the notice with its rules; rules of ours; readings; the annex."""
    told = sentences()
    on_text = {rule_id for sentence in told for rule_id in sentence.rule_ids}
    return page(
        request,
        "notice.html",
        sentences=told,
        derived=[rule_id for rule_id in notice.rules() if rule_id not in on_text],
        examples=_examples_by_rule(),
        readings=policy.interpretations(graph, None, 1000)["items"],
        groups=notice.permission_groups(),
        permissions=notice.permissions(),
        checked=rules.RULES.keys(),
    )


@router.get("/notice/counts")
async def read_counts(request: Request, graph: GraphDep, who: WhoDep) -> HTMLResponse:
    """How many findings each rule has now; the page puts each beside its rule."""
    found = await counted(request, graph, graph.policy.region_prefix)
    return page(request, "notice_counts.html", found=found, checked=rules.RULES.keys(), part=True)


@router.get("/notice/rules/{rule_id}")
async def read_rule(request: Request, rule_id: str, graph: GraphDep, who: WhoDep) -> HTMLResponse:
    """One rule: its sentences, the statement that checks it, worked examples."""
    if rule_id not in notice.rules():
        zh, en = f"没有规则“{rule_id[:20]}”。", f"There is no rule '{rule_id[:20]}'."
        raise InvalidInput("rule_id", rule_id, zh, en)
    statement = None
    if rule_id in rules.RULES:
        name = f"questions/audit/{rule_id.lower().replace('-', '_')}"
        text = cypher.load(name)
        used = {k: v for k, v in rules.parameters(graph.policy).items() if f"${k}" in text}
        given = f":params {browser_map({'team_ids': None} | used)}"
        link = browser_link(request, f"{given}\n{text}")
        statement = {"name": name, "text": text, "parameters": given, "link": link}
    return page(
        request,
        "rule.html",
        rule=notice.rules()[rule_id],
        statement=statement,
        examples=_examples_by_rule().get(rule_id, []),
        found=[sentence for sentence in sentences() if rule_id in sentence.rule_ids],
    )


@router.get("/notice/readings/{name}")
async def read_reading(
    request: Request, name: str, graph: GraphDep, who: WhoDep, address: AddressDep
) -> HTMLResponse:
    """One of our readings, and what another would change now; with ``part`` only that."""
    if name not in notice.interpretations():
        raise NotFound("interpretation", name)
    [reading] = readings.deciding([name], graph.policy)
    setting, others = reading["setting"], reading.get("other_values", [])
    found = [await differences.of_setting(graph, setting, v) for v in others if setting]
    resting = [rule_id for rule_id, r in notice.rules().items() if name in r["interpretations"]]
    part = address.get("part") is not None
    return page(
        request,
        "reading_found.html" if part else "reading.html",
        part=part,
        reading=reading,
        found=found,
        rests=None if setting else await differences.resting_on(graph, name),
        most=differences.MOST,
        rule_ids=resting,
        examples=_examples_by_rule(),
    )


@cache
def _examples_by_rule() -> dict[str, list[dict[str, Any]]]:
    """Return the worked examples in which a rule is broken, by rule."""
    known = json.loads((notice.DATA / "worked_examples.json").read_text(encoding="utf-8"))
    found: dict[str, list[dict[str, Any]]] = {}
    for example in known:
        for rule_id in dict.fromkeys((*example["violations"], *example["named"])):
            found.setdefault(rule_id, []).append(example)
    return found
