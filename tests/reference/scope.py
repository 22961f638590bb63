"""Scope, its marks, and the powers for checks."""

from __future__ import annotations

from tests.reference.routes import route
from tests.reference.world import OWN, REGION, World, column, is_city_hub, is_hub, is_legal


def team_scope(world: World, hub_id: str) -> set[str]:
    hub = world.teams[hub_id]
    if not is_hub(hub):
        return set()
    return {
        t["team_id"]
        for t in world.teams.values()
        if t["team_id"] != hub_id
        and t["status"] != "closed"
        and world.lies_in(t, hub["region_code"])
    }


def in_chain(world: World, team_id: str) -> set[str]:
    below: set[str] = set()
    layer = {team_id}
    while layer:
        layer = {
            t["team_id"]
            for t in world.teams.values()
            if above(world, t) in layer and t["team_id"] not in below
        }
        below |= layer
    return {t for t in below - {team_id} if world.teams[t]["status"] != "closed"}


def above(world: World, team: dict) -> str | None:
    if team["liaison_id"]:
        return team["liaison_id"]
    return world.superior(team) if is_hub(team) and is_legal(team) else None


def marks(world: World, hub_id: str, policy: str = "liaison_final") -> dict[str, set[str]]:
    region, chain = team_scope(world, hub_id), in_chain(world, hub_id)
    reviewed = {
        t for t in region if route(world, t, "hours_recording", policy)["final_reviewer"] == hub_id
    }
    plain = {t["team_id"] for t in world.teams.values() if not is_legal(t) and not t["branch_of"]}
    hub = is_hub(world.teams[hub_id])
    return {
        "region": region,
        "in_chain": chain,
        "reviewed": reviewed,
        "legal_persons": {t for t in region if is_legal(world.teams[t])},
        "mismatch": (region ^ chain) & plain if hub else set(),
    }


def may(world: World, subject: str, power: str, team_id: str, policy: str) -> bool:
    team = world.teams[team_id]
    if subject not in world.teams:
        return authority_may(world, subject, power, team, policy)
    x = world.teams[subject]
    active = x["status"] == "active"
    manages = (active and team_id in team_scope(world, subject)) or (
        active and team["liaison_id"] == subject
    )
    if power == "manage_team":
        return manages
    if power == "manage_volunteers":
        inside = world.lies_in(team, x["region_code"])
        return (subject == team_id and column(x, OWN)) or (inside and column(x, REGION))
    if power == "view":
        viewing = subject in team["viewing_ids"].split(";")
        return subject == team_id or viewing or team["liaison_id"] == subject or manages
    if power == "set_permission_group":
        return active and sets_group(world, x, team)
    business = "admission" if power == "admit" else power.removeprefix("review:")
    if power == "admit" and team["status"] != "pending":
        return False
    return route(world, team_id, business, policy)["final_reviewer"] == subject


def authority_may(world: World, subject: str, power: str, team: dict, policy: str) -> bool:
    if power in ("manage_team", "view"):
        return team["registration_authority_id"] == subject
    if power in ("manage_volunteers", "set_permission_group"):
        return False
    business = "admission" if power == "admit" else power.removeprefix("review:")
    if power == "admit" and team["status"] != "pending":
        return False
    return route(world, team["team_id"], business, policy)["final_reviewer"] == subject


def sets_group(world: World, x: dict, team: dict) -> bool:
    if is_hub(team):
        return world.superior(team) == x["team_id"]
    if is_city_hub(world, x):
        return True
    district = is_hub(x) and world.level(x) == "district"
    return district and world.lies_in(team, x["region_code"])
