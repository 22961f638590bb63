"""Numbers for Prometheus: requests by route, method and status, and how long they took."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import Scope

from graph_service.api.held import Held

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """One app's own registry; labels are route templates, never ids or names."""

    def __init__(self, held: Held) -> None:
        self._registry = CollectorRegistry()
        self._children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        labels = ("method", "route")
        self._requests = Counter(
            "graph_service_requests",
            "Requests answered.",
            (*labels, "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "graph_service_request_seconds",
            "Time until the answer was sent.",
            labels,
            registry=self._registry,
        )
        for name, told, said in (
            ("held_answers", lambda: len(held), "Answers held in memory."),
            ("held_keys", lambda: held.keys, "Keys that held answers rest on."),
            ("held_hits", lambda: held.hits, "Answers given from memory."),
            ("held_misses", lambda: held.misses, "Answers looked for in memory in vain."),
        ):
            gauge = Gauge(f"graph_service_{name}", said, registry=self._registry)
            gauge.set_function(told)

    def seen(self, scope: Scope, status: int, seconds: float) -> None:
        """Count one answered request."""
        route = getattr(scope.get("route"), "path", "unmatched")
        method = scope["method"] if scope["method"] in _METHODS else "other"
        told = self._children.get((method, route, status))
        if told is None:
            counted = self._requests.labels(method, route, str(status))
            told = counted, self._seconds.labels(method, route)
            self._children[method, route, status] = told
        told[0].inc()
        told[1].observe(seconds)

    def text(self) -> bytes:
        """Return all numbers in Prometheus' text format."""
        return generate_latest(self._registry)


_METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}
