"""What a command is doing is said all the time, with and without a terminal."""

from __future__ import annotations

import re
from typing import Any

import pytest

from graph_service.cli.progress import Steps


def go(steps: Steps, *, fail: bool = False) -> None:
    with steps:
        steps.begin("核对 checking")
        if fail:
            raise ZeroDivisionError
        steps.download("neo4j", 1, 2, 80_000_000)
        steps.download("neo4j-browser", 2, 2, 160_000_000)
        steps.begin("启动 starting")
        steps.say("等待 waiting [/x]")
        steps.advance("teams", "write", 12_000)
        steps.advance("teams", "write", 500)
        steps.begin("预热 warming up")


def test_without_a_terminal_each_step_is_a_line(capsys: Any) -> None:
    go(Steps())
    assert capsys.readouterr().err.splitlines() == [
        "核对 checking …",
        "下载 Neo4j / downloading Neo4j …",
        "下载 Neo4j / downloading Neo4j 2/2  160 MB",
        "启动 starting …",
        "等待 waiting [/x]",
        "teams write …",
        "预热 warming up …",
    ]


@pytest.mark.parametrize("columns", ["40", "160"])
def test_on_a_terminal_each_step_is_ticked_with_how_much_and_how_fast(
    columns: str, capsys: Any, monkeypatch: Any
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", columns)
    go(Steps())
    said = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", capsys.readouterr().err)
    last = re.sub(r"\s", "", said.rpartition("✓ 核对")[2])
    assert "✓下载Neo4j/downloadingNeo4j2/2160MB0s" in last
    assert "✓teamswrite12,500125,000/s0s" in last
    assert "✓预热warmingup0s" in last
    assert "…" not in last


def test_a_step_that_fails_is_not_ticked(capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with pytest.raises(ZeroDivisionError):
        go(Steps(), fail=True)
    assert "✓" not in capsys.readouterr().err
