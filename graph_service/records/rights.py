"""Who may enter a record and who may decide it: the service's own answers, the fact named."""

from __future__ import annotations

from graph_service import notice
from graph_service.answers.routes import RouteFound
from graph_service.errors import Conflict, Forbidden, ServiceError
from graph_service.messages import say
from graph_service.records.held import REVIEW, Held
from graph_service.vocabulary import Outcome, Power, Role, Status


def demand_open(held: Held, team_id: str) -> RouteFound:
    """Return a team's route; Conflict unless it is active: no other enters anything."""
    route = held.route(team_id)
    if route["status"] != Status.ACTIVE:
        status = Status(route["status"])
        zh, _ = say("service_record.not_active", team=team_id, status=status.zh)
        _, en = say("service_record.not_active", team=team_id, status=status)
        rule_ids = notice.reasons()["records"]["not_active"]
        raise Conflict(zh, en, rule_ids=rule_ids, team_id=team_id)
    return route


def demand_keeper(held: Held, team_id: str) -> None:
    """Raise Forbidden unless the caller enters for the team: its operator, or who manages it."""
    actor = held.actor
    if actor.role == Role.ADMINISTRATOR:
        return
    if actor.authority_id is not None:
        raise Forbidden(*say("service_record.authority"), missing="own_team", team_id=team_id)
    if actor.team_id is None:
        raise Forbidden(*say("service_record.no_team"), missing="role", team_id=team_id)
    if actor.team_id != team_id:
        _demand_power(held, str(Power.MANAGE_TEAM), team_id)


def demand_reviewer(held: Held, team_id: str) -> str:
    """Return the id of who reviews the team's hours at this moment, where the caller acts for it.

    An administrator acts in its place. Raises Conflict where nobody reviews, else Forbidden.
    """
    route, actor = demand_open(held, team_id), held.actor
    reviewer = held.reviewer(team_id)
    if reviewer is None:
        zh, en = say("service_record.unresolved", zh=route["message_zh"], en=route["message_en"])
        raise Conflict(zh, en, rule_ids=route["rule_ids"], team_id=team_id)
    if actor.role == Role.ADMINISTRATOR:
        return reviewer["id"]
    own = actor.authority_id if reviewer["kind"] == "registration_authority" else actor.team_id
    if own == reviewer["id"]:
        return own
    if actor.authority_id is None and actor.team_id is None:
        raise Forbidden(*say("service_record.no_team"), missing="role", team_id=team_id)
    if route["outcome"] == Outcome.ROOT:
        names = {"zh": route["message_zh"], "en": route["message_en"]}
        missing = "not_the_final_reviewer"
        raise Forbidden(*say("service_record.own_root", **names), missing=missing, team_id=team_id)
    _demand_power(held, REVIEW, team_id)
    return reviewer["id"]


def _demand_power(held: Held, power: str, team_id: str) -> None:
    answer = held.powers[power, team_id]
    if isinstance(answer, ServiceError):
        raise answer
    if not answer["allowed"]:
        raise Forbidden(
            f"不可办理：{answer['message_zh']}",
            f"Not allowed: {answer['message_en']}",
            missing=answer["missing"],
            rule_ids=answer["rule_ids"],
            team_id=team_id,
        )
