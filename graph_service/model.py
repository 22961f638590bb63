"""Frozen values that travel between the rooms."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from graph_service.vocabulary import FastReviewPolicy


class Value(BaseModel):
    """A frozen value."""

    model_config = ConfigDict(frozen=True)


class Policy(Value):
    """The interpretations in force: one named setting each."""

    fast_review_policy: FastReviewPolicy = FastReviewPolicy.LIAISON_FINAL
    zone_overlay: bool = False
    upgrade_cap: bool = True
    edition: Literal["2023-06", "2026"] = "2023-06"
    region_prefix: str = "50"
    # What follows judges records and volunteers; no answer that changes rests on it.
    record_days: int | None = None
    evaluation_days: int = 30
    star_thresholds: tuple[int, ...] = (100, 300, 600, 1000, 1500)
