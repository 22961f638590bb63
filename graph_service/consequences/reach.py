"""From what changed to the cone: who lies in its reach, found by one named statement a way."""

from __future__ import annotations

from graph_service import cypher, notice
from graph_service.consequences import seeds as beginnings
from graph_service.consequences.cone import Cone, padded
from graph_service.consequences.seeds import Row, Seeds
from graph_service.graph import Reading

_BELOW = cypher.load("questions/reach/below")
_RESTING = cypher.load("questions/reach/resting")
_SEATS = cypher.load("questions/reach/seats")
_NAMES = cypher.load("questions/reach/names")
_TWINS = cypher.load("questions/reach/twins")
_CIRCLE = cypher.load("questions/reach/circle")
_LAWFUL = cypher.load("questions/reach/lawful")
_TERRITORY = cypher.load("questions/reach/territory")
_TEAMS_IN = cypher.load("questions/reach/teams_in")
_AUTHORITIES = cypher.load("questions/reach/authorities")
_REGIONS_BELOW = cypher.load("questions/reach/regions_below")
_PARTS = notice.rules_reached()
_CHUNK = 2000


async def cone_of(reading: Reading, seeds: Seeds) -> Cone:
    """Return the keys that a change can alter, as the graph stands before or after it.

    Of teams that it creates only the findings are in it: their first values are no change.
    """
    cone = Cone(authorities=set(seeds.authorities))
    for question, team_ids in seeds.asks.items():
        getattr(cone, question).update(team_ids - seeds.created)
    for part, team_ids in seeds.rules.items():
        cone.find([part], team_ids)
    cone.seats |= seeds.seats
    names, twins = [*seeds.names], [*seeds.twins]
    passed = await _seats(reading, seeds, cone)
    passed |= await _territories(reading, seeds, cone, names, twins)
    await _authorities(reading, seeds, cone)
    await _below(reading, seeds, cone, passed)
    forms = {"names": notice.name_patterns()}
    for way, statement, name, given, nobody, beside in (
        ("resting", _RESTING, "team_ids", sorted(seeds.resting), "", {}),
        ("circle", _CIRCLE, "team_ids", sorted(seeds.circle), "", {}),
        ("names", _NAMES, "rows", names, {}, forms),
        ("names", _LAWFUL, "stems", sorted(seeds.stems), None, forms),
        ("twins", _TWINS, "rows", twins, {}, forms),
    ):
        for start in range(0, len(given), _CHUNK):
            part = {name: cypher.filled(given[start : start + _CHUNK], nobody), **beside}
            rows = await reading.values(statement, **part)
            cone.find(_PARTS[way], {team_id for (team_id,) in rows} - seeds.created)
    if seeds.managed:
        rows = await reading.values(_REGIONS_BELOW, region_codes=padded(seeds.managed))
        cone.managers |= {code for (code,) in rows}
    return cone


async def grown(reading: Reading, seeds: Seeds, cone: Cone) -> Cone | None:
    """Return the union if the cone is larger after the change than before it, else None.

    A circle of liaison edges that the change closes is seen only afterwards; all else that it
    reaches is reached from the rows before and after, as the graph stood.
    """
    if not seeds.unsettled:
        return None
    after = await cone_of(reading, seeds)
    if cone.holds(after):
        return None
    after.add(cone)
    return after


async def _seats(reading: Reading, seeds: Seeds, cone: Cone) -> set[str]:
    """Add whom a hub's coming and going concerns; return the hubs that walks pass by."""
    if not seeds.reseated:
        return set()
    rows = await reading.values(_SEATS, region_codes=padded(seeds.reseated))
    team_ids = {team_id for team_id, _ in rows} - seeds.created
    cone.affiliations |= team_ids
    cone.find(_PARTS["seats"], team_ids)
    return {team_id for team_id, passed_by in rows if passed_by}


async def _territories(
    reading: Reading, seeds: Seeds, cone: Cone, names: list[Row], twins: list[Row]
) -> set[str]:
    """Add all that hangs on regions that change; return the hubs that walks pass by."""
    if not seeds.territories:
        return set()
    rows = await reading.values(_TERRITORY, region_codes=sorted(seeds.territories))
    codes = {code for (code,) in rows}
    for subjects in (cone.regions, cone.managers, cone.seats):
        subjects |= codes
    teams = await reading.read(_TEAMS_IN, region_codes=sorted(codes))
    team_ids = {team["team_id"] for team in teams}
    cone.whole(team_ids, _PARTS["territory"])
    seeds.resting |= team_ids
    for team in teams:
        row = {name: team[name] for name in ("name", "region_code", "uscc")}
        twins.append(row)
        names += [row] if team["is_hub"] else []
    return {team["team_id"] for team in teams if team["passed_by"]}


async def _authorities(reading: Reading, seeds: Seeds, cone: Cone) -> None:
    if not seeds.authorities | seeds.authority_places:
        return
    rows = await reading.values(
        _AUTHORITIES,
        authority_ids=sorted(seeds.authorities),
        region_codes=sorted(seeds.authority_places),
    )
    team_ids = {team_id for (team_id,) in rows} - seeds.created
    cone.affiliations |= team_ids
    cone.find(_PARTS["authorities"], team_ids)


async def _below(reading: Reading, seeds: Seeds, cone: Cone, passed: set[str]) -> None:
    ending = beginnings.finishing(reading.policy)
    if seeds.routed | passed:
        cone.routes |= await _passing(reading, seeds.routed | passed, ending)
    held = dict(seeds.held)
    if passed:
        held[beginnings.EVERY] = held.get(beginnings.EVERY, set()) | passed
    cone.holders |= passed
    for permissions, team_ids in held.items():
        cone.holders |= await _passing(reading, team_ids, permissions)


async def _passing(reading: Reading, team_ids: set[str], permissions: frozenset[str]) -> set[str]:
    held = cypher.filled(sorted(permissions), min(permissions)) if permissions else []
    rows = await reading.values(_BELOW, team_ids=padded(team_ids), permissions=held)
    return {team_id for (team_id,) in rows}
