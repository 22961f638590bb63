"""Who may do what: decided by the service's own checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph_service.answers.checks import Check
from graph_service.answers.problems import MissingPower
from graph_service.answers.wishes import Want, Wanted
from graph_service.errors import Forbidden, NotFound, ServiceError
from graph_service.graph import Transaction
from graph_service.operations.held import Operation
from graph_service.operations.specs import Powers, powers_of, specs
from graph_service.questions.checks import Item, checks
from graph_service.rows.rows import Values
from graph_service.store.history import Actor
from graph_service.vocabulary import Power, Role, Status

Told = Mapping[Item, Check | ServiceError]


def demand_lawful(actor: Actor, operations: list[Operation], accept_violations: bool) -> None:
    """Raise Forbidden for what only an administrator may do: hold breaches, skip an admission."""
    if actor.role == Role.ADMINISTRATOR:
        return
    for operation in operations:
        if not powers_of(operation.operation).operators:
            raise Forbidden(
                f"只有管理员可以办理 {operation.operation}。",
                f"Only an administrator may carry out {operation.operation}.",
                missing="role",
            )
    if accept_violations:
        raise Forbidden(
            "只有管理员可以如实记载违反通知的情形（accept_violations）。",
            "Only an administrator may hold what breaks the notice (accept_violations).",
            missing="role",
        )
    for operation in operations:
        status = operation.values.get("status")
        if operation.operation == "register_team" and operation.values.get("group_set_by"):
            raise Forbidden(
                "待审团体尚无组别设置者。",
                "A team that is to be admitted has no setter of its group yet.",
                missing=str(Power.SET_PERMISSION_GROUP),
            )
        if operation.operation == "register_team" and status not in (None, Status.PENDING):
            raise Forbidden(
                "新团体须先待审，由审核者核准。",
                "A new team is pending until its reviewer admits it.",
                missing=str(Power.ADMIT),
            )


async def demand(
    tx: Transaction,
    actor: Actor,
    operation: Operation,
    row: Values | None,
    when: str,
    told: Told | None = None,
) -> None:
    """Let the operation pass, or raise Forbidden naming the fact that is missing.

    ``when`` is "before" or "after" the rows are written: a team that is moved must lie in the
    operator's scope at both ends, and a new one only at the second. What was ``told`` ahead is not
    asked again.
    """
    if actor.role == Role.ADMINISTRATOR:
        return
    if actor.authority_id is not None and actor.role == Role.OPERATOR:
        await _demand_admission(tx, actor.authority_id, operation, row, when)
        return
    if actor.team_id is None or actor.role != Role.OPERATOR:
        raise Forbidden(
            "此操作需要绑定团体的操作员令牌。",
            "This needs the token of an operator, bound to a team.",
            missing="role",
        )
    for powers in asks(actor, operation, row):
        asked = powers.before if when == "before" else powers.after
        if asked:
            await _any(tx, actor.team_id, asked, operation, told)


async def _demand_admission(
    tx: Transaction, authority_id: str, operation: Operation, row: Values | None, when: str
) -> None:
    """Let a registration authority admit its legal persons: of the register it changes no more."""
    names = [v.name for v in specs()[operation.operation].variants]
    pending = row is not None and row["status"] == Status.PENDING
    if "admit_team" not in names or not pending or operation.values.get("permission_group"):
        raise Forbidden(
            "登记机关只确认服务记录、核准其法人组织注册，不办理其他变更。",
            "A registration authority confirms records and admits its legal persons; it changes"
            " nothing else.",
            missing="own_team",
        )
    if when == "before":
        await _any(tx, authority_id, [str(Power.ADMIT)], operation)


def signed(actor: Actor, operation: Operation) -> Operation:
    """Return the operation with the operator's own team as setter or decider."""
    asked = specs()[operation.operation]
    beside = asked.signed_with is None or operation.values.get(asked.signed_with)
    name = asked.signed if beside else None
    if name is None or actor.role == Role.ADMINISTRATOR or actor.team_id is None:
        return operation
    if operation.values.get(name) not in (None, actor.team_id):
        raise Forbidden(
            f"{name} 只能是操作员自己的团体。",
            f"{name} can only be the operator's own team.",
            missing=name,
        )
    values = operation.values | {name: actor.team_id}
    return replace(operation, values=values)


def may_write(row: Values | None) -> bool:
    """Return whether a team of this status may change what is its own."""
    return row is None or row["status"] in (Status.ACTIVE, Status.PENDING)


def needed(operation: Operation, row: Values | None) -> list[Powers]:
    """Return what an operation needs: its variant's powers where one holds, else its own."""
    asked = specs()[operation.operation]
    for variant in asked.variants:
        if variant.only and operation.values.keys() <= variant.only:
            return [variant.powers]
        if variant.when and row is not None and variant.when.items() <= row.items():
            beside = [n for given, n in variant.needs.items() if operation.values.get(given)]
            return [variant.powers, *(powers_of(name) for name in beside)]
    return [asked.powers]


def asks(actor: Actor, operation: Operation, row: Values | None) -> list[Powers]:
    """Return what an operation needs, without what a team may do of its own."""
    own = actor.team_id == operation.team_id and may_write(row)
    return [powers for powers in needed(operation, row) if not (powers.own and own)]


async def _any(
    tx: Transaction,
    subject: str,
    powers: Sequence[str],
    operation: Operation,
    told: Told | None = None,
) -> None:
    items = [(subject, power, operation.team_id) for power in powers]
    ahead = [told[item] for item in items if told and item in told]
    answers = ahead if len(ahead) == len(items) else await checks(tx, items)
    missing: list[MissingPower] = []
    for power, answer in zip(powers, answers, strict=True):
        if isinstance(answer, NotFound) and answer.identifier == subject:
            raise Forbidden(
                f"令牌所绑定的团体“{subject}”不在册。",
                f"The team '{subject}' that this token is bound to is not on record.",
                missing="own_team",
            )
        if isinstance(answer, ServiceError):
            raise answer
        if answer["allowed"]:
            return
        want: Want = {"power": power, "subject_id": subject}
        wish: Wanted = {"team_id": operation.team_id, "want": want}
        missing.append(
            {
                "power": power,
                "missing": answer["missing"],
                "message_zh": answer["message_zh"],
                "message_en": answer["message_en"],
                "wanted": wish,
            }
        )
    first = missing[0]
    raise Forbidden(
        f"不可办理：{first['message_zh']}",
        f"Not allowed: {first['message_en']}",
        missing=first["missing"],
        powers=missing,
    )
