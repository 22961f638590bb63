"""What a process holds in memory, and what a store takes on disk."""

from __future__ import annotations

from pathlib import Path


def peak(pid: int | str = "self") -> float:
    """Return a process's peak memory in MiB; getrusage would tell this one's parent's."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def store(data_dir: Path) -> float:
    """Return what a data directory's databases and their logs take, in MiB."""
    files = (file for file in (data_dir / "neo4j/data").rglob("*") if file.is_file())
    return sum(file.stat().st_blocks * 512 for file in files) / 2**20
