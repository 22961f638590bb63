"""What was asked does not go with what is stored."""

from __future__ import annotations

from graph_service.errors.base import ServiceError


class Conflict(ServiceError):
    """What was asked contradicts what is stored."""

    status = 409
    slug = "conflict"
    title = "与现状冲突 / Conflict"


class RuleRefused(Conflict):
    """A rule of the notice refuses the change; ``violations`` lists what it would add."""

    slug = "rule-refused"
    title = "通知不允许 / Refused by the notice"


class StructureRefused(Conflict):
    """No register can hold it: a self edge, a cycle through this write, an unknown end."""

    slug = "structure-refused"
    title = "结构不成立 / Structurally impossible"


class NotYet(Conflict):
    """The day from which a change counts has not come; until then it can only be rehearsed."""

    slug = "not_yet"
    title = "日期未到 / Not yet"


class PlanStale(Conflict):
    """Other answers would change now than the plan showed; it stands renewed under its id."""

    slug = "plan_stale"
    title = "方案已不合现状 / The plan is stale"


class PlanRefused(Conflict):
    """A plan that cannot be applied: an operation of it cannot be done, or its time is over."""

    slug = "plan_refused"
    title = "方案不能实施 / The plan cannot be applied"


class Stale(ServiceError):
    """If-Match names a revision that is no longer the newest."""

    status = 412
    slug = "stale"
    title = "版本已变 / Stale version"


class PreconditionRequired(ServiceError):
    """A change needs If-Match."""

    status = 428
    slug = "precondition-required"
    title = "需要 If-Match / If-Match needed"
