"""The way of a review, step by step, and the effective holders of I-17."""

from __future__ import annotations

from typing import Any

from tests.reference.world import (
    FAST,
    OWN,
    PROJECT,
    SUB,
    World,
    column,
    is_city_hub,
    is_hub,
    is_legal,
)

BUSINESSES = (
    "volunteer_management",
    "team_management",
    "project_publication",
    "hours_recording",
    "complaint_evaluation",
    "submission_publication",
    "admission",
)


def final_column(policy: str, business: str) -> int:
    if policy == "escalate":
        return FAST
    if policy == "escalate_admission" and business in ("admission", "team_management"):
        return FAST
    return SUB


def route(world: World, team_id: str, business: str, policy: str = "liaison_final") -> Any:
    team = world.teams[team_id]
    if team["status"] in ("suspended", "closed"):
        return answer("blocked")
    if team["status"] == "pending" and business != "admission":
        return answer("blocked")
    if business == "volunteer_management" and column(team, OWN):
        return answer("self")
    if business == "project_publication" and column(team, PROJECT):
        return answer("exempt")
    if is_city_hub(world, team) and not is_legal(team):
        return answer("root")
    return walk(world, team_id, final_column(policy, business))


def walk(world: World, start: str, needed: int) -> Any:
    team = world.teams[start]
    at = team["registration_authority_id"] if is_legal(team) else team["liaison_id"]
    if not at:
        return answer("unresolved")
    path: list[str] = []
    seen = {start}
    while True:
        path.append(at)
        if at in seen or len(path) > 12:
            return answer("unresolved", path[:12])
        seen.add(at)
        if at not in world.teams:
            return answer("review", path, "standard")
        reviewer = world.teams[at]
        if column(reviewer, needed):
            return answer("review", path, "fast" if column(reviewer, FAST) else "standard")
        if is_city_hub(world, reviewer):
            return answer("root", path)
        following = after(world, reviewer)
        if not following:
            return answer("unresolved", path)
        at = following


def after(world: World, reviewer: dict) -> str | None:
    if is_hub(reviewer):
        if reviewer["liaison_id"]:
            return reviewer["liaison_id"]
        return world.superior(reviewer) if is_legal(reviewer) else None
    if is_legal(reviewer):
        return reviewer["registration_authority_id"] or None
    return reviewer["liaison_id"] or None


def answer(outcome: str, path: list[str] | None = None, mode: str | None = None) -> Any:
    final = path[-1] if outcome == "review" and path else None
    return {"outcome": outcome, "mode": mode, "final_reviewer": final, "path": path or []}


def holder(world: World, team_id: str, place: int) -> list[str] | None:
    """The path to the effective holder of a column, or None."""
    path = [team_id]
    while len(path) <= 13:
        team = world.teams[path[-1]]
        if column(team, place):
            return path
        if is_city_hub(world, team):
            return None
        following = after(world, team)
        if not following or following not in world.teams or following in path:
            return None
        path.append(following)
    return None
