"""What a process of ours does without: data frames, and looking for garbage all the time."""

from __future__ import annotations

import gc
import sys

_FRAMES = ("numpy", "pandas", "pyarrow")
_OBJECTS, _YOUNG, _MIDDLE = 10_000, 20, 20


def begin() -> None:
    """Import what follows sooner: nothing looks for garbage, and nobody reads in data frames.

    The driver imports the libraries of data frames wherever they are installed; that takes as
    long as everything else that a look-up imports, and no command makes a data frame.
    """
    gc.disable()
    for name in _FRAMES:
        if name not in sys.modules:
            sys.modules[name] = None  # ty: ignore[invalid-assignment]


def settle() -> None:
    """Look for garbage from here on, but never among what was imported, and seldom.

    Answers and rows refer to nothing that refers to them: they go when they are given away, so
    the default, a look at every 700 new objects, is a look at each answer for nothing.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS, _YOUNG, _MIDDLE)
    gc.enable()
