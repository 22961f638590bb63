"""A process that ends with the one that started it, where the system promises that (Linux)."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def ending_with(parent: int, last: signal.Signals) -> Callable[[], None]:
    """Return what a new process calls to get a last signal when its parent is no more."""
    try:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
    except (OSError, AttributeError):  # not Linux: a stop of ours still ends it
        return lambda: None

    def ask_for_parent_death_signal() -> None:
        prctl(_PR_SET_PDEATHSIG, last, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask_for_parent_death_signal
