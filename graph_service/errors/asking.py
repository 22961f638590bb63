"""What was asked cannot be read, or is not for this caller."""

from __future__ import annotations

from typing import Any

from graph_service.errors.base import ServiceError


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


class TooManyRequests(ServiceError):
    """A bound on the rate of calls was reached; Retry-After says when to come again."""

    status = 429
    slug = "too-many-requests"
    title = "请求过多 / Too many requests"
