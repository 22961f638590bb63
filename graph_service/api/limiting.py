"""Bounds on the rate of calls, for each token and, without one, each address; off by default.

Calls with a token that turned out to be none count against their address too, so that inventing
tokens does not help. A token is what the service itself reads as one, so blanks or a second
header make no other caller.

A process counts for itself: behind a balancer every replica grants the whole rate.
"""

from __future__ import annotations

import math
import time

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.types import Scope

from graph_service.api.auth import token_of
from graph_service.api.kept import key_of
from graph_service.errors import SetupError, TooManyRequests, Unauthenticated

_FREE = ("/healthz", "/readyz", "/metrics")
_UNKNOWN = "unknown"


class Limiter:
    """Counts calls against one rate such as ``100/minute``."""

    def __init__(self, rate: str) -> None:
        try:
            self._rate = parse(rate)
        except ValueError as error:
            raise SetupError(
                f"设置 GRAPH_SERVICE_RATE_LIMIT 无效：{rate}（例：100/minute）。",
                f"GRAPH_SERVICE_RATE_LIMIT has no valid value: {rate} (like 100/minute).",
            ) from error
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def refused(self, scope: Scope) -> TooManyRequests | None:
        """Count a call and return the error of one too many, with the seconds to wait."""
        if scope["path"] in _FREE:
            return None
        who, address = _caller(scope), _address(scope)
        if not self._limiter.test(self._rate, _UNKNOWN, address):
            who = (_UNKNOWN, address)
        elif self._limiter.hit(self._rate, *who):
            return None
        stats = self._limiter.get_window_stats(self._rate, *who)
        wait = max(1, math.ceil(stats.reset_time - time.time()))
        return TooManyRequests(
            f"请求过多（上限 {self._rate}），请 {wait} 秒后再试。",
            f"Too many requests (at most {self._rate}); come again in {wait} s.",
            retry_after=wait,
        )

    def unknown(self, scope: Scope) -> None:
        """Count a call whose token nobody knows against its address."""
        self._limiter.hit(self._rate, _UNKNOWN, _address(scope))


def _caller(scope: Scope) -> tuple[str, str]:
    try:
        token = token_of(scope)
    except Unauthenticated:
        token = None
    return ("token", key_of(token).hex()) if token else ("address", _address(scope))


def _address(scope: Scope) -> str:
    return (scope.get("client") or ("",))[0]
