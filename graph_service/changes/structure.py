"""What no register can hold: unknown ends, a liaison cycle, a team gone while others need it."""

from __future__ import annotations

from collections.abc import Mapping

from graph_service import cypher
from graph_service.errors import Conflict, NotFound, StructureRefused
from graph_service.graph import Row, Transaction
from graph_service.messages import say
from graph_service.operations.held import Held
from graph_service.rows.rows import Values
from graph_service.store.references import References
from graph_service.store.tables import key_of

_DELETE_TEAMS = cypher.load("register/changes/delete_teams")
_DELETE_APPLICATIONS = cypher.load("register/changes/delete_applications")
_POINTING_AT = cypher.load("register/changes/pointing_at")
_CLIMB_LIAISONS = cypher.load("register/changes/climb_liaisons")
_NAMES = {
    "teams": "team",
    "regions": "region",
    "registration_authorities": "registration_authority",
}


async def demand_known(
    tx: Transaction, kind: str, before: Mapping[str, Values | None], changed: list[Values]
) -> None:
    """Raise NotFound if a changed row newly points at something that is not on record."""
    references = References(kind)
    for row in changed:
        key = key_of(kind, row)
        old = before.get(key) or {}
        references.add(key, {name: v for name, v in row.items() if v != old.get(name)})
    for column, target in (await references.broken(tx, {})).values():
        pointed = next(k for k, t in references.pointing if t == target)
        raise NotFound(_NAMES[pointed], target, field=column)


async def delete(tx: Transaction, team_ids: list[str]) -> None:
    """Delete teams; Conflict names what still points at one."""
    if not team_ids:
        return
    for row in await tx.run(_POINTING_AT, team_ids=team_ids):
        by = ", ".join(f"{edge} {other}" for edge, other in row["by"])
        zh, en = say("write.pointed_at", team=row["team_id"], by=by)
        raise Conflict(zh, en, nodes=[o for _, o in row["by"]], team_id=row["team_id"])
    await tx.run(_DELETE_TEAMS, team_ids=team_ids)


async def delete_applications(tx: Transaction, application_ids: list[str]) -> None:
    """Take applications off the record."""
    if application_ids:
        await tx.run(_DELETE_APPLICATIONS, application_ids=application_ids)


async def demand_no_cycle(tx: Transaction, before: Held, changed: list[Values]) -> None:
    """Raise StructureRefused, with the line, if a chosen liaison closes a cycle (A-11)."""
    moved = [
        team_id
        for row in changed
        if (team_id := row["team_id"] or "")
        and row["liaison_id"]
        and row["liaison_id"] != (before.teams.get(team_id) or {}).get("liaison_id")
    ]
    lines: dict[str, list[str]] = {team_id: [] for team_id in moved}
    climbing = {team_id: team_id for team_id in moved}
    while climbing:
        rows = {r["team_id"]: r for r in await _climbed(tx, sorted(set(climbing.values())))}
        going: dict[str, str] = {}
        for start, at in climbing.items():
            row = rows.get(at)
            if row is None:
                continue
            seen = len(set(lines[start]))
            lines[start] += row["line"]
            if start in lines[start]:
                line = [start, *lines[start][: lines[start].index(start) + 1]]
                zh, en = say("write.cycle", line=" → ".join(line))
                raise StructureRefused(zh, en, rule_ids=["A-11"], nodes=line)
            if row["open"] and len(set(lines[start])) > seen:
                going[start] = row["line"][-1]
        climbing = going


async def _climbed(tx: Transaction, team_ids: list[str]) -> list[Row]:
    return await tx.run(_CLIMB_LIAISONS, team_ids=team_ids)
