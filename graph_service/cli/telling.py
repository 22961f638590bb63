"""What ``up`` tells once it serves: what the store holds, and where everything is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.cells import cell_len

from graph_service.answers.registers import RegisterSummary
from graph_service.cli.terminal import Terminal
from graph_service.imports.report import Report


def about(held: RegisterSummary, loaded: Report | None, sample: tuple[str, str]) -> str:
    """Return what the store holds, and whether it was loaded now or found there.

    ``sample`` says what is loaded, in Chinese and English.
    """
    counts = (held["teams"], held["regions"])
    if loaded is None:
        return "库中已有 {:,} 个团体、{:,} 个区划，照用 / ".format(*counts) + (
            "the store found here is used: {:,} teams, {:,} divisions".format(*counts)
        )
    said = f"已载入 {loaded.loaded:,} 行 / {loaded.loaded:,} rows loaded: "
    return "\n".join((said + "{:,} teams, {:,} divisions".format(*counts), *sample))


def addresses(state: dict[str, Any], data_dir: Path, *, explorer: bool) -> None:
    """Print where the service, its documents, its database and its files are."""
    lines = [
        ("首页 start here", f"{state['api_url']}/"),
        ("接口 API docs", f"{state['api_url']}/docs"),
        ("Bolt", state["bolt_url"]),
        ("管理员 token", str((data_dir / "admin-token").absolute())),
        ("日志 log", str(log_file(data_dir).absolute())),
    ]
    if state["browser_url"]:
        lines[2:2] = [
            ("Neo4j Browser", state["browser_url"]),
            ("", f"user neo4j, password in {password_file(data_dir)}"),
        ]
    if explorer:
        lines[1:1] = [("浏览 explorer", f"{state['api_url']}/explorer")]
    out = Terminal()
    for name, text in lines:
        out.print(f"{name}{' ' * (16 - cell_len(name))}{text}")
    out.print("另开一个终端 in another terminal: graph-service find 松树桥；Ctrl-C 停止 stops")


def log_file(data_dir: Path) -> Path:
    """Return where the log is written."""
    return data_dir / "service.log"


def password_file(data_dir: Path) -> Path:
    """Return where the password of the embedded Neo4j stands."""
    return (data_dir / "neo4j-password").absolute()
