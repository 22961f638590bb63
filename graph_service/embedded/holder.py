"""Who holds a data directory: one process at a time, said by name to the next."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable

from graph_service.embedded.home import Home
from graph_service.errors import SetupError

_PATIENCE = 40.0


def hold(home: Home, say: Callable[[str], None] = lambda text: None) -> int:
    """Return a descriptor that holds the data directory; the JVM inherits and keeps it.

    Waits while the server of a holder that has ended still stops. Raises SetupError that names
    a living holder.
    """
    home.data_dir.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(home.lock, os.O_RDWR | os.O_CREAT, 0o600)
    os.set_inheritable(descriptor, True)
    told, patience = False, time.monotonic() + _PATIENCE
    while not _taken(descriptor):
        holder = os.pread(descriptor, 32, 0).decode().strip()
        if (holder.isdigit() and alive(int(holder))) or time.monotonic() > patience:
            os.close(descriptor)
            raise _held(home, holder)
        if not told:
            say("此前的 Neo4j 正在停止，请稍候 / waiting for the previous Neo4j to stop")
            told = True
        time.sleep(0.2)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    return descriptor


def hand_over(descriptor: int, pid: int) -> None:
    """Name another process as the holder: the detached server itself."""
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(pid).encode(), 0)


def alive(pid: int) -> bool:
    """Return whether a process with this pid runs (a zombie does not)."""
    try:
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except OSError:
        return True


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _held(home: Home, holder: str) -> SetupError:
    return SetupError(
        f"数据目录 {home.data_dir} 正由进程 {holder} 使用：请先停止它，或用 --data-dir 另选目录。",
        f"The data directory {home.data_dir} is held by process {holder}: stop it first, or"
        " choose another one with --data-dir.",
    )
