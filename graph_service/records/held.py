"""What a call works on: the records on record, and what it may do, read before it decides."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_service import cypher
from graph_service.answers.checks import Check
from graph_service.answers.nodes import Clause, Node
from graph_service.answers.routes import RouteFound
from graph_service.errors import NotFound, ServiceError
from graph_service.graph import Transaction
from graph_service.questions.checks import checks
from graph_service.questions.nodes import team_node
from graph_service.rows.record_forms import hundredths
from graph_service.rows.rows import Values
from graph_service.store import records
from graph_service.store.history import Actor
from graph_service.store.tables import existing
from graph_service.vocabulary import Business, Outcome, Role

_SUMMARISE_TEAMS = cypher.load("questions/teams/summarise_teams")
_HOURS_OF_DAYS = cypher.load("questions/records/hours_of_days")
REVIEW = f"review:{Business.HOURS_RECORDING}"

Day = tuple[str, str]  # a volunteer's number and a day
Powers = dict[tuple[str, str], Check | ServiceError]


@dataclass(frozen=True)
class Item:
    """One record of a call, in its form; or what is wrong with it."""

    record_id: str | None
    values: Values = field(default_factory=dict)
    error: ServiceError | None = None


@dataclass(frozen=True)
class Result:
    """What became of one record: its row before and after, who reviews it, or why it is refused."""

    record_id: str | None
    before: Values | None = None
    after: Values | None = None
    reviewer: Node | None = None
    clauses: tuple[Clause, ...] = ()
    error: ServiceError | None = None


@dataclass
class Held:
    """The rows on record by id, and the facts that rights and rules rest on."""

    actor: Actor
    now: str
    day: str
    reason: str | None = None
    rows: dict[str, Values | None] = field(default_factory=dict)
    routes: dict[str, RouteFound] = field(default_factory=dict)
    powers: Powers = field(default_factory=dict)
    days: dict[Day, int] = field(default_factory=dict)
    roots: dict[str, Node] = field(default_factory=dict)

    def row(self, record_id: str) -> Values:
        """Return a record's row; NotFound if it is not on record."""
        row = self.rows.get(record_id)
        if row is None:
            raise NotFound("record", record_id)
        return row

    def route(self, team_id: str) -> RouteFound:
        """Return who reviews a team's hours; NotFound for an unknown team."""
        found = self.routes.get(team_id)
        if found is None:
            raise NotFound("team", team_id)
        return found

    def put(self, before: Values | None, after: Values | None) -> Result:
        """Take a row as it is now to be; return what became of it, with who reviews it."""
        row = after or before or {}
        record_id, route = row["record_id"] or "", self.route(row["team_id"] or "")
        self.rows[record_id] = after
        for sign, each in ((-1, before), (1, after)):
            if each is not None:
                self.days[day_of(each)] = self.days.get(day_of(each), 0) + sign * hours_of(each)
        told = tuple(route["clauses"]) if route["outcome"] == Outcome.ROOT else ()
        return Result(record_id, before, after, self.reviewer(row["team_id"] or ""), told)

    def reviewer(self, team_id: str) -> Node | None:
        """Return who reviews a team's hours, itself at the root; None where nobody is found."""
        route = self.route(team_id)
        if route["outcome"] == Outcome.ROOT:
            return self.roots[team_id]
        return route["final_reviewer"]


def day_of(row: Values) -> Day:
    """Return a record's volunteer and day."""
    return row["volunteer_no"] or "", row["service_date"] or ""


def hours_of(row: Values) -> int:
    """Return a record's hours in hundredths."""
    return hundredths(row["service_hours"] or "")


async def read(
    tx: Transaction,
    actor: Actor,
    items: list[Item],
    powers: tuple[str, ...],
    reason: str | None = None,
) -> Held:
    """Take the records lock and return what the items of a call work on.

    ``powers`` are those that the call may need; an administrator is not asked about any.
    """
    now, day = await records.lock(tx)
    held = Held(actor, now, day, reason)
    good = [item for item in items if item.error is None]
    known: list[Values] = [{"record_id": item.record_id} for item in good]
    held.rows.update(await existing(tx, "records", known) if known else {})
    rows = [row for row in (*held.rows.values(), *(item.values for item in good)) if row]
    teams = {str(row["team_id"]) for row in rows if row.get("team_id")}
    held.routes = await records.reviews(tx, teams)
    held.roots = await _nodes(tx, [i for i, r in held.routes.items() if r["outcome"] == "root"])
    held.powers = await _powers(tx, actor, powers, sorted(held.routes))
    held.days = await _days(tx, held, good)
    return held


async def _nodes(tx: Transaction, team_ids: list[str]) -> dict[str, Node]:
    rows = await tx.run(_SUMMARISE_TEAMS, team_ids=team_ids) if team_ids else []
    found = (row["summary"] for row in rows)
    return {t["team_id"]: team_node(t["team_id"], t["name"], t["level"]) for t in found}


async def _powers(
    tx: Transaction, actor: Actor, powers: tuple[str, ...], team_ids: list[str]
) -> Powers:
    """Return what the caller may do, by power and team."""
    subject = actor.authority_id or actor.team_id
    if actor.role == Role.ADMINISTRATOR or subject is None:
        return {}
    asked = [
        (subject, power, i) for i in team_ids for power in powers if i != subject or power == REVIEW
    ]
    found = await checks(tx, asked) if asked else []
    return {(power, i): answer for (_, power, i), answer in zip(asked, found, strict=True)}


async def _days(tx: Transaction, held: Held, items: list[Item]) -> dict[Day, int]:
    """Return what stands on record on the days that items are to lie on."""
    blank: Values = {"volunteer_no": None, "service_date": None}
    rows = (blank | (held.rows.get(i.record_id or "") or {}) | i.values for i in items if i.values)
    days = sorted({day_of(row) for row in rows if all(day_of(row))})
    found = await tx.run(_HOURS_OF_DAYS, days=[list(pair) for pair in days]) if days else []
    return {(row["volunteer_no"], row["day"]): row["hours"] for row in found}
