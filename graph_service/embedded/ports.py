"""Ports: free ones, who holds a taken one, and whether a listener is our child."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from graph_service.errors import SetupError

_LISTEN = "0A"


def choose(port: int | None, name: str) -> int:
    """Return the port if it is free, or any free one for None.

    Raises SetupError that names the holder of a taken port.
    """
    if port is None or port == 0:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            holder = holder_of(port)
            raise SetupError(
                f"{name} 端口 {port} 已被占用：{holder}。请换一个端口。",
                f"The {name} port {port} is taken by {holder}; give another one.",
            ) from error
    return port


def holder_of(port: int) -> str:
    """Return the name and pid of the process that listens on a port, as far as we may see."""
    for pid in listeners(port):
        try:
            name = Path(f"/proc/{pid}/comm").read_text().strip()
        except OSError:
            continue
        return f"{name} (pid {pid})"
    return "another process"


def listeners(port: int) -> list[int]:
    """Return the pids that listen on a loopback or wildcard port (Linux; empty elsewhere)."""
    inodes = _listening_inodes(port)
    if not inodes:
        return []
    return [
        int(entry) for entry in os.listdir("/proc") if entry.isdigit() and _holds(entry, inodes)
    ]


def _listening_inodes(port: int) -> set[str]:
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            lines = Path(table).read_text().splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            if fields[3] == _LISTEN and int(fields[1].rsplit(":", 1)[1], 16) == port:
                inodes.add(f"socket:[{fields[9]}]")
    return inodes


def _holds(pid: str, inodes: set[str]) -> bool:
    folder = f"/proc/{pid}/fd"
    try:
        return any(os.readlink(f"{folder}/{fd}") in inodes for fd in os.listdir(folder))
    except OSError:
        return False
