"""Records of service and what is decided of them."""

from __future__ import annotations

from graph_service.vocabulary.term import Term


class ServiceStatus(Term):
    """服务状态."""

    PLANNED = "planned", "计划"
    ONGOING = "ongoing", "进行中"
    COMPLETED = "completed", "已完成"


class RecordState(Term):
    """记录状态."""

    ENTERED = "entered", "待确认"
    CONFIRMED = "confirmed", "已确认"
    RETURNED = "returned", "已退回"


class Decision(Term):
    """对记录的决定."""

    CONFIRM = "confirm", "确认"
    RETURN = "return", "退回"
