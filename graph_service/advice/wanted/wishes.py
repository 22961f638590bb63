"""What is wanted of a team: whether it is so, and if not, the fact that stands against it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph_service import notice
from graph_service.advice.wanted.ways import lacking, permission_of
from graph_service.answers.audit import Finding
from graph_service.answers.routes import RouteFound
from graph_service.answers.wanted import NoneBecause
from graph_service.answers.wishes import Want
from graph_service.errors import NotFound, ServiceError
from graph_service.graph import Reading
from graph_service.messages import say
from graph_service.questions import audit, permissions, rules
from graph_service.questions.checks import business_of, checks
from graph_service.questions.routing import routes
from graph_service.vocabulary import Outcome, Permission, Power, Severity

_EXCUSED = (Outcome.SELF, Outcome.EXEMPT)


@dataclass(frozen=True)
class Answered:
    """How a wish stands: ``fact`` names the ways that may help, ``because`` says it to people.

    ``roles`` are the teams that the ways may be about, ``permission`` what one of them lacks,
    ``walked`` tells one unresolved route from another.
    """

    true: bool
    fact: str
    because: NoneBecause
    roles: Mapping[str, list[str]]
    permission: str | None = None
    findings: list[Finding] = field(default_factory=list)
    walked: tuple[Any, ...] = ()


class Wish(ABC):
    """Something wanted of a team, perhaps for a subject: a team or a registration authority."""

    def __init__(self, team_id: str, want: Want) -> None:
        self.team_id, self.want = team_id, want
        self.subject_id: str | None = want.get("subject_id") or want.get("final_reviewer_id")

    @abstractmethod
    async def ask(self, reading: Reading) -> Answered:
        """Return how the wish stands now; NotFound for an unknown team or subject."""

    def roles(self, **others: list[str]) -> Mapping[str, list[str]]:
        """Return the teams that ways may be about, by what they are to the wish."""
        subject = [self.subject_id] if self.subject_id else []
        return {"team": [self.team_id], "subject": subject, **others}


class Routed(Wish):
    """A route of the team is to end with somebody, or in a certain way."""

    async def ask(self, reading: Reading) -> Answered:
        """Return whether the route ends as wanted."""
        return await self.routed(reading, self.want["business"])

    async def routed(self, reading: Reading, business: str) -> Answered:
        """Return how the route of one business stands to the wish."""
        if self.subject_id:
            await _demand_subject(reading, self.subject_id, self.team_id)
        [found] = await routes(reading, [(self.team_id, business)])
        if isinstance(found, ServiceError):
            raise found
        wanted = self.want.get("outcome")
        excused = wanted in _EXCUSED
        kind = "reviewer" if wanted is None else "excused" if excused else str(wanted)
        return Answered(
            self._true(found),
            f"{kind}/{found['reason']}",
            _because(found["reason"], found["rule_ids"], found),
            self.roles(reviewers=[s["id"] for s in found["path"] if s["kind"] == "team"]),
            _excusing(business, wanted) if excused else _finishing(reading, business),
            walked=tuple((step["id"], step["reason"]) for step in found["path"]),
        )

    def _true(self, found: RouteFound) -> bool:
        if self.subject_id is None:
            return found["outcome"] == self.want["outcome"]
        final = found["final_reviewer"]
        return final is not None and final["id"] == self.subject_id


class May(Routed):
    """The subject is to have a power over the team."""

    async def ask(self, reading: Reading) -> Answered:
        """Return whether the subject may; of a review, what stands on the route."""
        assert self.subject_id is not None  # noqa: S101
        power = self.want["power"]
        [found] = await checks(reading, [(self.subject_id, power, self.team_id)])
        if isinstance(found, ServiceError):
            raise found
        fact, business = found["reason"], business_of(power)
        because = _because(fact, found["rule_ids"], found)
        if business and not found["allowed"] and fact != "team_not_pending":
            route = await self.routed(reading, business)
            return Answered(
                False, route.fact, because, route.roles, route.permission, walked=route.walked
            )
        return Answered(found["allowed"], fact, because, self.roles(), permission_of(fact))


class Holds(Wish):
    """The team itself is to hold a permission."""

    async def ask(self, reading: Reading) -> Answered:
        """Return whether the team's own row has the permission."""
        [found] = await permissions.permissions(reading, [self.team_id])
        if isinstance(found, NotFound):
            raise found
        wanted = Permission(self.want["permission"])
        active = any(found["own"].values())
        fact = "lacks_permission" if active else "not_active"
        zh, en = say(
            f"wanted.{fact}", team=self.team_id, permission=wanted, permission_zh=wanted.zh
        )
        said = {"message_zh": zh, "message_en": en}
        because = _because(fact, lacking(fact), said)
        return Answered(found["own"][wanted], fact, because, self.roles(), str(wanted))


class Without(Wish):
    """The team is to have no finding of a rule."""

    async def ask(self, reading: Reading) -> Answered:
        """Return whether a rule finds nothing of the team but facts."""
        rule_id = self.want["no_finding"]
        await audit.demand_team(reading, self.team_id)
        told: list[Finding] = []
        if rule_id in rules.RULES:
            found = await rules.ask(reading.read, reading.policy, rule_id, [self.team_id])
            worse = [one for one in found if one["severity"] != Severity.INFO]
            told = await audit.with_names(reading.read, worse)
        first: Any = told[0] if told else {"message_zh": "", "message_en": ""}
        actual = first.get("actual_facts") or {}
        expected = first.get("expected_facts") or {}
        others = [i for i in (actual.get("team_ids") or []) if i != self.team_id]
        liaison = [actual["team_id"]] if actual.get("team_id") else []
        return Answered(
            not told,
            rule_id,
            _unknown(rule_id, first) or _because(rule_id, [rule_id], first),
            self.roles(others=others, liaison=liaison),
            expected.get("permission"),
            told,
            walked=(actual, expected),
        )


async def _demand_subject(reading: Reading, subject_id: str, team_id: str) -> None:
    [found] = await checks(reading, [(subject_id, str(Power.VIEW), team_id)])
    if isinstance(found, ServiceError):
        raise found


def _because(fact: str, rule_ids: list[str], said: Any) -> NoneBecause:
    return {
        "fact": fact,
        "rule_ids": rule_ids,
        "clauses": notice.clauses(rule_ids),
        "message_zh": said["message_zh"],
        "message_en": said["message_en"],
    }


def _unknown(rule_id: str, finding: Any) -> NoneBecause | None:
    """Return that only people know what a rule wants to be filled in, where that is so."""
    fields = notice.rules()[rule_id].get("fields")
    if not fields or "remedy" in notice.rules()[rule_id]:
        return None
    zh, en = say("wanted.unknown", zh=finding["message_zh"], en=finding["message_en"])
    return _because("value_unknown", [rule_id], {"message_zh": zh, "message_en": en})


def _business(code: str) -> dict[str, Any]:
    return next(entry for entry in notice.businesses() if entry["code"] == code)


def _excusing(code: str, outcome: str | None) -> str | None:
    """Return the permission that excuses a business with this outcome, None where none does."""
    excuses = _business(code)["exempted_by"]
    return next((e["permission"] for e in excuses if e["outcome"] == outcome), None)


def _finishing(reading: Reading, code: str) -> str:
    """Return the permission that a final reviewer of a business needs."""
    return _business(code)["reviewer_needs"][str(reading.policy.fast_review_policy)]
