"""Ask the answers in a cone, as an open transaction or a reader sees them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from graph_service import cypher, notice
from graph_service.consequences import values
from graph_service.consequences.cone import Cone, padded
from graph_service.consequences.values import Answers, Key, text
from graph_service.graph import Reading
from graph_service.questions import rules, seats
from graph_service.questions.findings import Found
from graph_service.vocabulary import Business

_REVIEW_ROUTES = cypher.load("questions/routing/review_routes")
_PERMISSIONS_OF = cypher.load("questions/permissions/permissions_of")
_READ_TEAMS = cypher.load("questions/teams/read_teams")
_TEAMS_OF = cypher.load("questions/answers/teams_of")
_REGIONS_OF = cypher.load("questions/answers/regions_of")
_AUTHORITIES_OF = cypher.load("questions/answers/authorities_of")
_CHUNK = 2000
_BUSINESSES = tuple(str(business) for business in Business)


@dataclass(frozen=True)
class Asked:
    """The answers by key, and the findings among them as their rules gave them, without INFO."""

    answers: Answers
    found: list[Found]

    def within(self, cone: Cone) -> Asked:
        """Return those that lie in a cone, where more was asked."""
        found = [f for f in self.found if cone.asks(values.of_finding(f))]
        return Asked({key: v for key, v in self.answers.items() if cone.asks(key)}, found)


async def ask(reading: Reading, cone: Cone) -> Asked:
    """Return every answer in the cone; one that is absent has no entry."""
    answers: Answers = {}
    answers |= await _routes(reading, cone.routes)
    answers |= await _holders(reading, cone.holders)
    answers |= await _own(reading, cone.own)
    answers |= await _affiliations(reading, cone.affiliations)
    answers |= await _regions(reading, cone)
    answers |= await _authorities(reading, cone.authorities)
    return answered(await _findings(reading, cone), answers)


def answered(rows: list[Found], answers: Answers | None = None) -> Asked:
    """Return findings as their rules gave them as answers, beside other answers."""
    found = [finding for finding in rows if finding["severity"] != "INFO"]
    return Asked((answers or {}) | values.findings(found), found)


async def _findings(reading: Reading, cone: Cone) -> list[Found]:
    rows: list[Found] = []
    for part in rules.PARTS:
        for chunk in _chunks(cone.findings.get(part, set())):
            rows += await rules.findings_in(reading, chunk, parts=(part,))
    return rows


async def _routes(reading: Reading, team_ids: set[str]) -> Answers:
    answers: Answers = {}
    for chunk in _chunks(team_ids, _CHUNK // 4):
        items = [{"team_id": i, "business": b} for i in chunk for b in _BUSINESSES]
        policy = str(reading.policy.fast_review_policy)
        rows = await reading.values(
            _REVIEW_ROUTES, items=items, fast_review_policy=policy, other_readings=[]
        )
        for business, routes in rows:
            for index, reason, mode, liaison, walk, _, _, status, _ in routes:
                open_to = business != Business.ADMISSION or status == "pending"
                if open_to and reason != "unknown_team":
                    key = Key("route", items[index]["team_id"], business)
                    answers[key] = text(values.route(reason, mode, liaison, walk))
    return answers


async def _holders(reading: Reading, team_ids: set[str]) -> Answers:
    answers: Answers = {}
    for chunk in _chunks(team_ids):
        for _, team_id, _, effective, chain in await reading.values(
            _PERMISSIONS_OF, team_ids=chunk
        ):
            for permission, _, at in effective if team_id is not None else ():
                answers[Key("holder", team_id, permission)] = text(values.holder(at, chain))
    return answers


async def _own(reading: Reading, team_ids: set[str]) -> Answers:
    answers: Answers = {}
    for chunk in _chunks(team_ids):
        for row in await reading.read(_TEAMS_OF, team_ids=chunk):
            team_id = row["team_id"]
            answers[Key("place", team_id, "")] = text(values.place(row, row["is_branch"]))
            answers[Key("viewing", team_id, "")] = text(row["viewing"])
            named = {"name": row["name"], "level": row["level"]}
            answers[Key("name", team_id, "team")] = text(named)
    return answers


async def _affiliations(reading: Reading, team_ids: set[str]) -> Answers:
    answers: Answers = {}
    for chunk in _chunks(team_ids):
        for row in await reading.read(_READ_TEAMS, team_ids=chunk):
            key = Key("affiliation", row["team"]["team_id"], "")
            answers[key] = text(values.affiliation(*row["expected"]))
    return answers


async def _regions(reading: Reading, cone: Cone) -> Answers:
    answers: Answers = {}
    for chunk in _chunks(cone.regions | cone.managers | cone.seats):
        rows = await reading.read(_REGIONS_OF, region_codes=chunk)
        misnamed = await _misnamed(reading, [r["hubs"][0] for r in rows if r["hubs"]], cone)
        for row in rows:
            answers |= _of_region(row, misnamed, cone)
    return answers


def _of_region(row: dict[str, Any], misnamed: set[str], cone: Cone) -> Answers:
    code, answers = row["region_code"], Answers()
    if code in cone.regions:
        names = ("parent", "level", "kind", "ended", "succeeded_by")
        answers[Key("region", code, "")] = text({name: row[name] for name in names})
        answers[Key("name", code, "region")] = text({"name": row["name"], "level": row["level"]})
    if code in cone.managers:
        managers = [{"hub": hub, "distance": distance} for hub, distance in row["managers"]]
        answers[Key("managers", code, "")] = text(managers)
    if code in cone.seats:
        state = seats.state(row["hubs"], row["ended"], misnamed)
        answers[Key("seat", code, "")] = text({"state": state, "hubs": row["hubs"]})
    return answers


async def _misnamed(reading: Reading, hubs: list[str], cone: Cone) -> set[str]:
    if not hubs or not cone.seats:
        return set()
    naming = set(notice.rules_with("names").values())
    rows = await rules.findings_in(reading, hubs, parts=("names",))
    return {row["team_id"] or "" for row in rows if row["rule_id"] in naming}


async def _authorities(reading: Reading, authority_ids: set[str]) -> Answers:
    answers: Answers = {}
    for chunk in _chunks(authority_ids):
        for row in await reading.read(_AUTHORITIES_OF, authority_ids=chunk):
            key = Key("name", row["authority_id"], "registration_authority")
            answers[key] = text({"name": row["name"], "level": None})
    return answers


def _chunks(ids: Collection[str], size: int = _CHUNK) -> Iterable[list[str]]:
    ordered = padded(ids)
    return (ordered[start : start + size] for start in range(0, len(ordered), size))


async def network(reading: Reading) -> Answers:
    """Return the findings that are about no team: of the rules that only the whole is asked."""
    rows = [
        finding
        for rule_id in notice.network_rules()
        for finding in await rules.ask(reading.read, reading.policy, rule_id, None)
        if finding["severity"] != "INFO"
    ]
    return values.findings(rows)
