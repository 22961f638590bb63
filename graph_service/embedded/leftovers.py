"""What a backup or a restore that was killed leaves: cleared away, and said, at the next start."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from graph_service.embedded.home import Home

_PREFIX = "unfinished-"
_OLD = "data-before"


@contextmanager
def workshop(home: Home, what: str) -> Generator[Path, None, None]:
    """Give a folder for the time of the block, which the next start clears if we are killed."""
    folder = home.data_dir / f"{_PREFIX}{what}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def exchange(home: Home, beside: Home, folder: Path) -> None:
    """Put the databases of another home in the place of this one's, which go to the workshop.

    Cut off between the two steps, the next sweep takes the first one back.
    """
    os.rename(home.data, folder / _OLD)
    os.rename(beside.data, home.data)


def sweep(home: Home, say: Callable[[str], None]) -> None:
    """Clear away what was left unfinished and say so; only the holder of the directory may."""
    for folder in sorted(home.data_dir.glob(f"{_PREFIX}*")):
        old = folder / _OLD
        if old.exists() and not home.data.exists():
            os.rename(old, home.data)
        shutil.rmtree(folder)
        what = folder.name.removeprefix(_PREFIX)
        say(
            f"上次的 {what} 未完成，已清理；原有数据未动。"
            f" The last {what} was cut off: cleared away, the store is as it was before."
        )
