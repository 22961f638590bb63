"""What each hub and each token gains and loses: teams in its region, routes that it finishes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph_service import cypher, notice
from graph_service.answers.plans import HubSummary, TokenSummary
from graph_service.consequences.asking import ask
from graph_service.consequences.cone import Cone
from graph_service.graph import Transaction
from graph_service.questions.findings import team_names
from graph_service.record.today import loaded
from graph_service.vocabulary import Status

_TEAMS_OF_REGIONS = cypher.load("questions/plans/teams_of_regions")
_BOUND_TOKENS = cypher.load("questions/plans/bound_tokens")
LARGEST = 100
_CHUNK = 2000

Pairs = dict[tuple[str, str], tuple[Any, Any]]
Place = dict[str, Any] | None


@dataclass(frozen=True)
class Gains:
    """The hubs that gain or lose most, whether that is all of them, and tokens."""

    hubs: list[HubSummary]
    complete: bool
    tokens: list[TokenSummary]


@dataclass
class _Side:
    """What the hubs have on one side only: teams in their regions, routes that they finish."""

    teams: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    reviews: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def acts_on(self, hub: str) -> set[str]:
        return {*self.teams.get(hub, ()), *self.reviews.get(hub, ())}


async def gains_of(tx: Transaction, managers: Pairs, places: Pairs, routes: Pairs) -> Gains:
    """Return what hubs and tokens gain and lose by these answers that change.

    Asked in the open transaction, after what is to be done was done.
    """
    gained, lost = _Side(), _Side()
    for team_id, before, after in await _managed(tx, managers, places):
        for hub in after - before:
            gained.teams[hub].add(team_id)
        for hub in before - after:
            lost.teams[hub].add(team_id)
    for (team_id, _), (old, new) in routes.items():
        was, now = _final(old), _final(new)
        if was != now:
            if now:
                gained.reviews[now].append(team_id)
            if was:
                lost.reviews[was].append(team_id)
    found = {hub for side in (gained, lost) for part in (side.teams, side.reviews) for hub in part}
    hubs = sorted((_hub(hub, gained, lost) for hub in found), key=_by_size)
    names = await team_names(tx.read, [hub["hub"] for hub in hubs[:LARGEST]])
    shown: list[HubSummary] = [{**h, "name": names.get(h["hub"])} for h in hubs[:LARGEST]]
    return Gains(shown, len(hubs) <= LARGEST, await _tokens(tx, gained, lost, places))


def _hub(hub: str, gained: _Side, lost: _Side) -> HubSummary:
    return {
        "hub": hub,
        "name": None,
        "teams_gained": len(gained.teams.get(hub, ())),
        "teams_lost": len(lost.teams.get(hub, ())),
        "reviews_gained": len(gained.reviews.get(hub, ())),
        "reviews_lost": len(lost.reviews.get(hub, ())),
    }


def _by_size(hub: HubSummary) -> tuple[int, str]:
    moved = hub["teams_gained"] + hub["teams_lost"] + hub["reviews_gained"] + hub["reviews_lost"]
    return -moved, hub["hub"]


def _final(route: Any) -> str | None:
    final = route and route["final_reviewer"]
    return final["id"] if final and final["kind"] == "team" else None


async def _managed(
    tx: Transaction, managers: Pairs, places: Pairs
) -> Iterable[tuple[str, set[str], set[str]]]:
    """Return the teams whose managing hubs may differ, with these before and after."""
    held: dict[str, tuple[Place, Place]] = {}
    codes = sorted(code for code, _ in managers)
    for start in range(0, len(codes), _CHUNK):
        rows = await tx.values(_TEAMS_OF_REGIONS, region_codes=codes[start : start + _CHUNK])
        for team_id, code, status in rows:
            here = {"region_code": code, "status": status}
            held[team_id] = (here, here)
    held |= {team_id: pair for (team_id, _), pair in places.items()}
    wanted = {place["region_code"] for pair in held.values() for place in pair if place}
    same = {code: (now, now) for code, now in (await _today(tx, wanted - set(codes))).items()}
    hubs = {code: pair for (code, _), pair in managers.items()} | same
    return [
        (team_id, _hubs(team_id, before, hubs, 0), _hubs(team_id, after, hubs, 1))
        for team_id, (before, after) in held.items()
    ]


def _hubs(team_id: str, place: Place, hubs: dict[str, tuple[Any, Any]], side: int) -> set[str]:
    if place is None or place["status"] == Status.CLOSED:
        return set()
    told = hubs.get(place["region_code"], (None, None))[side] or []
    return {entry["hub"] for entry in told} - {team_id}


async def _today(tx: Transaction, codes: set[str]) -> dict[str, Any]:
    asked = await ask(tx, Cone(managers=codes)) if codes else None
    return {key.subject: value for key, value in loaded(asked).items()} if asked else {}


async def _tokens(tx: Transaction, gained: _Side, lost: _Side, places: Pairs) -> list[TokenSummary]:
    moved = {hub for side in (gained, lost) for part in (side.teams, side.reviews) for hub in part}
    turned = {team_id for (team_id, _), (old, new) in places.items() if _may(old) != _may(new)}
    bound = sorted(moved | turned)
    rows = await tx.values(_BOUND_TOKENS, team_ids=bound) if bound else []
    found: list[TokenSummary] = []
    for token_id, team_id in rows:
        old, new = places.get((team_id, ""), (None, None))
        found.append(
            {
                "token_id": token_id,
                "team_id": team_id,
                "gains": len(gained.acts_on(team_id)),
                "loses": len(lost.acts_on(team_id)),
                "permissions_gained": sorted(_may(new) - _may(old)),
                "permissions_lost": sorted(_may(old) - _may(new)),
            }
        )
    return found


def _may(place: Place) -> frozenset[str]:
    """Return what a team may itself, by its group, while it is active."""
    if place is None or place["status"] != Status.ACTIVE:
        return frozenset()
    return notice.grants(place["permission_group"])
