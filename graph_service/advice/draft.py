"""A team to be: the row it would have, and what the register's own rules say of it.

The team is written in a transaction that is always rolled back, so that advice and audit are one.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from graph_service import cypher, notice
from graph_service.answers.audit import Finding
from graph_service.answers.nodes import Node
from graph_service.answers.routes import Route
from graph_service.answers.teams import Affiliation
from graph_service.consequences.rehearsal import rehearse
from graph_service.consequences.seeds import Seeds
from graph_service.errors import InvalidInput, NotFound
from graph_service.graph import Graph, Row, Transaction
from graph_service.questions import audit, readings, route_readings, routing, rules, teams
from graph_service.questions.nodes import team_node
from graph_service.rows.bad_form import BadForm
from graph_service.rows.columns import columns
from graph_service.rows.forms import form
from graph_service.rows.rows import Spool, Values
from graph_service.store import derived
from graph_service.store.tables import write_teams
from graph_service.vocabulary import Business, FastReviewPolicy

_READ_TEAMS = cypher.load("questions/teams/read_teams")
_NAME_TEAMS = cypher.load("questions/teams/name_teams")
_LIFT_REGION = cypher.load("questions/advice/lift_region")
_SUPERIOR_HUB = cypher.load("questions/advice/superior_hub")
_DRAFT = "advice-draft"
_UNSTORABLE = "z" * 64  # an id has 64 characters at most, so no team bears a longer one


@dataclass(frozen=True)
class Rehearsal:
    """What the register answers of a team that was there for a moment."""

    team: Row
    findings: list[Finding]
    superior: Node | None
    admissions: dict[str, Route]


async def drafted(graph: Graph, given: Mapping[str, str | None]) -> Values:
    """Return the row of a team that is to be admitted, at the level of its founding unit (I-7).

    Raises InvalidInput for a value outside its form, NotFound for an unknown region or team.
    """
    row: Values = {column.name: None for column in columns("teams")}
    for column in columns("teams"):
        value = (given.get(column.name) or "").strip()
        if value:
            try:
                row[column.name] = form(column.form)(value)
            except BadForm as error:
                raise InvalidInput(
                    column.name, value, error.message_zh, error.message_en
                ) from error
    team_id = _UNSTORABLE + secrets.token_hex(8)
    row |= {"team_id": team_id, "status": "pending", "permission_group": "pending"}
    row["team_kind"] = row["team_kind"] or "non_hub"
    row["registration_status"] = row["registration_status"] or "unregistered"
    row["region_code"] = await _region(graph, row["region_code"], given.get("unit_level"))
    for column in ("branch_of", "liaison_id", "viewing_ids"):
        for target in filter(None, (row[column] or "").split(";")):
            if not await graph.read(_NAME_TEAMS, team_ids=[target]):
                raise NotFound("team", target)
    row["unit_name"] = row["unit_name"] or _unit_of(row)
    row["name"] = row["name"] or row["registered_name"] or f"{row['unit_name'] or ''}{_suffix()}"
    return row


def legal(row: Values) -> bool:
    """Return whether the team is a legal person's."""
    return row["registration_status"] == "legal_person"


async def rehearsed(graph: Graph, row: Values, *, admissions: bool = False) -> Rehearsal:
    """Return what the register would say of the row, without INFO; nothing is kept.

    The draft bears an id of its own that sorts behind every other, and touches nothing on record:
    no two drafts wait for each other, and no writer for a draft. It is shown as ``advice-draft``.
    """
    team_id = row["team_id"] or ""

    async def write(tx: Transaction) -> None:
        spool = Spool("teams")
        spool.extend([[row, False]])
        async for _ in write_teams(tx, spool):
            pass
        await derived.place_draft(tx, team_id)

    async def work(tx: Transaction) -> Rehearsal:
        seeds = Seeds(created={team_id}, rules={part: {team_id} for part in rules.PARTS})
        followed = await rehearse(tx, seeds, partial(write, tx))
        [team] = await tx.run(_READ_TEAMS, team_ids=[team_id])
        wanted = row["registration_authority_id"]
        if wanted and team["registration_authority"][0] is None:
            raise NotFound("registration_authority", wanted)
        found = await audit.with_names(tx.read, followed.added)
        shown = [_shown(finding, team_id) for finding in found]
        superior = await _superior(tx, team_id)
        routes = await _admissions(tx, team_id) if admissions else {}
        await tx.rollback()
        return Rehearsal(team, shown, superior, routes)

    return await graph.draft(work)


def expected_affiliation(rehearsal: Rehearsal) -> Affiliation:
    """Return what the notice wants: a liaison, a registration authority, or none."""
    return teams.expected(*rehearsal.team["expected"])


def _shown(told: Any, team_id: str) -> Any:
    """Return what is told of a draft under the id by which it is shown."""
    if isinstance(told, dict):
        return {name: _shown(value, team_id) for name, value in told.items()}
    if isinstance(told, list):
        return [_shown(value, team_id) for value in told]
    return told.replace(team_id, _DRAFT) if isinstance(told, str) else told


async def _superior(tx: Transaction, team_id: str) -> Node | None:
    rows = await tx.run(_SUPERIOR_HUB, team_id=team_id)
    return team_node(rows[0]["id"], rows[0]["name"], rows[0]["level"]) if rows else None


async def _admissions(tx: Transaction, team_id: str) -> dict[str, Route]:
    """Return the admission's route under every reading of 快审 (I-4), the one in force first."""
    own, found = tx.policy, dict[str, Route]()
    for value in (own.fast_review_policy, *readings.others("fast_review_policy", own)):
        asked = [(team_id, str(Business.ADMISSION))]
        answers = await routing.routes(tx, asked, FastReviewPolicy(value))
        [found[str(value)]] = route_readings.shown(answers, every=True)
    return found


async def _region(graph: Graph, region_code: str | None, level: str | None) -> str:
    if region_code is None:
        raise InvalidInput("region_code", None, "缺少属地。", "a region_code is needed.")
    rows = await graph.read(_LIFT_REGION, region_code=region_code, level=None)
    if not rows:
        raise NotFound("region", region_code)
    lifted = await graph.read(_LIFT_REGION, region_code=region_code, level=level)
    if not lifted:
        raise InvalidInput(
            "unit_level",
            level,
            f"属地 {region_code} 之上没有这一层级。",
            f"no region of that level lies above {region_code}.",
        )
    return lifted[0]["region_code"]


def _unit_of(row: Values) -> str | None:
    """Return the unit that a name of the lawful form says: what stands before its suffix."""
    name = notice.normalised(row["name"] or "")
    if row["team_kind"] == "hub" or legal(row) or not name.endswith(_suffix()):
        return None
    return name.removesuffix(_suffix()) or None


def _suffix() -> str:
    return notice.name_patterns()["non_hub_suffix"]
