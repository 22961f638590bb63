"""Operations on upgrade applications (P-6, P-7)."""

from __future__ import annotations

from datetime import datetime

from graph_service import notice
from graph_service.answers.audit import Finding
from graph_service.errors import Conflict, NotFound, RuleRefused
from graph_service.operations.held import CHINA, Held, Operation
from graph_service.rows.columns import columns
from graph_service.rows.merging import is_hub
from graph_service.rows.rows import Values
from graph_service.vocabulary import ApplicationStatus, Severity, Status


def submit(held: Held, operation: Operation) -> None:
    """Ask for a higher group; the team must be an active non-hub."""
    row, values = held.team(operation.team_id), operation.values
    identifier = values["application_id"] or ""
    if held.applications.get(identifier) is not None:
        raise Conflict(f"编号“{identifier}”已在册。", f"The id '{identifier}' is on record.")
    if is_hub(row):
        raise _refused(
            held,
            operation,
            "P-6",
            "枢纽型团体的权限组别由上一层级枢纽型团体设置，不经申请。",
            "A hub's group is set by its superior hub, not by application.",
        )
    if row["status"] != Status.ACTIVE:
        raise Conflict(
            "只有状态正常的团体可以申请提高权限。", "Only an active team can ask for more.",
            rule_ids=["P-10"],
        )  # fmt: skip
    wanted, current = str(values["to_group"]), str(row["permission_group"])
    if values.get("from_group") not in (None, current):
        raise Conflict(
            f"现有组别是 {current}，不是 {values['from_group']}。",
            f"The present group is {current}, not {values['from_group']}.",
            rule_ids=["P-6"],
        )
    if notice.grants(wanted) <= notice.grants(current):
        raise _refused(
            held,
            operation,
            "P-6",
            f"{wanted} 不比现有组别 {current} 多任何权限。",
            f"{wanted} holds nothing that the present group {current} lacks.",
        )
    deciders = held.deciders.get(operation.team_id, [])
    applied_to = values.get("applied_to") or next(iter(deciders), None)
    if applied_to not in deciders and not held.accept_violations:
        raise _refused(
            held,
            operation,
            "P-6",
            "申请应向团体所在区县的志愿者协会（联合会）或市志愿服务联合会提出。",
            "An application goes to the district association of the place or to the city"
            f" federation: {', '.join(deciders)}.",
        )
    held.applications[identifier] = _application(values) | {
        "applied_to": applied_to,
        "team_id": operation.team_id,
        "status": str(ApplicationStatus.SUBMITTED),
    }


def withdraw(held: Held, operation: Operation) -> None:
    """Take an open application back."""
    application = _open(held, operation)
    application["status"] = str(ApplicationStatus.WITHDRAWN)
    application["decided_at"] = _today()


def decide(held: Held, operation: Operation) -> None:
    """Decide an open application; an approval sets the granted group."""
    application, values = _open(held, operation), operation.values
    application["status"] = values["status"]
    application["decided_by"] = values.get("decided_by") or application["applied_to"]
    application["decided_at"] = _today()
    if values["status"] == ApplicationStatus.APPROVED:
        group = values.get("granted_group") or application["to_group"]
        application["granted_group"] = group
        held.teams[operation.team_id] = held.team(operation.team_id) | {
            "permission_group": group,
            "group_set_by": application["decided_by"],
        }


def _open(held: Held, operation: Operation) -> Values:
    identifier = operation.values["application_id"] or ""
    application = held.applications.get(identifier)
    if application is None or application["team_id"] != operation.team_id:
        raise NotFound("application", identifier)
    if application["status"] != ApplicationStatus.SUBMITTED:
        raise Conflict(
            f"申请“{identifier}”已办结（{application['status']}）。",
            f"The application '{identifier}' is decided ({application['status']}).",
            rule_ids=["P-6"],
        )
    opened = held.applications[identifier] = dict(application)
    return opened


def _application(values: Values) -> Values:
    return {column.name: values.get(column.name) for column in columns("applications")}


def _today() -> str:
    return datetime.now(CHINA).date().isoformat()


def _refused(held: Held, operation: Operation, rule_id: str, zh: str, en: str) -> RuleRefused:
    clause = notice.clauses([rule_id])[0]
    violation: Finding = {
        "rule_id": rule_id,
        "severity": Severity.ERROR,
        "team_id": operation.team_id,
        "name": held.team(operation.team_id)["name"] or "",
        "clause": clause["clause"],
        "quote": clause["quote"],
        "expected": None,
        "actual": None,
        "expected_facts": None,
        "actual_facts": None,
        "message_zh": zh,
        "message_en": en,
    }
    return RuleRefused(zh, en, rule_ids=[rule_id], violations=[violation])
