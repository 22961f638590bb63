"""The names, of today, of the ids in answers' values; one that is gone keeps its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph_service.consequences.asking import ask
from graph_service.consequences.cone import Cone
from graph_service.graph import Graph
from graph_service.questions.findings import Found, with_names
from graph_service.record.today import loaded

Answered = Mapping[str, Any]
Pair = tuple[str, str]
_REGIONS = ("region", "seat", "managers")
_SIDES = ("value", "before", "after")


async def names_in(graph: Graph, items: Iterable[Answered]) -> dict[Pair, dict[str, Any]]:
    """Return name and level by (kind, id) of all subjects and of all ids in the values."""
    pairs = {pair for item in items for pair in _pairs(item)}

    def of(kind: str) -> set[str]:
        return {identifier for known, identifier in pairs if known == kind}

    cone = Cone(own=of("team"), regions=of("region"), authorities=of("registration_authority"))
    answers = loaded(await ask(graph, cone))
    return {(k.key, k.subject): value for k, value in answers.items() if k.kind == "name"}


async def say_findings(graph: Graph, items: Iterable[Answered]) -> list[dict[str, Any]]:
    """Return answers with the sentences of those that are findings in place of their facts."""
    told = [dict(item) for item in items]
    places: list[tuple[dict[str, Any], str]] = []
    facts: list[Found] = []
    for item in told:
        if item["kind"] != "finding":
            continue
        team = None if item["subject"] == "@network" else item["subject"]
        for side in _SIDES:
            for fact in item.get(side) or ():
                facts.append({"rule_id": item["key"], "team_id": team, **fact})
                places.append((item, side))
        item |= {side: [] for side in _SIDES if item.get(side)}
    for (item, side), finding in zip(places, await with_names(graph.read, facts), strict=True):
        item[side].append(finding)
    return told


def subject_kind(item: Answered) -> str:
    """Return what an answer's subject is: a team, a region, an authority."""
    if item["kind"] == "name":
        return item["key"]
    return "region" if item["kind"] in _REGIONS else "team"


def _pairs(item: Answered) -> Iterable[Pair]:
    yield subject_kind(item), item["subject"]
    for side in _SIDES:
        if item.get(side):
            yield from _ids(item["kind"], item[side])


def _ids(kind: str, value: Any) -> Iterable[Pair]:
    if kind == "route" and value["final_reviewer"]:
        yield value["final_reviewer"]["kind"], value["final_reviewer"]["id"]
    elif kind == "affiliation" and value["node"]:
        yield value["node"]["kind"], value["node"]["id"]
    elif kind == "holder" and value["holder"]:
        yield "team", value["holder"]
    elif kind == "place":
        yield "region", value["region_code"]
    elif kind == "viewing":
        yield from (("team", each) for each in value)
    elif kind == "managers":
        yield from (("team", each["hub"]) for each in value)
    elif kind == "seat":
        yield from (("team", each) for each in value["hubs"])
    elif kind == "region":
        yield from (("region", each) for each in (value["parent"], *value["succeeded_by"]) if each)
