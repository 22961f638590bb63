"""What a caller of ``up`` asks of the service."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Sample(StrEnum):
    """What an empty store is filled with."""

    CHONGQING = "chongqing"
    CHONGQING_MESSY = "chongqing-messy"
    NONE = "none"


class Asked(NamedTuple):
    """What a caller of ``up`` asks of the service."""

    host: str
    port: int
    sample: Sample
    workers: int
    logs_to_file: bool
