"""What could be answered, but not now."""

from __future__ import annotations

from graph_service.errors.base import ServiceError


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
