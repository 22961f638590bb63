"""Everything that can go wrong, as one tree.

ServiceError 500
├── InvalidInput 422        a payload, a parameter or a file's value
├── NotUndoable 422         a change that kept nothing of what was before it
├── BeforeReset 422         the record of answers does not reach so far back
├── TooLarge 413
├── Unauthenticated 401
├── Forbidden 403           the missing fact is named
├── NotFound 404            an unknown id
├── Conflict 409
│   ├── RuleRefused         the notice refuses it; the violations are listed
│   ├── StructureRefused    nonsense for every register: a self edge, a cycle
│   ├── NotYet              the day from which it counts has not come
│   ├── PlanStale           other answers would change than the plan showed
│   └── PlanRefused         a plan that cannot be applied: problems, expired
├── Stale 412               If-Match names another revision
├── PreconditionRequired 428
├── TooManyRequests 429
├── TooSlow 408             a body that does not arrive
└── DatabaseAway 503
    ├── Busy                more ask at once than are let in
    └── BeingLoaded         a whole register is on its way in
SetupError                  the service cannot start; its text says what to do (exit code inside)
"""

from __future__ import annotations

from typing import Any


class ServiceError(Exception):
    """An error that a caller can read: one sentence in Chinese and one in English."""

    status = 500
    slug = "internal"
    title = "内部错误 / Internal error"
    advice: str | None = None  # what each door adds in its own words (messages.toml)

    def __init__(self, message_zh: str, message_en: str, **members: Any) -> None:
        super().__init__(f"{message_zh} {message_en}")
        self.message_zh = message_zh
        self.message_en = message_en
        self.members = {key: value for key, value in members.items() if value is not None}


class InvalidInput(ServiceError):
    """A value outside its form; ``errors`` in the problem names field, value and rule."""

    status = 422
    slug = "invalid-input"
    title = "输入无效 / Invalid input"

    def __init__(
        self, field: str, value: object, message_zh: str, message_en: str, **members: Any
    ) -> None:
        super().__init__(message_zh, message_en, **members)
        shown = value if value is None or isinstance(value, bool | int | float) else str(value)[:80]
        self.members.setdefault(
            "errors",
            [
                {
                    "field": field,
                    "value": shown,
                    "message_zh": message_zh,
                    "message_en": message_en,
                }
            ],
        )


class NotUndoable(ServiceError):
    """A change that kept nothing of what was before it: an import, a reset."""

    status = 422
    slug = "not_undoable"
    title = "不能撤销 / Not undoable"


class BeforeReset(ServiceError):
    """A moment before the record of answers was begun anew; replaying the history tells it."""

    status = 422
    slug = "before_reset"
    title = "答复记录未及彼时 / The record of answers does not reach so far back"

    def __init__(self, reset: int) -> None:
        told = f"graph-service replay FILE --until {reset - 1}"
        super().__init__(
            f"答复记录自第 {reset} 号变更重新开始；此前的情形可在空库中重演：{told}。",
            f"The record of answers begins anew with change {reset}; what was before it can be"
            f" asked of an empty store that replays the history: {told}.",
            reset=reset,
        )


class TooLarge(ServiceError):
    """A body or a file above the bound that the message names."""

    status = 413
    slug = "too-large"
    title = "内容过大 / Too large"


class TooSlow(ServiceError):
    """A body that did not arrive within its time."""

    status = 408
    slug = "too-slow"
    title = "正文迟迟未到 / The body did not arrive"


class Unauthenticated(ServiceError):
    """No token, or one that is unknown, revoked or expired."""

    status = 401
    slug = "unauthenticated"
    title = "需要令牌 / Token needed"


class Forbidden(ServiceError):
    """A known caller who may not; the message names the missing fact."""

    status = 403
    slug = "forbidden"
    title = "无权办理 / Not allowed"


class NotFound(ServiceError):
    """An id that nothing carries; ``kind`` is the vocabulary's word for the thing."""

    status = 404
    slug = "not-found"
    title = "不存在 / Not found"
    NAMES = {  # noqa: RUF012
        "team": "志愿团体",
        "region": "行政区划",
        "registration_authority": "登记机关",
        "permission_group": "权限组别",
        "business": "审核业务",
        "application": "提高权限申请",
        "plan": "预演方案",
        "change": "变更记录",
        "hub": "枢纽型团体",
        "token": "令牌",
        "record": "志愿服务记录",
        "volunteer": "志愿者",
        "viewing": "查看关系",
        "liaison": "联络关系",
        "address": "地址",
        "violation": "违反规则的情形",
        "guide": "指南",
        "interpretation": "读法",
    }

    def __init__(self, kind: str, identifier: str, **members: Any) -> None:
        shown = str(identifier)[:80]
        words = kind.replace("_", " ")
        super().__init__(
            f"没有编号为“{shown}”的{self.NAMES.get(kind, kind)}。",
            f"There is no {words} with id '{shown}'.",
            kind=kind,
            id=shown,
            **members,
        )
        self.kind = kind
        self.identifier = shown


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


class TooManyRequests(ServiceError):
    """A bound on the rate of calls was reached; Retry-After says when to come again."""

    status = 429
    slug = "too-many-requests"
    title = "请求过多 / Too many requests"


class DatabaseAway(ServiceError):
    """Neo4j does not answer."""

    status = 503
    slug = "database-away"
    title = "数据库不可用 / Database away"


class Busy(DatabaseAway):
    """More of one kind ask at once than are let in; Retry-After says when to come again."""

    slug = "busy"
    title = "繁忙 / Busy"


class BeingLoaded(DatabaseAway):
    """A whole register is being loaded: nothing is answered or written until it is there."""

    slug = "being_loaded"
    title = "正在载入 / Being loaded"


class SetupError(ServiceError):
    """The service cannot start or a command cannot run here; ``exit_code`` is the process's own."""

    status = 500
    slug = "setup"
    title = "无法启动 / Cannot start"

    def __init__(self, message_zh: str, message_en: str, exit_code: int = 2) -> None:
        super().__init__(message_zh, message_en)
        self.exit_code = exit_code
