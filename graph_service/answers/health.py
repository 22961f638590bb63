"""Whether the process lives, and whether it can answer."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from graph_service.vocabulary import FastReviewPolicy


class Liveness(TypedDict):
    """The process answers."""

    status: Literal["ok"]


class Readiness(TypedDict):
    """The database answers, with the policy in force and the newest revision."""

    status: Literal["ready"]
    database: str
    schema_version: int
    edition: Literal["2023-06", "2026"]
    zone_overlay: bool
    fast_review_policy: FastReviewPolicy
    revision: int
